"""The application put together."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI
from fastapi.staticfiles import StaticFiles

import session_planner as sp
from session_planner.web import csrf, idempotency, problems, released, security
from session_planner.web.api import (
    accounts,
    audit,
    boards,
    forms,
    jobs,
    joint,
    links,
    moves,
    places,
    proposals,
    releases,
    scenario,
    sessions,
    variants,
    words,
)
from session_planner.web.context import Context
from session_planner.web.feeds import Feeds
from session_planner.web.files import Folder
from session_planner.web.hub import Hub
from session_planner.web.jobs import Runner
from session_planner.web.pages import accounts as accounts_page
from session_planner.web.pages import audit as audit_page
from session_planner.web.pages import boards as boards_page
from session_planner.web.pages import bureau, bureau_releases, delegate, follow, login_openid, search
from session_planner.web.pages import links as links_page
from session_planner.web.pages import login as login_page
from session_planner.web.settings import HIDDEN, Settings
from session_planner.web.store.boards import Boards
from session_planner.web.store.engine import open_database
from session_planner.web.store.jobs import Jobs
from session_planner.web.store.links import Links

_HERE = Path(__file__).parent
_PARTS = (
    boards,
    moves,
    places,
    jobs,
    proposals,
    variants,
    scenario,
    forms,
    words,
    releases,
    joint,
    sessions,
    accounts,
    links,
    audit,
)


def create_app(settings: Settings) -> FastAPI:
    """The application of a folder and a database. Raises OutsideError where the database cannot be used."""
    (settings.folder / HIDDEN).mkdir(parents=True, exist_ok=True)
    engine = open_database(settings.database_url)
    app = FastAPI(
        title="session-planner",
        version=sp.__version__,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(csrf.checked)],
        lifespan=_living,
    )
    hub = Hub()
    found = Boards(engine)
    context = Context(
        settings, engine, found, hub, Runner(Jobs(engine), hub, settings.jobs), Folder(settings.folder, found, hub)
    )
    app.state.context = context
    context.folder.open()
    problems.install(app)
    idempotency.install(app)
    security.install(app, settings)
    api = APIRouter(prefix="/api/v1", dependencies=[Depends(idempotency.once)], responses=problems.REFUSALS)
    for part in _PARTS:
        api.include_router(part.router)
    app.include_router(api)
    looking_after = (accounts_page, audit_page, links_page)
    for pages in (boards_page, *looking_after, bureau_releases, bureau, delegate, follow, search):
        app.include_router(pages.router)
    app.include_router(login_page.router)
    app.include_router(login_openid.router)
    app.add_middleware(
        Feeds, released=released.install(app, settings), base=settings.address, links=Links(engine).target
    )
    app.mount("/style", StaticFiles(directory=_HERE / "pages" / "style"))
    app.mount("/static", StaticFiles(directory=_HERE / "static", check_dir=False))
    return app


@contextlib.asynccontextmanager
async def _living(app: FastAPI) -> AsyncIterator[None]:
    """What runs beside the requests ends with the server."""
    yield
    context: Context = app.state.context
    context.folder.close()
    context.runner.close()
