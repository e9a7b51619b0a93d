"""Releases of a board: made, listed, given their states, and every file of them to download."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

import session_planner as sp
from session_planner.web.api.boards import Variant
from session_planner.web.context import Ctx
from session_planner.web.language import language_of
from session_planner.web.problems import Problem, answers, problem
from session_planner.web.releasing import (
    ConflictsError,
    give_state,
    make_release,
    plainly,
    release_seen,
    release_shape,
    seen_by,
    store_of,
)
from session_planner.web.who import Planning, Reading
from session_planner.words import N_

router = APIRouter(prefix="/boards/{board}/releases", tags=["releases"])
Number = Annotated[int, Path(ge=1, le=99_999)]
Ids = Annotated[list[str], Query(max_length=100)]
_Line = Annotated[str, Field(max_length=1000)]


def _types(*forms: str) -> list[str]:
    """The media types of formats."""
    return sorted({sp.FORMATS[form].media_type.partition(";")[0] for form in forms})


class NewRelease(BaseModel):
    """What to release: a variant as it stands. `number` is the change that was seen, `despite` accepts conflicts."""

    model_config = ConfigDict(extra="forbid")
    variant: Variant = ""
    note: _Line = ""
    state: Literal["draft", "proposed", "revised"] = "draft"
    despite: bool = False
    number: int | None = Field(None, ge=0, le=2**31 - 1)


class NewState(BaseModel):
    """The next state of a release, by whom and when it was given and what it rests on."""

    model_config = ConfigDict(extra="forbid")
    state: Literal["proposed", "agreed", "adopted"]
    by: _Line = ""
    when: dt.date | None = None
    decision: _Line = ""
    note: _Line = ""


@router.get("")
def releases(board: str, request: Request, ctx: Ctx, person: Reading) -> list[dict[str, Any]]:
    """The releases, the oldest first; drafts for planners only."""
    return [release_shape(one, language_of(request)) for one in seen_by(person, store_of(ctx, board))]


@router.post("", status_code=201, response_model=dict[str, Any])
def release(
    board: str, new: NewRelease, request: Request, response: Response, ctx: Ctx, person: Planning
) -> dict[str, Any] | JSONResponse:
    """Releases the board as it stands; refused with its conflicts, unless in spite of them."""
    lang = language_of(request)
    try:
        made = make_release(ctx, request, board, new.variant, person, **new.model_dump(exclude={"variant"}))
    except ConflictsError as error:
        return problem(422, error.text(lang), "conflicts", conflicts=[one.as_dict(lang) for one in error.conflicts])
    response.headers["Location"] = f"/api/v1/boards/{board}/releases/{made.number}"
    return release_shape(made, lang)


@router.get("/{number}")
def one_release(board: str, number: Number, request: Request, ctx: Ctx, person: Reading) -> dict[str, Any]:
    """A release: what changed in it, and its states with who, when and the note."""
    return release_shape(release_seen(person, store_of(ctx, board), number), language_of(request))


@router.post("/{number}/state")
def state(board: str, number: Number, new: NewState, request: Request, ctx: Ctx, person: Planning) -> dict[str, Any]:
    """Gives a release its next state."""
    given = give_state(ctx, request, board, number, new.state, person, **new.model_dump(exclude={"state"}))
    return release_shape(given, language_of(request))


@router.get("/{number}/notice", response_class=Response, responses=answers(*_types("docx", "html", "md", "pdf")))
def notice(
    board: str,
    number: Number,
    request: Request,
    ctx: Ctx,
    person: Reading,
    form: Literal["docx", "html", "md", "pdf"] = "md",
    since: Annotated[int | None, Query(ge=1, le=99_999)] = None,
    body: Ids = [],  # noqa: B006 - FastAPI copies it
    delegation: Ids = [],  # noqa: B006
    officer: Ids = [],  # noqa: B006
    room: Ids = [],  # noqa: B006
) -> Response:
    """The change notice, for all or for some, since the last public release before it or since another one."""
    store = store_of(ctx, board)
    release_seen(person, store, number)
    if since is not None:
        release_seen(person, store, since)
    keep, lang = sp.Filter(tuple(body), tuple(delegation), tuple(officer), tuple(room)), language_of(request)
    with plainly():
        data = sp.change_notice(store, number, lang, since, keep, form)
    return _file(data, sp.FORMATS[form].media_type, f"{board}-{number}-notice.{lang}{sp.FORMATS[form].suffix}")


@router.get("/{number}/files/{form}", response_class=Response, responses=answers(*_types(*sp.FORMATS)))
def file(
    board: str,
    number: Number,
    form: Annotated[str, Path(max_length=20)],
    request: Request,
    ctx: Ctx,
    person: Reading,
    layout: Annotated[str, Query(max_length=20)] = "annex",
    granularity: Literal["item", "sitting"] = "item",
    body: Ids = [],  # noqa: B006
    delegation: Ids = [],  # noqa: B006
    officer: Ids = [],  # noqa: B006
    room: Ids = [],  # noqa: B006
) -> Response:
    """A release in any of the formats, whole or what concerns some; calendars go on from those before."""
    found = release_seen(person, store_of(ctx, board), number)
    if form not in sp.FORMATS:
        raise Problem(404, N_("`{found}` is not one there is; allowed: {allowed}"), kind="unknown", found=form,
                      allowed=", ".join(sp.FORMATS))  # fmt: skip
    scenario, lang = found.scenario(), language_of(request)
    keep = sp.Filter(tuple(body), tuple(delegation), tuple(officer), tuple(room))
    data = sp.export(
        found.programme(scenario), scenario, form, lang, keep,
        layout=layout, granularity=granularity, ledger=found.ledger(),
    )  # fmt: skip
    return _file(data, sp.FORMATS[form].media_type, f"{board}-{number}.{lang}{sp.FORMATS[form].suffix}")


def _file(data: bytes, media_type: str, name: str) -> Response:
    """A file to keep and never a page of this server; a release's content never changes."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, max-age=3600"}
    return Response(data, headers=headers | {"Content-Type": media_type, "Vary": "Accept-Language, Cookie"})
