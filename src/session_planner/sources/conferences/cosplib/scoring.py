"""What a solution costs, term by term, as the library's own checker counts it.

Last of the folder, and an independent judge: it shares nothing with the rules or the solver, so that they can be held
against it. Each term is a function that counts; `score` multiplies by the weights. What no solution may do is told in
words and charged as the library charges it, so that totals can be compared even then.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from session_planner.sources.conferences.cosplib.instance import Instance, Session, Submission, Term
from session_planner.sources.conferences.cosplib.solution import Held, Solution
from session_planner.words import N_, Words, say

SPLIT = 10_000_000
"""For every room in a session that holds only some of the slots that a submission needs."""
APART = 1_000_000_000
"""For a submission whose slots are no neighbours, and once for all where one of several slots is left out."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a solution costs, by term and in all, and what is wrong with it.

    `scheduled`: every submission has all its slots; `valid`: nothing but its own track stands in a room, and what needs
    several slots has them together. `breaches` is what the library adds for slots that are not together.
    """

    terms: Mapping[Term, int]
    breaches: int
    scheduled: bool
    valid: bool
    wrong: tuple[Words, ...]

    @property
    def total(self) -> int:
        """What the library calls the objective."""
        return sum(self.terms.values()) + self.breaches


def judge(instance: Instance, solution: Solution) -> Verdict:
    """Everything that there is to say of a solution."""
    missing = tuple(_missing(instance, solution))
    misplaced = (*_strangers(instance, solution), *_apart(instance, solution))
    terms = score(instance, solution)
    return Verdict(terms, breaches(instance, solution), not missing, not misplaced, (*missing, *misplaced))


def score(instance: Instance, solution: Solution) -> dict[Term, int]:
    """What each term costs: its count times its weight, in the order of the terms; 0 for one that is off."""
    return {
        term: weight * _COUNTS[term](instance, solution) if (weight := instance.weights.get(term, 0)) > 0 else 0
        for term in Term
    }


def count(term: Term, instance: Instance, solution: Solution) -> int:
    """What a term counts, whatever its weight."""
    return _COUNTS[term](instance, solution)


# -- terms of tracks --------------------------------------------------------------------------------------------------


def _tracks_sessions(instance: Instance, solution: Solution) -> int:
    """The table's penalty for every track in every room in which it is in a session."""
    return sum(instance.tracks_sessions.get((track, session), 0) for session, _, track in _used(instance, solution))


def _tracks_rooms(instance: Instance, solution: Solution) -> int:
    """The table's penalty for every track in every session in which it is in a room."""
    return sum(instance.tracks_rooms.get((track, room), 0) for _, room, track in _used(instance, solution))


def _sessions_rooms(instance: Instance, solution: Solution) -> int:
    """The table's penalty for every room that a session uses."""
    return sum(instance.sessions_rooms.get((session, room), 0) for session, room, _ in _used(instance, solution))


def _similar_tracks(instance: Instance, solution: Solution) -> int:
    """For every two rooms of one session with different tracks, the table's penalty of the two."""
    return sum(
        instance.similar.get((one, other), 0) + instance.similar.get((other, one), 0)
        for tracks in _by_session(instance, solution).values()
        for one, other in combinations(tracks, 2)
        if one != other
    )


def _rooms_per_track(instance: Instance, solution: Solution) -> int:
    """For each track, the rooms that it uses less one."""
    rooms = defaultdict(set)
    for _, room, track in _used(instance, solution):
        rooms[track].add(room)
    return sum(len(used) - 1 for used in rooms.values())


def _parallel_tracks(instance: Instance, solution: Solution) -> int:
    """For each track and session, the rooms that it has there less one."""
    times = Counter((track, session) for session, _, track in _used(instance, solution))
    return sum(number - 1 for number in times.values())


def _consecutive_tracks(instance: Instance, solution: Solution) -> int:
    """One for each track that leaves out a session between its first and its last."""
    number = {session.name: place for place, session in enumerate(instance.sessions)}
    sessions = defaultdict(set)
    for session, _, track in _used(instance, solution):
        sessions[track].add(number[session])
    return sum(max(used) - min(used) + 1 > len(used) for used in sessions.values())


def _chairs(instance: Instance, solution: Solution) -> int:
    """Every two rooms of one session whose tracks are different and share a chair."""
    chairs = {track.name: set(track.chairs) for track in instance.tracks}
    return sum(
        1
        for tracks in _by_session(instance, solution).values()
        for one, other in combinations(tracks, 2)
        if one != other and chairs[one] & chairs[other]
    )


# -- terms of submissions ---------------------------------------------------------------------------------------------


def _submissions_sessions(instance: Instance, solution: Solution) -> int:
    """The submission's penalty for the session, for every slot that it fills."""
    return sum(one.sessions.get(session, 0) for session, _, _, one in _filled(instance, solution))


