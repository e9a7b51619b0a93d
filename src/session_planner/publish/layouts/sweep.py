"""The results of a sweep as a document and as a chart.

A layout over `studies.sweeping.tables`. Columns keep the names that filters know them by; only what is a word of
ours is told in the language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from session_planner import words
from session_planner.errors import InputError, Mistake
from session_planner.publish.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Line,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
    line,
)
from session_planner.publish.pictures.charts import Mark, Point, Series, bars, histogram, points
from session_planner.publish.pictures.scales import number, scale
from session_planner.publish.titles import Titles
from session_planner.scenario.model import Scenario
from session_planner.studies.sweeping.values import Value, amount
from session_planner.words import N_

if TYPE_CHECKING:
    from session_planner.studies.sweeping.tables import SweepTable

TITLE = N_("Sweep")
_BARS = 40
"""Trials that have a bar each; more are counted by their cost."""
_STEPS = 20
_HEADS = {
    "number": N_("No."), "variant": N_("Variant"), "status": N_("Answer"), "cost": N_("Cost"), "bound": N_("At least"),
    "seconds": N_("Seconds"), "reason": N_("Reason"), "sittings.held": N_("Sittings held"),
    "sittings.handed_back": N_("Sittings handed back"),
}  # fmt: skip
_STATUSES = {
    "optimal": N_("{status}, proved to be the best there is: {number}"),
    "feasible": N_("{status}, found, better is not ruled out: {number}"),
    "impossible": N_("{status}, proved that there is no programme: {number}"),
    "time-up": N_("{status}, the time was up before a programme was found: {number}"),
    "wrong": N_("{status}, the scenario has mistakes then: {number}"),
    "failed": N_("{status}, it broke off: {number}"),
}
_WIDE = 1.6


def sweep_document(table: SweepTable, scenario: Scenario, lang: str, *, drawing: str = "") -> Document:
    """The rows of a sweep, how many of them are of which status, and a chart where it is given."""
    title, session = words.text(TITLE, lang), Titles(scenario, lang).of(scenario.title)
    blocks: list[Block] = [
        Heading(line(title)),
        Paragraph(line(session), "whose"),
        Paragraph(line(_number(table, lang))),
    ]
    if table.rows:
        blocks.append(Bullets(tuple(line(one) for one in _statuses(table, lang))))
        if drawing:
            blocks.append(Picture(drawing, words.text(N_("Chart of the results"), lang)))
        blocks.append(_table(table, lang))
    if reasons := table.reasons:
        blocks.append(Heading(line(words.text(N_("Without a programme"), lang)), 2))
        blocks.append(Bullets(tuple(_reason(reason, numbers, lang) for reason, numbers in reasons.items())))
    return Document(lang, f"{title} – {session.text}", tuple(blocks), landscape=True)


def _number(table: SweepTable, lang: str) -> str:
    if len(table.rows) < table.of:
        said = N_("Trials shown: {shown} of {all}")
        return words.text(said, lang, shown=str(len(table.rows)), all=str(table.of))
    return words.text(N_("Trials: {all}"), lang, all=str(table.of))


def _statuses(table: SweepTable, lang: str) -> list[str]:
    return [
        words.text(_STATUSES[status], lang, status=status, number=str(count))
        for status, count in table.statuses.items()
    ]


def _reason(reason: str, numbers: Sequence[int], lang: str) -> Line:
    which = words.text(N_("No. {numbers}:"), lang, numbers=[str(one) for one in numbers])
    return line(Run(which, look="strong"), f" {reason}")


def _table(table: SweepTable, lang: str) -> Table:
    heads = [
        Column(line(_head(table.short(column), lang)), _WIDE if column == "reason" else 1.0) for column in table.columns
    ]
    rows = tuple(Row(tuple(Cell((line(_told(row, column, lang)),)) for column in table.columns)) for row in table.rows)
    return Table(words.text(N_("Results"), lang), tuple(heads), (rows,))


def _told(row: Mapping[str, Value], column: str, lang: str) -> str:
    return _as_it_is(lang) if column == "variant" and row[column] is None else _cell(row[column], lang)


def _as_it_is(lang: str) -> str:
    return words.text(N_("as it is"), lang)


def _head(column: str, lang: str) -> str:
    return words.text(_HEADS[column], lang) if column in _HEADS else column


def _cell(value: Value, lang: str) -> str:
    return value if isinstance(value, str) else number(lang, value) if value is not None else ""


def sweep_svg(table: SweepTable, lang: str, plot: str = "") -> str:
    """The chart of a table. `plot`: two columns of amounts, `across,up`, a point for each trial.

    Without it the cost: a bar for each trial where they are few (from bound to cost where it is not proved), else how
    many trials cost how much. Raises InputError for columns that there are not.
    """
    if plot:
        return _points(table, lang, plot)
    return _bars(table, lang) if len(table.rows) <= _BARS else _histogram(table, lang)


def _bars(table: SweepTable, lang: str) -> str:
    names = [_name(table, row, lang) for row in table.rows]
    marks = [_mark(row["cost"], row["bound"], str(row["status"])) for row in table.rows]
    title = words.text(N_("Cost of each trial"), lang)
    return bars(title, names, [Series(words.text(N_("Cost"), lang), tuple(marks))], lang)


def _mark(cost: Value, bound: Value, status: str) -> Mark:
    if isinstance(cost, str) or isinstance(bound, str) or cost is None:
        return Mark(None, told=status)
    return Mark(cost, low=bound)


def _name(table: SweepTable, row: Mapping[str, Value], lang: str) -> str:
    """What was tried, as far as it tells the trials apart; else its number."""
    asked = table.columns[1 : table.columns.index("status")] if "status" in table.columns else ()
    told = [_cell(row[column], lang) for column in asked if row[column] is not None]
    if asked:
        return words.comma(lang).join(told) or _as_it_is(lang)
    return f"{_head('number', lang)} {row['number']}"


def _histogram(table: SweepTable, lang: str) -> str:
    costs = [float(cost) for row in table.rows if isinstance(cost := row["cost"], int | float)]
    axis = scale(costs, 0.0, 1.0, most=_STEPS)
    edges = axis.marks
    counts = [sum(low <= cost < high for cost in costs) for low, high in pairwise(edges)]
    counts[-1] += sum(cost == edges[-1] for cost in costs)
    title = words.text(N_("How many trials cost how much (without a programme: {number})"), lang,
                       number=str(len(table.rows) - len(costs)))  # fmt: skip
    at = [(median(costs), words.text(N_("half cost at most this"), lang))] if costs else []
    return histogram(title, words.text(N_("Cost"), lang), words.text(N_("Trials"), lang), edges, counts, lang, at)


def _points(table: SweepTable, lang: str, plot: str) -> str:
    across, _, up = plot.partition(",")
    x, y = table.named(across, "--plot"), table.named(up, "--plot")
    found = [
        Point(x_amount, y_amount, _name(table, row, lang), sure=row["status"] == "optimal")
        for row in table.rows
        if (x_amount := amount(row[x])) is not None and (y_amount := amount(row[y])) is not None
    ]
    if not found:
        message = N_("no trial has an amount for both `{across}` and `{up}`")
        raise InputError([Mistake("--plot", 0, 0, "", message, {"across": x, "up": y})])
    told = found if len(found) <= _BARS else _unnamed(found)
    across, up = (_head(table.short(column), lang) for column in (x, y))
    return points(words.text(N_("Two figures of each trial"), lang), across, up, told, lang)


def _unnamed(found: Sequence[Point]) -> list[Point]:
    """Points too many for names, each place once."""
    return list(dict.fromkeys(Point(one.x, one.y, sure=one.sure) for one in found))
