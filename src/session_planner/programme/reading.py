"""Reading a programme from any hand: our own JSON, a table in CSV or a workbook, a calendar file.

The door of this package for files. What is read becomes the same `Programme` that the solver makes; what is wrong in
the file is told all at once, and whatever the reader had to set or leave out is told in notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from session_planner.errors import InputError, Mistake
from session_planner.files import read_at_most
from session_planner.programme.model import Programme, ordered
from session_planner.scenario.model import Scenario
from session_planner.words import N_, Words

MOST_BYTES = 64 * 1024 * 1024
SUFFIXES = (".json", ".csv", ".xlsx", ".ics")


@dataclass(frozen=True, slots=True)
class Reading:
    """A programme as it was read, and what its reader set or left out.

    A segment whose `item` is "" says that the body sits and not what it takes up.
    """

    programme: Programme
    notes: tuple[Words, ...] = ()


def read_programme(path: Path | str, scenario: Scenario | None = None) -> Reading:
    """Reads a programme by the suffix of its file: `.json` (jCal, too), `.csv`, `.xlsx` or `.ics`, of 64 MiB at most.

    Tables and calendars name bodies, items and rooms as people do, so they need the scenario; JSON is read without
    one too, its ids then not being looked up and its times keeping their own offsets. Raises InputError with every
    mistake in the file, OutsideError when the disk fails.
    """
    file = str(path)
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise _about(
            file, N_("a programme is read from {allowed}; found `{found}`"), allowed=", ".join(SUFFIXES), found=suffix
        )
    if scenario is None and suffix != ".json":
        raise _about(file, N_("a programme in a {suffix} file can only be read with its scenario"), suffix=suffix)
    return parse_programme(_bytes(file), file, scenario)


def parse_programme(data: bytes, file: str, scenario: Scenario | None = None) -> Reading:
    """The same from bytes; `file` gives the suffix, and the name that mistakes are told with."""
    from session_planner.programme.components import is_jcal

    if scenario is None or (file.lower().endswith(".json") and not is_jcal(data)):
        from session_planner.programme.interface import parse

        return Reading(parse(file, data, scenario))
    return _parsed_table(file, data, scenario)


def _parsed_table(file: str, data: bytes, scenario: Scenario) -> Reading:
    # Loaded here only: a programme in JSON, the usual case, needs none of it.
    from session_planner.programme.calendars import calendar_sheets
    from session_planner.programme.names import Names
    from session_planner.programme.sheets import csv_sheets, xlsx_sheets
    from session_planner.programme.table import read_sheets

    names = Names(scenario)
    notes: list[Words] = []
    suffix = Path(file).suffix.lower()
    if suffix == ".csv":
        sheets = csv_sheets(file, data)
    elif suffix == ".xlsx":
        sheets = xlsx_sheets(file, data)
    else:
        sheets, notes = calendar_sheets(file, data, names)
    table = read_sheets(file, sheets, names)
    programme = Programme(ordered(table.segments), scenario_id=scenario.id or "", variant=None)
    return Reading(programme, (*notes, *table.notes))


def _bytes(file: str) -> bytes:
    data = read_at_most(file, MOST_BYTES)
    if len(data) > MOST_BYTES:
        raise _about(file, N_("the file is larger than {most} MiB"), most=MOST_BYTES >> 20)
    if not data.strip():
        raise _about(file, N_("the file is empty"))
    return data


def _about(file: str, message: str, **fields: str | int) -> InputError:
    return InputError([Mistake(file, 0, 0, "", message, fields)])
