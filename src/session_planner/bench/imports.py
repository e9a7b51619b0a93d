"""`bench import`: a conference's schedule read and checked, against lxml parsing the same file."""

from __future__ import annotations

import gc
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import session_planner as sp
from session_planner.bench.conferences import schedule
from session_planner.bench.measure import Demand, Measured, Pair, in_pairs

SIZES = ((1100, 35, 2), (4400, 70, 4))
"""Events, rooms and days: FOSDEM's, and four times that. The demand is on the first."""
MOST = 5.0
RUNS = 25


def measure(quick: bool) -> Measured:
    """Quick: FOSDEM's size alone, and fewer runs."""
    rows = []
    ratios = []
    for events, rooms, days in SIZES[:1] if quick else SIZES:
        row, pair = _measured(events, rooms, days, RUNS // 3 if quick else RUNS)
        rows.append(row)
        ratios.append(pair.ratio)
    demand = Demand(f"{SIZES[0][0]:,} events: reading and checking against `lxml.etree.parse`", MOST, ratios[0])
    return Measured(tuple(rows[0]), rows, [demand])


def _measured(events: int, rooms: int, days: int, runs: int) -> tuple[dict[str, float | int], Pair]:
    """What there is and was found, and the times; a first run, not timed, loads what is needed."""
    from lxml import etree

    made = schedule(events, rooms, days)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "schedule.xml"
        file.write_bytes(made.xml)

        def read_and_check() -> int:
            draft = sp.read_source(file)
            return len(sp.check(sp.programme_of(draft), sp.scenario_of(draft)).conflicts)

        found = read_and_check()
        if found != made.clashes:
            raise RuntimeError(f"{made.clashes} clashes were planted, {found} found")
        etree.parse(file)
        # As timeit does it: Python's search for cycles is off, so that neither pays for what the other left.
        gc.collect()
        gc.disable()
        try:
            pair = in_pairs(read_and_check, lambda: etree.parse(file), runs, process_time)
        finally:
            gc.enable()
    row: dict[str, float | int] = {
        "events": made.events,
        "rooms": rooms,
        "MB": len(made.xml) / 1e6,
        "read and check seconds": pair.first,
        "lxml seconds": pair.second,
        "ratio": pair.ratio,
        "µs an event": pair.first / made.events * 1e6,
        "clashes": found,
    }
    return row, pair
