"""A joint session in calendars that are out: there, at its time, once and not cancelled, or what is wrong with it.

Any calendar files and folders of them. Which audience a file is for is said by the list (`index.json`) of the folder
that was published; a file alone speaks for the bodies that it has entries of, or that it is named after. Of our own
calendars only the entries of joint sessions are read: a folder holds some hundreds of files.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from session_planner.bureau.given import Stretch, minute
from session_planner.errors import InputError, Mistake
from session_planner.files import read_at_most
from session_planner.programme.model import Segment
from session_planner.programme.people import People
from session_planner.programme.reading import MOST_BYTES, parse_programme
from session_planner.programme.sittings import sitting_times
from session_planner.scenario.model import JointSession, Scenario
from session_planner.scenario.outline import Outline, outline
from session_planner.words import N_, When, Words, say

Status = Literal["right", "elsewhere", "missing", "cancelled", "doubled", "stray"]

_BODY = re.compile(rb"^X-SESSION-PLANNER-BODY:(.*?)\r?$", re.MULTILINE)
_FOLD = re.compile(rb"\r?\n[ \t]")
_EVENT = re.compile(rb"^BEGIN:VEVENT\r?\n.*?^END:VEVENT\r?\n", re.MULTILINE | re.DOTALL)
_JOINT = b"X-SESSION-PLANNER-JOINT"
_INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a joint session. `part` tells the entries of one session apart, `sitting` is for a whole sitting."""

    joint: str
    part: str
    start: int
    end: int
    room: str | None
    cancelled: bool
    sitting: bool


@dataclass(frozen=True)
class Calendar:
    """A calendar file: for whom (`kind` and `id` as the list of its folder has them, or None), what is in it."""

    file: str
    kind: str | None
    id: str | None
    bodies: frozenset[str]
    entries: tuple[Entry, ...]

    @cached_property
    def stem(self) -> str:
        """The name of the file without its ending."""
        return Path(self.file).stem


@dataclass(frozen=True, slots=True)
class Shown:
    """How a calendar shows a joint session; `found` are the stretches at which it stands there, not cancelled."""

    file: str
    status: Status
    found: tuple[Stretch, ...]
    said: Words

    def as_dict(self, out: Outline, lang: str) -> dict[str, object]:
        """For `--json`."""
        found = [one.as_dict(out) for one in self.found]
        return {"file": self.file, "status": self.status, "found": found, "message": self.said.told(lang)}


# -- reading -----------------------------------------------------------------------------------------------------------


def read_calendars(paths: Iterable[Path | str], scenario: Scenario) -> tuple[Calendar, ...]:
    """Every calendar among some files and folders, in the order of their names.

    Raises InputError for what cannot be read, a folder without any calendar, and an entry without times.
    """
    found: list[Calendar] = []
    for given in paths:
        path = Path(given)
        files = sorted(path.rglob("*.ics")) if path.is_dir() else [path]
        if not files:
            raise InputError([Mistake(str(path), 0, 0, "", N_("there is no calendar (.ics) in this folder"))])
        listed = _listed(path) if path.is_dir() else {}
        found += (_calendar(file, listed.get(file, (None, None)), scenario) for file in files)
    return tuple(found)


def _listed(folder: Path) -> dict[Path, tuple[str | None, str | None]]:
    """By file: whose calendar it is, by the lists of calendars in a folder and those below."""
    found: dict[Path, tuple[str | None, str | None]] = {}
    for index in sorted(folder.rglob(_INDEX)):
        try:
            feeds = json.loads(read_at_most(index, MOST_BYTES))["feeds"]
            found |= {index.parent / path: (one["kind"], one["id"]) for one in feeds for path in one["paths"].values()}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue  # a list of something else: its calendars speak for themselves
    return found


def _calendar(file: Path, whose: tuple[str | None, str | None], scenario: Scenario) -> Calendar:
    data = read_at_most(file, MOST_BYTES)
    if len(data) > MOST_BYTES:
        raise InputError(
            [Mistake(str(file), 0, 0, "", N_("the file is larger than {most} MiB"), {"most": MOST_BYTES >> 20})]
        )
    unfolded = _FOLD.sub(b"", data)
    ours = frozenset(_plain(found) for found in _BODY.findall(unfolded))
    if ours or b"BEGIN:VEVENT" not in unfolded:
        others = _EVENT.sub(lambda event: event[0] if _JOINT in event[0] else b"", unfolded)
        return Calendar(str(file), *whose, ours, tuple(_ours(str(file), others)))
    programme = parse_programme(data, str(file), scenario).programme
    entries = [entry for joint in scenario.joint_sessions for entry in _others(joint, programme.segments)]
    return Calendar(str(file), *whose, frozenset(one.body for one in programme.segments), tuple(entries))


def _plain(value: bytes) -> str:
    return re.sub(r"\\(.)", r"\1", value.decode("utf-8", "replace")).strip()


def _ours(file: str, data: bytes) -> Iterator[Entry]:
    """The entries of joint sessions in a calendar of ours."""
    from icalendar import Calendar as Parsed

    try:
        calendars = Parsed.from_ical(data, multiple=True)
    except (ValueError, KeyError, IndexError, RecursionError) as error:
        reason = {"reason": str(error)[:200]}
        raise InputError([Mistake(file, 0, 0, "", N_("the calendar cannot be read: {reason}"), reason)]) from error
    for calendar in calendars:
        withdrawn = str(calendar.get("METHOD", "")).upper() == "CANCEL"
        for event in calendar.walk("VEVENT"):
            if event.get(_JOINT.decode()):
                yield _entry(file, event, withdrawn=withdrawn)


