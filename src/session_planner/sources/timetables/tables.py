"""What kind of timetable a table is, and what its columns hold: by their heads, else by what stands in them.

Used by `reading`; the readers of the kinds are `rows`, `grids` and `items`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from session_planner.sources.paper import Cell, Line, Table
from session_planner.sources.phrases.dates import dates_in
from session_planner.sources.phrases.hours import halves_in, hours_in
from session_planner.sources.phrases.marks import without_continued
from session_planner.sources.phrases.numbers import number_at
from session_planner.sources.phrases.quiet import quiet
from session_planner.sources.phrases.symbols import symbols_in
from session_planner.sources.timetables import words
from session_planner.sources.timetables.paragraphs import wide
from session_planner.sources.timetables.when import EDGE, leading

Kind = Literal["", "rows", "slots", "days", "items"]
WHEN = frozenset({"date", "day", "when", "time", "start", "end", "sitting"})
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is to be read: its kind, its columns' roles (`track` for a column of meetings), its head rows."""

    kind: Kind
    roles: dict[int, str]
    heads: tuple[int, ...] = ()
    names: dict[int, str] | None = None
    """The heads as printed, by column."""

    widths: tuple[int, ...] = ()
    """The widest line of each column."""

    def width(self, *columns: int) -> int:
        """The widest line of some columns."""
        return max((self.widths[at] for at in columns if at < len(self.widths)), default=0)

    def column(self, *roles: str) -> int | None:
        """The first column with one of the roles."""
        return next((at for at, role in self.roles.items() if role in roles), None)


def once(row: Row) -> list[tuple[int, Cell]]:
    """The cells of a row with the column that they begin in, merged ones once."""
    return [(at, cell) for at, cell in enumerate(row) if at == 0 or cell is not row[at - 1]]


def layout_of(table: Table, lang: str, before: Layout | None = None) -> Layout:
    """The layout of a table; one without heads that has the columns of the table before it goes on with it."""
    if not table.rows:
        return Layout("", {})
    layout = _layout_of(table, lang, before)
    return replace(layout, widths=tuple(_widest(table, at) for at in range(len(table.rows[0]))))


def _widest(table: Table, column: int) -> int:
    """The widest line of the cells that this column has for itself."""
    own = [row[column] for row in table.rows if row.count(row[column]) == 1]
    return max((wide(line.text) for cell in own for line in cell.lines), default=0)


def _layout_of(table: Table, lang: str, before: Layout | None) -> Layout:
    heads = _head_rows(table, lang)
    if (known := _slots(table, heads, lang) or _days(table, lang) or _by_heads(table, heads, lang)) is not None:
        return known
    if before is not None and before.kind and len(before.roles) and max(before.roles) < len(table.rows[0]):
        return Layout(before.kind, before.roles, (), before.names)
    return _by_content(table, lang)


def _head_rows(table: Table, lang: str) -> list[int]:
    """The rows at the top that are heads: two at most, with nothing of when in them but in the slots' own."""
    found: list[int] = []
    for at, row in enumerate(table.rows[:3]):
        cells = [cell for _, cell in once(row) if cell.text.strip()]
        known = [cell for cell in cells if words.head(cell.text)]
        slots = [cell for cell in cells if is_slot(cell.text, lang)]
        days = [cell for cell in cells if is_day(cell.text, lang)]
        tracks = [
            cell
            for cell in cells
            if len(cell.text) < 60
            if words.PLENARY.search(quiet(cell.text)) or words.PARALLEL.search(quiet(cell.text))
        ]
        if (
            (len(known) + len(tracks) >= max(1, len(cells) / 2) and not days and not slots)
            or (len(slots) >= 2 and len(slots) >= len(cells) - 1)
            or (len(days) >= 2 and len(days) >= len(cells) - 1)
        ):
            found.append(at)
        elif found:
            break
    return found


def is_slot(text: str, lang: str) -> bool:
    when = leading(text, lang)
    return (when.hours is not None or bool(when.half)) and when.date is None and len(when.rest.strip(EDGE)) < 25


