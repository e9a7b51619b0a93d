"""From the rows of a table to a programme: columns in any order, headed and filled as people do it.

CSV files, workbooks and calendars all come here as sheets. Blank cells mean the ones above them; every cell that
cannot be read is a mistake with its place, and all of them are told at once.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from session_planner.errors import InputError, Mistake
from session_planner.programme.columns import COLUMNS, column, columns
from session_planner.programme.model import Segment
from session_planner.programme.names import Names, plain
from session_planner.programme.rows import Given, Wrong, unknown
from session_planner.programme.sharing import Sharing, Taken
from session_planner.programme.sheets import MOST_LINES_ABOVE, Cell, Row, Sheet
from session_planner.programme.subjects import Subjects
from session_planner.programme.times import Said, Unread, said, settle
from session_planner.words import N_, Words, say

_P = ParamSpec("_P")
_T = TypeVar("_T")

MOST_MISTAKES = 1000
_WHAT = ("item", "title", "joint")
_WHEN = ("date", "day", "when", "start", "end", "time", "sitting")
_PART = re.compile(r"(\d{1,4})\s*(?:(?:/|of|sur|de|из)\s*(\d{1,4}))?")
_BLANK = {"", "-", "n/a"}


@dataclass(slots=True)
class _Above:
    """What blank cells inherit from the rows above; `unread` says what of it could not be read and was told already."""

    bodies: tuple[str, ...] = ()
    date: dt.date | None = None
    hours: tuple[dt.datetime, dt.datetime | None] | None = None
    room: str | None = None
    unread: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Table:
    """What was read of a file: segments, and notes on what the reader set or left out."""

    segments: list[Segment] = field(default_factory=list)
    notes: list[Words] = field(default_factory=list)


def read_sheets(file: str, sheets: Iterable[Sheet], names: Names) -> Table:
    """All tables of a file. Raises InputError with every mistake in it."""
    found = Table()
    mistakes: list[Mistake] = []
    missing: list[Sheet] = []
    for sheet in sheets:
        reader = _Reader(sheet, names)
        if not reader.columns:
            missing.append(sheet)
            continue
        found.segments += reader.segments()
        found.notes += reader.notes
        mistakes += reader.mistakes
    if missing and not (found.segments or mistakes):
        mistakes.append(Mistake(file, 1, 0, "", N_(
            "no row names the columns; known are: {known}"), {"known": ", ".join(COLUMNS)}))  # fmt: skip
    found.notes += (say(N_("sheet {name}: no row names columns; not read"), name=sheet.name) for sheet in missing)
    mistakes += () if mistakes else _on_several_sheets(found.segments, file)
    if mistakes:
        raise InputError(mistakes)
    return found


def _on_several_sheets(segments: list[Segment], file: str) -> Iterable[Mistake]:
    """Parts of an item are counted sheet by sheet, so that one that goes on in another sheet must say its part."""
    count = Counter(segment.id for segment in segments)
    message = N_("{segment} stands on more than one sheet; a column `part` can tell its parts apart")
    return [Mistake(file, 0, 0, "", message, {"segment": one}) for one, times in count.items() if times > 1]


class _Reader:
    """Reads one sheet."""

    def __init__(self, sheet: Sheet, names: Names) -> None:
        self.sheet = sheet
        self.names = names
        self.above = _Above()
        self.mistakes: list[Mistake] = []
        self.notes: list[Words] = []
        self.subjects = Subjects(names, self.notes, strangers=sheet.strangers)
        self.columns: dict[int, str] = {}
        self._rows: list[Given] = []
        self._heading: Row = ()
        for at, row in enumerate(sheet.rows[:MOST_LINES_ABOVE]):
            if found := columns(cell.text for cell in row):
                self.columns, self._heading = found, row
                self._headed(row)
                self._rows = [given for below in sheet.rows[at + 1 :] if (given := self._given(below))]
                break

    def segments(self) -> list[Segment]:
        """The segments of the sheet; what is wrong is in `mistakes` afterwards."""
        taken: list[Taken] = []
        for given, following in zip(self._rows, [*self._rows[1:], {}], strict=False):
            taken += self._tried(self._row, given, following) or ()
            if len(self.mistakes) >= MOST_MISTAKES:
                return []
        sharing = Sharing(self.names, self.sheet)
        segments = sharing.segments(taken)
        self.mistakes += sharing.mistakes
        self.notes += sharing.notes
        return segments

    def _headed(self, row: Row) -> None:
        """Tells columns that are there twice, or that say nothing of a programme."""
        keys = list(self.columns.values())
        for at, cell in enumerate(row):
            key = self.columns.get(at)
            if key and key in keys[: list(self.columns).index(at)]:
                self.mistakes.append(
                    self.sheet.mistake(cell, N_("there is more than one column `{column}`"), column=key)
                )
            elif key is None and (cell.text or any(at < len(below) and below[at].text for below in self.sheet.rows)):
                self.notes.append(say(N_("column {number} (“{column}”) says nothing that a programme holds; not read"),
                                      number=at + 1, column=cell.text))  # fmt: skip

    def _given(self, row: Row) -> Given:
        """The cells of a row that say something; none for a blank row, and for the heading row again on a new page."""
        for cell in row[len(self._heading) :]:
            if cell.text:
                message = N_("this row has more cells than there are columns; is a text with a comma not in quotes?")
                self.mistakes.append(self.sheet.mistake(cell, message))
                return {}
        given = {
            key: row[at] for at, key in self.columns.items() if at < len(row) and plain(row[at].text) not in _BLANK
        }
        again = given.keys() >= set(self.columns.values()) and all(
            column(cell.text) == key for key, cell in given.items()
        )
        return {} if again else given

    # -- one row -----------------------------------------------------------------------------------------------------

    def _tried(self, reading: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T | None:
        """What a part of a row says; None, and a mistake, where it cannot be read."""
        try:
            return reading(*args, **kwargs)
        except Wrong as wrong:
            self.mistakes.append(self.sheet.mistake(wrong.cell, wrong.msgid, **wrong.fields))
            return None

    def _row(self, given: Given, following: Given) -> list[Taken]:
        if not self.sheet.inherits:
            self.above = _Above()
        first = next(iter(given.values()))
        before = len(self.mistakes)
        continues = not given.keys() & {"body", "bodies", *_WHEN}
        for what, columns_of_it, reading in (
            ("when", set(_WHEN), self._when),
            ("body", {"body", "bodies"}, self._bodies),
        ):
            if given.keys() & columns_of_it:
                self.above.unread.discard(what)
                if self._tried(reading, given) is None:
                    self.above.unread.add(what)
        room = self._tried(self._room, given) if "room" in given else self.above.room if continues else None
        self.above.room = room
        part, parts = self._tried(self._part, given) or (None, None)
        # Rows below a date or a body that could not be read would only tell the same mistake again.
        if "body" in self.above.unread or self._only_heads(given, following):
            return []
        things = self.subjects.things(given, self.above.bodies, first)
        if things and self.above.hours is None and not self.above.unread:
            raise Wrong(first, N_("this row says no hours, and none of its day stand above it"))
        if not things or self.above.unread or len(self.mistakes) > before:
            return []
        start, end = self._minutes(given, first)
        # Our own tables and events count the parts: their hours are each segment's own, even where two clash.
        exact = "parts" in given or (part is not None and not self.sheet.inherits)
        return [Taken(body, item, joint, start, end, room, first, part, parts, expanded, exact)
                for body, item, joint, expanded in things]  # fmt: skip

    def _only_heads(self, given: Given, following: Given) -> bool:
        """Whether a row only says the day, the hours or the body of the rows below it."""
        if given.keys() & set(_WHAT):
            return False
        if not given.keys() & {"body", "bodies"} or self.above.hours is None:
            return True
        starts_anew = following.keys() & {"body", "bodies", "start", "time", "when"}
        return bool(following.keys() & set(_WHAT)) and not starts_anew

    def _part(self, given: Given) -> tuple[int | None, int | None]:
        if "part" not in given:
            return None, None
        said_part = _PART.fullmatch(plain(given["part"].text))
        said_parts = _PART.fullmatch(plain(given["parts"].text)) if "parts" in given else None
        if said_part is None or int(said_part[1]) < 1 or ("parts" in given and said_parts is None):
            raise Wrong(
                given["part"], N_("`{found}` is not a part; write it like `1` or `1/2`"), found=given["part"].text
            )
        return int(said_part[1]), int(said_part[2] or (said_parts[1] if said_parts else 0)) or None

    # -- when ----------------------------------------------------------------------------------------------------------

    def _said(self, cell: Cell, *, dates_only: bool = False) -> Said:
        try:
            return said(cell.value if not isinstance(cell.value, str | float | int) else cell.text,
                        self.names.outline.zone, dates_only=dates_only)  # fmt: skip
        except Unread as unread:
            raise Wrong(cell, unread.msgid, **unread.fields) from unread

    def _when(self, given: Given) -> bool:
        """Takes the row's date and hours over into what is inherited."""
        cells = {
            key: self._said(given[key], dates_only=key in ("date", "day", "when")) for key in _WHEN[:6] if key in given
        }
        dated = [key for key in ("date", "when", "day", "start", "time") if key in cells and cells[key].dated]
        dates = {key: self._settled(given[key], cells[key]) for key in dated}
        for key, date in dates.items():
            if date != dates[dated[0]]:
                raise Wrong(given[key], N_("this says {date}, and the cell “{column}” of its row {other}"),
                             date=str(date), column=dated[0], other=str(dates[dated[0]]))  # fmt: skip
        if dated and dates[dated[0]] != self.above.date:
            self.above.date, self.above.hours = dates[dated[0]], None
        start, end = self._hours(given, cells)
        if start is None and "sitting" in given and self.above.hours is None:
            return self._sitting(given["sitting"])
        if start is None:
            if end is not None:
                raise Wrong(given["end"], N_("this row says an end and no start"))
            return True
        if self.above.date is None:
            raise Wrong(next(iter(given.values())), N_("this row says no date, and none stands above it"))
        midnight = dt.datetime.combine(self.above.date, dt.time())
        ends_on = midnight
        if "end" in cells and cells["end"].dated:
            ends_on = dt.datetime.combine(self._settled(given["end"], cells["end"]), dt.time())
        begin = midnight + dt.timedelta(minutes=start)
        close = ends_on + dt.timedelta(minutes=end) if end is not None else None
        if close is not None and close <= begin and ends_on == midnight and not cells.get("end", Said()).dated:
            close += dt.timedelta(days=1)
        if close is not None and (close <= begin or close - begin > dt.timedelta(days=1)):
            raise Wrong(given.get("end") or next(iter(given.values())), N_("the end is not after the start"))
        self.above.hours = (begin, close)
        return True

    def _hours(self, given: Given, cells: dict[str, Said]) -> tuple[int | None, int | None]:
        """The row's start and end in minutes after midnight, wherever they stand in it."""
        begin, close = cells.get("start"), cells.get("end")
        if begin and close and begin.end is None and not (begin.dated or close.dated):
            first, last = given["start"].value, given["end"].value
            if isinstance(first, str) and isinstance(last, str) and begin.start != close.start:
                both = self._said(given["start"]._replace(value=f"{given['start'].text} - {given['end'].text}"))
                return both.start, both.end
            if begin.start == close.start:
                raise Wrong(given["end"], N_("the end is not after the start"))
        for one in (begin, cells.get("time"), cells.get("when"), cells.get("date"), cells.get("day")):
            if one is not None and one.start is not None:
                return one.start, close.start if close else one.end
        return None, close.start if close else None

    def _sitting(self, cell: Cell) -> bool:
        """A sitting's key (`2012-10-17T10:00`) gives its hours where nothing else does."""
        slots = self.names.outline.slots
        found = next(
            (slot for body in (self.above.bodies or slots) for slot in slots[body] if slot.key == cell.text), None
        )
        if found is not None:
            self.above.date = found.date
            clock = self.names.outline.clock
            self.above.hours = (clock(found.start).replace(tzinfo=None), clock(found.end).replace(tzinfo=None))
        return True

    def _settled(self, cell: Cell, what: Said) -> dt.date:
        try:
            return settle(what, self.names.outline.dates)
        except Unread as unread:
            raise Wrong(cell, unread.msgid, **unread.fields) from unread

    def _minutes(self, given: Given, first: Cell) -> tuple[int, int | None]:
        minutes = []
        for moment in self.above.hours or ():
            minute = self.names.outline.minute(moment) if moment else None
            if moment and minute is not None and self.names.outline.clock(minute).replace(tzinfo=None) != moment:
                raise Wrong(
                    given.get("start", first), N_("{moment} does not exist: the clocks go forward"), moment=str(moment)
                )
            minutes.append(minute)
        return minutes[0] or 0, minutes[1]

    # -- who and where -------------------------------------------------------------------------------------------------

    def _bodies(self, given: Given) -> bool:
        cell = given.get("body") or given["bodies"]
        found, stranger = self.names.several_bodies(cell.text)
        if stranger is not None:
            raise unknown(cell, stranger, self.names.bodies, N_("`{found}` is not a body of the scenario{nearest}"))
        self.above.bodies = found
        return True

    def _room(self, given: Given) -> str | None:
        cell = given["room"]
        found = self.names.rooms.find(cell.text)
        if len(found) == 1:
            return found[0]
        if not len(self.names.rooms):
            return cell.text  # a scenario without rooms says nothing of what they are called
        raise unknown(cell, cell.text, self.names.rooms, N_("`{found}` is not a room of the scenario{nearest}"))
