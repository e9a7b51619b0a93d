"""An instance of CoSPLib as an ordinary scenario; its solutions as programmes of that scenario, and the other way.

After `reading`, before whoever solves. A track is a body that may sit in as many rooms at once as it has submissions;
a submission is an item of its agenda, its number that of its place in the workbook; a session is a sitting; a slot is
the scenario's grain. Every term of the library is a rule, so that a programme costs what its solution scores. What
CoSPLib does not know of (order of the agenda, few rooms of the right size, …) is off.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from session_planner.programme.model import Programme, Segment, ordered
from session_planner.sources.conferences.cosplib.charges import Ids, kept_apart, place_costs
from session_planner.sources.conferences.cosplib.instance import Instance, Session, Submission, Term
from session_planner.sources.conferences.cosplib.solution import Solution, placed
from session_planner.sources.systems.wrong import Wrong, cut, refused
from session_planner.words import N_

TIER = "conference"
_DAY = 24 * 60
WEIGHED = {
    "same-room": Term.ROOMS_PER_TRACK,
    "single-room": Term.PARALLEL_TRACKS,
    "consecutive-sittings": Term.CONSECUTIVE_TRACKS,
    "agenda-places": Term.ORDER,
}
"""Rules that count as a term does, by the term whose weight they take."""
_OFF = (
    "affected-delegates",
    "agenda-order",
    "delegations-apart",
    "even-load",
    "few-splits",
    "finish-early",
    "moved-minutes",
    "moved-rooms",
    "moved-segments",
    "overrun-reserve",
    "parts-close",
    "preferred-windows",
    "release-sittings",
    "remote-hours",
    "room-not-too-large",
)
"""Wishes of a session's secretariat that the library has nothing of."""

Hours = tuple[dt.date, int, int]
"""A sitting: its date, its start and its end in minutes after midnight."""


def scenario_of(instance: Instance, title: str) -> dict[str, Any]:
    """The scenario, as its file would say it (`Scenario.model_validate` takes it)."""
    slot, hours = sittings_of(instance.sessions)
    ids = ids_of(instance)
    days: dict[dt.date, list[str]] = defaultdict(list)
    for date, start, end in hours:
        days[date].append(f"{_clock(start)}-{_clock(end)}")
    told = {
        "format": 1,
        "title": title,
        "timezone": zone_of(instance),
        "grain": slot,
        "days": [{"date": date.isoformat(), "sittings": sittings} for date, sittings in sorted(days.items())],
        "rooms": [{"id": ids.rooms[room], "title": room} for room in instance.rooms],
        "bodies": [_body(instance, track.name, ids, slot) for track in instance.tracks],
        "place_costs": [entry for entry, _ in place_costs(instance, ids)],
        "kept_apart": [entry for entry, _ in kept_apart(instance, ids, slot)],
        "tiers": [{"id": TIER, "title": "Conference"}],
        "rules": _rules(instance.weights, slot),
    }
    return {key: value for key, value in told.items() if value != []}


def ids_of(instance: Instance) -> Ids:
    """What the scenario calls everything."""
    _, hours = sittings_of(instance.sessions)
    bodies = {track.name: f"track-{number:02}" for number, track in enumerate(instance.tracks, 1)}
    return Ids(
        bodies,
        {room: f"room-{number:02}" for number, room in enumerate(instance.rooms, 1)},
        {one.reference: f"{bodies[one.track]}/{number}" for number, one in enumerate(instance.submissions, 1)},
        {session.name: _window(at) for session, at in zip(instance.sessions, hours, strict=True)},
    )


def solution_of(programme: Programme, instance: Instance, file: str = "") -> Solution:
    """Where a programme of the instance's scenario has each submission; one that it lacks is in no slot.

    Raises InputError for a programme of anything else, with the segments of `file` that are not of the instance.
    """
    wrong = Wrong(file)
    places = list(_places(programme, instance, wrong))
    wrong.tell()
    try:
        return placed(instance, places)
    except ValueError as error:
        message = N_("no solution of the conference can be made of this programme: {reason}")
        raise refused(file, message, reason=str(error)) from error


Placing = tuple[str, str, str, int]
"""A submission, its session, its room and the first of its slots."""


def _places(programme: Programme, instance: Instance, wrong: Wrong) -> Iterator[Placing]:
    slot, hours = sittings_of(instance.sessions)
    ids = ids_of(instance)
    references = {ref: reference for reference, ref in ids.items.items()}
    rooms = {room: name for name, room in ids.rooms.items()}
    for segment in programme.segments:
        start = segment.start.hour * 60 + segment.start.minute
        lasts = round((segment.end - segment.start).total_seconds() / 60)
        session = next(
            (
                (one.name, opens)
                for one, (date, opens, closes) in zip(instance.sessions, hours, strict=True)
                if date == segment.start.date() and opens <= start and start + lasts <= closes
            ),
            None,
        )
        if segment.ref not in references:
            wrong.add(segment.id, N_("the conference has no submission `{found}`"), found=cut(segment.ref))
        elif segment.room not in rooms:
            wrong.add(segment.id, N_("the conference has no room `{found}`"), found=cut(segment.room or ""))
        elif session is None or (start - session[1]) % slot:
            message = N_("{start} to {end} is in no session of the conference, or between its slots")
            wrong.add(segment.id, message, start=segment.start.isoformat(), end=segment.end.isoformat())
        else:
            yield references[segment.ref], session[0], rooms[segment.room], (start - session[1]) // slot


