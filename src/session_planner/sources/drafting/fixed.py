"""Hours and days that a text fixes for items: starts, and the stretches of days of item-first tables."""

from __future__ import annotations

from session_planner.sources.drafting.meetings import AFTERNOON, MORNING, halves_of
from session_planner.sources.drafting.plan import Organ, Point, moment
from session_planner.sources.evidence import Found
from session_planner.sources.facts import Facts, FixedTime


def add_fixed(facts: Facts, main: Organ) -> None:
    """Starts that the text fixes; of the opening, where the text speaks of the meeting's opening alone."""
    joint = {(one.date, one.start) for one in facts.joint}
    for fixed in facts.fixed:
        point = _meant(fixed, main) if fixed.item or (fixed.date, fixed.start) not in joint else None
        if point is None or point.start is not None or point.joint:
            continue
        start = moment(fixed.date, fixed.start)
        for taking in point.takings[:1]:
            if taking.meeting.date == fixed.date and taking.meeting.start <= fixed.start < taking.meeting.end:
                taking.at = fixed.start
                _put_first(point, fixed.start)
        point.start = Found(start, fixed.evidence)


def _meant(fixed: FixedTime, main: Organ) -> Point | None:
    if fixed.item:
        point = main.find(fixed.item)
        return next(point.leaves(), None) if point else None
    return next((point for point in main.leaves() if point.role and point.role.value == "opening"), None)


def _put_first(point: Point, at: int) -> None:
    """An item that starts with its sitting is the first that the sitting takes up."""
    taking = point.takings[0]
    others = [other for other in taking.meeting.takings if other is not taking]
    if at == taking.meeting.start and taking.meeting.joint is None:
        taking.meeting.takings = [taking, *others]


def add_windows(facts: Facts, main: Organ) -> None:
    """The days and half-days within which item-first tables have an item."""
    for spread in facts.spreads:
        halves = halves_of(spread)
        if not halves:
            continue
        (first, begin), (last, end) = halves[0], halves[-1]
        window = f"{moment(first, (MORNING, AFTERNOON)[begin][0])}/{moment(last, (MORNING, AFTERNOON)[end][1])}"
        for number in spread.items:
            point = main.find(number)
            for leaf in point.leaves() if point else ():
                if not leaf.joint and window not in [one.value for one in leaf.windows]:
                    leaf.windows.append(Found(window, spread.evidence))
