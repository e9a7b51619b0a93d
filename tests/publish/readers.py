"""Calendar files read by programs of others: UID, start and end in UTC, summary and status of every event."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

Event = tuple[str, dt.datetime, dt.datetime, str, str]
_NODE = Path(__file__).parents[1] / "node"
_UTC = dt.UTC


def _sorted(rows: Iterable[Iterable[Any]]) -> list[Event]:
    found = []
    for uid, start, end, summary, status in rows:
        times = [_moment(time) for time in (start, end)]
        found.append((str(uid), *times, str(summary).strip(), str(status)))
    return sorted(found)


def _moment(time: Any) -> dt.datetime:
    moment = dt.datetime.fromisoformat(time.replace("Z", "+00:00")) if isinstance(time, str) else time
    assert moment.tzinfo is not None
    return dt.datetime.fromtimestamp(moment.timestamp(), _UTC)


def by_icalendar(path: Path) -> list[Event]:
    """The reader of the Python library that we write with."""
    import icalendar

    events = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return _sorted(
        (one["uid"], one.decoded("dtstart"), one.decoded("dtend"), one["summary"], one["status"]) for one in events
    )


def by_ics(path: Path) -> list[Event]:
    """The Python library ics."""
    import ics

    events = ics.Calendar(path.read_bytes().decode()).events
    return _sorted((one.uid, one.begin.datetime, one.end.datetime, one.name, one.status) for one in events)


def by_vobject(path: Path) -> list[Event]:
    """The Python library vobject, which trusts the VTIMEZONE in the file."""
    import vobject

    # It keeps the zones of all files it has read in a process, and believes the first of a name for ever.
    known = getattr(vobject.icalendar, "__tzidMap")
    for zone in set(known) - {"UTC"}:
        del known[zone]
    events = vobject.readOne(path.read_bytes().decode()).contents.get("vevent", [])
    return _sorted(
        (one.uid.value, one.dtstart.value, one.dtend.value, one.summary.value, one.status.value) for one in events
    )


def by_node(script: str, path: Path) -> list[Event]:
    """A reader on Node, by its script in tests/node."""
    return all_by_node(script, [path])[0]


def all_by_node(script: str, paths: Sequence[Path]) -> list[list[Event]]:
    """The same of many files, in one run."""
    return [_sorted(read) for read in json.loads(run_node(script, *paths))]


def run_node(script: str, *paths: Path) -> str:
    """What a script in tests/node says of some files, on a machine in a zone of its own."""
    environment = {**os.environ, "NODE_PATH": os.environ["ICS_NODE_MODULES"], "TZ": "Asia/Kathmandu"}
    command = ["node", str(_NODE / script), *map(str, paths)]
    run = subprocess.run(command, capture_output=True, env=environment, timeout=120, check=True)
    return run.stdout.decode()


def by_sabre(path: Path) -> tuple[list[Event], list[str]]:
    """sabre/vobject in PHP: what it reads, and what its validator complains of."""
    return all_by_sabre([path])[0]


def all_by_sabre(paths: Sequence[Path]) -> list[tuple[list[Event], list[str]]]:
    """The same of many files, in one run."""
    script = Path(__file__).with_name("sabre-events.php")
    command = ["php", "-d", "memory_limit=1G", str(script), *map(str, paths)]
    run = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return [(_sorted(read["events"]), read["complaints"]) for read in json.loads(run.stdout)]
