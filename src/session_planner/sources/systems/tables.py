"""Tables like those of spreadsheets, .csv and .xlsx, as a conference: a row a thing, or a grid of hours by rooms.

A format of `systems`. `mapping` says what the columns hold and `cells` what stands in them; what a row does not say
is taken from the rows above it. Rows that are no part of a timetable are kept and listed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath

from session_planner.errors import InputError, Mistake
from session_planner.programme.names import plain
from session_planner.programme.sheets import Cell
from session_planner.programme.times import Said
from session_planner.sources.draft import Draft
from session_planner.sources.evidence import Evidence, Place, seen
from session_planner.sources.facts import Kept
from session_planner.sources.paper import Line
from session_planner.sources.reading import Options
from session_planner.sources.systems import ours
from session_planner.sources.systems.cells import Grid, grids_of
from session_planner.sources.systems.clock import LONGEST, Clocks, zone_of
from session_planner.sources.systems.conference import draft_of
from session_planner.sources.systems.mapping import Columns, asked_for, columns_of, duration_of, when_of
from session_planner.sources.systems.roomgrids import is_grid, slots_of_grid
from session_planner.sources.systems.rows import Slot, one_order, with_ends
from session_planner.sources.systems.timetable import LONGEST_TITLE, Conference, Event, Thing
from session_planner.sources.systems.wrong import Wrong, refused
from session_planner.words import N_, Words, say

_PEOPLE = re.compile(r"\s*[;\n]\s*|\s*،\s*")
_DATED = ("date", "when", "day", "start", "time")
_OURS = ("body", "item", "part", "parts", "joint", "bodies", "start", "end", "room")
"""What only the tables have that `export` writes: with all of these columns, ids are read as they are."""
_GUARDED = re.compile(r"'(?=[=+\-@])")
_FIGURES = re.compile(r"\d{1,9}")
_OFFSET = re.compile(r"[+-]\d\d:\d\d$")


def recognise(data: bytes, file: str) -> bool:
    """Whether a file is a table: a workbook by its content, CSV by its name."""
    return (data[:2] == b"PK" and b"xl/workbook" in data) or file.lower().endswith((".csv", ".tsv", ".xlsx"))


def read(data: bytes, file: str, options: Options) -> Draft:
    """The draft of a table. Raises InputError with what is wrong, by its cells."""
    if file.lower().endswith(".xlsx") and data[:2] != b"PK":
        raise refused(file, N_("the file is not an .xlsx workbook"))
    return draft_of(_Reading(data, file, options).conference())


class _Reading:
    def __init__(self, data: bytes, file: str, options: Options) -> None:
        self.file, self.options, self.wrong = file, options, Wrong(file)
        notes: list[Words] = []
        self.grids = grids_of(data, file, notes)
        zone = zone_of("", options.timezone, self._moment(), Place())
        self.of = Conference(file, PurePath(file).stem, Clocks(zone[0]), zone, notes=notes)
        self.numbers = Counter[tuple[str, str]]()
        self.asked = asked_for(options.mapping, file)

    def _moment(self) -> str:
        """A moment with an offset, for the zone: our own tables have them."""
        texts = (str(cell.value) for grid in self.grids for row in grid.rows.values() for cell in row.values()
                 if isinstance(cell.value, str) and len(cell.value) < 30)  # fmt: skip
        return next((text for text in texts if len(text) > 16 and _OFFSET.search(text)), "")

    def conference(self) -> Conference:
        """Everything on all sheets."""
        used: set[str] = set()
        headings: list[str] = []
        slots: list[Slot] = []
        for grid in self.grids:
            columns = columns_of(grid, self.asked, used)
            headings += columns.headings.values()
            slots += with_ends(self._slots(grid, columns))
        self._refuse_unused(used, headings)
        for slot in sorted(slots, key=lambda one: (one.date, one.start)):
            self._event(slot)
        self.of.agendas = not self.of.exact and _in_order(slots)
        if self.of.exact:
            ours.complete(self.of)
        self.wrong.tell()
        if not self.of.events:
            message = N_("no row of it says when something is held; with --map its columns can be named")
            raise refused(self.file, message)
        return self.of

    def _refuse_unused(self, used: set[str], headings: Iterable[str]) -> None:
        message = N_("no column is headed `{found}`; there are: {allowed}")
        allowed = ", ".join(dict.fromkeys(headings)) or "A, B, C"
        missing = [Mistake(self.file, 0, 0, "--map", message, {"found": name[:80], "allowed": allowed[:500]})
                   for name in self.asked if name not in used]  # fmt: skip
        if missing:
            raise InputError(missing)

    def _slots(self, grid: Grid, columns: Columns) -> list[Slot]:
        if not self.asked and is_grid(grid, columns):
            self.of.parts += sum(len({id(cell) for cell in row.values()}) for row in grid.rows.values())
            slots, kept = slots_of_grid(grid, self.options.year)
            told = N_("{name}: read as hours by columns of rooms or days")
            self.of.notes.append(say(told, name=grid.name or self.file))
        elif columns.is_table():
            self.of.parts += len(grid.rows) - bool(columns.heading)
            self.of.notes.append(columns.told(grid.name))
            slots, kept = _Rows(grid, columns, self.options.year).slots()
        else:
            self.of.parts += len(grid.rows)
            kept = [(next(iter(row.values())), say(N_("a sheet without columns that say when and what")))
                    for row in grid.rows.values()]  # fmt: skip
            slots = []
        for cell, why in kept:
            self.of.kept.append(Kept((Line(" ".join(cell.text.split())[:500], _place(cell), whole=True),), why))
        return slots

    # -- events --------------------------------------------------------------------------------------------------------

    def _event(self, slot: Slot) -> None:
        if slot.end is None:
            self._keep(slot, say(N_("a row that says no end, and nothing comes after it")))
            return
        first, last = self._moments(slot.date, slot.start, slot.end)
        if first is None or last is None or not 0 < last - first <= LONGEST:
            self.wrong.add(slot.cell.ref, N_("the end is not after the start"), slot.cell.line)
            return
        body = self._named(slot.body, slot.cell, self.of.tracks)
        room = self._named(slot.room, slot.cell, self.of.rooms)
        persons = [self._named(one, slot.cell, self.of.persons) for one in slot.persons]
        evidence = seen(slot.title or slot.item, [_place(slot.cell)])
        if slot.bodies:
            self._ours(slot, Event(slot.item, slot.title, last - first, first, room, body, [], evidence))
            return
        number = self._number(body, slot.item)
        self.of.events.append(
            Event(number, slot.title, last - first, first, room, body, list(dict.fromkeys(persons)), evidence)
        )

    def _moments(self, date: dt.date, start: int, end: int) -> tuple[int | None, int | None]:
        """Start and end in minutes since 1970 UTC; an end that seems a day later may be in an hour that comes twice."""
        day, clocks = dt.datetime.combine(date, dt.time()), self.of.clocks
        begins, ends, before = (
            (day + dt.timedelta(minutes=one)).isoformat() for one in (start, end, max(0, end - LONGEST))
        )
        first, last = clocks.minute(begins), clocks.minute(ends)
        if end > LONGEST and first is not None and (second := clocks.again(before)) is not None and second > first:
            last = second
        return first, last

    def _ours(self, slot: Slot, event: Event) -> None:
        """A row of our own table: an item's part, or a body's place in a joint session."""
        self.of.exact = True
        event.part, event.parts, event.number = slot.part, slot.parts, slot.item
        if slot.joint:
            event.joint = slot.joint
            event.bodies = tuple(self._named(one, slot.cell, self.of.tracks) for one in slot.bodies)
            thing = self.of.joints.setdefault(slot.joint, Thing(slot.joint, event.seen))
            if not slot.item:
                thing.name = slot.title
        elif not slot.item:
            event.number = self._number(event.track, "")
        self.of.events.append(event)

    def _keep(self, slot: Slot, why: Words) -> None:
        self.of.kept.append(Kept((Line(slot.title or slot.item, _place(slot.cell), whole=True),), why))

    def _number(self, body: str, said: str) -> str:
        """The number that a row gives, else a count; what comes again is another part of the item."""
        if not said or len(said) > 90 or set(said) & set("\n\t[]{}"):
            self.numbers[body, ""] += 1
            said = str(self.numbers[body, ""])
        self.numbers[body, said] += 1
        count = self.numbers[body, said]
        return said if count == 1 else f"{said}-{count}"

    def _named(self, name: str, cell: Cell, things: dict[str, Thing]) -> str:
        if name and name not in things:
            things[name] = Thing(name, Evidence((_place(cell),), name[:120]))
        return name


def _in_order(slots: Iterable[Slot]) -> bool:
    """Whether every row says its item, and the items of each body are held in the order of their numbers."""
    held: dict[str, list[list[int]]] = {}
    for slot in sorted(slots, key=lambda one: (one.date, one.start)):
        held.setdefault(slot.body, []).append([int(figures) for figures in _FIGURES.findall(slot.item)])
    return all(all(numbers) and numbers == sorted(numbers) for numbers in held.values())


class _Rows:
    """The rows of one sheet with columns."""

    def __init__(self, grid: Grid, columns: Columns, year: int | None) -> None:
        self.grid, self.columns = grid, columns
        self.rows = [(line, row) for line, row in grid.in_order() if line > columns.heading]
        self.kept: list[tuple[Cell, Words]] = []
        self.dates = one_order(self._dates(), year)
        self.ours = set(_OURS) <= set(columns.kinds.values())
        self.date: dt.date | None = None
        self.hours: tuple[int, int | None] | None = None

    def _dates(self) -> Iterable[Said]:
        for _line, row in self.rows:
            yield from (one for kind in _DATED if (one := self._when(row, kind)) is not None and one.days)

    def _cell(self, row: dict[int, Cell], *kinds: str) -> Cell | None:
        number = self.columns.of(*kinds)
        return row.get(number) if number is not None else None

    def _when(self, row: dict[int, Cell], kind: str) -> Said | None:
        cell = self._cell(row, kind)
        return when_of(cell, dates_only=kind in ("date", "day", "when")) if cell is not None else None

    def slots(self) -> tuple[list[Slot], list[tuple[Cell, Words]]]:
        """The slots of the rows, and the cells of rows that are kept apart."""
        found: list[Slot] = []
        for _line, row in self.rows:
            shared, why = self._times(row)
            slot = None if why else self._slot(row, shared)
            if slot is not None:
                found.append(slot)
            elif why or not shared:
                self.kept.append((next(iter(row.values())), why or say(N_("a row that only says when"))))
        return found, self.kept

    def _times(self, row: dict[int, Cell]) -> tuple[bool, Words | None]:
        """Takes over the row's date and hours; whether its hours are those above, and why it cannot be placed."""
        said = {kind: self._when(row, kind) for kind in (*_DATED, "end")}
        dated = [one for kind in _DATED if (one := said[kind]) is not None and one.days]
        if dated:
            dates = self.dates.get(dated[0], ())
            if len(dates) != 1:
                two = N_("its date can be read in two ways: {readings}"), " / ".join(map(str, dates))
                none = N_("its date has no year, or there is no such date: --year can say it"), ""
                self.date, self.hours = None, None
                return False, say((two if dates else none)[0], readings=(two if dates else none)[1])
            if dates[0] != self.date:
                self.date, self.hours = dates[0], None
        if self._cell(row, "date", "when") is not None and not dated:
            return False, say(N_("what stands in its column of dates is none"))
        hours = self._hours(said)
        if hours is not None:
            self.hours = hours
        elif self._cell(row, "start", "time") is not None:
            return False, say(N_("what stands in its column of hours is none"))
        if self.date is None:
            return False, say(N_("a row without a date, and none above it"))
        if self.hours is None:
            return False, say(N_("a row without hours, and none of its day above it"))
        return hours is None, None

    def _hours(self, said: dict[str, Said | None]) -> tuple[int, int | None] | None:
        """Start and end in minutes after midnight of the row's date."""
        begin = next((one for kind in ("start", "time", "when", "date") if (one := said[kind]) is not None
                      and one.start is not None), None)  # fmt: skip
        if begin is None or begin.start is None:
            return None
        end = said["end"].start if said["end"] is not None else begin.end
        if end is not None and end <= begin.start:
            end += 1440
        return begin.start, end

    def _slot(self, row: dict[int, Cell], shared: bool) -> Slot | None:
        title, item = self._text(row, "title"), self._text(row, "item")
        body = self._text(row, "body") or self._text(row, "bodies") or self._text(row, "joint")
        if not (title or item or (body and self.columns.of("title", "item") is None)) or not self.hours:
            return None
        assert self.date is not None
        cell = self._cell(row, "title", "item", "body") or next(iter(row.values()))
        people = "\n".join(row[number].text for number, kind in self.columns.kinds.items()
                           if kind == "person" and number in row)  # fmt: skip
        length = self._cell(row, "duration")
        slot = Slot(
            self.date, self.hours[0], self.hours[1], cell, title or body, self._text(row, "room"), body, item,
            [" ".join(one.split())[:LONGEST_TITLE] for one in _PEOPLE.split(people) if one.strip()],
            duration_of(length) if length is not None else None, shared,
        )  # fmt: skip
        if self.ours:
            slot.part, slot.parts = (self._count(row, kind) for kind in ("part", "parts"))
            slot.joint = self._text(row, "joint")
            slot.bodies = tuple(one for one in self._text(row, "bodies").split("; ") if one) or (slot.body,)
        return slot

    def _count(self, row: dict[int, Cell], kind: str) -> int:
        said = self._text(row, kind)
        return max(1, int(said)) if said.isdecimal() and len(said) < 6 else 1

    def _text(self, row: dict[int, Cell], kind: str) -> str:
        cell = self._cell(row, kind)
        text = " ".join(cell.text.split())[:LONGEST_TITLE] if cell is not None else ""
        text = _GUARDED.sub("", text) if self.ours and _GUARDED.match(text) else text
        return "" if plain(text) in ("-", "n/a", "tba", "tbd") else text


def _place(cell: Cell) -> Place:
    return Place(path=cell.ref) if cell.ref else Place(line=cell.line, column=cell.column)