def is_day(text: str, lang: str) -> bool:
    when = leading(text, lang)
    return when.date is not None and not when.date.stretch and when.hours is None and not when.rest.strip(EDGE)


def _slots(table: Table, heads: Sequence[int], lang: str) -> Layout | None:
    """Columns are slots of the day, rows are days."""
    for at in heads:
        row = table.rows[at]
        slots = {column: "slot" for column, cell in once(row) if is_slot(cell.text, lang)}
        others = [column for column in range(len(row)) if column not in slots]
        if (
            len(slots) >= 2
            and others
            and _share(table, others[0], at + 1, lambda text: is_day(text, lang) or bool(dates_in(text, lang))) > 0.4
        ):
            return Layout("slots", {**slots, others[0]: "date"}, tuple(heads), _names(row))
        if len(slots) >= 2 and len(others) > 1:
            last = others[-1]
            if _share(table, last, at + 1, lambda text: is_day(text, lang)) > 0.4:
                return Layout("slots", {**slots, last: "date"}, tuple(heads), _names(row))
    return None


def _days(table: Table, lang: str) -> Layout | None:
    """Columns are days, rows are slots; a row of days may come again for the next days."""
    rows = [row for row in table.rows if sum(1 for _, cell in once(row) if is_day(cell.text, lang)) >= 2]
    if not rows:
        return None
    slots = sum(1 for row in table.rows for _, cell in once(row) if is_slot(cell.text, lang))
    return Layout("days", {}, (), _names(rows[0])) if slots else None


def _names(row: Row) -> dict[int, str]:
    return {at: cell.text for at, cell in enumerate(row)}


def _share(table: Table, column: int, begin: int, test: Callable[[str], bool]) -> float:
    cells = [row[column].text for row in table.rows[begin:] if row[column].text.strip()]
    return sum(1 for text in cells if test(text)) / len(cells) if cells else 0.0


def _by_heads(table: Table, heads: Sequence[int], lang: str) -> Layout | None:
    roles: dict[int, str] = {}
    names: dict[int, str] = {}
    for at in heads:
        for column, cell in enumerate(table.rows[at]):
            text = cell.text.strip()
            if not text:
                continue
            names.setdefault(column, text)
            role = _role(text)
            if role and roles.get(column) in (None, "track"):
                roles[column] = role
    if not set(roles.values()) & WHEN:
        unknown = [column for column in range(len(table.rows[0])) if column not in roles or roles[column] == "track"]
        dated = [
            column
            for column in unknown
            if _share(table, column, len(heads), lambda text: leading(text, lang).says) > 0.4
        ]
        if not dated or not roles:
            return None
        roles[dated[0]] = "when"
    return Layout(_kind(table, heads, roles, lang), _with_tracks(table, heads, roles, names), tuple(heads), names)


def _role(text: str) -> str | None:
    even = quiet(text)
    if words.PLENARY.search(even) or words.PARALLEL.search(even):
        return "track"
    role = words.head(text)
    return {"joint": "track", "sitting": "sitting"}.get(role or "", role)


def _with_tracks(table: Table, heads: Sequence[int], roles: dict[int, str], names: dict[int, str]) -> dict[int, str]:
    """Columns whose heads are no known ones are meetings side by side, where no column of titles is."""
    tells_what = {"title", "item"} & set(roles.values())
    result = dict(roles)
    unknown = [column for column in range(len(table.rows[0])) if column not in result and names.get(column)]
    if len(unknown) == 1 and not tells_what and "track" not in roles.values():
        result[unknown[0]] = "title"
    for column in range(len(table.rows[0])):
        merged = column > 0 and heads and table.rows[heads[-1]][column] is table.rows[heads[-1]][column - 1]
        if column not in result and not merged and names.get(column) and (not tells_what or "track" in roles.values()):
            result[column] = "track"
    if not {"title", "item", "track"} & set(result.values()):
        # `Time | Meeting | Room`: what the meetings are is all there is of titles.
        result |= {column: "title" for column, role in result.items() if role in ("sitting", "meeting")}
    if not {"title", "item", "track"} & set(result.values()):
        for column in range(len(table.rows[0])):
            if column not in result:
                result[column] = "title"
    return dict(sorted(result.items()))


