"""The page of a board's releases: what they are, every file of them, and for planners the next one; without scripts."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

import session_planner as sp
from session_planner.errors import InputError, Mistake, SessionPlannerError
from session_planner.web.context import Context, Ctx
from session_planner.web.language import language_of
from session_planner.web.pages.page import page
from session_planner.web.pages.saying import states_of, status_of
from session_planner.web.releasing import ConflictsError, give_state, make_release, seen_by, store_of
from session_planner.web.who import Person, Planning, Reading
from session_planner.words import N_

router = APIRouter(prefix="/bureau/{board}/releases", include_in_schema=False)
_NEXT = {"draft": "proposed", "proposed": "agreed", "revised": "agreed", "agreed": "adopted"}
_Text = Annotated[str, Form(max_length=1000)]


@router.get("", response_class=HTMLResponse)
def releases(board: str, request: Request, ctx: Ctx, person: Reading) -> HTMLResponse:
    """The releases, the newest first."""
    return _page(board, request, ctx, person)


@router.post("", response_model=None)
def release(
    board: str,
    request: Request,
    ctx: Ctx,
    person: Planning,
    state: Annotated[Literal["draft", "proposed", "revised"], Form()],
    variant: Annotated[str, Form(max_length=80)] = "",
    note: _Text = "",
    despite: Annotated[bool, Form()] = False,
) -> Response:
    """Makes the next release; where conflicts stand, shows them instead."""
    try:
        make_release(ctx, request, board, variant, person, note=note, state=state, despite=despite)
    except SessionPlannerError as error:
        return _page(board, request, ctx, person, error)
    return RedirectResponse(f"/bureau/{board}/releases?lang={language_of(request)}", 303)


@router.post("/{number}/state", response_model=None)
def give(
    board: str,
    number: Annotated[int, Path(ge=1, le=99_999)],
    request: Request,
    ctx: Ctx,
    person: Planning,
    state: Annotated[Literal["proposed", "agreed", "adopted"], Form()],
    by: _Text = "",
    when: Annotated[str, Form(max_length=20)] = "",
    decision: _Text = "",
    note: _Text = "",
) -> Response:
    """Gives a release its next state."""
    try:
        give_state(ctx, request, board, number, state, person, by=by, when=_day(when), decision=decision, note=note)
    except SessionPlannerError as error:
        return _page(board, request, ctx, person, error)
    return RedirectResponse(f"/bureau/{board}/releases?lang={language_of(request)}", 303)


def _day(written: str) -> dt.date | None:
    """A day as a form sends it; none where it was left empty."""
    if not written:
        return None
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        said = N_("`{found}` is not a day; write it like 2012-10-16")
        raise InputError([Mistake("", 0, 0, "when", said, {"found": written})]) from None


def _page(
    board: str, request: Request, ctx: Context, person: Person, refused: SessionPlannerError | None = None
) -> HTMLResponse:
    lang = language_of(request)
    scenario = ctx.boards.state(board)[1].scenario
    found = seen_by(person, store_of(ctx, board))
    conflicts = [one.words.told(lang) for one in refused.conflicts] if isinstance(refused, ConflictsError) else []
    values = {
        "board": board,
        "title": scenario.title.told(lang),
        "plans": person.may("planner"),
        "releases": [_shown(one, scenario, lang) for one in reversed(found)],
        "adopted": any(one.state.name == "adopted" for one in found),
        "variants": [(one.id, one.called.told(lang)) for one in scenario.variants],
        "formats": sorted(sp.FORMATS),
        "refused": refused.text(lang) if refused else "",
        "conflicts": conflicts,
    }
    return page(request, "releases.html", values, status=status_of(refused) if refused else 200)


def _shown(release: Any, scenario: sp.Scenario, lang: str) -> dict[str, Any]:
    return {
        "number": release.number,
        "author": release.author,
        "note": release.note,
        "variant": release.variant or "",
        "states": states_of(release, scenario, lang),
        "conflicts": release.conflicts,
        "first": release.changes["first"],
        "changed": len(release.changes["moves"]),
        "public": release.public,
        "next": _NEXT.get(release.state.name),
    }
