"""A joint session in calendars that are out: there, at its time, once and not cancelled, or what is wrong with it.

Any calendar files and folders of them. Which audience a file is for is said by the list (`index.json`) of the folder
that was published; a file alone is for the one that it is named after, else for the bodies of whose items it holds at
least half. Of our own calendars only the entries of joint sessions are read: a folder holds some hundreds of files.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from session_planner.bureau.given import Stretch, minute, rows_of
from session_planner.errors import InputError, Mistake
from session_planner.files import read_at_most
from session_planner.programme.model import Programme, Segment
from session_planner.programme.people import People
from session_planner.programme.reading import MOST_BYTES, parse_programme
from session_planner.programme.sittings import sitting_times
from session_planner.scenario.model import JointSession, Scenario
from session_planner.scenario.outline import Outline, outline
from session_planner.words import N_, When, Words, say

Status = Literal["right", "elsewhere", "missing", "cancelled", "doubled", "stray"]

_BODY = re.compile(rb"^X-SESSION-PLANNER-BODY:(.*?)\r?$", re.MULTILINE)
_ITEM = re.compile(rb"^X-SESSION-PLANNER-ITEM:(.*?)\r?$", re.MULTILINE)
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
    """A calendar file: for whom (`kind` and `id` as the list of its folder has them, or None), what is in it.

    `refs` are the items that it holds something of (`body/number`; the body alone where entries are whole sittings).
    """

    file: str
    kind: str | None
    id: str | None
    refs: frozenset[str]
    entries: tuple[Entry, ...]


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
        listed = _listed(files)
        found += (_calendar(file, listed.get(file) or _named(file, scenario), scenario) for file in files)
    return tuple(found)


_Whose = tuple[str | None, str | None]


def _listed(files: Sequence[Path]) -> dict[Path, _Whose]:
    """By file: whose calendar it is, by the lists of calendars in the folders above it."""
    found: dict[Path, _Whose] = {}
    # A list stands above the languages and the kinds: FOLDER/index.json lists FOLDER/en/body/wg-ta.ics.
    folders = {folder for file in files for folder in list(file.parents)[:3]}
    for index in sorted(index for folder in folders if (index := folder / _INDEX).is_file()):
        try:
            feeds = json.loads(read_at_most(index, MOST_BYTES))["feeds"]
            found |= {index.parent / path: (one["kind"], one["id"]) for one in feeds for path in one["paths"].values()}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue  # a list of something else: its calendars speak for themselves
    return found


def _named(file: Path, scenario: Scenario) -> _Whose:
    """Whose calendar it is, by its own name."""
    kinds = {
        "body": scenario.bodies,
        "delegation": scenario.delegations,
        "officer": scenario.officers,
        "room": scenario.rooms,
    }
    found = [kind for kind, known in kinds.items() if file.stem in {one.id for one in known}]
    kind = file.parent.name if file.parent.name in found else next(iter(found), None)
    return kind, file.stem if kind else None


def _calendar(file: Path, whose: _Whose, scenario: Scenario) -> Calendar:
    data = read_at_most(file, MOST_BYTES)
    if len(data) > MOST_BYTES:
        raise InputError(
            [Mistake(str(file), 0, 0, "", N_("the file is larger than {most} MiB"), {"most": MOST_BYTES >> 20})]
        )
    unfolded = _FOLD.sub(b"", data)
    if len(_EVENT.findall(unfolded)) != unfolded.count(b"BEGIN:VEVENT"):
        raise InputError([Mistake(str(file), 0, 0, "", N_("the calendar is cut off: an entry in it has no end"))])
    ours = frozenset(_refs(unfolded))
    if ours or b"BEGIN:VEVENT" not in unfolded:
        return Calendar(str(file), *whose, ours, tuple(_ours(str(file), _joint_events(unfolded))))
    programme = parse_programme(data, str(file), scenario).programme
    entries = [entry for joint in scenario.joint_sessions for entry in _others(joint, programme.segments)]
    return Calendar(str(file), *whose, frozenset(one.ref for one in programme.segments), tuple(entries))


def _refs(data: bytes) -> Iterator[str]:
    """What a calendar of ours holds something of."""
    for event in _EVENT.findall(data):
        if body := _BODY.search(event):
            item = _ITEM.search(event)
            yield f"{_plain(body[1])}/{_plain(item[1])}" if item else _plain(body[1])


def _joint_events(data: bytes) -> bytes:
    """A calendar of ours without the events that are no joint session."""
    return _EVENT.sub(lambda event: event[0] if _JOINT in event[0] else b"", data)


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
        self,
        joint: JointSession,
        programme: Programme,
        place: Stretch | None,
        scenario: Scenario,
        people: People,
    ) -> None:
        session = rows_of(joint, programme)
        self.joint, self.place, self.out = joint, place, outline(scenario)
        self.rooms = place.rooms if place else ()
        self.people = {
            "delegation": people.delegations(session),
            "officer": people.officers(session),
            "body": joint.bodies,
            "room": self.rooms,
        }
        self.sitting = self._whole_sitting(session) if session else None
        self.items: dict[str, set[str]] = {body: set() for body in joint.bodies}
        for one in programme.segments:
            if one.body in self.items and one not in session:
                self.items[one.body].add(one.ref)

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
        return seen or any(self._holds(calendar, body) for body in self.joint.bodies)

    def _holds(self, calendar: Calendar, body: str) -> bool:
        """Whether a calendar of which nobody says whose it is has the programme of a body."""
        items = self.items[body] & calendar.refs
        return body in calendar.refs or (bool(items) and 2 * len(items) >= len(self.items[body]))

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
