"""`interpretation-teams`: at every moment there is an interpretation team for each interpreted sitting.

A kind of team can serve a sitting if it has the languages of the sitting's body and if the whole sitting, from its
start to its last end, lies in its hours and in none of its absences. The interpreted sittings held at a moment can all
be served exactly if, for every set of kinds, those that only these kinds can serve are no more than these kinds have
teams (Hall's condition). Such a set of kinds and a local date make an instance, which is broken if the set's teams are
too few at any moment of that date. Sets that fall apart into others, no sitting being common to the parts, need no
instance. A joint session is one sitting, its host's. A scenario that names no teams has as many as it needs.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from session_planner.programme.timetable import Held, Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, cliques, decided, overlap
from session_planner.scenario.model import Team
from session_planner.scenario.outline import Outline, Slot
from session_planner.words import N_, Date, When, Words, say

Kinds = frozenset[int]
"""Kinds of teams, by their place in the scenario: those that can serve a sitting, or a union of such sets."""
_NOBODY = "none"


def post(rule: Active, b: Builder) -> None:
    """An instance for each set of kinds and date: no more sittings share a moment than it has teams."""
    problem, outline = b.problem, b.problem.outline
    teams = problem.scenario.interpretation.teams
    days: dict[dt.date, list[tuple[Kinds, int, int, int]]] = defaultdict(list)
    for sitting in problem.sittings if teams else ():
        if sitting.slot.interpreted:
            kinds = servers(teams, sitting.slot, outline)
            for date, start, end in _by_date(sitting.slot, outline):
                days[date].append((kinds, sitting.index, start, end))
    for date, parts in sorted(days.items()):
        for union in unions({kinds for kinds, *_ in parts}):
            inside = [part for part in parts if part[0] <= union]
            supply = sum(teams[kind].count for kind in union)
            spans = [(start, end) for *_, start, end in inside]
            together = [clique for clique in cliques(spans) if len(clique) > supply]
            if together:
                words, source = _saying(union, date, outline, rule), outline.scenario.interpretation.source
                enforce = b.require(rule, key_of(union, teams, date.isoformat()), words, source)
                for clique in together:
                    b.add(sum(b.counted(inside[at][1]) for at in clique) <= supply, enforce)


def servers(teams: Sequence[Team], slot: Slot, outline: Outline) -> Kinds:
    """The kinds of teams that can serve a sitting."""
    span, languages = (slot.start, slot.last), set(outline.bodies[slot.body].languages)
    dates = (slot.date - dt.timedelta(days=1), slot.date)
    return frozenset(
        kind
        for kind, team in enumerate(teams)
        if team.count
        and (not team.languages or languages <= set(team.languages))
        and not any(overlap(span, outline.span(absence.when)) for absence in team.unavailable)
        and (
            team.hours is None
            or any(
                low <= slot.start and slot.last <= high
                for low, high in (outline.hours(team.hours, date) for date in dates)
            )
        )
    )


def _by_date(slot: Slot, outline: Outline) -> Iterator[tuple[dt.date, int, int]]:
    """A sitting cut at the midnights inside it."""
    date, start = slot.date, slot.start
    while start < slot.last:
        midnight = outline.minute(dt.datetime.combine(date + dt.timedelta(days=1), dt.time()))
        if start < midnight:
            yield date, start, min(slot.last, midnight)
        date, start = date + dt.timedelta(days=1), max(start, midnight)


def unions(classes: Iterable[Kinds]) -> list[Kinds]:
    """All unions of the sets that hang together (each next one shares a kind with those before), smallest first."""
    single = set(classes)
    found = set(single)
    growing = list(single)
    while growing:
        union = growing.pop()
        for other in single:
            if union & other and (larger := union | other) not in found:
                found.add(larger)
                growing.append(larger)
    return sorted(found, key=lambda kinds: (len(kinds), sorted(kinds)))


def key_of(kinds: Kinds, teams: Sequence[Team], period: str) -> tuple[str, str]:
    """The key of an instance: the kinds joined by +, and the date or the week."""
    return "+".join(teams[kind].id for kind in sorted(kinds)) or _NOBODY, period


def titles(kinds: Kinds, outline: Outline) -> list[object]:
    """The kinds as a sentence names them."""
    return [outline.scenario.interpretation.teams[kind].called for kind in sorted(kinds)]


def _saying(kinds: Kinds, date: dt.date, outline: Outline, rule: Active) -> Words:
    interpretation = outline.scenario.interpretation
    fields = {"decided": decided(interpretation.source or rule.source, outline), "date": Date(date)}
    if not kinds:
        return say(
            N_("{decided}on {date} no interpreted sitting without a team that has its languages and hours"), **fields
        )
    most = sum(interpretation.teams[kind].count for kind in kinds)
    return say(
        N_("{decided}on {date} at most {most} at a time of the sittings that only {teams} can interpret"),
        **fields,
        teams=titles(kinds, outline),
        most=str(most),
    )


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Each time that an interpreted sitting starts: gives teams to all that run, by augmenting paths."""
    teams = t.scenario.interpretation.teams
    if not teams:
        return
    supply = [team.count for team in teams]
    known: dict[tuple[Kinds, ...], bool] = {}
    possible: dict[dt.date, list[Kinds]] = {}
    for date, moment, running in _moments(t, serving(t)):
        demand = tuple(sorted((kinds for kinds, *_ in running), key=sorted))
        if demand not in known:
            known[demand] = served(demand, supply)
        if known[demand]:
            continue
        if not possible:
            possible = _possible(t)
        for union in possible[date]:
            short = [held for kinds, _, held in running if kinds <= union]
            if len(short) > sum(supply[kind] for kind in union):
                yield _breach(union, date, moment, short, t)