def _entry(file: str, event: Any, *, withdrawn: bool) -> Entry:
    ref = str(event.get("UID", ""))[:120]
    try:
        start, end = (minute(one.timestamp()) for one in (event.start, event.end))
    except Exception as error:  # icalendar has an error of its own for each way in which times can be missing
        said = N_("event “{title}” has no start or end: {reason}")
        fields = {"title": str(event.get("SUMMARY", ref)), "reason": str(error)[:200]}
        raise InputError([Mistake(file, 0, 0, ref, said, fields)]) from error
    item, part, room = (str(event.get(f"X-SESSION-PLANNER-{name}", "")) for name in ("ITEM", "PART", "ROOM"))
    cancelled = withdrawn or str(event.get("STATUS", "")).upper() == "CANCELLED"
    joint = str(event[_JOINT.decode()])
    return Entry(joint, f"{item}/{part}", start, end, room or None, cancelled, sitting=not part)


def _others(joint: JointSession, segments: Sequence[Segment]) -> Iterator[Entry]:
    """What a calendar from another hand has of a joint session: what its bodies share is one entry."""
    found = (one for one in segments if one.joint == joint.id)
    seen: set[tuple[object, ...]] = set()
    for one in found:
        start, end = minute(one.start.timestamp()), minute(one.end.timestamp())
        if (one.item, start, end) not in seen:
            seen.add((one.item, start, end))
            yield Entry(joint.id, f"{one.ref}", start, end, one.room, cancelled=False, sitting=False)


# -- comparing ---------------------------------------------------------------------------------------------------------


class Expected:
    """Where a programme has a session, and so where calendars are to show it; `place` is None where it has it not."""

    def __init__(
        self, joint: JointSession, session: Sequence[Segment], place: Stretch | None, scenario: Scenario, people: People
    ) -> None:
        self.joint, self.place, self.out = joint, place, outline(scenario)
        self.rooms = place.rooms if place else ()
        self.people = {
            "delegation": people.delegations(session),
            "officer": people.officers(session),
            "body": joint.bodies,
            "room": self.rooms,
        }
        self.sitting = self._whole_sitting(session) if session else None

    def _whole_sitting(self, session: Sequence[Segment]) -> Stretch:
        start, end = sitting_times(session, self.out)
        return Stretch(minute(start.timestamp()), minute(end.timestamp()), self.rooms)

    def shown(self, calendar: Calendar) -> Shown | None:
        """How a calendar shows the session; None for one that it does not concern."""
        mine = [one for one in calendar.entries if one.joint == self.joint.id]
        live = [one for one in mine if not one.cancelled]
        if not live:
            if not self._concerns(calendar, seen=bool(mine)):
                return None
            return Shown(calendar.file, "cancelled" if mine else "missing", (), self._absent(cancelled=bool(mine)))
        twice = [part for part, times in Counter(one.part for one in live).items() if times > 1]
        found = _stretches(live, apart=bool(twice))
        status, said = self._compared(calendar, live, found, doubled=bool(twice))
        return Shown(calendar.file, status, found, said)

    def _concerns(self, calendar: Calendar, *, seen: bool) -> bool:
        """Whether the session is to stand in it, and there is one."""
        if self.place is None:
            return False
        if calendar.kind is not None:
            return calendar.kind == "all" or calendar.id in self.people.get(calendar.kind, ())
        bodies = set(self.joint.bodies)
        return seen or bool(bodies & calendar.bodies) or calendar.stem in bodies

    def _absent(self, *, cancelled: bool) -> Words:
        said = N_("the joint session is cancelled in it") if cancelled else N_("the joint session is missing")
        return say(said)

    def _compared(
        self, calendar: Calendar, live: Sequence[Entry], found: tuple[Stretch, ...], *, doubled: bool
    ) -> tuple[Status, Words]:
        times = [When(self.out.clock(one.start)) for one in found]
        if doubled:
            return "doubled", say(N_("the joint session stands in it more than once: {times}"), times=times)
        if self.place is None:
            return "stray", say(N_("has it at {times}, and no programme does"), times=times)
        if calendar.kind == "room" and calendar.id not in self.rooms and self.rooms:
            return "elsewhere", say(N_("still has it in this room, at {times}"), times=times)
        right = self.sitting if live[0].sitting and self.sitting else self.place
        (one,) = found
        if (one.start, one.end) != (right.start, right.end):
            fields = {name: When(self.out.clock(at)) for name, at in (("start", one.start), ("end", one.end))}
            return "elsewhere", say(N_("has it from {start} to {end}"), **fields)
        if one.rooms and self.rooms and set(one.rooms) != set(self.rooms):
            return "elsewhere", say(N_("has it in {room}"), room=[self.out.title(room) for room in one.rooms])
        return "right", say(N_("in agreement"))


def _stretches(live: Sequence[Entry], *, apart: bool) -> tuple[Stretch, ...]:
    """The stretch of all entries; of each, where some stand there twice."""
    if apart:
        rooms = [((one.start, one.end), one.room) for one in sorted(live, key=lambda one: (one.start, one.end))]
        return tuple(Stretch(start, end, (room,) if room else ()) for (start, end), room in rooms)
    rooms_of = tuple(dict.fromkeys(one.room for one in live if one.room))
    return (Stretch(min(one.start for one in live), max(one.end for one in live), rooms_of),)
