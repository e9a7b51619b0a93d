"""What each kind of event changes of a scenario, as edits.

Under `events`. Each function makes its edits for the scenario as the events before it have left it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from session_planner.scenario.model import Body, Document, Item, JointSession, Officer, Room, SittingHours, Team
from session_planner.scenario.outline import Outline, Slot, sittings_on
from session_planner.studies.replanning.edits import Edit
from session_planner.studies.replanning.happened import Grain, Key, Real
from session_planner.studies.replanning.moments import NotSaid
from session_planner.studies.replanning.written import clocks, length, moment, sitting, window
from session_planner.words import N_, When


def item_path(body: Body, number: str) -> str:
    """The path of an item: `bodies[wg-ta].agenda[1].items[1(a)]`."""
    return f"bodies[{body.id}].{_below(body.agenda, number, 'agenda')}"


def _below(items: Iterable[Item], number: str, key: str) -> str | None:
    for item in items:
        if item.number == number:
            return f"{key}[{number}]"
        if below := _below(item.items, number, "items"):
            return f"{key}[{item.number}].{below}"
    return None


# -- rooms, people, papers -----------------------------------------------------------------------------------------


def room_lost(
    outline: Outline, room: Room, start: dt.datetime, end: dt.datetime | None, begun: Mapping[Key, Real]
) -> Iterator[Edit]:
    """The room is not to be had; a sitting that is under way in it is cut there, so that it can go on in another."""
    yield Edit("add", f"rooms[{room.id}].unavailable", window(start, end))
    minute = Grain(outline).down(outline.minute(start))
    inside = [one for one in begun.values() if one.placed.room == room.id and not one.placed.joint and one.placed.slot]
    for slot in _under_way(outline, inside, minute):
        yield from _cut(outline, slot, minute)
    yield from suspended(outline, inside, minute)


def _under_way(outline: Outline, begun: Iterable[Real], minute: int) -> list[Slot]:
    """The sittings in which any of this has begun, and that go on at a minute of the same date."""
    slots = {(one.placed.slot.body, one.placed.slot.key): one.placed.slot for one in begun if one.placed.slot}
    return [slot for slot in slots.values() if slot.start < minute < slot.last and outline.date(minute) == slot.date]


def _cut(outline: Outline, slot: Slot, minute: int) -> Iterator[Edit]:
    """Two sittings where one was. Interpreters serve them as one, which the second stands for: the first is past."""
    at = outline.clock(minute)
    clock = at.hour * 60 + at.minute
    found: list[Any] = []
    for one in _sittings(outline, slot.body, slot.date):
        if _begins(outline, one, slot.date) != slot.start:
            found.append(sitting(one))
            continue
        past = {"open_until": None, "interpreted": False if slot.interpreted else one.interpreted}
        first = one.model_copy(update={"hours": one.hours._replace(end=clock), **past})
        found += [sitting(first)] if clock > one.hours.start else []
        if clock < one.hours.end:
            found.append(sitting(one.model_copy(update={"hours": one.hours._replace(start=clock)})))
    yield from _with_hours(outline, outline.bodies[slot.body], slot.date, found)


def suspended(outline: Outline, begun: Iterable[Real], minute: int) -> Iterator[Edit]:
    """What is under way then and cannot go on may be interrupted, and the rest of it taken up later."""
    for one in begun:
        leaf = outline.leaves.get(one.placed.ref)
        if leaf and not leaf.item.splittable and one.start < minute < one.end:
            yield Edit("set", f"{item_path(outline.bodies[leaf.body], leaf.item.number)}.splittable", True)


def officer_away(
    outline: Outline, officer: Officer, start: dt.datetime, end: dt.datetime | None, begun: Mapping[Key, Real]
) -> Iterator[Edit]:
    """The officer is absent; what is under way with them may be interrupted."""
    yield Edit("add", f"officers[{officer.id}].unavailable", window(start, end))
    served = {leaf.ref for ref in officer.serves for leaf in outline.under(ref)}
    with_them = [one for one in begun.values() if one.placed.ref in served]
    yield from suspended(outline, with_them, outline.minute(start))


def document_late(document: Document, minutes: int) -> Iterator[Edit]:
    """Every date on which it is to be out is so many days later."""
    days = dt.timedelta(days=-(-minutes // 1440))
    if document.out is None:
        message = N_("the scenario has no date on which {document} is out; say `document {document} out on 18 October`")
        raise NotSaid(message, document=document.name)
    if isinstance(document.out, dict):
        later: Any = {lang: (date + days).isoformat() for lang, date in document.out.items()}
    else:
        later = (document.out + days).isoformat()
    yield Edit("set", f"{_document(document)}.out", later)


def document_out(document: Document, date: dt.date) -> Iterator[Edit]:
    """It is out on a date, in all its languages."""
    yield Edit("set", f"{_document(document)}.out", date.isoformat())


def _document(document: Document) -> str:
    return f"documents[{document.symbol or document.symbols[0]}]"


def team_lost(
    outline: Outline, team: Team, start: dt.datetime | None, end: dt.datetime | None, begun: Mapping[Key, Real]
) -> Iterator[Edit]:
    """One team of its kind is not to be had; of several, it becomes a kind of its own, so that it served before.

    Where more interpreted sittings are under way than the teams that are left can serve, all of them are cut there, so
    that any one can stop and the others go on.
    """
    path = f"interpretation.teams[{team.id}]"
    if start is None and end is None:
        yield Edit("set", f"{path}.count", max(0, team.count - 1))
        return
    if team.count <= 1:
        yield Edit("add", f"{path}.unavailable", window(start, end))
    else:
        yield Edit("set", f"{path}.count", team.count - 1)
        taken = {one.id for one in outline.scenario.interpretation.teams}
        yield Edit("add", "interpretation.teams", _alone(team, _free(f"{team.id}-lost", taken), window(start, end)))
    if start is None:
        return
    minute = Grain(outline).down(outline.minute(start))
    inside = [one for one in begun.values() if one.placed.slot and one.placed.slot.interpreted]
    slots = _under_way(outline, inside, minute)
    if len(slots) > sum(one.count for one in outline.scenario.interpretation.teams) - 1:
        for slot in slots:
            yield from _cut(outline, slot, minute)
        yield from suspended(outline, inside, minute)


def _alone(team: Team, name: str, absent: str) -> dict[str, Any]:
    """A team of a kind as a kind of its own."""
    own = [window(*absence.when) for absence in team.unavailable]
    values = {
        "id": name,
        "count": 1,
        "languages": list(team.languages),
        "hours": clocks(team.hours) if team.hours else None,
        "a_day": team.a_day,
        "a_week": team.a_week,
        "unavailable": [*own, absent],
    }
    return {key: value for key, value in values.items() if value not in (None, [])}


def _free(name: str, taken: Iterable[str]) -> str:
    """The name, with a number where it is taken."""
    names = [name, *(f"{name}-{number}" for number in range(2, 1000))]
    return next(one for one in names if one not in set(taken))


# -- what the bureau and the bodies decide -------------------------------------------------------------------------


def joint_moved(
    outline: Outline, joint: JointSession, to: dt.datetime, by: str, words: str, today: dt.date | None
) -> Iterator[Edit]:
    """A decision, and the start that rests on it; what an older decision said of the time no longer holds."""
    decision = {"id": _free(f"{joint.id}-moved", outline.decisions)}
    told = {"by": by[:1].upper() + by[1:], "on": today.isoformat() if today else "", "text": words}
    yield Edit("add", "decisions", decision | {key: value for key, value in told.items() if value})
    path = f"joint_sessions[{joint.id}]"
    yield Edit("set", f"{path}.start", moment(to))
    yield Edit("set", f"{path}.source", decision["id"])
    for key in ("earliest", "latest", "windows"):
        if getattr(joint, key):
            yield Edit("remove", f"{path}.{key}")
    for lock in outline.scenario.locks:
        if lock.item == f"joint:{joint.id}" and lock.start is not None:
            yield Edit("set", f"locks[{lock.id}].start", moment(to))


def new_item(body: Body, number: str, title: str, minutes: int, outline: Outline) -> Iterator[Edit]:
    """An item at the end of an agenda."""
    if outline.item(f"{body.id}/{number}") is not None:
        raise NotSaid(N_("{body} has an item {found} already"), body=body.called, found=number)
    entry: dict[str, Any] = {"number": number} | ({"title": title} if title else {})
    yield Edit("add", f"bodies[{body.id}].agenda", {**entry, "duration": length(minutes)})


def sitting_added(outline: Outline, date: dt.date, hours: str, body: Body | None) -> Iterator[Edit]:
    """A sitting of a body, or of all bodies that sit when the session's days say so; of a day more, where it is one."""
    if date not in outline.dates:
        yield Edit("add", "days", {"date": date.isoformat(), "sittings": [] if body else [hours]})
        for other in outline.scenario.bodies:
            if other is not body and sittings_on(other, date, ()):
                yield Edit("add", f"bodies[{other.id}].sittings", {"dates": [date.isoformat()], "hours": []})
    elif body is None:
        yield Edit("add", f"days[{date.isoformat()}].sittings", hours)
    if body is not None:
        there = [sitting(one) for one in _sittings(outline, body.id, date)]
        yield from _with_hours(outline, body, date, [*there, hours])


