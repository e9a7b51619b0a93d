"""The rows of a sweep as a table: named columns of plain values, to filter, to sort, to choose from.

After `results`. Columns are `number`, `variant`, each thing that the trials set (by its path), `status`, `cost`,
`bound`, the figures of `measures` by their names, `seconds`, `reason`; of a path its last parts will do where no other
ends so. Numbers are compared as such, durations by their minutes, all else as text. What has no value comes last, and
meets no condition but that it is, or is not, nothing (`cost=`, `cost!=`).
"""

from __future__ import annotations

import csv
import io
import operator
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.scenario.mistakes import nearest
from session_planner.studies.sweeping.results import Row
from session_planner.studies.sweeping.values import Value, amount, read
from session_planner.words import N_

_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_CONDITION = re.compile(r"(.+?)\s*(<=|>=|!=|=|<|>|~)\s*(.*)", re.S)
_ALL = "all"
_NOTHING = 2
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run."""


@dataclass(frozen=True, slots=True)
class SweepTable:
    """`columns` are those to show, of `every`; each row has a value for every column. `of`: rows before filtering."""

    columns: tuple[str, ...]
    every: tuple[str, ...]
    rows: tuple[Mapping[str, Value], ...]
    of: int

    @property
    def statuses(self) -> dict[str, int]:
        """How many rows are of each status, most first."""
        return dict(Counter(str(row["status"]) for row in self.rows).most_common())

    @property
    def reasons(self) -> dict[str, list[int]]:
        """Why trials have no programme: each reason with the numbers of the trials that have it."""
        found: dict[str, list[int]] = {}
        for row in self.rows:
            if row["reason"]:
                found.setdefault(str(row["reason"]), []).append(int(str(row["number"])))
        return found

    def named(self, name: str, option: str) -> str:
        """The column that is known by a name; raises InputError, which speaks of an option of the command line."""
        return _known(name, self.every, option)

    def short(self, column: str) -> str:
        """The least of a path, in two parts or more, by which the column is known as by the whole of it."""
        parts = column.split(".")
        ends = (".".join(parts[at:]) for at in range(len(parts) - 2, 0, -1))
        return next((end for end in ends if len(_ending(end, self.every)) == 1), column)

    def as_dicts(self) -> list[dict[str, Value]]:
        """The rows with the columns to show."""
        return [{column: row[column] for column in self.columns} for row in self.rows]

    def csv(self) -> str:
        """The columns to show as CSV (RFC 4180); text that a spreadsheet would run is marked as text."""
        written = io.StringIO()
        lines = csv.writer(written)
        lines.writerow(self.columns)
        for row in self.rows:
            lines.writerow([_cell(row[column]) for column in self.columns])
        return written.getvalue()


def sweep_table(
    rows: Iterable[Row], where: Sequence[str] = (), sort: Sequence[str] = (), columns: Sequence[str] = ()
) -> SweepTable:
    """The table of rows that meet all conditions of `where` (`cost<=20`, `status=optimal`, `reason~room`).

    `sort`: columns, `-column` for the largest first; `columns`: which to show, `all` for every one; without them those
    that tell the trials apart and what came of each. Raises InputError for a column that there is not.
    """
    found = [_values(number, row) for number, row in enumerate(rows, 1)]
    every = _every(found)
    whole = [{column: row.get(column) for column in every} for row in found]
    conditions = [_condition(one, every) for one in where]
    kept = [row for row in whole if all(meets(row) for meets in conditions)]
    for one in reversed(sort):
        name = _known(one.removeprefix("-"), every, "--sort")
        kept = _sorted(kept, name, one.startswith("-"))
    shown = every if _ALL in columns else tuple(_known(one, every, "--columns") for one in columns)
    return SweepTable(shown or _telling(whole, every), every, tuple(kept), len(whole))


def _values(number: int, row: Row) -> dict[str, Value]:
    """A row's values by column, in the order of the columns."""
    sets: dict[str, Value] = {}
    for one in row.asked.sets:
        path, _, value = one.partition("=")
        sets[one if one.startswith("-") else path.strip()] = "yes" if one.startswith("-") else read(value)
    figures = row.measures.get("figures", {})
    head: dict[str, Value] = {"number": number, "variant": row.asked.variant, **sets, "status": row.status}
    tail: dict[str, Value] = {"seconds": row.seconds, "reason": row.error or None}
    return {**head, "cost": row.objective, "bound": row.bound, **figures, **tail}


