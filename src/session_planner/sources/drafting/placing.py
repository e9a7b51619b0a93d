"""The programme that a document holds: its timetable, each item at the hours that its sitting's shares come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from session_planner.sources.draft import Placed
from session_planner.sources.drafting.names import room_id
from session_planner.sources.drafting.plan import Joint, Meeting, Organ, Plan, Taking


def rooms(plan: Plan) -> dict[str, tuple[str, Meeting]]:
    """The rooms that meetings are in, by title: their ids, and the first meeting there."""
    found: dict[str, tuple[str, Meeting]] = {}
    for meeting in plan.meetings:
        if meeting.room and meeting.room not in found:
            found[meeting.room] = room_id(meeting.room, {name for name, _meeting in found.values()}), meeting
    return found


def placed(plan: Plan, timezone: str) -> tuple[Placed, ...]:
    """Every segment of the timetable, in the order of time; none where the source has no timetable."""
    zone, names = ZoneInfo(timezone), rooms(plan)
    parts: dict[int, int] = {}
    made: list[Placed] = []
    for meeting in plan.meetings:
        room = names[meeting.room][0] if meeting.room else None
        for taking in meeting.takings if meeting.told else ():
            if taking.told:
                parts[id(taking.point)] = parts.get(id(taking.point), 0) + 1
                made.append(_segment(taking, parts[id(taking.point)], room, zone, plan))
        if meeting.told and meeting.joint is not None:
            made += _guests(meeting, meeting.joint, room, zone)
    return tuple(made)


def _segment(taking: Taking, part: int, room: str | None, zone: ZoneInfo, plan: Plan) -> Placed:
    point, meeting = taking.point, taking.meeting
    organ = next(one for one in plan.organs if any(leaf is point for leaf in one.leaves()))
    joint = meeting.joint if meeting.joint is not None and point.joint == meeting.joint.id else None
    start, end = (_moment(meeting, at, zone) for at in (taking.start, taking.start + taking.minutes))
    together = tuple(one.id for one in joint.organs) if joint else (organ.id,)
    return Placed(
        organ.id, point.number, start, end, room, part, sum(one.told for one in point.takings),
        joint.id if joint else None, together, taking.evidence,
    )  # fmt: skip


def _guests(meeting: Meeting, joint: Joint, room: str | None, zone: ZoneInfo) -> Iterator[Placed]:
    """The bodies that have no item of their own in a joint session: they are there for all of it."""
    mine = [taking for taking in meeting.takings if taking.point.joint == joint.id]
    start = min((one.start for one in mine), default=meeting.start)
    end = max((one.start + one.minutes for one in mine), default=meeting.end)
    for organ in joint.organs:
        if not joint.items.get(organ.id):
            yield Placed(
                organ.id, None, _moment(meeting, start, zone), _moment(meeting, end, zone), room, joint=joint.id,
                bodies=tuple(one.id for one in joint.organs), evidence=joint.evidence,
            )  # fmt: skip


def _moment(meeting: Meeting, minutes: int, zone: ZoneInfo) -> str:
    at = dt.datetime.combine(meeting.date, dt.time()) + dt.timedelta(minutes=minutes)
    return at.replace(tzinfo=zone).isoformat(timespec="seconds")


def sits(organ: Organ, plan: Plan) -> list[Meeting]:
    """The meetings of an organ."""
    return [meeting for meeting in plan.meetings if organ in meeting.organs]
