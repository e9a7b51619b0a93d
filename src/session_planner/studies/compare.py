"""Programmes and variants side by side: what each costs, and whether that is a difference or within the solver's gap.

What is a scenario is solved, the time being shared; what is a programme is read and checked. The first that has a
programme is the one that the others are laid against: what costs less, what moved, and for whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from session_planner.checker import check
from session_planner.errors import InputError, Mistake
from session_planner.loading import load, read_with_scenario
from session_planner.programme.model import Programme
from session_planner.releases.changes import Changes, changes
from session_planner.rules import active, rules, tier_title, tiers
from session_planner.scenario.model import Scenario
from session_planner.scenario.overlay import option
from session_planner.scenario.values import Text
from session_planner.solver.control import Control
from session_planner.studies.measures import Tier, measures
from session_planner.studies.trials import Result, Status, Trial, solved
from session_planner.words import N_, Words, say

_PROGRAMMES = (".json", ".csv", ".xlsx", ".ics")
_NO_SIDE = N_("`{found}` changes nothing; write changes like `@variant; path=value; -lock:x`")

Verdict = Literal["same", "less", "more", "gap", "none"]
"""How a cost stands to that of the first: `same` and proved, surely `less` or `more`, `gap`: not distinguishable, since
both may yet be the same or either the lower; `none`: there is no programme, or none to lay it against."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is compared: a scenario as a trial, or a programme from a file (`programme`), with its scenario if named.

    `called`: what readers are told in place of the file, where its name says nothing to them.
    """

    file: str
    trial: Trial = field(default_factory=Trial)
    programme: bool = False
    scenario: str | None = None
    called: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of what is compared: what it is, and what it came to. `rules`: those that the first has otherwise."""

    subject: Subject
    scenario: Scenario
    result: Result
    rules: tuple[str, ...] = ()

    @property
    def variant(self) -> Text | None:
        """What its variant is called."""
        id = self.subject.trial.variant
        return next((one.called for one in self.scenario.variants if one.id == id), None)

    @property
    def changed(self) -> tuple[str, ...]:
        """Its ad-hoc changes, as options say them, without the dashes."""
        return tuple(option(one).removeprefix("--set ").removeprefix("--") for one in self.subject.trial.sets)


