"""When who meets: a document's sittings with their hours settled, or, where it has none, those that custom has.

Hours that the text does not say come from custom (10:00-13:00 and 15:00-18:00), are marked as inferred, and are never
part of the programme that the source holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from session_planner.sources.drafting.organs import Organs
from session_planner.sources.drafting.plan import Meeting, Organ, Plan, clock
from session_planner.sources.evidence import UNSAID, Evidence
from session_planner.sources.facts import Facts, Row, SittingFact, Spread
from session_planner.words import N_, Words, say

MORNING, AFTERNOON = (600, 780), (900, 1080)
_MOST_DAYS = 120
_MOST_SITTING = 24 * 60
STAND_IN = dt.date(2001, 1, 1)
"""Stands for the date of a session that a source does not date."""


def add_meetings(facts: Facts, plan: Plan, organs: Organs) -> None:
    """Puts the meetings of a document into the plan, in the order of time."""
    owners = organs.owners(facts.sittings)
    made = [*_of_sittings(facts, plan, organs, owners)] or [*_of_spreads(facts, organs)]
    for meeting in sorted(made, key=lambda one: one.span[0]):
        _placed(meeting, plan, organs)
    if not plan.meetings:
        plan.meetings += _by_custom(facts, plan, organs)


def _of_sittings(facts: Facts, plan: Plan, organs: Organs, owners: dict[str, Organ]) -> Iterator[Meeting]:
    told = set[tuple[object, ...]]()
    for number, sitting in enumerate(facts.sittings):
        key = (sitting.date, sitting.start, sitting.end, sitting.track, sitting.bodies, sitting.room, _content(sitting))
        if key in told:
            continue
        told.add(key)
        hours = _hours(sitting, facts.sittings[:number], facts.sittings[number + 1 :])
        if hours is None:
            plan.notes.append(
                say(N_("a sitting of {date} has no hours, and was left out: {words}"), date=sitting.date.isoformat(),
                    words=sitting.evidence.words)
            )  # fmt: skip
            continue
        start, end, evidence = hours
        named = list(dict.fromkeys(organs.named(name, sitting.evidence) for name in sitting.bodies))
        yield Meeting(sitting.date, start, end, named or [owners[sitting.track]], evidence, sitting.rows, sitting.room)


def _content(sitting: SittingFact) -> tuple[tuple[str | None, str], ...]:
    return tuple((row.item, row.title) for row in sitting.rows)


def _hours(
    sitting: SittingFact, before: Sequence[SittingFact], after: Sequence[SittingFact]
) -> tuple[int, int, Evidence] | None:
    """Hours of a sitting; those that the text leaves open are inferred from its neighbours and from custom."""
    start, end, evidence = sitting.start, sitting.end, sitting.evidence
    if start is None:
        ends = [one.end for one in before if one.date == sitting.date and one.end is not None]
        if not sitting.after or not ends:
            return None
        start = ends[-1]
        evidence = replace(evidence, inferred=say(N_("it follows the sitting before it: {words}"), words=sitting.after))
    if end is None or end <= start or end - start > _MOST_SITTING:
        starts = [one.start for one in after if one.date == sitting.date and one.start and one.start > start]
        end = min([_usual_end(start), *starts])
        why: Words = say(N_("the source does not say when it ends: {end} is by custom"), end=clock(end))
        evidence = replace(evidence, doubt=evidence.doubt or why)
    return start, end, evidence


def _usual_end(start: int) -> int:
    """When a sitting ends by custom: at the end of the half-day that it starts in, else after an hour."""
    return next((end for begin, end in (MORNING, AFTERNOON) if begin <= start < end), start + 60)


def _placed(meeting: Meeting, plan: Plan, organs: Organs) -> None:
    """Adds a meeting; a body that sits already at that time gets another one beside it."""
    whose: list[Organ] = []
    for organ in meeting.organs:
        lane, free = 1, organ
        while any(free in other.organs and other.overlaps(meeting) for other in plan.meetings):
            lane += 1
            free = organs.beside(organ, lane, meeting.evidence)
        whose.append(free)
    meeting.organs = whose
    plan.meetings.append(meeting)


# -- item-first tables -----------------------------------------------------------------------------


def _of_spreads(facts: Facts, organs: Organs) -> Iterator[Meeting]:
    """Half-day sittings by custom, in each the items whose stretch of days covers it."""
    halves: dict[tuple[dt.date, int], list[Row]] = {}
    evidence: dict[tuple[dt.date, int], Evidence] = {}
    for spread in facts.spreads:
        for half in halves_of(spread):
            halves.setdefault(half, []).extend(_rows(spread))
            evidence[half] = evidence.get(half, UNSAID) + spread.evidence
    why = say(N_("the source gives days and halves of days: the hours are by custom"))
    for (date, at), rows in sorted(halves.items()):
        start, end = (MORNING, AFTERNOON)[at]
        yield Meeting(
            date, start, end, [organs.main], replace(evidence[date, at], inferred=why), tuple(rows), told=False
        )


def halves_of(spread: Spread) -> list[tuple[dt.date, int]]:
    """The half-days that a spread covers: 0 for the morning, 1 for the afternoon; weekends inside it are free."""
    first, last = spread.start, spread.end or spread.start
    if first is None or last is None or last < first or (last - first).days > _MOST_DAYS:
        return []
    begin = _half(spread.start_half, spread.start_time, 0)
    end = _half(spread.end_half, spread.end_time, 1 if spread.start_time is None else begin)
    days = [first + dt.timedelta(number) for number in range((last - first).days + 1)]
    return [
        (day, half)
        for day in days
        for half in (0, 1)
        if (day in (first, last) or day.weekday() < 5) and (first, begin) <= (day, half) <= (last, end)
    ]


def _half(half: str, time: int | None, otherwise: int) -> int:
    if half:
        return int(half == "p.m.")
    return otherwise if time is None else int(time >= 840)


def _rows(spread: Spread) -> Iterator[Row]:
    """The items of a spread as rows; hours that it gives on one day are theirs."""
    one_day = spread.end in (None, spread.start)
    for number, item in enumerate(spread.items):
        title = spread.titles[number] if number < len(spread.titles) and len(spread.titles) > 1 else ""
        title = title or (spread.titles[0] if spread.titles and number == 0 else "")
        first = number == 0 and one_day
        yield Row(item, title, spread.evidence, start=spread.start_time if first else None, title_printed=bool(title))


# -- no timetable ----------------------------------------------------------------------------------


def _by_custom(facts: Facts, plan: Plan, organs: Organs) -> Iterator[Meeting]:
    """The sittings of a session whose document has no timetable: mornings and afternoons of its working days."""
    why = say(N_("the source has no timetable: sittings are by custom"))
    plan.open_hours = why
    for date, evidence in _dates(facts):
        for start, end in (MORNING, AFTERNOON):
            yield Meeting(date, start, end, [organs.main], replace(evidence, inferred=why), told=False)


def _dates(facts: Facts) -> list[tuple[dt.date, Evidence]]:
    if facts.dates is not None:
        first, last = facts.dates.value
        days = [first + dt.timedelta(number) for number in range(min((last - first).days, _MOST_DAYS) + 1)]
        working = [day for day in days if day.weekday() < 5] or days
        return [(day, facts.dates.evidence) for day in working]
    said = {one.date: one.evidence for one in facts.joint if one.date is not None}
    said |= {one.date: one.evidence for one in facts.fixed}
    if said:
        return sorted(said.items())
    doubt = say(N_("the source says no date: this one stands in for it"))
    return [(STAND_IN, Evidence(doubt=doubt))]
