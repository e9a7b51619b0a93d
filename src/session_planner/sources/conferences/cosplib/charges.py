"""What an instance's tables and people cost, as entries of a scenario, each with what of the workbook it comes from.

Under `scenario` and `importing`. What costs the same is said together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from session_planner.sources.conferences.cosplib.instance import Instance, Table, Term
from session_planner.sources.conferences.cosplib.scoring import hours_penalty

Entry = tuple[dict[str, Any], str]
"""An entry, and which terms and which names of the workbook it comes from."""


@dataclass(frozen=True, slots=True)
class Ids:
    """What the scenario calls the things of an instance: tracks, rooms and submissions by name, sessions by hours."""

    bodies: Mapping[str, str]
    rooms: Mapping[str, str]
    items: Mapping[str, str]
    windows: Mapping[str, str]


# -- places ------------------------------------------------------------------------------------------------------------


def place_costs(instance: Instance, ids: Ids) -> Iterator[Entry]:
    """The tables of penalties, and the hours of each submission's time zone."""
    weights = instance.weights
    in_session, in_room, used = Term.TRACKS_SESSIONS, Term.TRACKS_ROOMS, Term.SESSIONS_ROOMS
    for (track, cost), names in _alike(instance.tracks_sessions, weights[in_session]).items():
        entry = {"of": [ids.bodies[track]], "windows": [ids.windows[one] for one in names], "cost": cost}
        yield entry, _said(in_session, track, *names)
    for (track, cost), names in _alike(instance.tracks_rooms, weights[in_room]).items():
        entry = {"of": [ids.bodies[track]], "rooms": [ids.rooms[one] for one in names], "cost": cost}
        yield entry, _said(in_room, track, *names)
    for (session, cost), names in _alike(instance.sessions_rooms, weights[used]).items():
        entry = {"windows": [ids.windows[session]], "rooms": [ids.rooms[one] for one in names], "cost": cost}
        yield entry, _said(used, session, *names)
    yield from _submissions(instance, ids)


def _submissions(instance: Instance, ids: Ids) -> Iterator[Entry]:
    """Penalties hold for every slot that a submission fills; it fills all of them in one place."""
    weights = instance.weights
    for one in instance.submissions:
        of = [ids.items[one.reference]]
        by_cost: dict[int, list[str]] = defaultdict(list)
        for session in instance.sessions:
            penalty = weights[Term.SUBMISSIONS_SESSIONS] * one.sessions.get(session.name, 0)
            if weights[Term.TIME_ZONES]:
                penalty += weights[Term.TIME_ZONES] * hours_penalty(instance, session, one.zone)
            by_cost[penalty * one.slots].append(session.name)
        terms = [term for term in (Term.SUBMISSIONS_SESSIONS, Term.TIME_ZONES) if weights[term]]
        for cost, names in by_cost.items():
            if cost:
                entry = {"of": of, "windows": [ids.windows[name] for name in names], "cost": cost}
                yield entry, f"{', '.join(term.label for term in terms)}: {one.reference}; {', '.join(names)}"
        rooms = {(one.reference, room): penalty for room, penalty in one.rooms.items()}
        for (_, cost), names in _alike(rooms, weights[Term.SUBMISSIONS_ROOMS] * one.slots).items():
            entry = {"of": of, "rooms": [ids.rooms[name] for name in names], "cost": cost}
            yield entry, _said(Term.SUBMISSIONS_ROOMS, one.reference, *names)


