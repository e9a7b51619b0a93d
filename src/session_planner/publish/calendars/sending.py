"""A release in a CalDAV collection: only what differs is put, and nothing is taken away that was not put here.

Last station of a release whose readers have no file to fetch but a calendar on their server. An object holds one
entry; its name is made from the entry's UID, so that the same entry is always found again, in ten releases or after a
run that broke off. Objects of others are never read, and one of ours is put only over what was read just before.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from icalendar import Calendar, Component
from icalendar.prop import vText

from session_planner.errors import InputError, Mistake
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.publish.calendars.caldav import Collection, Refused, Stored
from session_planner.publish.calendars.ics import Files, refuse_unknown
from session_planner.releases.entries import Granularity, uid
from session_planner.releases.ledger import FeedEntry, Ledger
from session_planner.releases.model import Release
from session_planner.words import N_

_OURS = re.compile(r"session-planner-[0-9a-f]{32}\.ics")
# What the object was made from, and what of it a reader sees: two digests.
_MARK = "X-SESSION-PLANNER-DIGEST"
_UTC = dt.UTC


@dataclass(frozen=True, slots=True)
class Put:
    """One entry that was put, or was not: `why` it was refused. `edited`: somebody had changed it on the server."""

    uid: str
    title: str
    edited: bool = False
    why: str = ""

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {"uid": self.uid, "title": self.title, "edited": self.edited, "why": self.why or None}


@dataclass(frozen=True, slots=True)
class Sent:
    """What a release became in a collection; `refused` is what somebody else's object stands in the way of."""

    release: int
    url: str
    created: bool = False
    new: tuple[Put, ...] = ()
    updated: tuple[Put, ...] = ()
    cancelled: tuple[Put, ...] = ()
    refused: tuple[Put, ...] = ()
    unchanged: int = 0

    @property
    def edited(self) -> tuple[Put, ...]:
        """What had been changed on the server by another hand, and is as released again."""
        return tuple(one for one in (*self.updated, *self.cancelled) if one.edited)

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        kinds = ("new", "updated", "cancelled", "refused")
        return {
            "release": self.release,
            "url": self.url,
            "created": self.created,
            **{kind: [one.as_dict() for one in getattr(self, kind)] for kind in kinds},
            "unchanged": self.unchanged,
        }


def publish_caldav(
    release: Release,
    url: str,
    lang: str = "en",
    keep: Filter = EVERYTHING,
    *,
    password: str | None = None,
    granularity: Granularity = "item",
    alarm: int | None = None,
    create: bool = False,
    dry_run: bool = False,
    watch: Callable[[int, int], None] | None = None,
) -> Sent:
    """Makes the collection at `url` what a release is, or the part of it that `keep` leaves.

    An entry that is no longer in it stays, cancelled, as in a feed; one that was never there is not put for that.
    `alarm` is in minutes before each entry. With `create` the collection is made where there is none; a `dry_run` only
    says what would be done; `watch` is told how many of how many objects are done. Raises InputError for what cannot
    be asked for, and OutsideError where server or network fail: what was put until then stays, and another run goes on.
    """
    if not release.public:
        said = N_("release {number} is a draft, and drafts are not published; propose it first")
        raise InputError([Mistake("", 0, 0, "release", said, {"number": str(release.number)})])
    scenario, ledger = release.scenario(), release.ledger()
    refuse_unknown(keep, scenario, ledger)
    wanted = ledger.feed(keep, granularity)
    files = Files(scenario, lang, alarm)
    with Collection(url, password) as collection:
        there = collection.exists()
        if not there and not create:
            raise collection.missing()
        if not there and not dry_run:
            collection.create(str(files.calendar((), keep)["NAME"]))
        stored = collection.objects(_OURS) if there else {}
        _refuse_later(stored, release, ledger)
        steps = list(_steps(wanted, stored, files, ledger))
        done = _Doing(collection, dry_run)
        for number, step in enumerate(steps, 1):
            done.do(step)
            if watch:
                watch(number, len(steps))
    found = {kind: tuple(puts) for kind, puts in done.found.items()}
    unchanged = len(steps) - sum(map(len, found.values()))
    return Sent(release.number, collection.url, not there, **found, unchanged=unchanged)


@dataclass(frozen=True, slots=True)
class _Step:
    """One object: under which name, what it is to be (None: it is that already), and over what."""

    name: str
    entry: FeedEntry
    title: str
    data: bytes | None
    over: Stored | None = None
    edited: bool = False
    why: str = ""

    @property
    def kind(self) -> str:
        return "cancelled" if self.entry.cancelled else "updated" if self.over else "new"


