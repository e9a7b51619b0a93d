"""`room-available`: no sitting is in a room while the room is not to be had.

A sitting that is held has its room from its start to its last end, the open end included; the guest of a joint
session has it through its host.
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, decided, overlap
from session_planner.scenario.model import Absence, Room
from session_planner.scenario.outline import Outline
from session_planner.scenario.values import Window
from session_planner.words import N_, When, Words, say


def post(rule: Active, b: Builder) -> None:
    """One instance an absence: none of the sittings it touches is in the room."""
    problem = b.problem
    for number, name in enumerate(problem.rooms):
        room = problem.outline.rooms[name]
        for key, absence in absences(room.unavailable).items():
            span = problem.outline.span(absence.when)
            touched = [
                sitting for sitting in problem.sittings if overlap(span, (sitting.slot.start, sitting.slot.last))
            ]
            if touched:
                words = _words(room, absence, problem.outline)
                enforce = b.require(rule, (name, key), words, absence.source)
                for sitting in touched:
                    b.forbid(b.occupies(sitting.index, number), enforce)


def absences(given: Iterable[Absence]) -> dict[str, Absence]:
    """Absences by the name that an instance has of them: their id, else their window as text."""
    return {absence.id or window_key(absence.when): absence for absence in given}


def window_key(window: Window) -> str:
    """`2012-10-17T15:00/..`."""
    return "/".join(".." if moment is None else moment.isoformat(timespec="minutes") for moment in window)


def window_words(window: Window, outline: Outline) -> Words:
    """A window inside a sentence: `from Wednesday 17 October, 15:00 to Wednesday 17 October, 18:00`."""
    start, end = (None if moment is None else When(outline.local(moment)) for moment in window)
    if start and end:
        return say(N_("from {start} to {end}"), start=start, end=end)
    return say(N_("from {start} on"), start=start) if start else say(N_("until {end}"), end=end)


def _words(room: Room, absence: Absence, outline: Outline) -> Words:
    return say(
        N_("{decided}{room} is not available {window}"),
        decided=decided(absence.source, outline),
        room=outline.title(room.id),
        window=window_words(absence.when, outline),
    )


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Sittings held in a room in one of its absences."""
    outline = t.outline
    away = {
        room.id: [(outline.span(absence.when), key, absence) for key, absence in absences(room.unavailable).items()]
        for room in t.scenario.rooms
        if room.unavailable
    }
    for held in t.held if away else ():
        for (low, high), key, absence in away.get(held.room or "", ()):
            if low < held.last and held.start < high and not held.guest:
                room = outline.rooms[held.room or ""]
                words = say(
                    N_("{rule}; {body} sits there at {when}"),
                    rule=_words(room, absence, outline),
                    body=outline.title(held.body),
                    when=When(outline.clock(held.start)),
                )
                yield Breach((room.id, key), words, held.rows, (held.body,), held.start, source=absence.source)


RULE = Rule(
    id="room-available",
    title=N_("Rooms when they are to be had"),
    says=N_("No sitting is in a room while the room is not available."),
    post=post,
    check=check,
)