def _alike(table: Table, weight: int) -> dict[tuple[str, int], list[str]]:
    """By row and cost: the columns."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for (row, column), penalty in table.items():
        if weight * penalty:
            found[row, weight * penalty].append(column)
    return found


def _said(term: Term, what: str, *names: str) -> str:
    return f"{term.label}: {what}; {', '.join(names)}" if names else f"{term.label}: {what}"


# -- people ------------------------------------------------------------------------------------------------------------


def kept_apart(instance: Instance, ids: Ids, slot: int) -> Iterator[Entry]:
    """Tracks that are alike or share a chair; submissions that share people."""
    weights = instance.weights
    for number, ((one, other), penalty) in enumerate(instance.similar.items(), 1):
        if cost := weights[Term.SIMILAR_TRACKS] * penalty:
            entry = {"id": f"similar-{number}", "of": [ids.bodies[one], ids.bodies[other]], "cost": cost}
            yield entry, _said(Term.SIMILAR_TRACKS, one, other)
    if weights[Term.CHAIRS]:
        for first, second in combinations(instance.tracks, 2):
            if shared := [chair for chair in first.chairs if chair in second.chairs]:
                of = [ids.bodies[first.name], ids.bodies[second.name]]
                entry = {"id": f"chairs-{of[0]}-{of[1]}", "of": of, "cost": weights[Term.CHAIRS]}
                yield entry, _said(Term.CHAIRS, ", ".join(dict.fromkeys(shared)))
    people = _People(instance)
    yield from _pairs("presenters", people.presenters(), Term.PRESENTERS, Term.PRESENTERS_IN_SLOT, instance, ids, slot)
    yield from _pairs("attendees", people.attendees(), Term.ATTENDEES, Term.ATTENDEES_IN_SLOT, instance, ids, slot)


Met = Iterator[tuple[int, int, str]]
"""Two submissions, by their places among all, that one person should be at."""


def _pairs(
    name: str, met: Met, in_session: Term, in_slot: Term, instance: Instance, ids: Ids, slot: int
) -> Iterator[Entry]:
    """Each two different submissions once, in the order of the workbook, for the session and for its slots."""
    weights = instance.weights
    if not weights[in_session] and not weights[in_slot]:
        return
    persons: dict[tuple[int, int], dict[str, None]] = defaultdict(dict)
    for first, second, person in met:
        if first != second:
            persons[min(first, second), max(first, second)][person] = None
    for (one, other), who in sorted(persons.items(), key=lambda entry: entry[0]):
        of = [ids.items[instance.submissions[place].reference] for place in (one, other)]
        key = f"{name}-{one + 1}-{other + 1}"
        if weights[in_session]:
            yield {"id": key, "of": of, "cost": weights[in_session]}, _said(in_session, ", ".join(who))
        if weights[in_slot]:
            each = {"by": "moment", "each": f"{slot} min"}
            yield {"id": f"{key}-slot", "of": of, "cost": weights[in_slot], **each}, _said(in_slot, ", ".join(who))


class _People:
    """By person: what each presents, attends and chairs, as places among the submissions."""

    def __init__(self, instance: Instance) -> None:
        self._submissions = instance.submissions
        self._presents: dict[str, list[int]] = defaultdict(list)
        self._attends: dict[str, list[int]] = defaultdict(list)
        self._chairs: dict[str, list[str]] = defaultdict(list)
        self._of_track: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(instance.submissions):
            self._of_track[one.track].append(place)
            for person in one.presenters:
                self._presents[person].append(place)
            for person in one.attendees:
                self._attends[person].append(place)
        for track in instance.tracks:
            for person in track.chairs:
                self._chairs[person].append(track.name)

    def presenters(self) -> Met:
        """Two that one person presents, or one with any of another track that its presenter chairs."""
        for person, presented in self._presents.items():
            yield from ((one, other, person) for one, other in combinations(presented, 2))
            yield from self._chaired(person, presented)

    def attendees(self) -> Met:
        """One that a person attends with another that the same attends or presents, or whose other track it chairs."""
        for person, attended in self._attends.items():
            others: Iterable[int] = (*attended, *self._presents.get(person, ()))
            yield from ((one, other, person) for one in attended for other in others)
            yield from self._chaired(person, attended)

    def _chaired(self, person: str, places: Iterable[int]) -> Met:
        for track in self._chairs.get(person, ()):
            for one in places:
                if self._submissions[one].track != track:
                    yield from ((one, other, person) for other in self._of_track[track])
