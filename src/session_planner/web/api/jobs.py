"""Jobs on a board: solving, explaining; started, watched, stopped."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Row

from session_planner.web.api.boards import Variant
from session_planner.web.context import Ctx
from session_planner.web.language import language_of
from session_planner.web.who import Planning, Reading

router = APIRouter(prefix="/boards/{board}/jobs", tags=["jobs"])


class NewJob(BaseModel):
    """What is to be done: `seconds` null works until it is proved."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["solve", "explain"]
    seconds: float | None = Field(60, gt=0, le=86_400)
    seed: int = Field(0, ge=0, le=2**31 - 1)


@router.post("", status_code=202)
def start(
    board: str, new: NewJob, request: Request, ctx: Ctx, person: Planning, variant: Variant = ""
) -> dict[str, Any]:
    """Starts a job; its progress is in the board's events, and a programme that it finds among its proposals."""
    number, state = ctx.boards.state(board, variant)
    told = new.model_dump()
    name = ctx.runner.jobs.add(board, variant, new.kind, told, person.name, number)
    whole = {"board": board, "variant": variant, "base": number, "text": state.text, "file": state.file}
    ctx.runner.start(name, {**told, **whole, "workers": ctx.settings.workers, "lang": language_of(request)})
    return job_shape(ctx.runner.jobs.job(board, name))


@router.get("")
def jobs(board: str, ctx: Ctx, _: Reading) -> list[dict[str, Any]]:
    """The newest jobs."""
    ctx.boards.state(board)
    return [job_shape(row) for row in ctx.runner.jobs.of(board)]


@router.get("/{job}")
def job(board: str, job: str, ctx: Ctx, _: Reading) -> dict[str, Any]:
    """A job: `state` is waiting, running, stopping, done, refused, failed, stopped or lost."""
    return job_shape(ctx.runner.jobs.job(board, job))


@router.post("/{job}/stop")
def stop(board: str, job: str, ctx: Ctx, _: Planning) -> dict[str, Any]:
    """Ends a job; the best that it has found is kept."""
    ctx.runner.jobs.job(board, job)
    ctx.runner.stop(job)
    return job_shape(ctx.runner.jobs.job(board, job))


def job_shape(row: Row[Any]) -> dict[str, Any]:
    """A job as the API writes it."""
    return {
        "id": row.id,
        "variant": row.variant,
        "kind": row.kind,
        "asked": row.asked,
        "who": row.who,
        "base": row.base,
        "state": row.state,
        "progress": row.progress,
        "result": row.result,
        "made": row.made.isoformat(),
        "ended": row.ended.isoformat() if row.ended else None,
    }
