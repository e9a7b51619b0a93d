"""How long items last, where no text says it: the length of each sitting, shared among what it takes up.

Items with standing words (opening, adoption of the agenda) get little, those with a list of speakers what these take,
matters of substance equal shares of the rest, all on the grain. Hours that the source gives to a row of its own stand.
Every figure is an estimate and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd

from session_planner.sources.drafting.plan import GRAIN, Meeting, Organ, Plan, Taking
from session_planner.sources.drafting.roles import STANDING

_Stretch = tuple[int, int, list[Taking]]
"""Takings that follow each other between two hours."""


def settle_grain(plan: Plan) -> None:
    """The coarsest grain, 5 minutes at most, that all hours stand on and that gives every row its place."""
    hours = [hour for one in plan.meetings for hour in (one.start, one.end)]
    hours += [hour for one in plan.meetings for taking in one.takings for hour in (taking.at, taking.until) if hour]
    starts = [found.value for organ in plan.organs for point in organ.leaves() if (found := point.start)]
    starts += [joint.start.value for joint in plan.joints if joint.start]
    hours += [int(start[-5:-3]) * 60 + int(start[-2:]) for start in starts]
    plan.grain = gcd(GRAIN, *(hour - hours[0] for hour in hours)) if hours else GRAIN
    if any(len(one.takings) * plan.grain > one.end - one.start for one in plan.meetings):
        plan.grain = 1


def share_out(plan: Plan) -> None:
    """Gives every taking its start and its minutes."""
    for meeting in plan.meetings:
        if meeting.joint is None:
            _share(meeting.takings, meeting.start, meeting.end, plan.grain)
            continue
        _share_joint(meeting, plan.grain)
    for organ in plan.organs:
        _drop_empty(organ)


def _share_joint(meeting: Meeting, grain: int) -> None:
    """Each body's joint items fill the same stretch of the meeting; what else it takes up stands around it."""
    joint = meeting.joint
    assert joint is not None
    others = [taking for taking in meeting.takings if taking.point.joint != joint.id]
    begin, end = meeting.start, meeting.end
    if others:
        mine = [taking for taking in meeting.takings if taking.point.joint == joint.id]
        _share(meeting.takings, begin, end, grain)
        if not mine:
            joint.minutes = end - begin
            return
        begin, end = min(one.start for one in mine), max(one.start + one.minutes for one in mine)
    for organ in meeting.organs:
        own = [taking for taking in meeting.takings if any(taking.point is point for point in organ.leaves())]
        _share([taking for taking in own if taking not in others], begin, end, grain, whole=True)
    shares = {sum(found.value.minutes for found in points) for points in joint.items.values()}
    if shares != {end - begin}:
        joint.minutes = end - begin


def _share(takings: Sequence[Taking], start: int, end: int, grain: int, *, whole: bool = False) -> None:
    """Shares the time from `start` to `end`; the last one takes what is left over where the `whole` must be filled."""
    for begin, until, group in _stretches(takings, start, end):
        minutes = _minutes(group, until - begin, grain)
        at = begin
        for taking, length in zip(group, minutes, strict=True):
            taking.start, taking.minutes = at, length
            at += length
        if whole and group:
            group[-1].minutes += until - at


def _stretches(takings: Sequence[Taking], start: int, end: int) -> list[_Stretch]:
    """Takings by the hours that the source gives some of them; each such hour begins a stretch."""
    found: list[_Stretch] = []
    group: list[Taking] = []
    begin = start
    for number, taking in enumerate(takings):
        if taking.at is not None and begin < taking.at < end and (group or taking.at > begin):
            found.append((begin, taking.at, group))
            begin, group = taking.at, []
        group.append(taking)
        is_last = number == len(takings) - 1
        if taking.until is not None and begin < taking.until <= end and not is_last:
            found.append((begin, taking.until, group))
            begin, group = taking.until, []
    until = takings[-1].until if takings else None
    found.append((begin, until if until is not None and begin < until <= end else end, group))
    return [stretch for stretch in found if stretch[2]]


def _minutes(group: Sequence[Taking], length: int, grain: int) -> list[int]:
    """Shares of a stretch, in the order of its takings."""
    usual = length // len(group) // grain * grain
    small = {
        number: min(STANDING[taking.point.role.value], usual)
        for number, taking in enumerate(group)
        if taking.point.role is not None and taking.point.role.value in STANDING
    }
    small = {number: minutes // grain * grain or grain for number, minutes in small.items()}
    rest = len(group) - len(small)
    for number, taking in enumerate(group):
        if number not in small and (spoken := _spoken(taking, grain)):
            rest -= 1
            small[number] = max(grain, min(spoken, length - sum(small.values()) - rest * grain) // grain * grain)
    left, others = length - sum(small.values()), len(group) - len(small)
    share = left // others // grain * grain if others else 0
    return [small.get(number, share) for number in range(len(group))]


def _spoken(taking: Taking, grain: int) -> int:
    """What its speakers take, where it is taken up once and the source gives it no hours; else 0."""
    point = taking.point
    if point.joint or len(point.takings) > 1 or (taking.at is not None and taking.until is not None):
        return 0
    return -(-point.spoken // grain) * grain


def _drop_empty(organ: Organ) -> None:
    """What finds no minute in a sitting that is too full is no taking."""
    for point in organ.leaves():
        for taking in [one for one in point.takings if one.minutes <= 0]:
            point.takings.remove(taking)
            taking.meeting.takings.remove(taking)
