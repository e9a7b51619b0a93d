"""A small session that is released again and again: its scenario in a file, its programme by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from session_planner.loading import load
from session_planner.programme.model import Programme, Segment
from session_planner.releases.model import Release
from session_planner.releases.store import Store
from session_planner.releasing import release
from session_planner.scenario.model import Scenario

SCENARIO = """\
format: 1
id: small   # from which calendar entries have their names
title: {en: A small session, fr: Une petite session}
timezone: Europe/Vienna
languages: [en, fr]
days:
  - {date: 2012-10-17, sittings: ["10:00-13:00", "15:00-18:00"]}
  - {date: 2012-10-18, sittings: ["10:00-13:00"]}
rooms:
  - {id: m1, title: Room M1}
  - {id: m2, title: Room M2}
bodies:
  - id: a
    title: {en: Working Group A, fr: Groupe A}
    agenda:
      - {number: "1", title: {en: Opening}, duration: 30 min}
      - {number: "2", title: {en: Debate}, duration: 1 h}
      - {number: "3", title: {en: Property}, duration: 1 h}
  - id: b
    title: {en: Working Group B}
    agenda:
      - {number: "1", title: {en: Extradition}, duration: 1 h}
      - {number: "2", title: {en: Property}, duration: 1 h}
joint_sessions:
  - {id: property, title: {en: Joint discussion}, bodies: [a, b], items: {a: ["3"], b: ["2"]}, source: bureau}
decisions:
  - {id: bureau, by: {en: Extended Bureau, fr: Bureau élargi}, on: 2012-07-04}
delegations:
  - {id: x, size: 1, follows: [a]}
officers:
  - {id: chair, serves: [a/2]}
variants:
  - {id: renamed, set: {rooms.m2.title: The other room}}
"""
VIENNA = ZoneInfo("Europe/Vienna")
DAY = dt.date(2012, 9, 20)
Change = Callable[[Segment], Segment | None]


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2012, 10, day, hour, minute, tzinfo=VIENNA)


def time(number: int) -> dt.datetime:
    """When a release is made: one a day, in September."""
    return dt.datetime(2012, 9, number, 12, tzinfo=VIENNA)


PROGRAMME = Programme(
    (
        Segment("a", "1", at(17, 10), at(17, 10, 30), "m1"),
        Segment("a", "2", at(17, 10, 30), at(17, 11, 30), "m1"),
        Segment("b", "1", at(17, 15), at(17, 16), "m2"),
        Segment("a", "3", at(18, 10), at(18, 11), "m1", joint="property", bodies=("a", "b")),
        Segment("b", "2", at(18, 10), at(18, 11), "m1", joint="property", bodies=("a", "b")),
    ),
    scenario_id="small",
)


def moved(id: str, minutes: int, programme: Programme = PROGRAMME) -> Programme:
    """The programme with one segment at another time."""
    by = dt.timedelta(minutes=minutes)
    return changed(id, lambda one: replace(one, start=one.start + by, end=one.end + by), programme)


def changed(id: str, change: Change, programme: Programme = PROGRAMME) -> Programme:
    """The programme with one segment changed, or without it."""
    found = (change(one) if one.id == id else one for one in programme.segments)
    return replace(programme, segments=tuple(one for one in found if one))


def scenario_at(folder: Path, text: str = SCENARIO, variant: str | None = None) -> Scenario:
    """The scenario, from a file in a folder."""
    path = folder / "session.yaml"
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")
    return load(path, variant)


class Planner:
    """Somebody who releases: the store, the scenario, and a day later each time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scenario = scenario_at(folder)
        self.store = Store(folder / "releases")

    def release(self, programme: Programme = PROGRAMME, **options: Any) -> Release:
        number = len(self.store.releases()) + 1
        given = {"author": "Ada", "time": time(number), **options}
        return release(programme, given.pop("scenario", self.scenario), self.store, **given)

    def files(self) -> dict[str, bytes]:
        """All that is in the store, hidden or not."""
        there = (one for one in sorted(self.store.path.rglob("*")) if one.is_file())
        return {str(one.relative_to(self.store.path)): one.read_bytes() for one in there}
