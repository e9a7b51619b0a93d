"""What the columns of a table hold: as it is asked for, else by their headings, else by what stands in them.

Between `cells` and `tables`. Every guess is told, with its reason, so that `--map` can put it right.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from session_planner.errors import InputError, Mistake
from session_planner.programme.columns import column
from session_planner.programme.names import plain
from session_planner.programme.sheets import Cell
from session_planner.programme.times import Said, Unread, said
from session_planner.scenario.values import minutes_of
from session_planner.sources.systems.cells import Grid, is_text
from session_planner.words import N_, Words, say

KINDS = (
    "date", "day", "when", "start", "end", "time", "duration", "room", "title", "body", "item", "part", "parts",
    "person", "joint", "bodies", "sitting", "ignore",
)  # fmt: skip
_OTHER_WORDS = {"track": "body", "people": "person", "speaker": "person", "hours": "time", "-": "ignore"}
_MORE = {
    "duration": "duration | length | minutes | durée | duración | длительность | продолжительность | 时长 | المدة",
    "person": "speaker | speakers | speaker(s) | presenter | presenters | chair | moderator | orateur | orateurs"
    " | intervenant | intervenants | président | ponente | ponentes | orador | presidente | докладчик | докладчики"
    " | председатель | 发言人 | 演讲者 | 主席 | المتحدث | المتحدثون | الرئيس",
    "body": "track | tracks | stream | committee | volet | comité | направление | комитет"
    " | 分会 | 委员会 | المسار | اللجنة",
    "title": "session title | talk | topic | activity | event | sujet | thème | activité | événement"
    " | tema de la sesión | actividad | evento | тема | мероприятие | событие | 主题 | 活动 | الموضوع | النشاط",
    "room": "venue | hall | where | lieu/salle | où | dónde | где | 场地 | أين",
}  # fmt: skip
_HEADINGS = {plain(name): kind for kind, names in _MORE.items() for name in names.split(" | ")}
_LOOKED_AT = 200
_MOST_LINES_ABOVE = 40
_ROOM = re.compile(r"\b(room|hall|salle|sala|saal|raum|зал|auditori\w+|amphi\w*|theatre)\b|会议室|厅|قاعة|القاعة")
_ENOUGH = 0.5
_POINTS = re.compile(r"\d\.\d{1,2}\.\d")


@dataclass(slots=True)
class Columns:
    """The columns of a table by number: kind and, in words, why. `heading` is the line of the headings, 0 for none."""

    heading: int = 0
    kinds: dict[int, str] = field(default_factory=dict)
    why: dict[int, Words] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)

    def take(self, number: int, kind: str, why: Words) -> None:
        """Takes a column for a kind."""
        self.kinds[number], self.why[number] = kind, why

    def of(self, *kinds: str) -> int | None:
        """The first column of one of these kinds."""
        return next((number for kind in kinds for number, one in self.kinds.items() if one == kind), None)

    def is_table(self) -> bool:
        """Whether they say when, and what."""
        kinds = set(self.kinds.values())
        return bool(kinds & {"start", "time", "when", "sitting"}) and bool(kinds & {"title", "item", "body"})

    def told(self, name: str) -> Words:
        """Which column was taken for what."""
        left_out = say(N_("not read"))
        parts = [
            f"{letter(number)}{f' “{self.headings[number]}”' if self.headings.get(number) else ''} = "
            f"{self.kinds.get(number, '–')} ({self.why.get(number, left_out)})"
            for number in sorted({*self.kinds, *self.headings})
        ]
        if name:
            return say(N_("columns of sheet {name}: {columns}"), name=name, columns="; ".join(parts))
        return say(N_("columns: {columns}"), columns="; ".join(parts))


def letter(number: int) -> str:
    """The letters of a column, as spreadsheets name it."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found


def asked_for(mapping: Sequence[str], file: str) -> dict[str, str]:
    """What `--map` says: kinds by plain heading or letter. Raises InputError for what is none."""
    found = {}
    for one in mapping:
        name, equals, kind = one.rpartition("=")
        kind = _OTHER_WORDS.get(plain(kind), plain(kind))
        if not equals or not name.strip():
            message = N_("`{found}` is no mapping of a column; write it like `Ort=room` or `C=title`")
            raise InputError([Mistake(file, 0, 0, "--map", message, {"found": one[:80]})])
        if kind not in KINDS:
            message = N_("a column cannot hold `{found}`; allowed: {allowed}")
            raise InputError([Mistake(file, 0, 0, "--map", message, {"found": kind[:80], "allowed": ", ".join(KINDS)})])
        found[plain(name)] = kind
    return found


def columns_of(grid: Grid, asked: dict[str, str], used: set[str]) -> Columns:
    """The columns of a sheet. What of `asked` it has is added to `used`."""
    rows = grid.in_order()[:_MOST_LINES_ABOVE]
    best = max((_headed(line, row, asked) for line, row in rows), key=_worth, default=Columns())
    if not _worth(best)[0]:
        best = _unknown_heading(rows)
    below = [row for line, row in grid.in_order() if line > best.heading][:_LOOKED_AT]
    for name, kind in asked.items():
        numbers = [number for number, heading in best.headings.items() if plain(heading) == name]
        every = {number for row in below for number in row} | set(best.headings)
        numbers = numbers or [number for number in every if letter(number).lower() == name]
        for number in numbers:
            for other in [one for one, held in best.kinds.items() if held == kind and one != number]:
                del best.kinds[other]
            best.take(number, kind, say(N_("as asked")))
            used.add(name)
    _by_content(best, below)
    return best


