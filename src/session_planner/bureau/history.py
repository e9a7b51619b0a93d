"""A joint session over the releases: when and where each of them had it, and what moved in which.

Read from the newest release's ledger, which knows every version of every calendar entry; drafts that another release
replaced are in no ledger, as nobody was ever shown them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from session_planner.bureau.given import Stretch, minute
from session_planner.programme.sittings import bodies_in_order
from session_planner.releases.ledger import Record, Version
from session_planner.releases.model import Release
from session_planner.scenario.outline import Outline

Change = Literal["new", "dropped", "moved", "longer", "shorter", "room", "bodies"]


@dataclass(frozen=True, slots=True)
class Past:
    """A release, and where it had the session (None: it had it not). `changes` are against the release before it."""

    release: Release
    found: Stretch | None
    bodies: tuple[str, ...]
    changes: tuple[Change, ...] = ()

    @property
    def time(self) -> dt.datetime:
        """When it was released."""
        return self.release.time

    def as_dict(self, outline: Outline) -> dict[str, object]:
        """For `--json`."""
        return {
            "release": self.release.number,
            "time": self.time.isoformat(),
            "state": self.release.state.name,
            "found": self.found.as_dict(outline) if self.found else None,
            "bodies": list(self.bodies),
            "changes": list(self.changes),
        }


def history(joint: str, releases: Sequence[Release], outline: Outline) -> tuple[Past, ...]:
    """The session in each release that the newest one's ledger knows, by number."""
    if not releases:
        return ()
    ledger = releases[-1].ledger()
    records = [
        one
        for one in ledger.records.values()
        if one.granularity == "item"
        and any(part.joint == joint for version in one.versions for part in version.segments)
    ]
    past = [_in(release, records, joint, outline) for release in releases if release.number in ledger.times]
    with_changes = [
        Past(now.release, now.found, now.bodies, tuple(_changes(before, now))) for before, now in pairwise(past)
    ]
    first = [Past(one.release, one.found, one.bodies, ("new",) if one.found else ()) for one in past[:1]]
    return (*first, *with_changes)


def _in(release: Release, records: Sequence[Record], joint: str, outline: Outline) -> Past:
    versions = [version for record in records if (version := _at(record, release.number, joint))]
    if not versions:
        return Past(release, None, ())
    found = Stretch(
        min(minute(one.start.timestamp()) for one in versions),
        max(minute(one.end.timestamp()) for one in versions),
        tuple(dict.fromkeys(room for one in versions for room in one.rooms)),
    )
    return Past(release, found, bodies_in_order((body for one in versions for body in one.bodies), outline))


def _at(record: Record, release: int, joint: str) -> Version | None:
    """What an entry was in a release, if it was held then as part of the session."""
    version = next((one for one in reversed(record.versions) if one.release <= release), None)
    if version is None or version.cancelled or not any(one.joint == joint for one in version.segments):
        return None
    return version


def _changes(before: Past, now: Past) -> Iterator[Change]:
    if before.found is None or now.found is None:
        if (before.found is None) != (now.found is None):
            yield "new" if now.found else "dropped"
        return
    if now.found.start != before.found.start:
        yield "moved"
    if now.found.minutes != before.found.minutes:
        yield "longer" if now.found.minutes > before.found.minutes else "shorter"
    if now.found.rooms != before.found.rooms:
        yield "room"
    if now.bodies != before.bodies:
        yield "bodies"
