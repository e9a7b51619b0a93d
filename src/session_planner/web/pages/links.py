"""The page of a board's secret links: planners make one for somebody, see it once, and revoke it; no scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

import session_planner as sp
from session_planner.errors import SessionPlannerError
from session_planner.web.api import links as api
from session_planner.web.context import Context, Ctx
from session_planner.web.language import language_of
from session_planner.web.pages.page import page
from session_planner.web.pages.saying import status_of
from session_planner.web.store.links import Links
from session_planner.web.who import Planning

router = APIRouter(prefix="/links/{board}", include_in_schema=False)
_KINDS = ("bodies", "delegations", "officers", "rooms", "items")


@router.get("", response_class=HTMLResponse)
def secret_links(board: str, request: Request, ctx: Ctx, _: Planning) -> HTMLResponse:
    """The links, without their addresses, and the form for another."""
    return _page(board, request, ctx)


@router.post("", response_class=HTMLResponse)
def make(
    board: str,
    request: Request,
    ctx: Ctx,
    person: Planning,
    bodies: Annotated[api.Ids, Form()] = [],  # noqa: B006
    delegations: Annotated[api.Ids, Form()] = [],  # noqa: B006
    officers: Annotated[api.Ids, Form()] = [],  # noqa: B006
    rooms: Annotated[api.Ids, Form()] = [],  # noqa: B006
    items: Annotated[api.Ids, Form()] = [],  # noqa: B006
    feed: Annotated[Literal["ar", "en", "es", "fr", "ru", "zh"], Form()] = "en",
    note: Annotated[str, Form(max_length=200)] = "",
) -> HTMLResponse:
    """A new link; this page alone shows its address."""
    kinds = dict(zip(_KINDS, (bodies, delegations, officers, rooms, items), strict=True))
    try:
        made = api.make(board, api.NewLink(**kinds, lang=feed, note=note), request, ctx, person)
    except SessionPlannerError as error:
        return _page(board, request, ctx, refused=error)
    return _page(board, request, ctx, address=made["address"])


@router.post("/{link}/revoke", response_model=None)
def revoke(board: str, link: str, request: Request, ctx: Ctx, person: Planning) -> Response:
    """Revokes a link."""
    try:
        api.revoke(board, link, request, ctx, person)
    except SessionPlannerError as error:
        return _page(board, request, ctx, refused=error)
    return RedirectResponse(f"/links/{board}?lang={language_of(request)}", 303)


def _page(
    board: str, request: Request, ctx: Context, *, address: str = "", refused: SessionPlannerError | None = None
) -> HTMLResponse:
    lang = language_of(request)
    scenario = ctx.boards.state(board)[1].scenario
    values = {
        "board": board,
        "title": scenario.title.told(lang),
        "links": [_shown(row, scenario, lang) for row in Links(ctx.engine).of(board)],
        "choices": _choices(scenario, lang),
        "address": address,
        "refused": refused.text(lang) if refused else "",
    }
    status = status_of(refused) if refused else 201 if address else 200
    return page(request, "links.html", values, status=status, headers={"Cache-Control": "no-store"})


def _choices(scenario: sp.Scenario, lang: str) -> dict[str, list[tuple[str, str]]]:
    """What can be followed, by kind: its id and its name."""
    named = {
        "bodies": scenario.bodies,
        "delegations": scenario.delegations,
        "officers": scenario.officers,
        "rooms": scenario.rooms,
    }
    found = {kind: [(one.id, one.called.told(lang)) for one in some] for kind, some in named.items()}
    found["items"] = [
        (f"{body.id}/{item.number}", " ".join(filter(None, (body.called.told(lang), item.number, _title(item, lang)))))
        for body in scenario.bodies
        for item in _all(body.agenda)
    ]
    return found


def _all(items: Iterable[Any]) -> Iterator[Any]:
    """The items of an agenda and its headings, each before what stands under it."""
    for item in items:
        yield item
        yield from _all(item.items)


def _title(item: Any, lang: str) -> str:
    return str(item.title.told(lang)) if item.title else ""


def _shown(row: Any, scenario: sp.Scenario, lang: str) -> dict[str, Any]:
    """A link, what its feed holds told by name."""
    name, _, language = row.filter["feed"].rpartition(".")
    following = sp.Following.named(name)
    names = {known: told for some in _choices(scenario, lang).values() for known, told in some}
    held = [one for kind in _KINDS for one in getattr(following, kind, ())] if following else []
    return {
        "id": row.token,
        "lang": language,
        "held": [names.get(one, one) for one in held],
        "note": row.note,
        "who": row.who,
        "made": row.made,
        "revoked": row.revoked,
    }
