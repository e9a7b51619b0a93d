"""`interpretation-limits`: a team serves no more sittings a day, and a week, than it may.

A kind of team serves at most its number of teams times `a_day` of the interpreted sittings held on a day (the local
date on which a sitting starts), and times `a_week` of those of a week (Monday to Sunday); a kind that states no such
limit serves any number. Who can serve a sitting is as `interpretation-teams` says; a sitting that nobody can serve is
that rule's. The sittings of a period can all be served exactly if, for every set of kinds that all have a limit, those
that only these kinds can serve are no more than the kinds' limits together: such a set and a period make an instance. A
joint session is one sitting, its host's.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from session_planner.programme.timetable import Held, Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, decided
from session_planner.rules.interpretation_teams import (
    Kinds,
    key_of,
    served,
    servers,
    serving,
    titles,
    unions,
)
from session_planner.scenario.model import Team
from session_planner.scenario.outline import Outline
from session_planner.words import N_, Date, Words, say

_Limit = int | None
"""Sittings that the teams of a kind serve in a period, all together; None: any number."""


def post(rule: Active, b: Builder) -> None:
    """An instance for each set of limited kinds and day or week: of the sittings only they serve, so many are held."""
    problem, outline = b.problem, b.problem.outline
    teams = problem.scenario.interpretation.teams
    for limits, period_of in _periods(teams):
        periods: dict[str, list[tuple[Kinds, int, dt.date]]] = defaultdict(list)
        for sitting in problem.sittings:
            if sitting.slot.interpreted:
                kinds = servers(teams, sitting.slot, outline)
                periods[period_of(sitting.slot.date)].append((kinds, sitting.index, sitting.slot.date))
        for period, sittings in sorted(periods.items()):
            for union, most in _limited((kinds for kinds, *_ in sittings), limits):
                inside = [index for kinds, index, _ in sittings if kinds and kinds <= union]
                if len(inside) > most:
                    words = _saying(union, most, min(date for *_, date in sittings), period, outline, rule)
                    source = outline.scenario.interpretation.source
                    enforce = b.require(rule, key_of(union, teams, period), words, source)
                    b.add(sum(b.counted(index) for index in inside) <= most, enforce)


def _periods(teams: Sequence[Team]) -> Iterator[tuple[list[_Limit], Callable[[dt.date], str]]]:
    """The kinds' limits a day and a week, where there are any, and how the period of a date is written."""
    for name, period_of in (("a_day", dt.date.isoformat), ("a_week", _week)):
        each = [getattr(team, name) for team in teams]
        if any(limit is not None for limit in each):
            yield (
                [None if limit is None else team.count * limit for team, limit in zip(teams, each, strict=True)],
                period_of,
            )


def _week(date: dt.date) -> str:
    year, week, _ = date.isocalendar()
    return f"{year}-W{week:02}"


def _limited(classes: Iterable[Kinds], limits: Sequence[_Limit]) -> Iterator[tuple[Kinds, int]]:
    """The sets of kinds, all limited, that have an instance, and the most they serve together."""
    for union in unions({kinds for kinds in classes if kinds}):
        each = [limits[kind] for kind in union]
        if None not in each:
            yield union, sum(limit or 0 for limit in each)


def _saying(kinds: Kinds, most: int, date: dt.date, period: str, outline: Outline, rule: Active) -> Words:
    fields = {
        "decided": decided(outline.scenario.interpretation.source or rule.source, outline),
        "teams": titles(kinds, outline),
        "most": str(most),
    }
    if period == date.isoformat():
        return say(
            N_("{decided}on {date} at most {most} of the sittings that only {teams} can interpret"),
            **fields,
            date=Date(date),
        )
    return say(
        N_("{decided}in the week of {date} at most {most} of the sittings that only {teams} can interpret"),
        **fields,
        date=Date(date - dt.timedelta(days=date.weekday())),
    )


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Gives the sittings of each day and week to teams, by augmenting paths."""
    teams = t.scenario.interpretation.teams
    kinds_for: Callable[[Held], Kinds | None] | None = None
    for limits, period_of in _periods(teams):
        kinds_for = kinds_for or serving(t)
        periods: dict[str, list[tuple[Kinds, Held]]] = defaultdict(list)
        names: dict[dt.date, str] = {}
        for held in t.held:
            kinds = kinds_for(held)
            if kinds and held.slot:
                date = held.slot.date
                periods[names.get(date) or names.setdefault(date, period_of(date))].append((kinds, held))
        for period, sittings in periods.items():
            if not served((kinds for kinds, _ in sittings), limits):
                yield from _breaches(rule, period, period_of, sittings, limits, t)


def _breaches(
    rule: Active,
    period: str,
    period_of: Callable[[dt.date], str],
    sittings: Sequence[tuple[Kinds, Held]],
    limits: Sequence[_Limit],
    t: Timetable,
) -> Iterator[Breach]:
    """Names the sets of kinds that are asked for too much, among those of all sittings that could be in the period."""
    interpretation = t.scenario.interpretation
    slots = [
        slot
        for slots in t.outline.slots.values()
        for slot in slots
        if slot.interpreted and period_of(slot.date) == period
    ]
    for union, most in _limited((servers(interpretation.teams, slot, t.outline) for slot in slots), limits):
        over = [held for kinds, held in sittings if kinds <= union]
        if len(over) > most:
            words = say(
                N_("{rule}; the programme has {number}"),
                number=str(len(over)),
                rule=_saying(union, most, min(slot.date for slot in slots), period, t.outline, rule),
            )
            rows = [row for held in over for row in held.rows]
            yield Breach(
                key_of(union, interpretation.teams, period),
                words,
                rows,
                tuple(dict.fromkeys(held.body for held in over)),
                over[0].start,
                source=interpretation.source,
            )


RULE = Rule(
    id="interpretation-limits",
    title=N_("Limits of interpretation teams"),
    says=N_("An interpretation team serves no more sittings a day, and a week, than it may."),
    post=post,
    check=check,
)
