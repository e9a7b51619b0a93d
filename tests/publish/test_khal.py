"""What khal, a calendar for the terminal, shows of a day: of a CalDAV calendar's objects, and of an imported file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import session_planner as sp
from session_planner.files import write_atomically
from session_planner.programme.filter import Filter
from tests.publish.dav import Releases, radicale
from tests.publish.test_caldav import FIRST, SECOND, client, put

CONFIG = """
[calendars]
[[programme]]
path = {folder}/vdir
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = programme
"""
FIRST_DAY = [
    "10:30|11:00|WG.A: 1 Matter a1", "11:00|11:30|WG.A: 2 Matter a2", "11:30|12:00|WG.A: 3 Matter a3",
    "12:00|12:30|WG.A: 4 Matter a4", "12:30|13:00|WG.A: 5 Matter a5", "15:00|15:30|WG.A, WG.B: Matter a6",
]  # fmt: skip
SECOND_DAY = [
    "11:30|12:00|WG.A: 2 Matter a2", "12:00|12:30|WG.A: 3 Matter a3", "12:00|12:30|WG.A: 4 Matter a4",
    "12:30|13:00|WG.A: 5 Matter a5", "16:00|16:30|WG.A, WG.B: Matter a6",
]  # fmt: skip


class Khal:
    """khal with a calendar of its own."""

    def __init__(self, folder: Path, zone: str = "Europe/Vienna") -> None:
        self.vdir, self.config = folder / "vdir", folder / "khal.conf"
        self.vdir.mkdir(parents=True)
        self.config.write_text(CONFIG.format(folder=folder, zone=zone))
        self.environment = {**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "LC_ALL": "C.UTF-8"}

    def run(self, *arguments: str) -> str:
        """One command, and what it prints."""
        khal = Path(sys.executable).with_name("khal")
        done = subprocess.run(
            [khal, "--config", self.config, *arguments],
            capture_output=True,
            text=True,
            timeout=60,
            env=self.environment,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout

    def day(self, date: str) -> list[str]:
        """What it lists on a day, without the heading."""
        form = "{start-time}|{end-time}|{title}|{status}"
        return [
            line.strip()
            for line in self.run("list", "--day-format", "", "--format", form, date, "1d").splitlines()
            if line
        ]


def test_the_objects_of_a_caldav_calendar_make_the_day(tmp_path: Path) -> None:
    releases, khal = Releases(tmp_path), Khal(tmp_path / "khal")
    with radicale(tmp_path) as server:
        for segments, shown in ((FIRST, FIRST_DAY), (SECOND, SECOND_DAY)):
            put(releases.add(*segments), server)
            with client(server) as calendar:
                for one in calendar.events():
                    # As vdirsyncer puts them there: khal looks whether the folder changed, not the files.
                    write_atomically(khal.vdir / str(one.url).rpartition("/")[2], one.data.encode())
            day = khal.day("2012-10-26")
            assert [one for one in day if "Cancelled" not in one] == [f"{line}|CONFIRMED" for line in shown]
        assert [one for one in day if "Cancelled" in one] == ["10:30|11:00|Cancelled: WG.A: 1 Matter a1|CANCELLED"]
        assert khal.day("2012-10-27") == []


@pytest.mark.parametrize(("zone", "hours"), [("Europe/Vienna", "11:00|11:30"), ("America/New_York", "05:00|05:30")])
def test_an_imported_file_shows_the_hours_of_whoever_looks(tmp_path: Path, zone: str, hours: str) -> None:
    releases, khal = Releases(tmp_path), Khal(tmp_path / "khal", zone)
    release = releases.add(*FIRST)
    file = tmp_path / "a.ics"
    file.write_bytes(sp.export(release.programme(), release.scenario(), "ics", "en", Filter(bodies=("a",))))
    khal.run("import", "--batch", "--include-calendar", "programme", str(file))
    shown = khal.day("2012-10-26")
    assert f"{hours}|WG.A: 2 Matter a2|CONFIRMED" in shown
    assert len(shown) == 6


def test_an_update_that_is_imported_moves_what_is_there(tmp_path: Path) -> None:
    releases, khal = Releases(tmp_path), Khal(tmp_path / "khal")
    for segments, shown in ((FIRST, FIRST_DAY), (SECOND, SECOND_DAY)):
        release = releases.add(*segments)
        file = tmp_path / "all.ics"
        programme, scenario = release.programme(), release.scenario()
        file.write_bytes(sp.export(programme, scenario, "ics", "en", ledger=release.ledger()))
        khal.run("import", "--batch", "--include-calendar", "programme", str(file))
        assert [one for one in khal.day("2012-10-26") if "Cancelled" not in one] == [
            f"{line}|CONFIRMED" for line in shown
        ]