def serving(t: Timetable) -> Callable[[Held], Kinds | None]:
    """Who can serve a sitting that is held; None where it needs nobody. Asked once a sitting, so looked up before."""
    teams, outline = t.scenario.interpretation.teams, t.outline
    absences = [outline.spans(absence.when for absence in team.unavailable) for team in teams]
    timed = [kind for kind, team in enumerate(teams) if team.hours or team.unavailable]
    speaking = {
        body.id: frozenset(
            kind
            for kind, team in enumerate(teams)
            if team.count and not (team.languages and set(body.languages) - set(team.languages))
        )
        for body in t.scenario.bodies
    }
    hours: dict[tuple[int, dt.date], list[tuple[int, int]]] = {}

    def at_work(kind: int, held: Held, date: dt.date) -> bool:
        if any(low < held.last and held.start < high for low, high in absences[kind]):
            return False
        shift = teams[kind].hours
        if shift is None:
            return True
        if (kind, date) not in hours:
            hours[kind, date] = [outline.hours(shift, date), outline.hours(shift, date - dt.timedelta(days=1))]
        return any(held.start >= low and held.last <= high for low, high in hours[kind, date])

    known: dict[tuple[Kinds, int, int], Kinds] = {}

    def kinds_for(held: Held) -> Kinds | None:
        slot = held.slot
        if slot is None or not slot.interpreted or held.guest:
            return None
        kinds = speaking[held.body]
        if not timed:
            return kinds
        alike = kinds, held.start, held.last
        if alike not in known:
            known[alike] = kinds.difference([kind for kind in timed if not at_work(kind, held, slot.date)])
        return known[alike]

    return kinds_for


_Part = tuple[Kinds, int, Held]
"""A sitting that runs: who can serve it, and until when it does, on this date."""


def _moments(
    t: Timetable,
    kinds_for: Callable[[Held], Kinds | None],
) -> Iterator[tuple[dt.date, int, list[_Part]]]:
    """The moments at which more interpreted sittings run than before, and those that do; midnight begins anew."""
    parts: list[tuple[int, dt.date, _Part]] = []
    midnights: dict[dt.date, int] = {}
    day = dt.timedelta(days=1)
    for held in t.held:
        kinds = kinds_for(held)
        if kinds is None or held.slot is None:
            continue
        date, start = held.slot.date, held.start
        while start < held.last:
            if date not in midnights:
                midnights[date] = t.outline.minute(dt.datetime.combine(date + day, dt.time()))
            end = min(held.last, midnights[date])
            if end > start:
                parts.append((start, date, (kinds, end, held)))
            start, date = max(start, end), date + day
    parts.sort(key=lambda part: part[0])
    running: list[_Part] = []
    for at, (moment, date, new) in enumerate(parts):
        if at == 0 or parts[at - 1][0] < moment:
            running = [part for part in running if part[1] > moment]
        running.append(new)
        if at + 1 == len(parts) or parts[at + 1][0] > moment:
            yield date, moment, running


def served(demand: Iterable[Kinds], supply: Sequence[int | None]) -> bool:
    """Whether each of `demand` gets one of its kinds, none more often than `supply` says (None: any number)."""
    given: list[dict[Kinds, int]] = [defaultdict(int) for _ in supply]
    free = list(supply)
    return all(_give(kinds, given, free, set()) for kinds in demand)


def _give(kinds: Kinds, given: list[dict[Kinds, int]], free: list[int | None], tried: set[int]) -> bool:
    """Gives one sitting a team; where all are taken, moves another sitting to another team first."""
    for kind in kinds - tried:
        left = free[kind]
        if left is None or left > 0:
            free[kind] = None if left is None else left - 1
            given[kind][kinds] += 1
            return True
    for kind in kinds - tried:
        tried.add(kind)
        for other in [other for other, number in given[kind].items() if number]:
            if _give(other, given, free, tried):
                given[kind][other] -= 1
                given[kind][kinds] += 1
                return True
    return False


def _possible(t: Timetable) -> dict[dt.date, list[Kinds]]:
    """By date: the sets of kinds that have an instance."""
    teams = t.scenario.interpretation.teams
    classes: dict[dt.date, set[Kinds]] = defaultdict(set)
    for slots in t.outline.slots.values():
        for slot in slots:
            if slot.interpreted:
                for date, *_ in _by_date(slot, t.outline):
                    classes[date].add(servers(teams, slot, t.outline))
    return {date: unions(found) for date, found in classes.items()}


def _breach(union: Kinds, date: dt.date, moment: int, short: Sequence[Held], t: Timetable) -> Breach:
    teams = t.scenario.interpretation.teams
    fields = {"when": When(t.outline.clock(moment)), "bodies": [t.outline.title(held.body) for held in short]}
    if union:
        supply = sum(teams[kind].count for kind in union)
        words = say(
            N_("interpreted sittings at {when}: {number} ({bodies}); teams for them ({teams}): {supply}"),
            **fields,
            number=str(len(short)),
            teams=titles(union, t.outline),
            supply=str(supply),
        )
    else:
        words = say(N_("no interpretation team can serve this sitting at {when}: {bodies}"), **fields)
    rows, who = [row for held in short for row in held.rows], tuple(held.body for held in short)
    source = t.scenario.interpretation.source
    return Breach(key_of(union, teams, date.isoformat()), words, rows, who, moment, source=source)


RULE = Rule(
    id="interpretation-teams",
    title=N_("Interpretation teams"),
    says=N_("At every moment there is an interpretation team for each interpreted sitting."),
    post=post,
    check=check,
)