def _worth(columns: Columns) -> tuple[int, int]:
    kinds = set(columns.kinds.values())
    when = bool(kinds & {"date", "day", "when", "start", "time", "sitting"})
    what = bool(kinds & {"item", "title", "body", "joint", "bodies"})
    return (len(kinds), -columns.heading) if len(kinds) > 1 and (when or what) else (0, 0)


def _headed(line: int, row: dict[int, Cell], asked: dict[str, str]) -> Columns:
    found = Columns(line)
    for number, cell in sorted(row.items()):
        if not is_text(cell) or len(cell.text) > 120:
            return Columns()
        found.headings[number] = cell.text
        kind = asked.get(plain(cell.text)) or column(cell.text) or _HEADINGS.get(plain(cell.text).strip(" .:*"))
        if kind and (kind not in found.kinds.values() or kind == "person"):
            found.take(number, kind, say(N_("by its heading")))
    return found


def _unknown_heading(rows: Iterable[tuple[int, dict[int, Cell]]]) -> Columns:
    """A first row of words above rows that have dates or hours: headings in a language that is not known here."""
    rows = list(rows)
    for (line, row), (_next, below) in pairwise(rows):
        words = all(is_text(cell) and when_of(cell) is None for cell in row.values())
        if words and len(row) > 1 and any(when_of(cell) is not None for cell in below.values()):
            return Columns(line, headings={number: cell.text for number, cell in row.items()})
    return Columns()


def when_of(cell: Cell, *, dates_only: bool = False) -> Said | None:
    """What a cell says of date and hours; a fraction of a day is an hour, as spreadsheets store it."""
    value: object = cell.value
    if isinstance(value, int | float):
        is_hour = not isinstance(value, bool) and 0 <= value < 1
        return Said(start=round(value * 1440)) if is_hour else None
    if isinstance(value, str) and (len(value) > 120 or not re.search(r"\d|[^\W\d_]{3}", value)):
        return None
    try:
        # The zone is asked for moments with an offset only; what a column is does not depend on it.
        found = said(value if not isinstance(value, str) else cell.text, dt.UTC, dates_only=dates_only)
    except Unread:
        return None
    # With points between the figures the day always comes first.
    return replace(found, days=found.days[:1]) if _POINTS.search(cell.text) else found


def duration_of(cell: Cell) -> int | None:
    """Minutes that a cell says: `45`, `0:45`, `45 min`, a fraction of a day, a time or a duration of a spreadsheet."""
    value = cell.value
    if isinstance(value, dt.time):
        return value.hour * 60 + value.minute
    if isinstance(value, dt.timedelta):
        return round(value.total_seconds() / 60)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round(value * 1440) if 0 < value < 1 else round(value) if 1 <= value < 10_000 else None
    clock = re.fullmatch(r"(\d{1,2}):([0-5]\d)(?::00)?", cell.text)
    if clock:
        return int(clock[1]) * 60 + int(clock[2])
    if re.fullmatch(r"\d{1,4}", cell.text):
        return int(cell.text)
    try:
        return minutes_of(cell.text) if len(cell.text) < 40 else None
    except ValueError:
        return None


# -- by what stands in them -------------------------------------------------------------------------------------------


def _by_content(columns: Columns, rows: Sequence[dict[int, Cell]]) -> None:
    """Takes columns of unknown heading for what a table needs and does not have yet."""
    free = sorted({number for row in rows for number in row} - set(columns.kinds))
    held = {number: [row[number] for row in rows if number in row] for number in free}
    why = say(N_("by its content"))
    has = set(columns.kinds.values())
    for number in free:
        kind = _timely(held[number])
        if kind == "time" and has & {"start", "time"}:
            kind = "end" if not has & {"end", "time"} and not _stretches(held[number]) else ""
        elif kind == "time" and not _stretches(held[number]):
            kind = "start"
        elif kind == "date" and has & {"date", "when"}:
            kind = ""
        if kind and kind not in has:
            columns.take(number, kind, why)
            has.add(kind)
    words = {number: cells for number, cells in held.items() if number not in columns.kinds and _wordy(cells)}
    if "title" not in has and "item" not in has and words:
        number = max(words, key=lambda one: (len({cell.text for cell in words[one]}) * _length(words[one]), -one))
        columns.take(number, "title", why)
        del words[number]
    if "room" not in has:
        rooms = [number for number, cells in words.items()
                 if sum(bool(_ROOM.search(plain(cell.text))) for cell in cells) >= _ENOUGH * len(cells)]  # fmt: skip
        if rooms:
            columns.take(rooms[0], "room", why)


def _timely(cells: Sequence[Cell]) -> str:
    """`date`, `when` or `time` where most cells of a column say that."""
    found = [(when_of(cell), when_of(cell, dates_only=True)) for cell in cells]
    hours = sum(1 for one, _ in found if one is not None and one.start is not None and not one.dated)
    both = sum(1 for one, _ in found if one is not None and one.start is not None and one.days)
    dates = sum(1 for _, one in found if one is not None and one.days and one.start is None)
    count = max(1, len(cells)) * _ENOUGH
    return "date" if dates >= count else "when" if both >= count else "time" if hours >= count else ""


def _stretches(cells: Sequence[Cell]) -> bool:
    return any((one := when_of(cell)) is not None and one.end is not None for cell in cells)


def _wordy(cells: Sequence[Cell]) -> bool:
    return sum(bool(re.search(r"[^\W\d_]{2}", cell.text)) for cell in cells) >= _ENOUGH * max(1, len(cells))


def _length(cells: Sequence[Cell]) -> float:
    return sum(len(cell.text) for cell in cells) / max(1, len(cells))
