"""Replanning: the programme that changes least, after what happened.

Events become edits of the scenario (`events`, `changing`, `lasted`), the published programme and the past become its
`replan` part (`happened`); `planning.solve` then finds the least change, tier after tier, and has it checked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from session_planner import planning
from session_planner.checker import check
from session_planner.errors import InputError, Mistake
from session_planner.programme.model import Programme
from session_planner.releases.changes import Changes, changes
from session_planner.releases.store import Store
from session_planner.rules import active
from session_planner.scenario.model import Held, Replan, Scenario
from session_planner.scenario.outline import outline
from session_planner.solver.control import Control
from session_planner.solver.search import Outcome
from session_planner.studies.replanning import edits as editing
from session_planner.studies.replanning.edits import Edit
from session_planner.studies.replanning.events import Course, follow
from session_planner.studies.replanning.happened import held, placed, published
from session_planner.words import N_, Words, say

_RULES = ("affected-delegates", "moved-segments", "moved-minutes", "moved-rooms")
_WORDS = {
    "affected-delegates": N_("delegates affected: {amount}"),
    "moved-segments": N_("segments moved: {amount}"),
    "moved-minutes": N_("minutes moved: {amount}"),
    "moved-rooms": N_("rooms changed: {amount}"),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """How much of one kind changed: `amount` in people, segments, minutes or rooms; `back`: moved to where it was.

    `cost` is what its tier comes to in that programme and `bound` what it must come to at least.
    """

    rule: str
    tier: str
    amount: int
    back: int
    cost: int
    bound: int

    @property
    def proved(self) -> bool:
        """Whether less is impossible, with what comes before it as it is."""
        return self.cost <= self.bound

    @property
    def words(self) -> Words:
        """The count, and whether it is the least."""
        counted = say(_WORDS[self.rule], amount=str(self.amount))
        if self.back:
            counted = say(N_("{counted} ({back} of them back to where it was)"), counted=counted, back=str(self.back))
        if self.proved:
            return say(N_("{counted} – proved least"), counted=counted)
        gap = say(N_("cost {cost}, at least {bound}"), cost=str(self.cost), bound=str(self.bound))
        return say(N_("{counted} – not proved least: {gap}"), counted=counted, gap=gap)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        told = {name: getattr(self, name) for name in ("rule", "tier", "amount", "back", "cost", "bound")}
        return {**told, "proved": self.proved}


@dataclass(slots=True)
class Replanned:
    """What a replanning came to.

    `scenario` is the one solved, with what was published and held in it; `plain` the same without that, as the edited
    text says it. `programme`, `changes` and `counts` are None or empty where none was found: `outcome` says why.
    """

    outcome: Outcome
    scenario: Scenario
    plain: Scenario
    edits: tuple[Edit, ...]
    now: dt.datetime | None
    programme: Programme | None = None
    changes: Changes | None = None
    counts: tuple[Counted, ...] = ()
    text: editing.Written | None = None

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "possible": True if self.programme else False if self.outcome.impossible else None,
            "now": self.now.isoformat() if self.now else None,
            "edits": [one.as_dict() for one in self.edits],
            "held": [_as_dict(one) for one in self.scenario.replan.held],
            "counts": [one.as_dict() for one in self.counts],
            "changes": self.changes.as_dict() if self.changes else None,
            "variants_dropped": list(self.text.dropped) if self.text else [],
            "programme": self.programme.as_dict() if self.programme else None,
        }


def _as_dict(one: Held) -> dict[str, Any]:
    times = {"start": one.start.isoformat(), "end": one.end.isoformat()}
    return {"item": one.item, **times, "room": one.room, "over": one.over}


def replan(
    scenario: Scenario,
    programme: Programme,
    events: Sequence[str] = (),
    now: dt.datetime | None = None,
    before: Programme | None = None,
    control: Control | None = None,
    was: Scenario | None = None,
    write: bool = False,
) -> Replanned:
    """The programme that changes least against a published one, after events, with the past left as it is.

    `now`: nothing that began before it changes; by default the earliest moment at which the events can be known, and
    none where they say nothing of the past. `before`: what was published before that, so that a move back costs less.
    `was`: the scenario that the published programme stood in, if another. `write`: also make the text of the edited
    scenario, whose hash the programme then names. Raises InputError with all mistakes in events and what they change.
    """
    course, whole = prepared(scenario, programme, events, now, before)
    result = Replanned(Outcome(), whole, course.scenario, tuple(course.edits), course.now)
    if write:
        result.text = editing.written(course.scenario)
    result.outcome = planning.solve(whole, control)
    if (found := result.outcome.programme) is not None:
        if result.text is not None:
            found = replace(found, scenario_sha256=result.text.sha256, variant=None, sets=())
        result.programme = replace(found, scenario_id=programme.scenario_id or found.scenario_id)
        result.changes = changes(programme, was or scenario, result.programme, course.scenario)
        result.counts = tuple(_counts(result.programme, whole))
    return result


def prepared(
    scenario: Scenario,
    programme: Programme,
    events: Sequence[str] = (),
    now: dt.datetime | None = None,
    before: Programme | None = None,
) -> tuple[Course, Scenario]:
    """The course of events, and the scenario that is to be solved: edited, with its `replan` part filled in."""
    out = outline(scenario)
    if programme.segments and all(one.body not in out.bodies for one in programme.segments):
        said = N_("the programme is of another session: of its bodies ({found}) the scenario has none; it has {known}")
        fields = {"found": list(dict.fromkeys(one.body for one in programme.segments)), "known": list(out.bodies)}
        raise InputError([Mistake("", 0, 0, "from", said, fields)])
    there = placed(programme, out)
    course = follow(scenario, there, events, out.local(now) if now else None)
    ended = {key: course.begun[key] for key in course.told.ended if key in course.begun}
    gone = [one.key for one in there for key in ended if one.ref == key[0] and one.part > key[1]]
    past: Iterable[Held] = ()
    if course.minute is not None:
        past = held(course.begun, course.told, course.outline, course.minute)
    whole = with_replan(
        course.scenario,
        Replan(now=course.now, published=published(there, course.outline, before, gone), held=tuple(past)),
    )
    return course, whole


def published_before(store: Store, programme: Programme) -> Programme | None:
    """The newest public release in a store that says something else than a published programme."""
    for release in reversed(store.releases()):
        if release.public and _places(found := release.programme()) != _places(programme):
            return found
    return None


def _places(programme: Programme) -> set[tuple[object, ...]]:
    return {(one.ref, one.part, one.start.timestamp(), one.end.timestamp(), one.room) for one in programme.segments}


def with_replan(scenario: Scenario, part: Replan) -> Scenario:
    """The scenario with another `replan` part."""
    whole = scenario.model_copy(update={"replan": part})
    whole._outline = None
    return whole


def _counts(programme: Programme, scenario: Scenario) -> Iterable[Counted]:
    """What changed, in the order in which it counts."""
    report = check(programme, scenario)
    tiers = {tier.id: tier for tier in programme.tiers}
    by_id = {rule.id: rule for rule in active(scenario) if rule.kind == "soft"}
    for name in _RULES:
        if name not in by_id:
            continue
        found = [one for one in report.conflicts if one.rule == name]
        tier = tiers.get(by_id[name].tier)
        back = sum(one.amount == 1 for one in found) if name == "moved-segments" else 0
        amount = len(found) if name in ("moved-segments", "moved-rooms") else sum(one.amount for one in found)
        cost, bound = (tier.objective, tier.bound) if tier else (0, 0)
        yield Counted(name, by_id[name].tier, amount, back, cost, bound)
