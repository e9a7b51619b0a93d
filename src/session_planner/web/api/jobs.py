"""Jobs on a board: solving, replanning, explaining, comparing, pricing, sweeping; started, watched, stopped."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

import session_planner as sp
from session_planner.board.state import State
from session_planner.web.api.boards import Variant
from session_planner.web.api.shapes import job_shape
from session_planner.web.api.sides import Side, sides_of
from session_planner.web.context import Context, Ctx
from session_planner.web.language import language_of
from session_planner.web.problems import Problem, answers
from session_planner.web.who import Planning, Reading
from session_planner.words import N_

router = APIRouter(prefix="/boards/{board}/jobs", tags=["jobs"])
_MOST_OPEN = 50
"""Jobs of a board that may wait or run at a time."""
Written = Annotated[str, Field(min_length=1, max_length=2_000)]


class _Job(BaseModel):
    """`seconds` null works until it is proved, or stopped; `title` is what a proposal that comes of it is called."""

    model_config = ConfigDict(extra="forbid")
    seconds: float | None = Field(60, gt=0, le=86_400)
    seed: int = Field(0, ge=0, le=2**31 - 1)
    title: str = Field("", max_length=200)

    def more(self, _ctx: Context, _board: str, _state: State) -> dict[str, Any]:
        """What the job needs beside what was asked, as plain data."""
        return {}


class Plain(_Job):
    """A programme, or why there is none."""

    kind: Literal["solve", "explain"]


class Replan(_Job):
    """The programme that changes least against what was published, after events.

    Against release `release`; without one, against what stands on the board.
    """

    kind: Literal["replan"]
    events: list[Written] = Field([], max_length=100)
    now: str | None = Field(None, max_length=100)
    release: int | None = Field(None, ge=1, le=99_999)

    def more(self, ctx: Context, board: str, state: State) -> dict[str, Any]:
        """The published programme, and the scenario that it stood in."""
        if self.release is None:
            return {"published": state.programme.as_dict(), "was": None}
        release = sp.Store(ctx.settings.releases(board)).release(self.release)
        return {"published": release.programme().as_dict(), "was": release.file("scenario.yaml").decode()}


class Compare(_Job):
    """Two or more, side by side; the first that has a programme is the one that the others are laid against."""

    kind: Literal["compare"]
    sides: list[Side] = Field(min_length=2, max_length=12)

    def more(self, ctx: Context, board: str, state: State) -> dict[str, Any]:
        """The texts and programmes of the sides."""
        return {"sides": sides_of(self.sides, ctx, board, state)}


class Prices(_Job):
    """What each requirement costs; `only`: of these kinds."""

    kind: Literal["prices"]
    only: list[Literal["decision", "lock", "window", "absence", "order", "document", "capacity", "sitting", "rule"]] = (
        Field([], max_length=9)
    )


class Sweep(_Job):
    """Many trials: of `variants` (all without any) and every point of `grid` (`path=value,value`), each solved once.

    `each`: seconds for one trial; `sets`: changed in all; `sample`: so many of the points, by chance.
    """

    kind: Literal["sweep"]
    variants: list[Annotated[str, Field(min_length=1, max_length=80)]] = Field([], max_length=200)
    grid: list[Written] = Field([], max_length=20)
    sets: list[Written] = Field([], max_length=100)
    sample: int | None = Field(None, ge=1, le=10_000)
    each: float = Field(10, gt=0, le=86_400)


NewJob = Annotated[Plain | Replan | Compare | Prices | Sweep, Field(discriminator="kind")]


@router.post("", status_code=202)
def start(
    board: str, new: NewJob, request: Request, ctx: Ctx, person: Planning, variant: Variant = ""
) -> dict[str, Any]:
    """Starts a job; its progress is in the board's events, and a programme that it finds among its proposals."""
    number, state = ctx.boards.state(board, variant)
    store = ctx.runner.jobs
    if store.open(board) >= _MOST_OPEN:
        raise Problem(429, N_("too many jobs wait already; stop some, or try later"), kind="busy")
    more = new.more(ctx, board, state)
    told = new.model_dump()
    who = person.account or person.name
    name = store.add(board, variant, new.kind, told, person.name, number)
    whole = {"board": board, "variant": variant, "base": number, "text": state.text, "file": state.file, **more}
    ctx.runner.start(name, who, {**told, **whole, "workers": ctx.settings.workers, "lang": language_of(request)})
    ctx.hub.ring(board)
    return job_shape(store.job(board, name))


@router.get("")
def jobs(board: str, ctx: Ctx, _: Reading) -> list[dict[str, Any]]:
    """The newest jobs."""
    ctx.boards.state(board)
    return [job_shape(row) for row in ctx.runner.jobs.of(board)]


@router.get("/{job}")
def job(board: str, job: str, ctx: Ctx, _: Reading) -> dict[str, Any]:
    """A job: `state` is waiting, running, stopping, done, refused, failed, stopped or lost."""
    return job_shape(ctx.runner.jobs.job(board, job))


@router.get("/{job}/document", response_class=Response, responses=answers("text/html"))
def document(board: str, job: str, ctx: Ctx, _: Reading) -> Response:
    """What a comparison, prices or a sweep came to, as a page to read: it runs no scripts and loads nothing."""
    digest = (ctx.runner.jobs.job(board, job).result or {}).get("document")
    if digest is None:
        raise Problem(404, N_("this job has no document"), kind="unknown")
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox"
    return Response(
        ctx.boards.content(digest), media_type="text/html; charset=utf-8", headers={"Content-Security-Policy": policy}
    )


@router.post("/{job}/stop")
def stop(board: str, job: str, ctx: Ctx, _: Planning) -> dict[str, Any]:
    """Ends a job; the best that it has found is kept."""
    ctx.runner.jobs.job(board, job)
    ctx.runner.stop(job)
    ctx.hub.ring(board)
    return job_shape(ctx.runner.jobs.job(board, job))