@dataclass
class _Doing:
    """Puts what is to be put, and keeps account of it."""

    collection: Collection
    dry_run: bool
    found: dict[str, list[Put]] = field(
        default_factory=lambda: {kind: [] for kind in ("new", "updated", "cancelled", "refused")}
    )

    def do(self, step: _Step) -> None:
        kind, why = step.kind, step.why
        if step.data is not None and not self.dry_run:
            try:
                self.collection.put(step.name, step.data, step.over)
            except Refused as refused:
                why = refused.why
        if why:
            kind = "refused"
        if why or step.data is not None:
            self.found[kind].append(Put(step.entry.uid, step.title, step.edited and not why, why))


def _steps(wanted: tuple[FeedEntry, ...], stored: dict[str, Stored], files: Files, ledger: Ledger) -> Iterator[_Step]:
    """Every object that is to be there or is there and ours, in order of time, then what is no longer asked for."""
    left = dict(stored)
    for entry in wanted:
        there = left.pop(name := _name(entry.uid), None)
        # Nobody needs to be told that something is cancelled which they never had.
        if there or not entry.cancelled:
            yield _step(name, entry, there, files)
    if left:
        # Of another part of the programme, or of whole sittings where items are wanted now: it would be there twice.
        ever = (entry for kind in get_args(Granularity) for entry in ledger.feed(EVERYTHING, kind))
        gone = ((_name(entry.uid), replace(entry, cancelled=True)) for entry in ever)
        yield from (_step(name, entry, left[name], files) for name, entry in gone if name in left)


def _refuse_later(stored: dict[str, Stored], release: Release, ledger: Ledger) -> None:
    """Raises InputError where entries of this session are there that came after the release: they would stay as held.

    Those of another session, in the same calendar, are left alone.
    """
    known = {_name(uid) for _granularity, uid in ledger.records}
    ours = uid(release.scenario_id, "").partition("@")[0]
    for name, one in stored.items():
        event = None if name in known else _event(one.data)
        if event is not None and str(event.get("uid")).startswith(ours):
            said = N_(
                "entries of a later release are in this calendar, and release {number} does not know them: nobody would"
                " be told that they are gone; release what is to hold again"
            )
            raise InputError([Mistake("", 0, 0, "caldav", said, {"number": str(release.number)})])


def _step(name: str, entry: FeedEntry, there: Stored | None, files: Files) -> _Step:
    made = files.single(entry)
    mark = _mark(made)
    title = str(_only(made)["summary"])
    if there is None:
        return _Step(name, entry, title, _with(made, mark))
    event = _event(there.data)
    if event is None or str(event.get("uid")) != entry.uid:
        return _Step(name, entry, title, None, there, why="taken")
    was, seen = str(event.get(_MARK, "")), _seen(event)
    edited = was.partition("-")[2] != seen
    if was.partition("-")[0] == mark.partition("-")[0] and not edited:
        return _Step(name, entry, title, None, there)
    # Never back: whoever changed the object may have raised its number.
    least = _sequence(event) + (_held(event) != _held(_only(made)))
    if least > entry.sequence:
        made = files.single(replace(entry, sequence=least))
    return _Step(name, entry, title, _with(made, mark), there, edited)


def _name(uid: str) -> str:
    """The name of an entry's object: safe in any address, and as stable as the UID."""
    return f"session-planner-{hashlib.sha256(uid.encode()).hexdigest()[:32]}.ics"


def _mark(made: Calendar) -> str:
    """What an object carries to be known again: a digest of all of it, and one of what a reader sees."""
    return f"{hashlib.sha256(made.to_ical()).hexdigest()[:16]}-{_seen(_only(made))}"


def _with(made: Calendar, mark: str) -> bytes:
    _only(made)[_MARK] = vText(mark)
    data: bytes = made.to_ical()
    return data


def _seen(event: Component) -> str:
    """A digest of when, where, what and whether, however a server writes it down."""
    return hashlib.sha256(
        "\n".join([*_held(event), _text(event, "summary"), _text(event, "description")]).encode()
    ).hexdigest()[:16]


def _held(event: Component) -> tuple[str, ...]:
    """When, where and whether: what SEQUENCE counts the changes of."""
    return _moment(event, "dtstart"), _moment(event, "dtend"), _text(event, "location"), _text(event, "status")


def _text(event: Component, name: str) -> str:
    return " ".join(str(event.get(name, "")).split())


def _moment(event: Component, name: str) -> str:
    found = getattr(event.get(name), "dt", None)
    return found.astimezone(_UTC).isoformat() if isinstance(found, dt.datetime) else str(found)


def _sequence(event: Component) -> int:
    try:
        return int(event.get("sequence", 0))
    except (TypeError, ValueError):
        return 0


def _only(made: Calendar) -> Component:
    return made.walk("VEVENT")[0]


def _event(data: bytes) -> Component | None:
    """The event of a stored object; None for one that holds none, or cannot be read."""
    try:
        found = Calendar.from_ical(data).walk("VEVENT")
    except ValueError:
        return None
    return found[0] if found else None
