"""The programme as data: a CSV table for spreadsheets, and the JSON of the interface.

A format of `publish`. The table has a line a segment and holds ids and ISO times, so that `check` reads it back as
it was; what a spreadsheet would run as a formula is marked as text.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from zoneinfo import ZoneInfo

from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme, Segment, ordered
from session_planner.publish.titles import Titles
from session_planner.scenario.model import Scenario

COLUMNS = (
    "body", "item", "title", "date", "start", "end", "room", "part", "parts", "joint", "bodies", "sitting",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_csv(programme: Programme, scenario: Scenario, lang: str, keep: Filter = EVERYTHING) -> str:
    """The segments as CSV (RFC 4180), titles in `lang`, times on the clock of the scenario's zone."""
    titles, zone = Titles(scenario, lang), ZoneInfo(scenario.timezone)
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(COLUMNS)
    for segment in ordered(keep.kept(programme, scenario)):
        lines.writerow([guarded(cell) for cell in _cells(segment, titles, zone)])
    return written.getvalue()


def _cells(segment: Segment, titles: Titles, zone: ZoneInfo) -> list[str]:
    start, end = segment.start.astimezone(zone), segment.end.astimezone(zone)
    bodies = "; ".join(segment.bodies or (segment.body,))
    return [
        segment.body, segment.item or "", titles.segment(segment).text,
        f"{start:%Y-%m-%d}", f"{start:%H:%M}", f"{end:%H:%M}",
        segment.room or "", str(segment.part), str(segment.parts), segment.joint or "", bodies, segment.sitting or "",
    ]  # fmt: skip


def guarded(cell: str) -> str:
    """A cell as a spreadsheet shows it and never runs it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def table_json(programme: Programme, scenario: Scenario, _lang: str = "en", keep: Filter = EVERYTHING) -> str:
    """The programme's own JSON (which holds no words), with the segments and unplaced items that `keep` leaves."""
    unscheduled = keep.kept_refs(programme.unscheduled, scenario)
    return replace(programme.filtered(keep.kept(programme, scenario)), unscheduled=unscheduled).to_json()
