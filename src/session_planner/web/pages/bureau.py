"""The bureau's page: every joint session of what is before it, to agree or object to; it needs no scripts."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

import session_planner as sp
from session_planner.errors import SessionPlannerError
from session_planner.web.api.joint import ReleaseNumber
from session_planner.web.context import Context, Ctx
from session_planner.web.language import language_of
from session_planner.web.looking import Looked, looked
from session_planner.web.pages.page import page
from session_planner.web.pages.saying import moment, states_of, status_of
from session_planner.web.releasing import say_stand
from session_planner.web.store.stands import Stands, newest, verdict
from session_planner.web.who import OfBureau, Person, Reading

router = APIRouter(prefix="/bureau/{board}", include_in_schema=False)


@router.get("/", response_class=HTMLResponse)
def joint_sessions(
    board: str, request: Request, ctx: Ctx, person: Reading, release: ReleaseNumber = None
) -> HTMLResponse:
    """The joint sessions of a release, of the newest public one, or of the board while nothing is released."""
    return _page(board, request, ctx, person, release)


@router.post("/", response_model=None)
def stand(
    board: str,
    request: Request,
    ctx: Ctx,
    person: OfBureau,
    release: Annotated[int, Form(ge=1, le=99_999)],
    joint: Annotated[str, Form(max_length=80)],
    stand: Annotated[Literal["agree", "object"], Form()],
    note: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Agrees or objects, and shows the session again with what was said."""
    lang = language_of(request)
    try:
        say_stand(ctx, request, board, release, joint, stand, note, person)
    except SessionPlannerError as error:
        return _page(board, request, ctx, person, release, (joint, note, error))
    return RedirectResponse(f"/bureau/{board}/?release={release}&lang={lang}#joint-{joint}", 303)


def _page(
    board: str,
    request: Request,
    ctx: Context,
    person: Person,
    number: int | None,
    refused: tuple[str, str, SessionPlannerError] | None = None,
) -> HTMLResponse:
    lang = language_of(request)
    found = looked(ctx, board, person, number)
    stands = Stands(ctx.engine).of(board, found.release.number) if found.release else ()
    counted = newest(stands)
    values = {
        "board": board,
        "title": found.scenario.title.told(lang),
        "whose": _whose(found.scenario, lang),
        "release": found.release,
        "states": states_of(found.release, found.scenario, lang) if found.release else (),
        "releases": found.releases,
        "open": found.open,
        "mine": person.may("bureau", "planner"),
        "plans": person.may("planner"),
        "sessions": [_session(sheet, found, counted.get(sheet.joint.id, ()), lang) for sheet in found.sheets],
        "refused": None
        if refused is None
        else {"joint": refused[0], "note": refused[1], "said": refused[2].text(lang)},
    }
    return page(request, "bureau.html", values, status=status_of(refused[2]) if refused else 200)


def _session(sheet: Any, found: Looked, stands: Any, lang: str) -> dict[str, Any]:
    """One session: the bureau's sheet without its title and what is to be signed, the hours around it, the stands."""
    blocks: tuple[Any, ...] = sp.joint_document([sheet], found.scenario, lang).blocks[2:]
    signed = next(place for place, one in enumerate(blocks) if type(one).__name__ == "Signature")
    whole = [one for one in (*blocks[1 : signed - 1], *blocks[signed:]) if type(one).__name__ != "Signature"]
    around = sp.joint_around(sheet, found.programme, lang)
    said = [
        {"who": one.who, "stand": one.stand, "note": one.note, "at": moment(one.at, found.scenario, lang)}
        for one in stands
    ]
    return {
        "id": sheet.joint.id,
        "title": blocks[0].words,
        "blocks": whole,
        "around": around,
        "stands": said,
        "verdict": verdict(stands),
    }


def _whose(scenario: sp.Scenario, lang: str) -> Any:
    """The session's title, in the language that it is in."""
    blocks: tuple[Any, ...] = sp.joint_document((), scenario, lang).blocks
    return blocks[1].words
