"""Parallel meetings side by side, as the programme of the sixth session of the Conference of the Parties prints them.

A layout of `publish`. Rows are days and hours; the first body (the plenary, as a rule) has a column of its own, the
others share as few columns as there are meetings at a time. A body keeps its column over the whole session where that
costs no more columns, or there are few bodies; in larger sessions any column takes any meeting, and more meetings than
columns stand in several lines of the same hours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from session_planner import words
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme
from session_planner.programme.sittings import bodies_in_order
from session_planner.publish.colours import colours
from session_planner.publish.document import Cell, Column, Document, Line, Row, Table, line, listed, sentence
from session_planner.publish.layouts import said
from session_planner.publish.layouts.notes import joint_notes
from session_planner.publish.titles import Titles
from session_planner.publish.view import Day, Sitting, view
from session_planner.scenario.model import Scenario
from session_planner.words import N_

MOST_COLUMNS = 5
"""More than that leave too little room for titles on a page laid on its side."""
TITLE = N_("Programme")


def parallel_meetings(programme: Programme, scenario: Scenario, lang: str, keep: Filter = EVERYTHING) -> Document:
    """The programme with a column for the plenary and for each meeting beside it."""
    seen = view(programme, scenario, lang, keep)
    title = words.text(TITLE, lang)
    made = _Columns(seen.sittings, Titles(scenario, lang), colours(scenario))
    time = Column(line(words.text(N_("Date and time"), lang)), said.hours_share(lang))
    columns = (time, *map(Column, made.heads()))
    table = Table(title, columns, tuple(tuple(made.rows(day)) for day in seen.days))
    blocks = (*said.opening(seen, TITLE), table, *joint_notes(seen, scenario))
    return Document(lang, f"{title} – {seen.title}", (*blocks, *said.closing(seen, blocks)), landscape=True)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The columns, each with the bodies that stand in it; none where it takes any meeting there is."""

    columns: tuple[tuple[str, ...], ...]

    def of(self, sitting: Sitting) -> list[int]:
        """Where a sitting must stand; nothing where it may stand in any column that is open to all."""
        return [place for place, bodies in enumerate(self.columns) if set(bodies) & set(sitting.bodies)]


def _plan(sittings: Sequence[Sitting], titles: Titles) -> _Plan:
    first, *others = bodies_in_order({body for one in sittings for body in one.bodies}, titles.outline) or ("",)
    columns = ((first,), *_shared(others, sittings))
    beside = _at_a_time([sitting for sitting in sittings if first not in sitting.bodies])
    if len(columns) <= MOST_COLUMNS and (len(others) < MOST_COLUMNS or len(columns) <= beside + 1):
        return _Plan(columns)
    if beside < MOST_COLUMNS:
        return _Plan(((first,), *[()] * beside))
    return _Plan(((),) * MOST_COLUMNS)


def _shared(bodies: Sequence[str], sittings: Sequence[Sitting]) -> tuple[tuple[str, ...], ...]:
    """Columns for bodies that never meet apart at the same time, as few as come of taking them in their order."""
    apart = _apart(sittings)
    columns: list[list[str]] = []
    for body in bodies:
        free = next((column for column in columns if not apart[body] & set(column)), None)
        if free is None:
            columns.append([body])
        else:
            free.append(body)
    return tuple(map(tuple, columns))


