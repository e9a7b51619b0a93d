"""Sheets of the library's workbooks as pages whose cells are read one by one, each mistake told with its cell.

Under `reading` and `solution`, over the workbook reading of `systems.cells`, which refuses hostile files.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from session_planner.programme.sheets import Cell
from session_planner.scenario.mistakes import nearest
from session_planner.sources.systems.cells import Grid, workbook
from session_planner.sources.systems.wrong import Wrong, cut
from session_planner.words import N_, Words

MOST_NEAREST = 40
"""Wrong names for which the nearest right one is looked for; with thousands of them that would take minutes."""
MOST_NUMBER = 10**9
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?")
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d %H:%M:%S")
_FIRST_DAY = dt.date(1899, 12, 30)
"""Day 0 of spreadsheets."""


class Kind(Enum):
    """What a name may be the name of, with what is said of one that there is not."""

    TRACK = (
        N_("{where}: there is no track `{found}`"),
        N_("{where}: there is no track `{found}`; did you mean `{nearest}`?"),
    )
    SESSION = (
        N_("{where}: there is no session `{found}`"),
        N_("{where}: there is no session `{found}`; did you mean `{nearest}`?"),
    )
    ROOM = (
        N_("{where}: there is no room `{found}`"),
        N_("{where}: there is no room `{found}`; did you mean `{nearest}`?"),
    )
    SUBMISSION = (
        N_("{where}: there is no submission `{found}`"),
        N_("{where}: there is no submission `{found}`; did you mean `{nearest}`?"),
    )
    COLUMN = (
        N_("{where}: there is no column `{found}`"),
        N_("{where}: there is no column `{found}`; did you mean `{nearest}`?"),
    )
    WEIGHT = (
        N_("{where}: there is no weight `{found}`"),
        N_("{where}: there is no weight `{found}`; did you mean `{nearest}`?"),
    )
    SESSION_OR_ROOM = (
        N_("{where}: there is no session and no room `{found}`"),
        N_("{where}: there is no session and no room `{found}`; did you mean `{nearest}`?"),
    )


def key(text: str) -> str:
    """A name without its stray spaces, by which it is found."""
    return " ".join(text.split())


def loose(text: str) -> str:
    """A heading's letters alone: neither case, nor spaces, nor the colon after it matter."""
    return re.sub(r"[\s:_]+", "", text).casefold()


def spelled(cell: Cell) -> str:
    """What a cell holds as text, to the letter; whole numbers without a point."""
    return cell.value if isinstance(cell.value, str) else cell.text


@dataclass(slots=True)
class Page:
    """A sheet that is being read: its rows that hold anything, and where mistakes in it go."""

    name: str
    rows: list[tuple[int, dict[int, Cell]]]
    wrong: Wrong

    def mistake(self, cell: Cell, message: str, **fields: Any) -> None:
        """Notes a mistake at a cell; the message tells it as `where`."""
        where = cell.ref or self.name
        self.wrong.add(where, message, where=where, **fields)

    def lacks(self, message: str, **fields: Any) -> None:
        """Notes something that the sheet as a whole should have."""
        self.wrong.add(self.name, message, where=self.name, **fields)

    @property
    def head(self) -> dict[int, Cell]:
        """The first row."""
        return self.rows[0][1] if self.rows else {}

    def unknown(self, kind: Kind, cell: Cell, allowed: Iterable[str]) -> None:
        """Notes a name that there is not, with the one that it was most likely meant to be."""
        found = key(spelled(cell))
        near = nearest(found, allowed) if self.wrong.count < MOST_NEAREST else None
        plain, with_nearest = kind.value
        if near is None:
            self.mistake(cell, plain, found=cut(found))
        else:
            self.mistake(cell, with_nearest, found=cut(found), nearest=cut(near))

    def whole(self, cell: Cell, least: int = 0, most: int = MOST_NUMBER) -> int:
        """The whole number in a cell; an empty one is 0, if 0 will do."""
        value = 0 if cell.value is None else cell.value
        if isinstance(value, str) and re.fullmatch(r"\s*[+-]?\d{1,12}\s*", value):
            value = int(value)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        message = N_("{where}: found `{found}`; this must be a whole number from {least} to {most}")
        self.mistake(cell, message, found=cut(value), least=least, most=most)
        return least

    def time(self, cell: Cell) -> dt.time:
        """The hour in a cell, however the workbook holds it; what is no hour is noted, and midnight taken."""
        found = _time(cell.value)
        if found is None:
            message = N_("{where}: found `{found}`; this must be an hour, such as 09:30")
            self.mistake(cell, message, found=cut(spelled(cell)))
        return found or dt.time()

    def date(self, cell: Cell) -> dt.date:
        """The date in a cell; what is no date is noted."""
        found = _date(cell.value)
        if found is None:
            message = N_("{where}: found `{found}`; this must be a date, such as 2026-07-28")
            self.mistake(cell, message, found=cut(spelled(cell)))
        return found or _FIRST_DAY

    def zone(self, cell: Cell) -> int:
        """The hours east of Greenwich in a cell that says `GMT+2`."""
        found = re.fullmatch(r"GMT([+-]\d{1,2})?", key(spelled(cell)).replace(" ", ""))
        hours = int(found[1] or 0) if found else 99
        if -12 <= hours <= 14:
            return hours
        message = N_("{where}: found `{found}`; a time zone is written GMT+2, from GMT-12 to GMT+14")
        self.mistake(cell, message, found=cut(spelled(cell)))
        return 0


