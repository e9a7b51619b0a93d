"""Schedule XML as pentabarf began it: FOSDEM, frab, the c3voc, pretalx, and what we publish ourselves.

A format of `systems`. Read by lxml in one pass, over the few elements that a timetable needs. A file that declares
entities is refused: no schedule needs them, and they are how XML is made to explode or to read other files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from session_planner.programme.memory import without_collection
from session_planner.sources.draft import Draft
from session_planner.sources.evidence import Evidence, Place
from session_planner.sources.reading import Options
from session_planner.sources.systems.frab import RawEvent, RawSchedule, frab_draft
from session_planner.sources.systems.ours import GENERATOR
from session_planner.sources.systems.timetable import Thing
from session_planner.sources.systems.wrong import Wrong, refused
from session_planner.words import N_

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEAD = ("title", "acronym", "start", "end", "day_change", "time_zone_name", "url", "base_url")
_FIELDS = frozenset(("date", "start", "duration", "title", "track", "language"))
_OF_OURS = frozenset(("slug", "subtitle", "abstract"))
_WANTED = ("day", "room", "event", "person", *sorted(_FIELDS))
_OPENS = re.compile(rb"<(?:\w+:)?schedule[\s>]")
MOST_TAGS = 1_500_000
"""Beginnings and ends of elements; a schedule of ten thousand talks has less than a million."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


def recognise(data: bytes, file: str) -> bool:
    """Whether a file looks like a schedule XML."""
    del file
    start = data[:4096]
    if start[:2] in _UTF_16:
        start = start.replace(b"\x00", b"")
    return b"<" in start[:64] and _OPENS.search(start) is not None


def read(data: bytes, file: str, options: Options) -> Draft:
    """The draft of a schedule XML. Raises InputError with all mistakes, each with its line."""
    with without_collection():
        return _read(data, file, options.timezone)


def _read(data: bytes, file: str, timezone: str | None) -> Draft:
    root = _parsed(data, file)
    if root.tag != "schedule":
        raise refused(file, N_("this is no schedule: it begins with `{found}`"), 1, found=str(root.tag)[:60])
    head, days = _head(root)
    events, rooms = _body(root, _FIELDS | _OF_OURS if head["generator"] == GENERATOR else _FIELDS)
    raw = RawSchedule(file, head, days, events, rooms, Place(line=1))
    return frab_draft(raw, timezone, Wrong(file), lambda index, name: _place_of(root, index, name))


def _parsed(data: bytes, file: str) -> _Element:
    from lxml import etree

    # No element takes less than `<a/>`, so that small files need not be counted.
    if len(data) > 4 * MOST_TAGS and data.count(b"<") > MOST_TAGS:
        raise refused(file, N_("this XML has more than {most} tags"), most=MOST_TAGS)
    # Without the blanks between elements and a table of ids the tree is made, walked and freed more quickly.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=True, collect_ids=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise refused(
            file, N_("this is not well-formed XML: {reason}"), line, reason=" ".join(str(error.msg).split())[:200]
        ) from None
    except ValueError as error:
        raise refused(file, N_("this is not well-formed XML: {reason}"), reason=str(error)[:200]) from None
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise refused(
            file, N_("this XML declares a document type or entities; a schedule needs none, and none is read")
        )
    return root


def _head(root: _Element) -> tuple[dict[str, str], list[str]]:
    """What is said of the conference, and the dates of its days."""
    conference = root.find("conference")
    found = {name: conference.findtext(name) or "" for name in _HEAD} if conference is not None else {}
    generator = root.find("generator")
    found["generator"] = generator.get("name") or "" if generator is not None else ""
    return found, [day.get("date") or day.get("start") or "" for day in root.iterchildren("day")]


def _body(root: _Element, texts: frozenset[str]) -> tuple[list[RawEvent], dict[str, Thing]]:
    """The events, and the rooms of the days, from one walk over the tree."""
    events: list[RawEvent] = []
    rooms: dict[str, Thing] = {}
    day, room = -1, ""
    fields: dict[str, str] | None = None
    event = RawEvent(-1, "")
    for element in root.iter(*_WANTED, *(texts - _FIELDS)):
        tag = element.tag
        if tag in texts:
            if fields is not None and tag not in fields:
                fields[tag] = element.text or ""
        elif tag == "person":
            if fields is not None:
                event.persons.append((element.get("id") or element.get("guid") or "", element.text or ""))
        elif tag == "event":
            fields = {"id": element.get("id") or "", "guid": element.get("guid") or ""}
            event = RawEvent(day, room, fields, [], _seen(element))
            events.append(event)
        elif tag == "day":
            day, room, fields = day + 1, "", None
        elif tag == "room" and (name := element.get("name")) is not None:
            fields, room = None, name
            rooms.setdefault(room, Thing(" ".join(room.split()), _seen(element)))
        elif tag == "room" and fields is not None:
            fields["room"] = element.text or ""
    return events, rooms


def _seen(element: _Element) -> Evidence:
    return Evidence((Place(line=_line(element)),))


def _line(element: _Element) -> int:
    line: int | None = element.sourceline  # type: ignore[assignment]
    return line or 0


def _place_of(root: _Element, index: int, name: str) -> tuple[str, int]:
    """Path and line of a field of an event, found again because a mistake is told of it."""
    if index < 0:
        number = int(name[4:-1]) if name.startswith("day[") else 0
        found = root.findall("day")[number - 1] if number else root
        return f"schedule/{name}", _line(found)
    event = next(one for at, one in enumerate(root.iter("event")) if at == index)
    path = event.getroottree().getpath(event).lstrip("/")
    child = event.find(name) if name and name not in event.attrib else None
    place = event if child is None else child
    return (f"{path}/{name}" if name else path), _line(place)