@dataclass(frozen=True, slots=True)
class Against:
    """A side against the first: the verdict of each tier, the whole verdict and the tier that decides it."""

    tiers: tuple[tuple[str, Verdict], ...]
    verdict: Verdict
    decided: str | None
    moved: Changes | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All sides, in the order in which they were asked for; `first` is the index of the one they are laid against."""

    sides: tuple[Side, ...]
    first: int | None
    against: tuple[Against, ...]
    """One for each side; that of the first itself says `same` and nothing moved."""

    @property
    def impossible(self) -> bool:
        """Whether any side has no programme for sure, or one that breaks a rule."""
        return any(
            side.result.status == "impossible" or (side.result.measures is not None and side.result.measures.conflicts)
            for side in self.sides
        )

    @property
    def tiers(self) -> dict[str, Words]:
        """The tiers of all sides, most important first, and what they are called."""
        found: dict[str, Words] = {}
        for side in self.sides:
            there = {tier.id for tier in side.result.measures.tiers} if side.result.measures else set()
            found |= {one.id: tier_title(one) for one in tiers(side.scenario) if one.id in there - found.keys()}
        return found

    @property
    def rules(self) -> dict[str, Words]:
        """The rules that any side prices, or has otherwise than the first, and what they are called."""
        costs = (cost.rule for side in self.sides if side.result.measures for cost in side.result.measures.costs)
        differ = (id for side in self.sides for id in side.rules)
        known = rules()
        return {id: say(known[id].title) for id in dict.fromkeys((*costs, *differ))}

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """For JSON."""
        return {
            "first": self.first,
            "sides": [
                {
                    "file": side.subject.file,
                    "programme": side.subject.programme,
                    **side.result.as_dict(lang),
                    "rules_differ": list(side.rules),
                    "verdict": one.verdict,
                    "decided_by": one.decided,
                    "tiers": dict(one.tiers),
                    "moved": one.moved.as_dict() if one.moved else None,
                }
                for side, one in zip(self.sides, self.against, strict=True)
            ],
        }


def subjects(
    given: Sequence[str], variants: Sequence[str] = (), also: Sequence[str] = (), scenario: str | None = None
) -> tuple[Subject, ...]:
    """What a call names: files of programmes, scenarios (`FILE` or `FILE@VARIANT`), and more of the first scenario.

    `variants` are its variants by name; each of `also` a list of changes by semicolons, of a variant if it begins with
    `@NAME`. `scenario` is that of programmes which do not stand beside theirs. Raises InputError for what is no change.
    """
    found = [_subject(one, scenario) for one in given]
    first = next((one.file for one in found if not one.programme), scenario)
    if first is None and (variants or also):
        message = N_("variants and changes are of a scenario, and none is named")
        raise InputError([Mistake("", 0, 0, "", message)])
    # A table by hand has no scenario beside it: it is one of the scenario that it is compared with.
    found = [_with_scenario(one, first) for one in found]
    more = [Trial(one) for one in variants] + [_trial(one) for one in also]
    return (*found, *(Subject(first or "", one) for one in more))


def _subject(given: str, scenario: str | None) -> Subject:
    if Path(given).suffix.lower() in _PROGRAMMES:
        return Subject(given, programme=True, scenario=scenario)
    file, at, variant = given.rpartition("@")
    return Subject(file, Trial(variant)) if at and not Path(given).exists() else Subject(given)


def _with_scenario(one: Subject, scenario: str | None) -> Subject:
    if not one.programme or one.scenario is not None or Path(one.file).suffix.lower() == ".json":
        return one
    return replace(one, scenario=scenario)


def _trial(also: str) -> Trial:
    parts = [part.strip() for part in also.split(";") if part.strip()]
    variant = parts.pop(0)[1:].strip() if parts and parts[0].startswith("@") else None
    if not parts and not variant:
        raise InputError([Mistake("--also", 0, 0, "", _NO_SIDE, {"found": also})])
    return Trial(variant, tuple(parts))


def compare(given: Sequence[Subject], control: Control | None = None) -> Comparison:
    """Reads them all, solves those that are scenarios, and lays them side by side.

    A limited time is shared: what one leaves of its part goes to those after it. Raises InputError with the mistakes of
    every file, before anything is solved.
    """
    control = control or Control()
    read = _read(given)
    left = sum(programme is None for _, programme in read)
    sides: list[Side] = []
    for subject, (scenario, programme) in zip(given, read, strict=True):
        if programme is None:
            part = control.part(1 / left)
            part.watch = control.watch
            result, left = solved(scenario, subject.trial, part), left - 1
        else:
            result = _found(scenario, programme)
            subject = replace(subject, trial=result.trial, programme=True)
        sides.append(Side(subject, scenario, result, _otherwise(scenario, sides)))
    return laid(sides)


def laid(sides: Sequence[Side]) -> Comparison:
    """Sides that have their results, against the first of them that has a programme."""
    first = next((place for place, side in enumerate(sides) if side.result.found), None)
    against = tuple(_against(sides[first] if first is not None else None, side) for side in sides)
    return Comparison(tuple(sides), first, against)


def _read(given: Iterable[Subject]) -> list[tuple[Scenario, Programme | None]]:
    found: list[tuple[Scenario, Programme | None]] = []
    mistakes: dict[Mistake, None] = {}
    for one in given:
        try:
            if one.programme:
                reading, scenario = read_with_scenario(one.file, one.scenario)
                found.append((scenario, reading.programme))
            else:
                found.append((load(one.file, one.trial.variant, one.trial.sets), None))
        except InputError as error:
            mistakes.update(dict.fromkeys(error.mistakes))
    mistakes.update(dict.fromkeys(_strangers(given, found) if not mistakes else ()))
    if mistakes:
        raise InputError(mistakes)
    return found


def _strangers(given: Iterable[Subject], found: Sequence[tuple[Scenario, Programme | None]]) -> Iterable[Mistake]:
    """What has no body in common with the first: a cost of one session says nothing of another."""
    bodies = [{body.id for body in scenario.bodies} for scenario, _ in found]
    files = [one.file for one in given]
    for file, own in zip(files, bodies, strict=True):
        if bodies[0].isdisjoint(own):
            said = N_("this is another session than `{first}`: they have no body in common")
            yield Mistake(file, 0, 0, "", said, {"first": files[0]})


def _found(scenario: Scenario, programme: Programme) -> Result:
    """A programme that was read, as it stands: its costs are counted anew."""
    report = check(programme, scenario)
    found = measures(programme, scenario, report)
    status: Status = "optimal" if report.clean and all(tier.proved for tier in found.tiers) else "feasible"
    why = tuple(conflict.words for conflict in report.errors)
    return Result(Trial(programme.variant, programme.sets), status, programme, found, why)


def _otherwise(scenario: Scenario, sides: Sequence[Side]) -> tuple[str, ...]:
    """The rules that are not as in the first of the sides: costs are then counted otherwise."""
    if not sides:
        return ()
    ours, theirs = _settings(scenario), _settings(sides[0].scenario)
    return tuple(sorted(id for id in ours.keys() | theirs.keys() if ours.get(id) != theirs.get(id)))


def _settings(scenario: Scenario) -> dict[str, tuple[object, ...]]:
    return {one.id: (one.kind, one.weight, one.tier, one.params) for one in active(scenario)}


# -- one against another -----------------------------------------------------------------------------------------------


def _against(first: Side | None, side: Side) -> Against:
    if first is None or first.result.measures is None or side.result.measures is None:
        return Against((), "none", None, None)
    tiers = tuple(
        (id, verdict(one, other)) for id, one, other in _both(side.result.measures.tiers, first.result.measures.tiers)
    )
    if side is first:
        return Against(tuple((id, "same") for id, _ in tiers), "same", None, None)
    # A tier says something only while all above it are the same.
    decided = next(((id, found) for id, found in tiers if found != "same"), None)
    assert first.result.programme is not None
    assert side.result.programme is not None
    moved = changes(first.result.programme, first.scenario, side.result.programme, side.scenario)
    return Against(tiers, decided[1] if decided else "same", decided[0] if decided else None, moved)


def _both(ours: Sequence[Tier], theirs: Sequence[Tier]) -> Iterable[tuple[str, Tier, Tier]]:
    """The tiers of two sides in their order; one that only a side has costs the other nothing."""
    mine, others = {tier.id: tier for tier in ours}, {tier.id: tier for tier in theirs}
    for id in dict.fromkeys((*others, *mine)):
        yield id, mine.get(id, Tier(id, 0, 0)), others.get(id, Tier(id, 0, 0))


def verdict(one: Tier, other: Tier) -> Verdict:
    """How a tier's cost stands to another's: each lies between its bound and what was found.

    Of a programme of which nothing is proved, the cost is what it is as it stands.
    """
    low, least = _low(one), _low(other)
    if one.cost < least:
        return "less"
    if other.cost < low:
        return "more"
    return "same" if low == one.cost == other.cost == least else "gap"


def _low(tier: Tier) -> int:
    return tier.cost if tier.bound is None else tier.bound
