"""The week at a glance: who meets where, a column a day, a row for each hour at which sittings begin.

A layout of `publish`, to hang up or to carry. A session of more than seven days has a table for each of its weeks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from session_planner import words
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme
from session_planner.publish import dates
from session_planner.publish.colours import colours
from session_planner.publish.document import Block, Cell, Column, Document, Heading, Row, Table, line
from session_planner.publish.layouts import said
from session_planner.publish.titles import Titles
from session_planner.publish.view import Day, Sitting, View, view
from session_planner.scenario.model import Scenario
from session_planner.words import N_

MOST_DAYS = 7
TITLE = N_("Week at a glance")


def week_at_a_glance(programme: Programme, scenario: Scenario, lang: str, keep: Filter = EVERYTHING) -> Document:
    """A grid of days and hours: each sitting with its bodies and its room."""
    seen = view(programme, scenario, lang, keep)
    title = words.text(TITLE, lang)
    tables = _Grid(seen, Titles(scenario, lang), colours(scenario)).tables(title)
    blocks = (*said.opening(seen, TITLE), *tables)
    return Document(lang, f"{title} – {seen.title}", (*blocks, *said.closing(seen, blocks)), landscape=True)


class _Grid:
    """Puts sittings into a grid of days and hours."""

    def __init__(self, seen: View, titles: Titles, tones: dict[str, str]) -> None:
        self.seen, self.titles, self.tones, self.lang = seen, titles, tones, seen.lang
        self.days = {day.date: day for day in seen.days}

    def tables(self, caption: str) -> Iterator[Block]:
        """One table; of a longer session one a week, under its first and last day."""
        weeks = _weeks(self._dates())
        for week in weeks:
            if len(weeks) > 1:
                yield Heading(line(f"{self._label(week[0])} – {self._label(week[-1])}"), 2)
            time = Column(line(words.text(N_("Time"), self.lang)), said.hours_share(self.lang))
            heads = (time, *(self._column(date) for date in week))
            yield Table(caption, heads, tuple(tuple(rows) for rows in self._groups(week)))

    def _dates(self) -> list[dt.date]:
        """The days that are shown: those with sittings, and the days of the session between them."""
        held = list(self.days)
        between = [date for date in self.titles.outline.dates if held and held[0] <= date <= held[-1]]
        return sorted({*held, *between})

    def _label(self, date: dt.date) -> str:
        return self.days[date].label if date in self.days else dates.day(date, self.lang)

    def _column(self, date: dt.date) -> Column:
        return Column(line(self._label(date)))

    def _groups(self, week: Sequence[dt.date]) -> Iterator[Iterator[Row]]:
        """The rows of each hour at which sittings begin on any of these days."""
        found: dict[dt.time, dict[dt.date, list[Sitting]]] = {}
        for date in week:
            for sitting in self.days.get(date, Day(date, "", ())).sittings:
                found.setdefault(sitting.start.time(), {}).setdefault(date, []).append(sitting)
        for time in sorted(found):
            yield self._rows(week, found[time])

    def _rows(self, week: Sequence[dt.date], held: dict[dt.date, list[Sitting]]) -> Iterator[Row]:
        """As many rows as sittings begin at this hour on one day; a body stands in the same row if it can."""
        usual = said.usual_hours(sitting for date in week for sitting in held.get(date, ()))
        rows: dict[dt.date, dict[int, Sitting]] = {date: {} for date in week}
        last: dict[tuple[str, ...], int] = {}
        count = max(len(sittings) for sittings in held.values())
        for date in week:
            free = list(range(count))
            sittings = sorted(held.get(date, ()), key=lambda one: one.bodies not in last)
            for sitting in sittings:
                row = last.get(sitting.bodies, free[0])
                row = row if row in free else free[0]
                free.remove(row)
                rows[date][row] = sitting
                last.setdefault(sitting.bodies, row)
        hours = Cell((line(usual),), rows=count, heads="row", kind="hours")
        for row in range(count):
            cells = (self._cell(rows[date].get(row), usual) for date in week)
            yield Row((*([hours] if not row else []), *cells), "" if row else "sitting")

    def _cell(self, sitting: Sitting | None, usual: str) -> Cell:
        if sitting is None:
            return Cell()
        # In the week of one body it is told what is on, in a week of several who sits: all of it is for other layouts.
        alone = len(self.seen.bodies) == 1 and not sitting.joint
        numbers = words.comma(self.lang).join(row.label for row in sitting.rows if row.label)
        return Cell(
            (
                line(numbers) if alone and numbers else said.who(sitting, self.titles, short=True),
                *said.joint(sitting),
                *said.other_hours(sitting, usual),
                *said.room(sitting),
            ),
            colour=self.tones.get(sitting.bodies[0], ""),
        )


def _weeks(days: Sequence[dt.date]) -> list[list[dt.date]]:
    """The days in tables: all in one if they are few, else Mondays to Sundays."""
    if not days or len(days) <= MOST_DAYS:
        return [list(days)] if days else []
    found: dict[tuple[int, int], list[dt.date]] = {}
    for date in days:
        year, week, _weekday = date.isocalendar()
        found.setdefault((year, week), []).append(date)
    return list(found.values())