def _every(found: Sequence[Mapping[str, Value]]) -> tuple[str, ...]:
    """All columns: first what was asked, then what came of it, each where the first row that has it has it."""
    groups: list[dict[str, None]] = [{}, {}, {}]
    for row in found:
        names = list(row)
        at, last = names.index("status"), names.index("seconds")
        for group, part in zip(groups, (names[:at], names[at:last], names[last:]), strict=True):
            group.update(dict.fromkeys(part))
    firsts = ("number", "variant"), ("status", "cost", "bound"), ("seconds", "reason")
    basic = (dict.fromkeys(one) for one in firsts)
    return tuple(name for first, group in zip(basic, groups, strict=True) for name in {**first, **group})


def _telling(rows: Sequence[Mapping[str, Value]], every: tuple[str, ...]) -> tuple[str, ...]:
    """Which columns to show: what tells the trials apart, and what came of each; reasons are told apart."""
    asked = every[1 : every.index("status")]
    differing = [name for name in asked if len({row[name] for row in rows}) > 1]
    unproved = ["bound"] if any(row["bound"] != row["cost"] for row in rows) else []
    used = [name for name in ("sittings.held", "sittings.handed_back") if name in every]
    return ("number", *differing, "status", "cost", *unproved, *used, "seconds")


def _condition(written: str, every: tuple[str, ...]) -> Callable[[Mapping[str, Value]], bool]:
    """What a row must meet."""
    parts = _CONDITION.fullmatch(written.strip())
    if parts is None:
        message = N_("`{found}` is no condition; write it like `status=optimal`, `cost<=20` or `reason~room`")
        raise InputError([Mistake("--where", 0, 0, "", message, {"found": written})])
    name, sign, wanted = _known(parts[1], every, "--where"), parts[2], parts[3].strip()
    if sign == "~":
        return lambda row: wanted.casefold() in str(row[name] if row[name] is not None else "").casefold()
    compared, value = _COMPARED[sign], read(wanted) if wanted else None
    if sign in ("=", "!="):
        return lambda row: compared(_rank(row[name]), _rank(value))

    def meets(row: Mapping[str, Value]) -> bool:
        found, wants = _rank(row[name]), _rank(value)
        return found[0] == wants[0] < _NOTHING and compared(found, wants)

    return meets


def _rank(value: Value) -> tuple[int, float, str]:
    """What a value is compared by: amounts among themselves, texts among themselves."""
    if value is None:
        return _NOTHING, 0.0, ""
    amounts = amount(value)
    return (0, amounts, "") if amounts is not None else (1, 0.0, str(value))


def _known(name: str, every: tuple[str, ...], option: str) -> str:
    name = name.strip()
    if name in every:
        return name
    if len(ending := _ending(name, every)) == 1:
        return ending[0]
    guess = nearest(name, every)
    message = N_("there is no column `{found}`; there are {known}")
    if guess:
        message = N_("there is no column `{found}`; did you mean `{nearest}`?")
    fields = {"found": name, "nearest": guess or "", "known": list(every)}
    raise InputError([Mistake(option, 0, 0, "", message, fields)])


def _ending(name: str, every: Sequence[str]) -> list[str]:
    """The columns whose last parts these are."""
    return [one for one in every if one.endswith(f".{name}")]


def _sorted(rows: Sequence[dict[str, Value]], name: str, falling: bool) -> list[dict[str, Value]]:
    """Amounts, then texts; rows without a value last, whichever way round."""
    there = [row for row in rows if row[name] is not None]
    there.sort(key=lambda row: _rank(row[name]), reverse=falling)
    return [*there, *(row for row in rows if row[name] is None)]


def _cell(value: Value) -> str:
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else str(value)
