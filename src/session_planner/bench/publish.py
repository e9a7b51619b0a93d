"""`bench publish`: all calendars of a release in six languages, against icalendar writing the same events, made before.

Two kinds are timed. *All*: what `session-planner publish --to` writes, a calendar for everybody and for each body,
delegation, officer and room; what feeds share is written once, and that is ours to use. *One*: everybody's calendar
alone, where nothing can be shared. The floor is `to_ical` of calendars whose events exist already; ours begins with the
ledger and ends with bytes.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from math import log
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from icalendar import Calendar, Component, Event

import session_planner as sp
from session_planner.bench.measure import Demand, Measured, Pair, in_pairs
from session_planner.bench.programmes import programme
from session_planner.words import LANGUAGES

SEGMENTS = 1_000
CALENDARS = 200
MOST = 3.0
RUNS = 1
_BEGIN, _END = b"BEGIN:VEVENT\r\n", b"END:VCALENDAR\r\n"
_TITLE = {
    "ar": "النظر في التقدم المحرز في تنفيذ القرارات، البند {number}",
    "en": "Consideration of progress made in the implementation of decisions, item {number}",
    "es": "Examen de los progresos realizados en la aplicación de las decisiones, tema {number}",
    "fr": "Examen des progrès accomplis dans l’application des décisions, point {number}",
    "ru": "Рассмотрение хода осуществления решений, пункт {number}",
    "zh": "审议各项决定的执行进展情况，项目{number}",
}


@dataclass(frozen=True)
class Case:
    """A release that changed a few things in the one before it."""

    scenario: Any
    ledger: Any
    segments: int

    def all(self, *languages: str) -> Iterator[bytes]:
        """The first so many calendars, each in some languages."""
        made = sp.calendars(self.scenario, self.ledger, languages)
        return (data for _path, data in islice(made, CALENDARS * len(languages)))

    def one(self, *languages: str) -> Iterator[bytes]:
        """Everybody's calendar alone."""
        return (data for _path, data in islice(sp.calendars(self.scenario, self.ledger, languages), len(languages)))


def measure(quick: bool) -> Measured:
    """Quick: a tenth of the segments, and as many. Growth is that of a time and of a ratio."""
    sizes = (SEGMENTS // 10, SEGMENTS) if quick else (SEGMENTS, 10 * SEGMENTS)
    rows: list[dict[str, Any]] = []
    demands = []
    for segments in sizes:
        made = case(segments)
        # Of the larger release two languages: the floor alone takes minutes in six.
        languages = LANGUAGES if segments == sizes[0] else LANGUAGES[:2]
        for what in ("all", "one"):
            row = _measured(made, what, languages)
            rows.append(row)
            demands.append(Demand(f"{made.segments:,} segments, {what}: against icalendar", MOST, row["ratio"]))
    demands += _growth(*rows)
    return Measured(tuple(rows[0]), rows, demands, (_NOTE,))


_NOTE = (
    "Files: at most 200 calendars, times languages (six, of the larger release two); different: events of other bytes "
    "than any other in their language. Seconds are the sums of the languages, the ratio is the median of theirs. KiB: "
    "the most memory held while all are written, by their number."
)


def _growth(*rows: Mapping[str, Any]) -> Iterator[Demand]:
    """With the release: the time a calendar of all, n log n at most; the ratio of one, whose floor grows with n."""
    before, before_one, after, after_one = rows
    few, many = before["segments"], after["segments"]
    says, by = f"growth from {few:,} to {many:,} segments (n log n)", log(many) / log(few)
    yield Demand(f"all: time a calendar, {says}", round(by * many / few, 3), after["ms a file"] / before["ms a file"])
    yield Demand(f"one: that ratio, {says}", round(by, 3), after_one["ratio"] / before_one["ratio"])


def case(segments: int) -> Case:
    """A session of about so many segments in its second release: some of them moved, a few dropped."""
    scenario_data, programme_data = programme(segments)
    for body in scenario_data["bodies"]:
        body["title"] = {lang: title.format(number=body["id"]) for lang, title in _TITLE.items()}
        for item in body["agenda"]:
            item["title"] = {lang: title.format(number=item["number"]) for lang, title in _TITLE.items()}
    scenario = sp.Scenario.model_validate(scenario_data)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "programme.json"
        file.write_text(json.dumps(programme_data), "utf-8")
        first = sp.read_programme(file, scenario).programme
    later = dt.timedelta(minutes=5)
    moved = (
        replace(one, start=one.start + later, end=one.end + later) if place % 20 == 0 else one
        for place, one in enumerate(first.segments)
        if place % 50 != 49
    )
    second = first.filtered(moved)
    began = dt.datetime(2025, 12, 1, tzinfo=dt.UTC)
    ledger = sp.Ledger().advance(first, scenario, 1, began).advance(second, scenario, 2, began + dt.timedelta(days=1))
    return Case(scenario, ledger, len(first.segments))


def _measured(made: Case, what: str, languages: tuple[str, ...]) -> dict[str, Any]:
    """The figures of one kind, in processor time; each language is timed beside its floor."""
    write: Callable[..., Iterator[bytes]] = getattr(made, what)
    pairs, files, events, different, size = [], 0, 0, 0, 0
    for lang in languages:
        written = list(write(lang))
        files += len(written)
        events += sum(data.count(b"BEGIN:VEVENT") for data in written)
        size += sum(map(len, written))
        different += len({block for data in written for block in data.split(_BEGIN)[1:]})
        there = prebuilt(written)
        del written
        gc.collect()
        gc.freeze()  # what the floor holds is no burden on ours, and looking through it none on the floor
        pairs.append(_pair(partial(write, lang), there))
        gc.unfreeze()
    seconds = sum(pair.first for pair in pairs)
    return {
        "segments": made.segments,
        "what": what,
        "files": files,
        "events": events,
        "different": different,
        "MB": size / 1e6,
        "seconds": seconds,
        "icalendar seconds": sum(pair.second for pair in pairs),
        "ratio": median(pair.ratio for pair in pairs),
        "ms a file": seconds / files * 1e3,
        "µs an event": seconds / events * 1e6,
        "KiB a file": _peak(partial(write, *languages)) / 1024 / files,
    }


def _pair(write: Callable[[], Iterator[bytes]], there: list[Calendar]) -> Pair:
    def ours() -> None:
        for _data in write():
            pass

    def floor() -> None:
        for calendar in there:
            calendar.to_ical()

    return in_pairs(ours, floor, RUNS, process_time)


def prebuilt(written: list[bytes]) -> list[Calendar]:
    """The same calendars as icalendar holds them; an event that is the same in several is there once."""
    events: dict[bytes, Component] = {}
    found = []
    for data in written:
        head, *blocks = data.removesuffix(_END).split(_BEGIN)
        calendar = Calendar.from_ical(head + _END)
        assert isinstance(calendar, Calendar)
        for block in blocks:
            if block not in events:
                events[block] = Event.from_ical(_BEGIN + block)
            calendar.add_component(events[block])
        found.append(calendar)
    return found


def _peak(write: Callable[[], Iterator[bytes]]) -> int:
    """The most bytes held while files are written one after the other, none of them kept."""
    tracemalloc.start()
    try:
        for _data in write():
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