def _time(value: object) -> dt.time | None:
    if isinstance(value, dt.datetime):
        value = value.time()
    if isinstance(value, dt.time):
        return value.replace(second=0, microsecond=0, tzinfo=None)
    if isinstance(value, dt.timedelta) and dt.timedelta() <= value < dt.timedelta(days=1):
        return (dt.datetime.min + value).time().replace(second=0, microsecond=0)
    if isinstance(value, int | float) and 0 <= value < 1:
        minutes = round(value * 1440) % 1440
        return dt.time(minutes // 60, minutes % 60)
    said = _TIME.fullmatch(value.strip()) if isinstance(value, str) else None
    hour, minute = (int(said[1]), int(said[2])) if said else (24, 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _date(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 200_000:
        return _FIRST_DAY + dt.timedelta(days=int(value))
    for form in _DATES if isinstance(value, str) and len(value) < 40 else ():
        try:
            return dt.datetime.strptime(key(str(value)), form).date()
        except ValueError:
            continue
    return None


@dataclass(slots=True)
class Names:
    """Names of one kind as their own sheet spells them; they are found whatever spaces stand around them."""

    kind: Kind
    spelled: dict[str, str] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, kind: Kind, names: Iterable[str]) -> Names:
        """Names that are known to be right."""
        return cls(kind, {key(name): name for name in names})

    def __iter__(self) -> Iterator[str]:
        return iter(self.spelled.values())

    def add(self, page: Page, cell: Cell) -> str | None:
        """Takes up a name; None, and a mistake noted, for one that was there before."""
        name = spelled(cell)
        if key(name) in self.spelled:
            message = N_("{where}: `{found}` is there a second time, after {first}")
            page.mistake(cell, message, found=cut(name), first=self.first.get(key(name), ""))
            return None
        self.first[key(name)] = cell.ref
        self.spelled[key(name)] = name
        return name

    def find(self, page: Page, cell: Cell) -> str | None:
        """The name that a cell means; None, and a mistake noted, if there is none."""
        found = self.spelled.get(key(spelled(cell)))
        if found is None:
            page.unknown(self.kind, cell, self.spelled)
        return found


def pages_of(data: bytes, file: str, wanted: tuple[str, ...]) -> tuple[dict[str, Page], Wrong]:
    """The wanted sheets of a workbook by name, and where their mistakes go.

    Raises InputError for a file that is no workbook, for sheets that are missing, and where something is hidden in
    them: who looks at the workbook does not see it, and the library reads it all the same.
    """
    notes: list[Words] = []
    grids: dict[str, Grid] = {loose(grid.name): grid for grid in workbook(data, file, notes, spaces=True)}
    wrong = Wrong(file)
    for note in notes:
        if loose(str(note.fields["name"])) in {loose(name) for name in wanted}:
            wrong.add(str(note.fields["name"]), note.msgid, **note.fields)
    hidden = {loose(one.path) for one in wrong.mistakes}
    for name in wanted:
        if loose(name) not in grids and loose(name) not in hidden:
            near = nearest(name, [grid.name for grid in grids.values()])
            message = N_("the workbook has no sheet `{sheet}`")
            if near and loose(near) not in {loose(other) for other in wanted}:
                message = N_("the workbook has no sheet `{sheet}`; is `{nearest}` meant?")
            wrong.add(name, message, sheet=name, nearest=near)
    wrong.tell()
    return {name: Page(name, grids[loose(name)].in_order(), wrong) for name in wanted}, wrong


def columns(page: Page, wanted: Iterable[str]) -> dict[str, int]:
    """The columns of a sheet by their headings, in any order; others are passed over unless one of these is missing."""
    found, others = headings(page, wanted)
    missing = [name for name in wanted if name not in found]
    lacking(page, missing, others if missing else (), Kind.COLUMN)
    return found


def headings(page: Page, wanted: Iterable[str]) -> tuple[dict[str, int], list[Cell]]:
    """The wanted columns of a sheet that are there, and the headings of others."""
    by_loose = {loose(name): name for name in wanted}
    found: dict[str, int] = {}
    others = []
    for column, cell in sorted(page.head.items()):
        name = by_loose.get(loose(spelled(cell)))
        if name is None:
            others.append(cell)
        elif name in found:
            page.mistake(cell, N_("{where}: a second column `{found}`"), found=name)
        else:
            found[name] = column
    return found, others


def lacking(page: Page, missing: Iterable[str], strangers: Iterable[Cell] = (), kind: Kind = Kind.COLUMN) -> None:
    """Notes headings that mean nothing, with the missing columns that they may have been meant for, and these."""
    wanted = list(missing)
    for cell in strangers:
        page.unknown(kind, cell, wanted)
    for name in wanted:
        page.lacks(N_("sheet {where} has no column `{column}`"), column=cut(name))


def beside(page: Page, line: int, column: int, cells: dict[int, Cell]) -> Cell:
    """A cell of a row, or an empty one that knows its place."""
    return cells.get(column) or Cell(None, line, column, f"{page.name}!{letters(column)}{line}")


def letters(column: int) -> str:
    """The letters of a column: A for 1, AA for 27."""
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
