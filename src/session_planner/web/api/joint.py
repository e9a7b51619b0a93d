"""The joint sessions of a release, or of the board as it stands: what is found of each, and what the bureau says."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from session_planner.web.context import Ctx
from session_planner.web.language import language_of
from session_planner.web.looking import looked
from session_planner.web.releasing import release_shape, say_stand
from session_planner.web.store.stands import Stands, newest, verdict
from session_planner.web.who import OfBureau, Reading

router = APIRouter(prefix="/boards/{board}/joint", tags=["joint sessions"])
ReleaseNumber = Annotated[int | None, Query(ge=1, le=99_999)]


class NewStand(BaseModel):
    """What somebody says of a joint session in a release."""

    model_config = ConfigDict(extra="forbid")
    release: int = Field(ge=1, le=99_999)
    stand: Literal["agree", "object"]
    note: str = Field("", max_length=2000)


@router.get("")
def joint_sessions(
    board: str, request: Request, ctx: Ctx, person: Reading, release: ReleaseNumber = None
) -> dict[str, Any]:
    """Each joint session: its decision, its place in each programme, what is against it, slack, history, stands.

    Of the release asked for, else of the newest public one, else (`release` is null) of the board as it stands.
    """
    lang = language_of(request)
    found = looked(ctx, board, person, release)
    number = found.release.number if found.release else None
    stands = Stands(ctx.engine).of(board, number) if number else ()
    counted = newest(stands)
    return {
        "release": release_shape(found.release, lang) if found.release else None,
        "open": found.open,
        "sessions": [
            {
                **sheet.as_dict(lang),
                "verdict": verdict(counted.get(sheet.joint.id, ())),
                "stands": [one.as_dict() for one in stands if one.joint == sheet.joint.id],
            }
            for sheet in found.sheets
        ],
    }


@router.post("/{joint}/stands", status_code=201)
def stand(
    board: str,
    joint: Annotated[str, Path(max_length=80)],
    new: NewStand,
    request: Request,
    ctx: Ctx,
    person: OfBureau,
) -> dict[str, Any]:
    """Agrees or objects, with a note; once all sessions of a release are agreed, it is."""
    lang = language_of(request)
    kept, release = say_stand(ctx, request, board, new.release, joint, new.stand, new.note, person)
    return {"stand": kept.as_dict(), "release": release_shape(release, lang)}