def sitting_cancelled(outline: Outline, at: dt.datetime, body: Body | None) -> Iterator[Edit]:
    """No sitting begins then: of a body, or of any."""
    minute = outline.minute(at)
    slots = [slot for slots in outline.slots.values() for slot in slots if slot.start == minute]
    slots = [slot for slot in slots if body is None or slot.body == body.id]
    if not slots:
        raise NotSaid(N_("no such sitting begins at {when}"), when=When(outline.local(at)))
    date = slots[0].date
    own = [slot.body for slot in slots if body is not None or outline.bodies[slot.body].sittings is not None]
    if len(own) < len(slots):
        usual = next(day.sittings for day in outline.scenario.days if day.date == date)
        rest = [sitting(one) for one in usual if _begins(outline, one, date) != minute]
        yield Edit("set", f"days[{date.isoformat()}].sittings", rest)
    for name in own:
        left = [sitting(one) for one in _sittings(outline, name, date) if _begins(outline, one, date) != minute]
        yield from _with_hours(outline, outline.bodies[name], date, left)


def _sittings(outline: Outline, body: str, date: dt.date) -> tuple[SittingHours, ...]:
    usual = next((day.sittings for day in outline.scenario.days if day.date == date), ())
    return sittings_on(outline.bodies[body], date, usual)


def _begins(outline: Outline, one: SittingHours, date: dt.date) -> int:
    start = one.hours.on(date).start
    assert start is not None
    return outline.minute(start)


def _with_hours(outline: Outline, body: Body, date: dt.date, hours: list[Any]) -> Iterator[Edit]:
    """Other hours of a body on one date; a body that sat when the session's days say so has its own from now on."""
    pattern = {"dates": [date.isoformat()], "hours": hours}
    if body.sittings is not None:
        yield Edit("add", f"bodies[{body.id}].sittings", pattern)
        return
    days = [(day.date.isoformat(), [sitting(one) for one in day.sittings]) for day in outline.scenario.days]
    others = [(day, usual) for day, usual in days if usual and day != date.isoformat()]
    patterns = [
        {"dates": [day for day, _ in same], "hours": usual} for usual, same in groupby(others, key=lambda pair: pair[1])
    ]
    yield Edit("set", f"bodies[{body.id}].sittings", [*patterns, pattern])
