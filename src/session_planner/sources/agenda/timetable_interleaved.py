"""Columns side by side that were flattened line by line: `10 a.m.-1 p.m. 4. Technical assistance  Working Group on`.

Used by `timetable_lists`. The columns are told apart by the agenda's own titles, by what several rows have in common,
and by the widths that both give; where nothing proves the cut, the lines are kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from session_planner.sources.agenda.timetable_course import Course
from session_planner.sources.paper import Line


class Columns:
    """Nothing yet tells the columns apart."""

    def read(self, lines: Sequence[Line], course: Course) -> bool:
        """Whether the lines were read as columns."""
        return False


def columns_of(lines: Sequence[Line], course: Course) -> Columns | None:
    """The columns of a flattened table, if its head names more than one column of meetings."""
    return None