def _apart(sittings: Sequence[Sitting]) -> dict[str, set[str]]:
    """By body: those that meet elsewhere while it meets."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in combinations(sittings, 2):
        if one.start.timestamp() < other.end.timestamp() and other.start.timestamp() < one.end.timestamp():
            for body in one.bodies:
                found[body] |= set(other.bodies) - {body}
            for body in other.bodies:
                found[body] |= set(one.bodies) - {body}
    return found


def _at_a_time(sittings: Sequence[Sitting]) -> int:
    """How many sittings there are at most at the same time."""
    changes = sorted(change for one in sittings for change in ((one.start.timestamp(), 1), (one.end.timestamp(), -1)))
    most = now = 0
    for _moment, change in changes:
        now += change
        most = max(most, now)
    return most


class _Columns:
    """Puts sittings into the columns, day by day."""

    def __init__(self, sittings: Sequence[Sitting], titles: Titles, tones: dict[str, str]) -> None:
        self.titles, self.tones, self.lang = titles, tones, titles.lang
        self.plan = _plan(sittings, titles)
        self.last: dict[tuple[str, ...], int] = {}  # where a body stood last, and better stands again

    def heads(self) -> Iterator[Line]:
        """What stands over the columns: a body, or that other meetings are held beside it."""
        several = sum(len(bodies) != 1 for bodies in self.plan.columns) > 1
        number = 0
        for bodies in self.plan.columns:
            if len(bodies) == 1:
                yield said.marked(self.titles.short(bodies[0]))
                continue
            number += 1
            numbered = sentence(N_("Parallel meeting {number}"), self.lang, number=str(number))
            yield numbered if several else line(words.text(N_("Parallel meeting"), self.lang))

    def rows(self, day: Day) -> Iterator[Row]:
        """The day, then its hours."""
        yield Row((Cell((line(day.label),), columns=len(self.plan.columns) + 1, heads="group"),), "day")
        for sittings in said.by_start(day.sittings):
            yield from self._hours(sittings)

    def _hours(self, sittings: Sequence[Sitting]) -> Iterator[Row]:
        """Sittings that begin together: one line, or several where they are more than the columns."""
        lines: list[dict[int, Cell]] = []
        usual = said.usual_hours(sittings)
        for sitting in sittings:
            runs = self._runs(sitting, lines)
            for first, columns in runs:
                at = _free(lines, first, columns)
                others = [place for place, _ in runs if place != first]
                lines[at] |= dict.fromkeys(range(first, first + columns), Cell())
                lines[at][first] = self._cell(sitting, usual, first, columns, others)
        hours = Cell((line(usual),), rows=len(lines), heads="row", kind="hours")
        for place, filled in enumerate(lines):
            yield Row((*([hours] if not place else []), *self._filled(filled)), "" if place else "sitting")

    def _filled(self, filled: dict[int, Cell]) -> Iterator[Cell]:
        column = 0
        while column < len(self.plan.columns):
            cell = filled.get(column, Cell())
            yield cell
            column += cell.columns

    def _runs(self, sitting: Sitting, lines: list[dict[int, Cell]]) -> list[tuple[int, int]]:
        """The columns of a sitting: first one and how many, for each stretch of columns side by side."""
        runs: list[tuple[int, int]] = []
        for place in self.plan.of(sitting) or [self._any(sitting, lines)]:
            if runs and sum(runs[-1]) == place:
                runs[-1] = (runs[-1][0], runs[-1][1] + 1)
            else:
                runs.append((place, 1))
        return runs

    def _any(self, sitting: Sitting, lines: list[dict[int, Cell]]) -> int:
        """A column open to all that is free: the one that the same bodies had last, else the first."""
        open_to_all = [place for place, bodies in enumerate(self.plan.columns) if not bodies]
        last = self.last.get(sitting.bodies)
        first = [last] if last is not None else []
        free = [place for filled in lines or [{}] for place in (*first, *open_to_all) if place not in filled]
        chosen = next(iter(free), (first or open_to_all)[0])
        self.last[sitting.bodies] = chosen
        return chosen

    def _cell(self, sitting: Sitting, usual: str, column: int, columns: int, others: list[int]) -> Cell:
        """Who sits, unless the column says so; what on; at which other hours; the items; where."""
        named = columns > 1 or len(self.plan.columns[column]) != 1 or bool(sitting.joint)
        only = sitting.rows[0] if len(sitting.rows) == 1 and not sitting.joint else None
        # One item that is called like its body stands for all that the body does: it need not be said twice.
        same = only is not None and only.title.text in [name.text for name in sitting.names]
        names = (said.who(sitting, self.titles, continued=same and only is not None and only.continued),)
        return Cell(
            (
                *(names if named else ()),
                *said.joint(sitting),
                *said.other_hours(sitting, usual),
                *(() if same and named else said.items(sitting, self.lang)),
                *self._elsewhere(others),
                *said.room(sitting),
            ),
            columns=columns,
            colour=self.tones.get(sitting.bodies[0], ""),
        )

    def _elsewhere(self, columns: list[int]) -> tuple[Line, ...]:
        """The other columns that a joint session stands in, where they are not side by side."""
        if not columns:
            return ()
        heads = list(self.heads())
        named = [run for column in columns for run in heads[column]]
        told = sentence(N_("The same meeting as under: {columns}"), self.lang, columns=listed(named, self.lang))
        return (said.quiet(told),)


def _free(lines: list[dict[int, Cell]], first: int, columns: int) -> int:
    """The first line in which these columns are free; a new one if there is none."""
    for at, filled in enumerate(lines):
        if not any(place in filled for place in range(first, first + columns)):
            return at
    lines.append({})
    return len(lines) - 1