def programme_of(solution: Solution, instance: Instance) -> Programme:
    """A solution as a programme of the instance's scenario; one that holds is charged there what it scores.

    A room that has a track and nothing in its slots is no sitting, and of a submission whose slots are not together
    each stretch is a segment.
    """
    slot, hours = sittings_of(instance.sessions)
    opens = {session.name: at for session, at in zip(instance.sessions, hours, strict=True)}
    ids, zone = ids_of(instance), ZoneInfo(zone_of(instance))
    segments = []
    for session, room, held in solution.in_order(instance):
        date, start, _ = opens[session]
        for reference, first, last in _stretches(held.slots):
            body, _, number = ids.items[reference].partition("/")
            midnight = dt.datetime.combine(date, dt.time(), zone)
            begins, ends = (midnight + dt.timedelta(minutes=start + slot * at) for at in (first, last))
            segments.append(Segment(body, number, begins, ends, ids.rooms[room], bodies=(body,)))
    return Programme(ordered(segments))


def _stretches(slots: Iterable[str | None]) -> Iterator[tuple[str, int, int]]:
    """What stands in slots, with the first of its slots in a row and the one after the last."""
    for reference, run in groupby(enumerate(slots), key=itemgetter(1)):
        at = [number for number, _ in run]
        if reference is not None:
            yield reference, at[0], at[-1] + 1


# -- time --------------------------------------------------------------------------------------------------------------


def sittings_of(sessions: Iterable[Session]) -> tuple[int, list[Hours]]:
    """Minutes of a slot, and each session's sitting: its own hours, as far as slots of one length fill them.

    Every session has the longest slots that go into all. Sessions that are not one after another by the clock, or that
    end before they start, get a day each, from the first day on, so that their order stays.
    """
    known = list(sessions)
    clock = [(one.date, one.start.hour * 60 + one.start.minute, one.end.hour * 60 + one.end.minute) for one in known]
    longest = min((end - start) // one.slots for one, (_, start, end) in zip(known, clock, strict=True))
    for slot in range(min(longest, 60), 0, -1):
        hours = []
        for one, (date, start, end) in zip(known, clock, strict=True):
            begins = -(-start // slot) * slot
            if begins + one.slots * slot > end:
                break
            hours.append((date, begins, begins + one.slots * slot))
        if len(hours) == len(known) and all(a[0] < b[0] or a[::2] <= b[:2] for a, b in pairwise(hours)):
            return slot, hours
    first = min(date for date, _, _ in clock)
    slot = min(15, *(_DAY // one.slots for one in known))
    return slot, [(first + dt.timedelta(number), 0, one.slots * slot) for number, one in enumerate(known)]


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _window(hours: Hours) -> str:
    date, start, end = hours
    return f"{date.isoformat()} {_clock(start)}-{_clock(end)}"


def zone_of(instance: Instance) -> str:
    """The zone of the conference's clocks; in this family of names the zones east of Greenwich are negative."""
    return f"Etc/GMT{-instance.parameters.zone:+}" if instance.parameters.zone else "UTC"


# -- what there is -----------------------------------------------------------------------------------------------------


def _body(instance: Instance, track: str, ids: Ids, slot: int) -> dict[str, Any]:
    own = [one for one in instance.submissions if one.track == track]
    agenda = [_item(one, ids.items[one.reference].partition("/")[2], slot) for one in own]
    chambers = max(1, min(len(instance.rooms), len(own)))
    return {"id": ids.bodies[track], "title": track, "chambers": chambers, "agenda": agenda}


def _item(one: Submission, number: str, slot: int) -> dict[str, Any]:
    told = {"number": number, "title": one.reference, "duration": f"{one.slots * slot} min"}
    return told | ({"place": one.order} if one.order else {})


def _rules(weights: Mapping[Term, int], slot: int) -> dict[str, Any]:
    rules: dict[str, Any] = dict.fromkeys(_OFF, "off")
    for rule, term in WEIGHED.items():
        rules[rule] = {"kind": "soft", "weight": weights[term], "tier": TIER} if weights[term] else "off"
    if weights[Term.ORDER]:
        rules["agenda-places"]["each"] = f"{slot} min"
    return rules | {rule: {"kind": "soft", "tier": TIER} for rule in ("place-costs", "kept-apart")}
