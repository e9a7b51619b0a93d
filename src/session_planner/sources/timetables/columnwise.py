"""Lists that were flattened column by column: all hours, then all titles, then all rooms.

Used by `lists`. They are paired by their order, and only where the counts agree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from session_planner.sources.paper import Line
from session_planner.sources.phrases.hours import HoursPhrase, hours_in
from session_planner.sources.timetables import words
from session_planner.sources.timetables.course import Course, Hours
from session_planner.sources.timetables.entries import Entry, entries_of, evidence_of
from session_planner.sources.timetables.rows import place
from session_planner.sources.timetables.when import EDGE, leading
from session_planner.words import N_, say


def read_columnwise(lines: Sequence[Line], course: Course, flush: Callable[[], None]) -> int:
    """Reads such a list at the beginning of the lines; how many lines it took, 0 where there is none."""
    hours: list[HoursPhrase] = []
    at = 0
    while at < len(lines) and (found := _hours_alone(lines[at].text, course.lang)):
        hours += found
        at += 1
    if len(hours) < 2 or course.date is None:
        return 0
    end = at
    while end < len(lines) and not _begins_anew(lines[end], course.lang) and (end == at or not lines[end].level):
        end += 1
    if end == at:
        return 0
    flush()
    _pair(hours, lines[:at], lines[at:end], course)
    return end


def _hours_alone(text: str, lang: str) -> list[HoursPhrase]:
    """The hours of a line that has nothing else."""
    found = [one for one in hours_in(text, lang) if one.end is not None]
    rest = text
    for one in reversed(found):
        rest = rest[: one.at] + rest[one.to :]
    return found if not rest.strip(EDGE) else []


def _begins_anew(line: Line, lang: str) -> bool:
    return leading(line.text, lang).says or words.head_words(line.text)


def _pair(hours: Sequence[HoursPhrase], heads: Sequence[Line], lines: Sequence[Line], course: Course) -> None:
    count = len(hours)
    entries = _of_count(lines, count, course)
    if entries is None:
        course.keep([*heads, *lines], say(N_("hours and titles in columns whose counts do not agree")))
        return
    course.saw([*heads, *lines])
    for one, (entry, room) in zip(hours, entries, strict=True):
        course.hours = Hours(one.start, one.end, one.open_end, "", evidence_of(heads))
        doubt = say(N_("paired with its hours by order"))
        place(entry, course.track, course, room=room)
        if (sitting := course.last(course.track)) is not None:
            sitting.evidence = replace(sitting.evidence, inferred=doubt)


def _of_count(lines: Sequence[Line], count: int, course: Course) -> list[tuple[Entry, str]] | None:
    """As many entries as there are hours, with their rooms where as many rooms follow."""
    for flat in (True, False):
        entries = entries_of(lines, course.lang, course.numbering(""), flat=flat)
        if len(entries) == count:
            return [(entry, "") for entry in entries]
        if len(entries) == 2 * count and all(is_room(entry) for entry in entries[count:]):
            return [
                (entry, room.room or room.title) for entry, room in zip(entries[:count], entries[count:], strict=True)
            ]
    each = [entries_of([line], course.lang, course.numbering(""), flat=True)[0] for line in lines]
    if len(each) == count:
        return [(entry, "") for entry in each]
    if len(each) == 2 * count and all(is_room(entry) for entry in each[count:]):
        return [(entry, room.room or room.title) for entry, room in zip(each[:count], each[count:], strict=True)]
    return None


def is_room(entry: Entry) -> bool:
    """Whether an entry is nothing but a room."""
    if entry.room and not entry.title:
        return True
    found = words.room_in(entry.title)
    return found is not None and len(found[0]) >= len(entry.title) - 4
