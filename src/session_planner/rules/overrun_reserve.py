"""`overrun-reserve`: every sitting keeps some time free, for what lasts longer than planned.

`minutes` is the reserve asked for in each sitting; nothing is asked unless a scenario states it. A sitting's free time
is its regular hours, without its open end, less the lengths of all that is taken up in it, and never below nothing. The
amount, for a body, is the sum over the sittings that it holds of what the free time falls short of the reserve, in
units of the scenario's grain, each sitting's rounded up. A sitting in which it is a guest of another body is that
body's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pydantic import Field

from session_planner.problem.model import Sitting
from session_planner.programme.timetable import Held, Timetable
from session_planner.rules.base import Active, Breach, Builder, Expr, Params, Rule
from session_planner.scenario.model import Scenario
from session_planner.scenario.values import Minutes
from session_planner.words import N_, Span, When, say


class Reserve(Params):
    """The reserve asked for."""

    minutes: Minutes = Field(0, description=N_("time to be kept free in each sitting; none is asked for if left out"))


def post(rule: Active, b: Builder) -> None:
    """One instance a body: the sum of what its sittings fall short."""
    problem = b.problem
    reserve = problem.ticks(rule.params.minutes)
    if not reserve:
        return
    inside: dict[int, list[int]] = defaultdict(list)
    for piece in problem.pieces:
        for sitting in piece.sittings:
            inside[sitting].append(piece.index)
    for body in problem.bodies:
        missing = [
            _missing(b, sitting, inside[sitting.index], rule.params.minutes, reserve)
            for sitting in problem.sittings_of[body]
            if inside[sitting.index]
        ]
        if missing:
            words = say(
                N_("{body} keeps {reserve} free in each of its sittings"),
                body=problem.outline.title(body),
                reserve=Span(rule.params.minutes),
            )
            b.charge(rule, (body,), words, sum(missing), reserve * len(missing))


def _missing(b: Builder, sitting: Sitting, pieces: list[int], minutes: int, reserve: int) -> Expr:
    """What a sitting falls short, in ticks: what is taken up and `short`, what an empty one would; at most the reserve.

    `full` is a sitting that has no free time at all, where no more than the reserve can be missing.
    """
    short = -((sitting.slot.end - sitting.slot.start - minutes) // b.problem.grain)
    taken = sum(_length(b, piece, sitting) for piece in pieces)
    all_taken = sum(min(b.problem.pieces[piece].most, sitting.length) for piece in pieces)
    most = min(all_taken, sitting.length) if _one_at_a_time(b.problem.scenario) else all_taken
    beyond = max(0, short + most - reserve)
    full = b.new_bool(f"full {sitting.index}") if beyond else 0
    missing = b.new_int(0, max(reserve, short + all_taken), f"reserve missing {sitting.index}")
    counted = b.counted(sitting.index)
    guest = b.held(sitting.index) - counted
    b.add(missing >= reserve * full)
    b.add(missing >= taken + short * counted - beyond * full - all_taken * guest)
    return missing


def _length(b: Builder, piece: int, sitting: Sitting) -> Expr:
    """Ticks that a piece takes of a sitting."""
    whole = b.problem.pieces[piece]
    splittable = b.problem.tasks[whole.task].splittable
    return b.length(piece) if splittable else whole.least * b.x(piece, sitting.index)


def _one_at_a_time(scenario: Scenario) -> bool:
    """Whether no more is taken up in a sitting than it lasts: makes for a much tighter relaxation."""
    setting = scenario.rules.get("body-one-at-a-time")
    return setting is None or setting.kind in (None, "hard")


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Looks for sittings with too little time left in their regular hours."""
    asked = rule.params.minutes
    if not asked:
        return
    for body, sittings in t.held_of.items():
        lacking: list[tuple[Held, int]] = []
        for held in sittings:
            if held.slot and not held.guest:
                free = held.slot.end - held.slot.start - sum(row.end - row.start for row in held.rows)
                if free < asked:
                    lacking.append((held, asked - max(free, 0)))
        if lacking:
            first, missing = lacking[0]
            words = say(
                N_("sittings of {body} that keep less than {reserve} free: {count}; {missing} is missing on {when}"),
                body=t.outline.title(body),
                reserve=Span(asked),
                count=str(len(lacking)),
                missing=Span(missing),
                when=When(t.outline.clock(first.start)),
            )
            amount = sum(-(-minutes // t.scenario.grain) for _, minutes in lacking)
            rows = [row for held, _ in lacking for row in held.rows]
            yield Breach((body,), words, rows, (body,), first.start, amount=amount)


RULE = Rule(
    id="overrun-reserve",
    title=N_("Reserve for overrun"),
    says=N_("Every sitting keeps the time free that is asked for as a reserve."),
    post=post,
    check=check,
    kind="soft",
    weight=3,
    tier="house",
    params=Reserve,
    charges=True,
    unit=N_("units of the grain missing"),
)
