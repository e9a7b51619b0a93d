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
from itertools import combinations, groupby, pairwise
from operator import itemgetter
from typing import Any

from session_planner.programme.model import Programme, Segment, ordered
from session_planner.sources.conferences.cosplib.instance import Instance, Session, Submission, Term
from session_planner.sources.conferences.cosplib.scoring import hours_penalty
from session_planner.sources.conferences.cosplib.solution import Solution, placed

TIER = "conference"
_DAY = 24 * 60
_WEIGHED = {
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
    bodies, rooms = _body_ids(instance), _room_ids(instance)
    windows = {session.name: _window(at) for session, at in zip(instance.sessions, hours, strict=True)}
    items = {one.reference: f"{bodies[one.track]}/{number}" for number, one in enumerate(instance.submissions, 1)}
    days: dict[dt.date, list[str]] = defaultdict(list)
    for date, start, end in hours:
        days[date].append(f"{_clock(start)}-{_clock(end)}")
    told = {
        "format": 1,
        "title": title,
        "timezone": "UTC",
        "grain": slot,
        "days": [{"date": date.isoformat(), "sittings": sittings} for date, sittings in sorted(days.items())],
        "rooms": [{"id": rooms[room], "title": room} for room in instance.rooms],
        "bodies": [_body(instance, track.name, bodies, items, slot) for track in instance.tracks],
        "place_costs": [*_place_costs(instance, bodies, rooms, items, windows)],
        "kept_apart": [*_kept_apart(instance, bodies, items, slot)],
        "tiers": [{"id": TIER, "title": "Conference"}],
        "rules": _rules(instance.weights, slot),
    }
    return {key: value for key, value in told.items() if value != []}


def solution_of(programme: Programme, instance: Instance) -> Solution:
    """Where a programme of the instance's scenario has each submission; one that it lacks is in no slot."""
    slot, hours = sittings_of(instance.sessions)
    session_at = {
        (date, start): (session.name, start) for session, (date, start, _) in zip(instance.sessions, hours, strict=True)
    }
    order = sorted(session_at)
    places = []
    for segment in programme.segments:
        begins = segment.start.hour * 60 + segment.start.minute
        session, start = session_at[max(at for at in order if at <= (segment.start.date(), begins))]
        reference = instance.submissions[int(segment.item or 0) - 1].reference
        room = instance.rooms[int((segment.room or "").rpartition("-")[2]) - 1]
        places.append((reference, session, room, (begins - start) // slot))
    return placed(instance, places)


def programme_of(solution: Solution, instance: Instance) -> Programme:
    """A solution as a programme of the instance's scenario; one that holds is charged there what it scores.

    A room that has a track and nothing in its slots is no sitting, and of a submission whose slots are not together
    each stretch is a segment.
    """
    slot, hours = sittings_of(instance.sessions)
    opens = {session.name: at for session, at in zip(instance.sessions, hours, strict=True)}
    of = {one.reference: (number, one.track) for number, one in enumerate(instance.submissions, 1)}
    bodies, rooms = _body_ids(instance), _room_ids(instance)
    segments = []
    for session, room, held in solution.in_order(instance):
        date, start, _ = opens[session]
        for reference, first, last in _stretches(held.slots):
            number, track = of[reference]
            midnight = dt.datetime.combine(date, dt.time(), dt.UTC)
            begins, ends = (midnight + dt.timedelta(minutes=start + slot * at) for at in (first, last))
            segments.append(Segment(bodies[track], str(number), begins, ends, rooms[room], bodies=(bodies[track],)))
    return Programme(ordered(segments))


def _stretches(slots: Iterable[str | None]) -> Iterator[tuple[str, int, int]]:
    """What stands in slots, with the first of its slots in a row and the one after the last."""
    for reference, run in groupby(enumerate(slots), key=itemgetter(1)):
        at = [number for number, _ in run]
        if reference is not None:
            yield reference, at[0], at[-1] + 1


def _body_ids(instance: Instance) -> dict[str, str]:
    return {track.name: f"track-{number:02}" for number, track in enumerate(instance.tracks, 1)}


def _room_ids(instance: Instance) -> dict[str, str]:
    return {room: f"room-{number:02}" for number, room in enumerate(instance.rooms, 1)}


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


# -- what there is -----------------------------------------------------------------------------------------------------


def _body(
    instance: Instance, track: str, bodies: Mapping[str, str], items: Mapping[str, str], slot: int
) -> dict[str, Any]:
    own = [one for one in instance.submissions if one.track == track]
    agenda = [_item(one, items[one.reference].partition("/")[2], slot) for one in own]
    chambers = max(1, min(len(instance.rooms), len(own)))
    return {"id": bodies[track], "title": track, "chambers": chambers, "agenda": agenda}


def _item(one: Submission, number: str, slot: int) -> dict[str, Any]:
    told = {"number": number, "title": one.reference, "duration": f"{one.slots * slot} min"}
    return told | ({"place": one.order} if one.order else {})


def _rules(weights: Mapping[Term, int], slot: int) -> dict[str, Any]:
    rules: dict[str, Any] = dict.fromkeys(_OFF, "off")
    for rule, term in _WEIGHED.items():
        rules[rule] = {"kind": "soft", "weight": weights[term], "tier": TIER} if weights[term] else "off"
    if weights[Term.ORDER]:
        rules["agenda-places"]["each"] = f"{slot} min"
    return rules | {rule: {"kind": "soft", "tier": TIER} for rule in ("place-costs", "kept-apart")}


# -- what it costs -----------------------------------------------------------------------------------------------------


def _place_costs(
    instance: Instance,
    bodies: Mapping[str, str],
    rooms: Mapping[str, str],
    items: Mapping[str, str],
    windows: Mapping[str, str],
) -> Iterator[dict[str, Any]]:
    """The tables of penalties, what costs the same said together."""
    weights = instance.weights

    def table(entries: Mapping[tuple[str, str], int], weight: int) -> dict[tuple[str, int], list[str]]:
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for (row, column), penalty in entries.items():
            if weight * penalty:
                found[row, weight * penalty].append(column)
        return found

    for (track, cost), sessions in table(instance.tracks_sessions, weights[Term.TRACKS_SESSIONS]).items():
        yield {"of": [bodies[track]], "windows": [windows[one] for one in sessions], "cost": cost}
    for (track, cost), names in table(instance.tracks_rooms, weights[Term.TRACKS_ROOMS]).items():
        yield {"of": [bodies[track]], "rooms": [rooms[one] for one in names], "cost": cost}
    for (session, cost), names in table(instance.sessions_rooms, weights[Term.SESSIONS_ROOMS]).items():
        yield {"windows": [windows[session]], "rooms": [rooms[one] for one in names], "cost": cost}
    for one in instance.submissions:
        by_cost: dict[int, list[str]] = defaultdict(list)
        for held_in in instance.sessions:
            penalty = weights[Term.SUBMISSIONS_SESSIONS] * one.sessions.get(held_in.name, 0)
            if weights[Term.TIME_ZONES]:
                penalty += weights[Term.TIME_ZONES] * hours_penalty(instance, held_in, one.zone)
            by_cost[penalty * one.slots].append(windows[held_in.name])
        for cost, held in by_cost.items():
            if cost:
                yield {"of": [items[one.reference]], "windows": held, "cost": cost}
        for (_, cost), names in table(
            {(one.reference, room): penalty for room, penalty in one.rooms.items()},
            weights[Term.SUBMISSIONS_ROOMS] * one.slots,
        ).items():
            yield {"of": [items[one.reference]], "rooms": [rooms[name] for name in names], "cost": cost}


def _kept_apart(
    instance: Instance, bodies: Mapping[str, str], items: Mapping[str, str], slot: int
) -> Iterator[dict[str, Any]]:
    """Tracks that are alike or share a chair; submissions that share people."""
    weights = instance.weights
    for number, ((one, other), penalty) in enumerate(instance.similar.items(), 1):
        if weights[Term.SIMILAR_TRACKS] * penalty:
            cost = weights[Term.SIMILAR_TRACKS] * penalty
            yield {"id": f"similar-{number}", "of": [bodies[one], bodies[other]], "cost": cost}
    if weights[Term.CHAIRS]:
        for first, second in combinations(instance.tracks, 2):
            if set(first.chairs) & set(second.chairs):
                of = [bodies[first.name], bodies[second.name]]
                yield {"id": f"chairs-{of[0]}-{of[1]}", "of": of, "cost": weights[Term.CHAIRS]}
    terms = (
        ("presenters", _shared_presenters, Term.PRESENTERS, Term.PRESENTERS_IN_SLOT),
        ("attendees", _shared_attendees, Term.ATTENDEES, Term.ATTENDEES_IN_SLOT),
    )
    for name, shared, in_session, in_slot in terms:
        if not weights[in_session] and not weights[in_slot]:
            continue
        for one, other in shared(instance):
            of = [items[one], items[other]]
            key = f"{name}-{of[0].partition('/')[2]}-{of[1].partition('/')[2]}"
            if weights[in_session]:
                yield {"id": key, "of": of, "cost": weights[in_session]}
            if weights[in_slot]:
                each = {"by": "moment", "each": f"{slot} min"}
                yield {"id": f"{key}-slot", "of": of, "cost": weights[in_slot], **each}


Pair = tuple[str, str]


def _shared_presenters(instance: Instance) -> list[Pair]:
    """Submissions with a presenter in common, or one's presenter among the chairs of the other's, different, track."""
    people = _People(instance)
    met = [(one, other) for person in people.presents for one, other in combinations(people.presents[person], 2)]
    return people.pairs([*met, *people.with_chairs(people.presents)])


def _shared_attendees(instance: Instance) -> list[Pair]:
    """Submissions one of which somebody attends who attends or presents the other, or chairs its, different, track."""
    people = _People(instance)
    met = [
        (one, other)
        for person, attended in people.attends.items()
        for one in attended
        for other in (*attended, *people.presents.get(person, ()))
    ]
    return people.pairs([*met, *people.with_chairs(people.attends)])


class _People:
    """By person: what each presents, attends and chairs, as places among the submissions."""

    def __init__(self, instance: Instance) -> None:
        self.submissions = instance.submissions
        self.presents: dict[str, list[int]] = defaultdict(list)
        self.attends: dict[str, list[int]] = defaultdict(list)
        self.chairs: dict[str, list[str]] = defaultdict(list)
        self.of_track: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(instance.submissions):
            self.of_track[one.track].append(place)
            for person in one.presenters:
                self.presents[person].append(place)
            for person in one.attendees:
                self.attends[person].append(place)
        for track in instance.tracks:
            for person in track.chairs:
                self.chairs[person].append(track.name)

    def with_chairs(self, has: Mapping[str, list[int]]) -> Iterator[tuple[int, int]]:
        """What a person has, with each submission of another track that the same person chairs."""
        for person, places in has.items():
            for track in self.chairs.get(person, ()):
                for one in places:
                    if self.submissions[one].track != track:
                        yield from ((one, other) for other in self.of_track[track])

    def pairs(self, met: Iterable[tuple[int, int]]) -> list[Pair]:
        """Each two different ones once, in the order of the workbook."""
        found = sorted({(min(pair), max(pair)) for pair in met if pair[0] != pair[1]})
        return [(self.submissions[one].reference, self.submissions[other].reference) for one, other in found]
