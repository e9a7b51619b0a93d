"""`parallel-limit`: not more than so many sittings in parallel, where a rule of procedure says so.

A limit holds if at every moment (of its windows, if it has any) not more than `most` sittings of its bodies (all bodies
if it names none) are held. A sitting counts from its start to its last end, open end included, however much of it is
used. A joint session is one sitting, its host's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from session_planner.problem.model import Sitting
from session_planner.programme.timetable import Held, Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, cliques, decided
from session_planner.scenario.model import ParallelLimit
from session_planner.scenario.outline import FOREVER, Outline
from session_planner.words import N_, When, Words, say

_ALWAYS = ((-FOREVER, FOREVER),)


def post(rule: Active, b: Builder) -> None:
    """One instance a limit: of each largest set of sittings that share a moment, at most so many are held."""
    problem = b.problem
    for limit in problem.scenario.parallel_limits:
        bodies = set(limit.bodies or problem.bodies)
        sittings = [sitting for sitting in problem.sittings if sitting.body in bodies]
        together = [group for group in _together(sittings, limit, problem.outline) if len(group) > limit.most]
        if together:
            enforce = b.require(rule, (limit.id,), _saying(limit, problem.outline, rule), limit.source)
            for group in together:
                b.add(sum(b.counted(sitting) for sitting in group) <= limit.most, enforce)


def _together(sittings: list[Sitting], limit: ParallelLimit, outline: Outline) -> Iterator[tuple[int, ...]]:
    """The largest sets of sittings that share a moment of the limit's windows, each once."""
    told: set[tuple[int, ...]] = set()
    for low, high in outline.spans(limit.windows) or _ALWAYS:
        clipped = [(max(low, sitting.slot.start), min(high, sitting.slot.last)) for sitting in sittings]
        for clique in cliques(clipped):
            group = tuple(sittings[at].index for at in clique)
            if group not in told:
                told.add(group)
                yield group


def _saying(limit: ParallelLimit, outline: Outline, rule: Active) -> Words:
    moments = [window.start or window.end for window in limit.windows]
    fields = {
        "decided": decided(limit.source or rule.source, outline),
        "most": str(limit.most),
        "bodies": [outline.title(body) for body in limit.bodies],
        "windows": [When(outline.local(moment)) for moment in moments if moment],
    }
    match bool(limit.bodies), bool(limit.windows):
        case False, False:
            return say(N_("{decided}sittings in parallel: at most {most}"), **fields)
        case True, False:
            return say(N_("{decided}sittings in parallel of {bodies}: at most {most}"), **fields)
        case False, True:
            return say(N_("{decided}sittings in parallel in the windows from {windows}: at most {most}"), **fields)
        case _:
            return say(
                N_("{decided}sittings in parallel of {bodies} in the windows from {windows}: at most {most}"), **fields
            )


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Counts the sittings that run, each time that one more starts."""
    for limit in t.scenario.parallel_limits:
        bodies = set(limit.bodies or t.outline.bodies)
        held = [held for held in t.held if held.body in bodies and not held.guest]
        for low, high in t.outline.spans(limit.windows) or _ALWAYS:
            for moment, running in _crowded(held, limit.most, low, high):
                words = say(
                    N_("{rule}; at {when} there are {number}: {bodies}"),
                    rule=_saying(limit, t.outline, rule),
                    when=When(t.outline.clock(moment)),
                    number=str(len(running)),
                    bodies=[t.outline.title(other.body) for other in running],
                )
                yield Breach(
                    (limit.id,),
                    words,
                    [row for other in running for row in other.rows],
                    tuple(other.body for other in running),
                    moment,
                    source=limit.source,
                )


def _crowded(held: Iterable[Held], most: int, low: int, high: int) -> Iterator[tuple[int, list[Held]]]:
    """The moments between `low` and `high` at which one sitting more makes too many, and what runs then."""
    running: list[Held] = []
    over = low - 1  # the moment up to which those that are over have been taken out
    for new in held:
        if new.start >= high:
            break
        if new.last <= low or new.last <= new.start:
            continue
        moment = max(low, new.start)
        if moment > over:
            running = [other for other in running if other.last > moment]
            over = moment
        running.append(new)
        if len(running) > most:
            yield moment, running[:]


RULE = Rule(
    id="parallel-limit",
    title=N_("Sittings in parallel"),
    says=N_("Not more sittings are held in parallel than a rule of procedure allows."),
    post=post,
    check=check,
)
