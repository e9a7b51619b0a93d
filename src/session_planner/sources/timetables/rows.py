"""Timetables whose rows are sittings or what they take up: when, item, title, and columns of meetings side by side.

Used by `reading` for tables, and by `lists` for what hours are followed by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from session_planner.programme.times import Unread, hours
from session_planner.sources.paper import Cell, Line, Table
from session_planner.sources.phrases.bodies import is_name
from session_planner.sources.phrases.quiet import quiet
from session_planner.sources.phrases.symbols import symbols_in
from session_planner.sources.timetables import words
from session_planner.sources.timetables.course import Course, Hours, Open, after_of, is_deadline
from session_planner.sources.timetables.entries import Entry, entries_of, entry_of, evidence_of
from session_planner.sources.timetables.paragraphs import joined
from session_planner.sources.timetables.tables import WHEN, Layout, Row, is_head, lines_of, number_only, once
from session_planner.sources.timetables.when import EDGE, leading
from session_planner.words import N_, say


def read_rows(table: Table, layout: Layout, course: Course) -> None:
    """Reads a table of sittings."""
    before: Row = ()
    for at, row in enumerate(table.rows):
        lines = lines_of(row)
        if at in layout.heads or is_head(row, layout):
            course.saw(lines)
            continue
        for part in _by_hours(row, layout, course.lang):
            _read_row(part, before, layout, course)
        before = row


def _by_hours(row: Row, layout: Layout, lang: str) -> Iterator[Row]:
    """A row whose cell of hours has several of them, cut where the lines say so."""
    column = layout.column("time", "when", "start")
    places = (
        [line.place.line for line in row[column].lines if leading(line.text, lang).hours] if column is not None else []
    )
    distinct = len(set(places)) == len(places) and all(places)
    others = [line for at, cell in enumerate(row) if at != column for line in cell.lines]
    if len(places) < 2 or not distinct or not any(line.place.line >= places[1] for line in others):
        yield row
        return
    bounds = [0, *places[1:], 10**9]
    for first, after in pairwise(bounds):
        yield tuple(
            Cell(tuple(line for line in cell.lines if first <= line.place.line < after), cell.place) for cell in row
        )


def _read_row(row: Row, before: Row, layout: Layout, course: Course) -> None:
    cells = [(at, cell) for at, cell in once(row) if cell.text.strip()]
    if not cells:
        return
    if len(cells) == 1 and _heading(cells[0][1], course, wide=cells[0][1] is row[-1] and len(row) > 1):
        return
    told = {at for at, cell in enumerate(row) if layout.roles.get(at) in WHEN and not (before and cell is before[at])}
    for at in sorted(told):
        if row[at].text.strip() and (at == 0 or row[at] is not row[at - 1]):
            _when(row[at], layout.roles[at], course)
    _what(row, before, layout, course)


def _heading(cell: Cell, course: Course, *, wide: bool) -> bool:
    """A row with one cell: a day, hours, a part of the programme; false where it is a row like others."""
    text = joined([line.text for line in cell.lines])
    when = leading(text, course.lang)
    if (
        when.date is not None
        and not when.date.stretch
        and len(when.rest.strip(EDGE)) < 40
        and course.day(when, cell.lines)
    ):
        course.track, course.bodies = "", ()
        if when.hours or when.half:
            course.at(when, cell.lines)
        if when.rest.strip(EDGE):
            _rest(when.rest.strip(EDGE), cell.lines, course)
        return True
    if words.BREAKS.match(quiet(text)):
        course.saw(cell.lines)
        return True
    if wide and not when.says and is_name(text, course.lang) and len(text) < 120:
        course.track, course.bodies, course.hours = text, (text,), Hours()
        course.saw(cell.lines)
        return True
    if not wide:
        return False
    if when.says and when.date is None and not when.rest.strip(EDGE):
        course.at(when, cell.lines)
        return True
    return False


def _when(cell: Cell, role: str, course: Course) -> None:
    text = joined([line.text for line in cell.lines])
    if role in ("start", "end"):
        _clock(text, role, cell.lines, course)
        return
    when = leading(text, course.lang)
    if when.date is not None and not course.day(when, cell.lines):
        course.keep(cell.lines, say(N_("a date that cannot be told")))
    if when.hours is not None or when.half:
        course.at(when, cell.lines)
    rest = when.rest.strip(EDGE)
    if when.hours is None and not rest.strip() and when.says:
        return
    if rest:
        _rest(rest, cell.lines, course)


def _clock(text: str, role: str, lines: Sequence[Line], course: Course) -> None:
    """A column of starts or of ends."""
    try:
        start, end = hours(text)
    except Unread:
        if text.strip(EDGE):
            course.keep(lines, say(N_("hours that cannot be told")))
        return
    course.saw(lines)
    if role == "start":
        course.hours = Hours(start, end, evidence=evidence_of(lines))
    else:
        course.hours = replace(course.hours, end=start, evidence=course.hours.evidence + evidence_of(lines))


def _rest(rest: str, lines: Sequence[Line], course: Course) -> None:
    """What else stands in a cell of when: what it follows, the number of the meeting, its room."""
    course.saw(lines)
    even = quiet(rest)
    if after := after_of(rest):
        course.hours = Hours(course.hours.start, course.hours.end, course.hours.open_end, after, evidence_of(lines))
        return
    if words.BREAKS.match(even) or re.fullmatch(r"[\W\d]*", rest):
        return
    if words.DEADLINE.search(even):
        return
    entry = entry_of(rest, lines, course.lang, course.numbering("\x00"))
    if (entry.meeting or entry.room or entry.closed is not None) and (sitting := course.sitting()) is not None:
        sitting.meeting = sitting.meeting or entry.meeting
        sitting.room = sitting.room or entry.room
        sitting.closed = entry.closed if sitting.closed is None else sitting.closed


def _what(row: Row, before: Row, layout: Layout, course: Course) -> None:
    """What stands in a row beside when."""
    fields = {
        role: _field(row, layout, role)
        for role in ("room", "documents", "body", "bodies", "meeting", "open", "sitting")
    }
    room = fields["room"]
    tracks = [at for at, role in layout.roles.items() if role == "track" and not _merged(row, before, at)]
    main = _entries(row, before, layout, course)
    for entry in main:
        given = replace(
            entry,
            documents=entry.documents or tuple(one.symbol for one in symbols_in(fields["documents"]) if len(main) == 1),
        )
        place(
            given,
            "",
            course,
            room=room,
            bodies=_bodies(fields["body"] or fields["bodies"]),
            meeting=fields["meeting"],
            closed=fields["open"],
        )
    if len(main) > 1 and fields["documents"]:
        course.keep(_lines_of(row, layout, "documents"), say(N_("documents of several items in one cell")))
    for at in tracks:
        _track(row[at], layout, at, course)
    course.saw(
        line for role in fields for line in _lines_of(row, layout, role) if role != "documents" or len(main) <= 1
    )
    if not main and not tracks and room and (sitting := course.sitting()) is not None:
        sitting.room = sitting.room or room


def _merged(row: Row, before: Row, at: int) -> bool:
    return (at > 0 and row[at] is row[at - 1]) or bool(before and row[at] is before[at])


def _field(row: Row, layout: Layout, role: str) -> str:
    return " ".join(
        joined([line.text for line in row[at].lines])
        for at, one in layout.roles.items()
        if one == role and not (at and row[at] is row[at - 1])
    ).strip()


def _lines_of(row: Row, layout: Layout, role: str) -> list[Line]:
    return [line for at, one in layout.roles.items() if one == role for line in row[at].lines]


def _bodies(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"\s*[;\n、]\s*|\s+/\s+", text) if part.strip())


def _entries(row: Row, before: Row, layout: Layout, course: Course) -> list[Entry]:
    """The entries of the columns for items and titles."""
    items = [at for at, role in layout.roles.items() if role == "item" and not _merged(row, before, at)]
    titles = [at for at, role in layout.roles.items() if role == "title" and not _merged(row, before, at)]
    numbering = course.numbering("")
    if items and titles and row[items[0]].text.strip():
        return list(
            _paired(row[items[0]], [line for at in titles for line in row[at].lines], course, layout.width(*titles))
        )
    lines = [line for at in (*items, *titles) for line in row[at].lines]
    return entries_of(lines, course.lang, numbering, width=layout.width(*items, *titles))


def _paired(items: Cell, titles: Sequence[Line], course: Course, width: int) -> Iterator[Entry]:
    """Numbers and titles of two cells: by the line that they stand in, else in their order where the counts agree."""
    labels = [line for line in items.lines if line.text.strip()]
    numbering = course.numbering("")
    if len(labels) == 1 or not all(number_only(line.text, course.lang) for line in labels):
        label = joined([line.text for line in labels])
        if not titles:
            yield entry_of(label, labels, course.lang, numbering)
            return
        if not number_only(label, course.lang) and entry_of(label, labels, course.lang, numbering).title:
            yield from entries_of([*labels, *titles], course.lang, numbering)
            return
        yield from _labelled(label, labels, titles, course, width)
        return
    for line, part in _shared(labels, titles, course):
        yield from _labelled(line.text, [line], part, course, width)


def _shared(labels: Sequence[Line], titles: Sequence[Line], course: Course) -> Iterator[tuple[Line, Sequence[Line]]]:
    begins = [line.place.line for line in labels]
    own_lines = (
        all(begins) and len(set(begins)) == len(begins) and len({line.place.line for line in titles}) == len(titles)
    )
    if own_lines and titles and titles[0].place.line <= begins[0]:
        for label, after in zip(labels, (*begins[1:], 10**9), strict=True):
            yield label, [line for line in titles if label.place.line <= line.place.line < after]
        return
    entries = entries_of(titles, course.lang, course.numbering("\x00"))
    if len(entries) == len(labels):
        for label, entry in zip(labels, entries, strict=True):
            yield label, entry.lines
        return
    course.keep([*labels, *titles], say(N_("numbers and titles that do not pair")))


def _labelled(
    label: str, labels: Sequence[Line], titles: Sequence[Line], course: Course, width: int
) -> Iterator[Entry]:
    """A label and its title as one entry; what stands under the title has no number of its own."""
    numbering = course.numbering("")
    head = entry_of(label, labels, course.lang, numbering)
    if not titles:
        yield head
        return
    body, *more = entries_of(
        titles, course.lang, numbering if not head.numbers else course.numbering("\x00"), width=width
    )
    yield replace(
        body, numbers=head.numbers or body.numbers, continued=head.continued or body.continued,
        lines=(*labels, *body.lines),
        orphan=head.orphan,
    )  # fmt: skip
    yield from more


def _track(cell: Cell, layout: Layout, at: int, course: Course) -> None:
    """A column of meetings beside others."""
    name = (layout.names or {}).get(at, str(at))
    even = quiet(name)
    bodies = is_name(name, course.lang)
    track = (
        name
        if bodies
        else "plenary"
        if words.PLENARY.search(even)
        else "parallel"
        if words.PARALLEL.search(even)
        else name
    )
    for entry in entries_of(cell.lines, course.lang, course.numbering(track), width=layout.width(at)):
        place(entry, track, course, bodies=(name,) if bodies else ())


def place(
    entry: Entry,
    track: str,
    course: Course,
    *,
    room: str = "",
    bodies: Sequence[str] = (),
    meeting: str = "",
    closed: str = "",
) -> None:
    """Puts an entry where it belongs: into the sitting, one of its own, the title before it, the deadlines."""
    if is_deadline(entry):
        course.deadline(entry, entry.start if entry.start is not None else course.hours.start)
        return
    if words.BREAKS.match(quiet(entry.title)) and not entry.numbers:
        course.saw(entry.lines)
        return
    where = "parallel" if entry.parallel else track
    if continues(entry, where, course):
        return
    sitting = place_of(entry, where, course, room=room, bodies=bodies)
    course.add(entry, sitting)
    if sitting is not None:
        sitting.meeting = sitting.meeting or meeting
        even = quiet(closed)
        if closed and sitting.closed is None:
            sitting.closed = True if words.CLOSED.search(even) else False if words.OPEN.search(even) else None


def place_of(entry: Entry, track: str, course: Course, *, room: str = "", bodies: Sequence[str] = ()) -> Open | None:
    """The sitting of an entry: that of its column, or one of its own where it has a room and hours of its own."""
    if after := entry.after or after_of(entry.title):
        evidence = entry.evidence
        own = Hours(entry.start, entry.end, entry.open_end, after, evidence)
        return course.sitting(track=track, hours=own, room=room or entry.room, bodies=bodies, evidence=evidence)
    within = entry.start is not None and course.hours.start is not None and not entry.room
    if entry.start is None or within:
        if course.hours.start is None and entry.start is not None:
            return course.sitting(
                track=track, hours=Hours(entry.start, entry.end, entry.open_end), room=room, bodies=bodies
            )
        return course.sitting(track=track, room=room, bodies=bodies)
    own = Hours(entry.start, entry.end, entry.open_end, "", entry.evidence)
    return course.sitting(track=track, hours=own, room=room or entry.room, bodies=bodies, evidence=entry.evidence)


def continues(entry: Entry, track: str, course: Course) -> bool:
    """A title whose end stands in the next row, or beside the next hours: it is put together again."""
    if entry.numbers or not entry.title[:1].islower() or entry.start is not None:
        return False
    last = course.last(track)
    if last is None or last.rows[-1].continued:
        return False
    row = last.rows[-1]
    course.saw(entry.lines)
    last.rows[-1] = replace(
        row, title=f"{row.title} {entry.title}", evidence=row.evidence + entry.evidence, continued=entry.continued,
        documents=row.documents + entry.documents,
    )  # fmt: skip
    return True