def _submissions_rooms(instance: Instance, solution: Solution) -> int:
    """The submission's penalty for the room, for every slot that it fills."""
    return sum(one.rooms.get(room, 0) for _, room, _, one in _filled(instance, solution))


def _time_zones(instance: Instance, solution: Solution) -> int:
    """For every slot that a submission fills, what the session's hours cost in its own zone."""
    sessions = {session.name: session for session in instance.sessions}
    return sum(hours_penalty(instance, sessions[session], one.zone) for session, _, _, one in
               _filled(instance, solution))  # fmt: skip


def hours_penalty(instance: Instance, session: Session, zone: int) -> int:
    """What a session's hours cost a submission of a zone, for a slot.

    Start and end are taken over as clocks on the wall that know no date, so that what ends after midnight ends early.
    """
    told = instance.parameters
    start, end = (_elsewhere(time, zone - told.zone) for time in (session.start, session.end))
    earliest, latest = told.less_suitable.start, told.less_suitable.end
    if start < earliest or end > latest or end < earliest:
        return told.unsuitable_penalty
    if start < told.suitable.start or end > told.suitable.end:
        return told.less_suitable_penalty
    return 0


def _elsewhere(time: dt.time, hours: int) -> dt.time:
    """What a clock shows so many hours east of one that shows `time`."""
    return time.replace(hour=(time.hour + hours) % 24)


def _order(instance: Instance, solution: Solution) -> int:
    """What stands in the wrong place of its track, and what of one track stands in one slot.

    The submissions in a track's rooms are read by session, room and slot, each where it first comes, and counted from
    1: one for each that has an order and another number. And one for each two of a track that have an order and stand
    in the same slot of the same session.
    """
    return _wrong_numbers(instance, solution) + _ordered_abreast(instance, solution)


def _wrong_numbers(instance: Instance, solution: Solution) -> int:
    of = {one.reference: one for one in instance.submissions}
    read: dict[str, dict[str, None]] = defaultdict(dict)
    for _, _, held in solution.in_order(instance):
        if held.track is not None:
            read[held.track].update(dict.fromkeys(reference for reference in held.slots if reference))
    return sum(
        of[reference].order not in (0, number)
        for references in read.values()
        for number, reference in enumerate(references, 1)
    )


def _ordered_abreast(instance: Instance, solution: Solution) -> int:
    return sum(
        one.track == other.track and one.order > 0 and other.order > 0
        for there in _by_slot(instance, solution).values()
        for one, other in combinations(there, 2)
    )


# -- terms of persons -------------------------------------------------------------------------------------------------

_Conflict = Callable[[Instance], Callable[[Submission, Submission], bool]]


def _presenters_conflict(instance: Instance) -> Callable[[Submission, Submission], bool]:
    """Whether two submissions have a presenter in common, or one's presenter chairs the other's, different, track."""
    chairs = {track.name: set(track.chairs) for track in instance.tracks}

    def conflict(one: Submission, other: Submission) -> bool:
        if set(one.presenters) & set(other.presenters):
            return True
        return one.track != other.track and bool(
            chairs[other.track] & set(one.presenters) or chairs[one.track] & set(other.presenters)
        )

    return conflict


def _attendees_conflict(instance: Instance) -> Callable[[Submission, Submission], bool]:
    """Whether one who attends the one submission attends, presents or (of a different track) chairs the other."""
    chairs = {track.name: set(track.chairs) for track in instance.tracks}

    def wanted(one: Submission, other: Submission) -> bool:
        at_other = {*other.attendees, *other.presenters, *(chairs[other.track] if one.track != other.track else ())}
        return not at_other.isdisjoint(one.attendees)

    return lambda one, other: wanted(one, other) or wanted(other, one)


def _in_session(conflict: _Conflict) -> Callable[[Instance, Solution], int]:
    """Counts the pairs in conflict that stand in one session, in different rooms."""

    def counted(instance: Instance, solution: Solution) -> int:
        met = conflict(instance)
        there: dict[str, dict[tuple[str, str], Submission]] = defaultdict(dict)
        for session, room, _, one in _filled(instance, solution):
            there[session][room, one.reference] = one
        return sum(
            room != elsewhere and one.reference != other.reference and met(one, other)
            for found in there.values()
            for ((room, _), one), ((elsewhere, _), other) in combinations(found.items(), 2)
        )

    return counted


def _in_slot(conflict: _Conflict) -> Callable[[Instance, Solution], int]:
    """Counts the pairs in conflict that stand in the same slot of the same session, once for every such slot."""

    def counted(instance: Instance, solution: Solution) -> int:
        met = conflict(instance)
        return sum(met(one, other) for there in _by_slot(instance, solution).values()
                   for one, other in combinations(there, 2))  # fmt: skip

    return counted


