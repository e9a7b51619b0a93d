"""Every file of chains of releases is read alike by the programs of others: UID, start and end, summary, status.

In five zones and three years, through the nights in which clocks are set; a reader of another language is started
once for all files. What each file must say is told by icalendar, which `test_subscribers` holds against the programme.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.publish.calendars.ics import Files
from session_planner.words import LANGUAGES
from tests.properties.chains import chain, moved_to
from tests.publish import readers

# The day before clocks are set, where they are.
BEGINNINGS = {
    "Europe/Vienna": ("2012-10-27", "2026-03-28", "2040-10-27"),
    "America/New_York": ("2012-11-03", "2026-03-07", "2040-11-03"),
    "Africa/Nairobi": ("2012-10-17", "2026-03-28", "2040-10-27"),
    "Asia/Bangkok": ("2012-10-17", "2026-03-28", "2040-10-27"),
    "Pacific/Chatham": ("2012-09-29", "2026-04-04", "2040-09-29"),
}
RELEASES = 4
FEEDS = (EVERYTHING, Filter(bodies=("wg-ic",)), Filter(rooms=("m2",)))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The files of all chains, in turn of all languages, with alarms or without."""
    folder = tmp_path_factory.mktemp("chains")
    paths = []
    for seed, (zone, date) in enumerate((zone, date) for zone, dates in BEGINNINGS.items() for date in dates):
        for edition in chain(*moved_to(zone, date), seed, RELEASES, most=12):
            lang = LANGUAGES[(seed + edition.number) % len(LANGUAGES)]
            written = Files(edition.scenario, lang, alarm=15 if seed % 2 else None)
            for number, keep in enumerate(FEEDS):
                granularity = "sitting" if (seed + number) % 4 == 0 else "item"
                path = folder / f"{zone.replace('/', '-')}-{date}-{edition.number}-{number}.ics"
                path.write_bytes(written.written(edition.ledger.feed(keep, granularity), keep, refresh=15))
                paths.append(path)
    return paths


@cache
def meant(path: Path) -> list[readers.Event]:
    """The events of a file."""
    return readers.by_icalendar(path)


@pytest.mark.parametrize("zone", BEGINNINGS)
def test_there_is_something_to_read(files: list[Path], zone: str) -> None:
    """Entries before and after the clocks are set, and cancelled ones, in every zone and year."""
    assert len(files) == 15 * RELEASES * len(FEEDS)
    for date in BEGINNINGS[zone]:
        there = [path for path in files if path.name.startswith(f"{zone.replace('/', '-')}-{date}")]
        said = [event for path in there for event in meant(path)]
        assert {status for *_, status in said} == {"CONFIRMED", "CANCELLED"}
        offsets = {start.astimezone(ZoneInfo(zone)).utcoffset() for _, start, *_ in said}
        assert len(offsets) == (1 if zone in ("Africa/Nairobi", "Asia/Bangkok") else 2)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_python_libraries_read_them_alike(files: list[Path]) -> None:
    for path in files:
        assert readers.by_vobject(path) == meant(path), path
    # Its parser is slow: every fourth file, which are of all feeds, zones and years.
    for path in files[:: len(FEEDS) + 1]:
        assert readers.by_ics(path) == meant(path), path


@pytest.mark.needs("nodejs", "ical.js")
def test_ical_js_reads_them_alike(files: list[Path]) -> None:
    for path, read in zip(files, readers.all_by_node("ical.js-events.js", files), strict=True):
        assert read == meant(path), path


@pytest.mark.needs("nodejs", "node-ical")
def test_node_ical_reads_them_alike(files: list[Path]) -> None:
    for path, read in zip(files, readers.all_by_node("node-ical-events.js", files), strict=True):
        assert read == meant(path), path


@pytest.mark.needs("php-cli", "php-sabre-vobject")
def test_sabre_reads_them_alike_and_has_no_complaint(files: list[Path]) -> None:
    for path, (read, complaints) in zip(files, readers.all_by_sabre(files), strict=True):
        assert read == meant(path), path
        assert complaints == [], path
