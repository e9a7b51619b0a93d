"""From the JSON of a week of group meetings to an `event`: every mistake told with its path, nothing left out silently.

The first station; after it `scenario`. What has the wrong shape is a mistake, and no event is made. What people wrote
in a text and cannot be understood, or what names a meeting that there is not, is kept in the event and listed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from session_planner.files import read_at_most
from session_planner.scenario.references import is_zone
from session_planner.sources.conferences.tpac.event import Event, Meeting, Room, Slot, Unread
from session_planner.sources.conferences.tpac.places import Places
from session_planner.sources.conferences.tpac.requests import MOST_TEXT, Reader
from session_planner.sources.conferences.tpac.titles import Title, key, single, title_of
from session_planner.sources.systems.answers import Node, parsed
from session_planner.sources.systems.wrong import cut, refused
from session_planner.words import N_, say

MOST_BYTES = 16 * 1024 * 1024
MOST = {"rooms": 500, "slots": 500, "sessions": 1000}
MOST_TITLE = 300
_ROOM = re.compile(r"(.*\S)\s*\((\d{1,6})\)")
_SLOT = re.compile(r"(\d{4}-\d\d-\d\d)\s+(\d{1,2}):(\d\d)\s*[-\u2013]\s*(\d{1,2}):(\d\d)")
_IN_NO_ROOM = frozenset(",;|\n")
_KNOWN = frozenset({"number", "title", "body", "room", "day", "slot", "meeting"})


def read_event(path: Path | str) -> Event:
    """The event in a file. Raises InputError with all mistakes, and OutsideError if the disk fails."""
    return parse_event(read_at_most(path, MOST_BYTES), str(path))


def parse_event(data: bytes, file: str) -> Event:
    """The event in the bytes of a JSON; `file` names it in mistakes. Raises InputError."""
    document = parsed(data, file)
    wrong = Places(file)
    whole = Node(document, "", wrong)
    if not whole.has("rooms", "slots", "sessions"):
        raise refused(file, N_("this is no week of group meetings: it has no `rooms`, `slots` and `sessions`"))
    for name, most in MOST.items():
        if isinstance(whole.at(name).data, list) and len(whole.at(name).data) > most:
            whole.at(name).say(N_("these are more than {most}"), most=most)
            wrong.tell()
    title = " ".join((whole.at("title").text() or whole.at("metadata").at("meeting").text()).split())
    rooms, slots = _rooms(whole.at("rooms")), _slots(whole.at("slots"))
    timezone = _zone(whole.at("metadata").at("timezone"))
    meetings, unread = _meetings(whole.at("sessions"), slots)
    wrong.tell()
    return Event(title or Path(file).stem, timezone, rooms, slots, meetings, unread, document)


def _zone(node: Node) -> str:
    zone = node.text()
    if not is_zone(zone):
        node.say(N_("found `{found}`; this must be an IANA time zone, such as `Europe/Madrid`"), found=cut(zone))
    return zone


def _rooms(node: Node) -> tuple[Room, ...]:
    found: dict[str, Room] = {}
    for one in node.each():
        name = " ".join(one.text().split())
        if not name or not _IN_NO_ROOM.isdisjoint(name) or len(name) > MOST_TITLE:
            said = N_("found `{found}`; the name of a room is not empty and has no comma, semicolon or bar in it")
            one.say(said, found=cut(name))
        elif name in found:
            one.say(N_("the room `{found}` stands here twice"), found=cut(name))
        else:
            parts = _ROOM.fullmatch(name)
            seats = int(parts[2]) if parts else None
            found[name] = Room(name, parts[1] if parts else name, seats or None)
    if not found:
        node.say(N_("there is not one room"))
    return tuple(found.values())


def _slots(node: Node) -> tuple[Slot, ...]:
    """The slots; each ends before the next one of its day begins."""
    found: list[tuple[Slot, Node]] = []
    for one in node.each():
        text = " ".join(one.text().split())
        parts = _SLOT.fullmatch(text)
        slot = _slot(parts) if parts else None
        if slot is None:
            one.say(N_("found `{found}`; a slot is written like `2023-09-11 09:30 - 11:00`"), found=cut(text))
        else:
            found.append((slot, one))
    found.sort(key=lambda one: (one[0].date, one[0].start))
    for (before, _), (after, place) in pairwise(found):
        if before.date == after.date and after.start < before.end:
            place.say(N_("this slot begins before another one is over"))
    if not found:
        node.say(N_("there is not one slot"))
    return tuple(slot for slot, _ in found)


def _slot(parts: re.Match[str]) -> Slot | None:
    try:
        date = dt.date.fromisoformat(parts[1])
    except ValueError:
        return None
    hours = [int(parts[at]) for at in (2, 4)]
    minutes = [int(parts[at]) for at in (3, 5)]
    if not 1900 < date.year < 2200 or max(hours) > 23 or max(minutes) > 59:
        return None
    start, end = (60 * hour + minute for hour, minute in zip(hours, minutes, strict=True))
    return Slot(date, start, end) if start < end else None


def _meetings(node: Node, slots: tuple[Slot, ...]) -> tuple[tuple[Meeting, ...], tuple[Unread, ...]]:
    numbered = _numbered(node)
    unread: list[Unread] = []
    titles = _titles(numbered)
    spelled: dict[str, str] = {}
    for title in sorted(titles.values(), key=lambda title: len(title.names) > 1):
        for name in title.names:
            spelled.setdefault(key(name), name)
    named: dict[str, list[int]] = {}
    for number, title in titles.items():
        if len(title.names) == 1:
            named.setdefault(key(title.names[0]), []).append(number)
        named.setdefault(key(numbered[number].at("title").text()), []).append(number)
    named = {name: list(dict.fromkeys(numbers)) for name, numbers in named.items()}
    reader = Reader(slots, numbered, named)
    meetings = []
    for number, one in numbered.items():
        unread += _doubts(titles[number], one)
        text = one.at("body").text()
        if len(text) > MOST_TEXT:
            one.at("body").say(N_("this text has more than {most} characters"), most=MOST_TEXT)
            continue
        asked = reader.read(text, number, one.at("body").path)
        unread += asked.unread
        groups = tuple(dict.fromkeys(spelled[key(name)] for name in titles[number].names))
        called = " ".join(one.at("title").text().split())
        meetings.append(Meeting(number, called, groups, asked.people, tuple(asked.wanted), tuple(asked.avoids)))
    return tuple(meetings), tuple(unread)


def _titles(numbered: Mapping[int, Node]) -> dict[int, Title]:
    """What each title says, seen beside the names that the others have alone."""
    alone = {number: key(single(one.at("title").text()) or "") for number, one in numbered.items()}
    often = Counter(name for name in alone.values() if name)
    known = set(often)
    found = {}
    for number, one in numbered.items():
        own = {alone[number]} if often[alone[number]] == 1 else set()
        known -= own
        found[number] = title_of(one.at("title").text(), known)
        known |= own
    return found


def _numbered(node: Node) -> dict[int, Node]:
    """The meetings by their numbers, those left out that have no number or no title."""
    found: dict[int, Node] = {}
    for one in node.maps():
        number, title = one.at("number").number(), one.at("title").text()
        if number is None or not 0 < number < 10**9:
            one.at("number").say(N_("a meeting needs a number of its own"))
        elif number in found:
            one.at("number").say(N_("the number {found} stands here twice"), found=number)
        elif not title_of(title, ()).names or len(title) > MOST_TITLE:
            said = N_("found `{found}`; the title of a meeting names its group, in at most {most} characters")
            one.at("title").say(said, found=cut(title), most=MOST_TITLE)
        else:
            found[number] = one
    if not found:
        node.say(N_("there is not one meeting"))
    return found


def _doubts(title: Title, one: Node) -> list[Unread]:
    """What in a meeting is not as the form has it; it is taken all the same."""
    text = one.at("title").text()
    found = []
    distinct = {key(name) for name in title.names}
    if title.joint and len(distinct) == 1:
        found.append((one.at("title"), text, say(N_("a joint meeting of one group alone; it is taken as its own"))))
    if not title.joint and len(distinct) > 1:
        said = N_("several groups and no word of a joint meeting; it is taken as one")
        found.append((one.at("title"), text, say(said)))
    for name, node in one.items():
        if name not in _KNOWN and node.data not in (None, "", [], {}):
            found.append((node, str(node.data)[:MOST_TITLE], say(N_("nothing in the scenario follows from this"))))
    return [Unread(node.path, words, why) for node, words, why in found]