_COUNTS: Mapping[Term, Callable[[Instance, Solution], int]] = {
    Term.TRACKS_SESSIONS: _tracks_sessions,
    Term.TRACKS_ROOMS: _tracks_rooms,
    Term.SESSIONS_ROOMS: _sessions_rooms,
    Term.SIMILAR_TRACKS: _similar_tracks,
    Term.ROOMS_PER_TRACK: _rooms_per_track,
    Term.PARALLEL_TRACKS: _parallel_tracks,
    Term.CONSECUTIVE_TRACKS: _consecutive_tracks,
    Term.TIME_ZONES: _time_zones,
    Term.ORDER: _order,
    Term.SUBMISSIONS_SESSIONS: _submissions_sessions,
    Term.SUBMISSIONS_ROOMS: _submissions_rooms,
    Term.PRESENTERS: _in_session(_presenters_conflict),
    Term.ATTENDEES: _in_session(_attendees_conflict),
    Term.CHAIRS: _chairs,
    Term.PRESENTERS_IN_SLOT: _in_slot(_presenters_conflict),
    Term.ATTENDEES_IN_SLOT: _in_slot(_attendees_conflict),
}


# -- what stands where ------------------------------------------------------------------------------------------------


def _used(instance: Instance, solution: Solution) -> Iterator[tuple[str, str, str]]:
    """Session, room and track of every room that has a track."""
    for session, room, held in solution.in_order(instance):
        if held.track is not None:
            yield session, room, held.track


def _by_session(instance: Instance, solution: Solution) -> dict[str, list[str]]:
    """The tracks in each session's rooms, one entry a room."""
    tracks = defaultdict(list)
    for session, _, track in _used(instance, solution):
        tracks[session].append(track)
    return tracks


def _filled(instance: Instance, solution: Solution) -> Iterator[tuple[str, str, int, Submission]]:
    """Session, room, slot and submission of every slot that is filled."""
    of = {one.reference: one for one in instance.submissions}
    for session, room, held in solution.in_order(instance):
        for slot, reference in enumerate(held.slots):
            if reference is not None:
                yield session, room, slot, of[reference]


def _by_slot(instance: Instance, solution: Solution) -> dict[tuple[str, int], list[Submission]]:
    """The submissions in each slot of each session, each once."""
    there: dict[tuple[str, int], dict[str, Submission]] = defaultdict(dict)
    for session, _, slot, one in _filled(instance, solution):
        there[session, slot][one.reference] = one
    return {place: list(found.values()) for place, found in there.items()}


# -- what may not be --------------------------------------------------------------------------------------------------


def breaches(instance: Instance, solution: Solution) -> int:
    """What the library charges for slots of one submission that are not together."""
    slots: dict[str, list[int]] = {one.reference: [] for one in instance.submissions if one.slots > 1}
    cost = 0
    for _, _, held in solution.in_order(instance):
        cost += SPLIT * sum(1 for _ in _parts(instance, held))
        for slot, reference in enumerate(held.slots):
            if reference in slots:
                slots[reference].append(slot)
    if not all(slots.values()):
        return APART
    # The library compares sums, and takes slots of several sessions as if they were of one.
    return cost + APART * sum(sum(range(found[0], found[-1] + 1)) != sum(found) for found in slots.values())


def _parts(instance: Instance, held: Held) -> Iterator[str]:
    """The submissions of several slots that have here some of them only, or more than they need."""
    needs = {one.reference: one.slots for one in instance.submissions if one.slots > 1}
    for reference, number in Counter(one for one in held.slots if one in needs).items():
        if needs[reference] != number:
            yield reference


def _missing(instance: Instance, solution: Solution) -> Iterator[Words]:
    """What does not stand in as many slots as it needs."""
    has = Counter(one.reference for _, _, _, one in _filled(instance, solution))
    for one in instance.submissions:
        if has[one.reference] != one.slots:
            message = N_("submission {submission} needs {needs} slots and has {has}")
            yield say(message, submission=one.reference, needs=one.slots, has=has[one.reference])


def _strangers(instance: Instance, solution: Solution) -> Iterator[Words]:
    """What stands in a room with another track, or with none."""
    of = {one.reference: one.track for one in instance.submissions}
    for session, room, held in solution.in_order(instance):
        for reference in dict.fromkeys(one for one in held.slots if one is not None):
            if of[reference] == held.track:
                continue
            message = N_("submission {submission} of track {track} is in {session}, {room}, which holds {holds}")
            if held.track is None:
                message = N_("submission {submission} of track {track} is in {session}, {room}, which holds no track")
            yield say(message, submission=reference, track=of[reference], session=session, room=room, holds=held.track)


def _apart(instance: Instance, solution: Solution) -> Iterator[Words]:
    """What needs several slots, and has them in several rooms or sessions, or with something between."""
    slots: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for session, room, slot, one in _filled(instance, solution):
        slots[one.reference].append((session, room, slot))
    for reference, found in slots.items():
        if not _together(found):
            yield say(N_("the slots of submission {submission} are not together"), submission=reference)


def _together(found: Iterable[tuple[str, str, int]]) -> bool:
    return all(one[:2] == other[:2] and other[2] == one[2] + 1 for one, other in pairwise(found))