def _kind(table: Table, heads: Sequence[int], roles: dict[int, str], lang: str) -> Kind:
    """Rows of sittings, or item-first: an item, then when it is considered."""
    items = [column for column, role in roles.items() if role in ("item", "title")]
    whens = [column for column, role in roles.items() if role in ("when", "date", "day", "time")]
    if not items or not whens or "track" in roles.values():
        return "rows"
    first_item, first_when = min(items), min(whens)
    mirrored = lang == "ar" and first_when == len(table.rows[0]) - 1
    if first_item < first_when and not mirrored:
        body = table.rows[(max(heads) + 1 if heads else 0) :]
        dated = sum(1 for row in body if any(dates_in(row[at].text, lang) for at in whens))
        return "items" if dated >= max(1, 0.3 * len(body)) else "rows"
    return "rows"


def _by_content(table: Table, lang: str) -> Layout:
    """The roles of columns without heads; no kind where they are no timetable's."""
    width = len(table.rows[0])
    roles: dict[int, str] = {}
    for column in range(width):
        texts = [row[column].text.strip() for row in table.rows if row[column].text.strip()]
        if not texts:
            continue
        roles[column] = _role_by_content(texts, lang)
    if "when" not in roles.values() or not _whens(table, roles, lang):
        return Layout("", {})
    titles = [column for column, role in roles.items() if role == "title"]
    if len(titles) > 1 and "item" not in roles.values():
        roles |= dict.fromkeys(titles, "track")
    return Layout(_kind(table, (), roles, lang), roles)


def _role_by_content(texts: Sequence[str], lang: str) -> str:
    """What most of a column's cells are."""
    kinds: dict[str, Callable[[str], bool]] = {
        "when": lambda text: (when := leading(text, lang)).says and len(when.rest) < 30,
        "item": lambda text: number_only(text, lang),
        "documents": lambda text: bool(symbols_in(text)) and len(text) < 60,
        "room": lambda text: (room := words.room_in(text)) is not None and len(room[0]) >= len(text) - 6,
    }
    for role, test in kinds.items():
        if sum(1 for text in texts if test(text)) / len(texts) > 0.6:
            return role
    return "title"


def _whens(table: Table, roles: dict[int, str], lang: str) -> bool:
    columns = [column for column, role in roles.items() if role == "when"]
    return any(
        hours_in(row[at].text, lang) or halves_in(row[at].text, lang) or dates_in(row[at].text, lang)
        for row in table.rows
        for at in columns
    )


def number_only(text: str, lang: str) -> bool:
    """Whether a cell has an item's number and nothing else but the mark that it goes on."""
    text = without_continued(text, lang)[0]
    found = number_at(text, lang)
    return bool(found and not text[found.to :].strip(EDGE)) or (
        text.strip().rstrip(".").isdigit() and len(text.strip()) <= 3
    )


def is_head(row: Row, layout: Layout) -> bool:
    """Whether a row repeats the heads, as tables do at the top of a page."""
    cells = [(at, cell) for at, cell in once(row) if cell.text.strip()]
    if not cells:
        return False
    if layout.names:
        names = {" ".join(name.split()).casefold() for name in layout.names.values()}
        if all(" ".join(cell.text.split()).casefold() in names for _, cell in cells) and len(cells) > 1:
            return True
    known = sum(1 for _, cell in cells if words.head(cell.text))
    return len(cells) > 1 and known == len(cells)


def lines_of(row: Row) -> list[Line]:
    """The lines of a row, those of merged cells once."""
    return [line for _, cell in once(row) for line in cell.lines]
