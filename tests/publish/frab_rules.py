"""What the published schemas of schedule XML and JSON ask, as complaints about a file that does not keep to it.

Written down from the schemas of the c3voc (`validator/xsd` and `validator/json` of its repository `schedule`); where
their editions differ, the stricter rule stands here.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree

import jsonschema

ACRONYM = r"[a-z0-9_-][a-z0-9_]{3,}"
CLOCK = r"[0-2][0-9]:[0-5][0-9]"
DURATION = r"[0-9]{1,2}:[0-9]{2}"
GUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
HTTP = r"https?://.+"
SLUG = r"[a-z0-9]{4,}-[0-9]{1,6}-[a-z0-9_-]{4,}"
NUMBER = r"[1-9][0-9]*"
ANY = r"(?s).*"
MOMENT = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})"
DATE = r"\d{4}-\d{2}-\d{2}"

# Name: what its text matches, and whether it must be there. In a sequence the order counts too.
CONFERENCE = {
    "title": (ANY, True), "acronym": (ACRONYM, True), "start": (DATE, False), "end": (DATE, False),
    "days": (r"-?\d+", False), "timeslot_duration": (DURATION, False), "base_url": (HTTP, False),
    "time_zone_name": (ANY, False),
}  # fmt: skip
EVENT = {
    "room": (ANY, True), "title": (ANY, True), "subtitle": (ANY, True), "type": (ANY, True), "date": (MOMENT, True),
    "start": (CLOCK, True), "duration": (DURATION, True), "abstract": (ANY, True), "slug": (SLUG, True),
    "track": (ANY, True), "logo": (ANY, False), "persons": (r"\s*", False), "language": (ANY, False),
    "description": (ANY, False), "recording": (r"\s*", False), "links": (r"\s*", False),
    "attachments": (r"\s*", False), "url": (HTTP, False),
}  # fmt: skip
LISTS = {"persons": ("person", {"id": NUMBER}), "links": ("link", {"href": ANY}), "attachments": ("attachment", {})}


def xml_complaints(data: bytes) -> list[str]:
    """What a schedule XML does that the schema does not allow; nothing, if it is right."""
    root = ElementTree.fromstring(data)
    return [*_tree(root), *_unique(root)]


def _tree(root: ElementTree.Element) -> Iterator[str]:
    names = " ".join(child.tag for child in root)
    if root.tag != "schedule" or not re.fullmatch(r"(generator )?(url )?version conference( day)+", names):
        yield f"{root.tag} has {names}"
    conference = root.find("conference")
    yield from _all_of(conference if conference is not None else ElementTree.Element("none"), CONFERENCE)
    for day in root.findall("day"):
        yield from _attributes(day, {"date": DATE, "start": MOMENT, "end": MOMENT, "index": NUMBER}, ())
        for room in day:
            yield from _attributes(room, {"name": ANY, "guid": GUID}, ("name",))
            yield from (f"{day.tag} has {room.tag}" for _ in range(room.tag != "room"))
            for event in room:
                yield from _event(event)


def _event(event: ElementTree.Element) -> Iterator[str]:
    if event.tag != "event":
        yield f"a room has {event.tag}"
    yield from _attributes(event, {"id": NUMBER, "guid": GUID}, ("id", "guid"))
    yield from _all_of(event, EVENT)
    recording = event.find("recording")
    if recording is not None:
        allowed = {"license": (ANY, True), "optout": ("true|false|0|1", True), "url": (HTTP, False)}
        yield from _all_of(recording, allowed)
    for name, (member, attributes) in LISTS.items():
        for one in event.iterfind(f"{name}/*"):
            yield from (f"{name} has {one.tag}" for _ in range(one.tag != member))
            yield from _attributes(one, attributes, ())


def _all_of(parent: ElementTree.Element, allowed: dict[str, tuple[str, bool]]) -> Iterator[str]:
    counted = Counter(child.tag for child in parent)
    yield from (f"{parent.tag} has {name} {count} times" for name, count in counted.items() if count > 1)
    yield from (f"{parent.tag} has {name}" for name in counted if name not in allowed)
    yield from (f"{parent.tag} has no {name}" for name, (_, must) in allowed.items() if must and name not in counted)
    for child in parent:
        if child.tag in allowed and not re.fullmatch(allowed[child.tag][0], child.text or ""):
            yield f"{parent.tag}/{child.tag} is {child.text!r}"


def _attributes(one: ElementTree.Element, allowed: dict[str, str], must: Iterable[str]) -> Iterator[str]:
    yield from (f"{one.tag} has no @{name}" for name in must if name not in one.attrib)
    for name, value in one.attrib.items():
        if not re.fullmatch(allowed.get(name, "(?!)"), value):
            yield f"{one.tag}/@{name} is {value!r}"


def _unique(root: ElementTree.Element) -> Iterator[str]:
    events = root.findall("day/room/event")
    for name, values in {
        "guid": [event.get("guid") for event in events],
        "id": [event.get("id") for event in events],
        "slug": [event.findtext("slug") for event in events],
        "index": [day.get("index") for day in root.findall("day")],
    }.items():
        yield from (f"{name} {value} is there {count} times" for value, count in Counter(values).items() if count > 1)


def _object(required: str, optional: str = "", **kinds: Any) -> dict[str, Any]:
    names = [*required.split(), *optional.split()]
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required.split(),
        "properties": {name: kinds.get(name, {"type": "string"}) for name in names},
    }


def _like(pattern: str) -> dict[str, str]:
    return {"type": "string", "pattern": f"^({pattern})$"}


_INTEGER, _LIST = {"type": "integer"}, {"type": "array"}
_URI = _like(r"[a-z][a-z0-9+.-]*:.+")
_JSON_EVENT = _object(
    "abstract date duration guid id language links persons room slug start subtitle title track type url",
    "logo description recording_license attachments answers",
    id={"type": "integer", "minimum": 1}, guid=_like(GUID), date=_like(MOMENT), start=_like(CLOCK),
    duration=_like(DURATION), slug=_like("[a-z0-9_-]+[a-z0-9]"), url=_URI, links=_LIST, attachments=_LIST,
    answers=_LIST, logo=_URI,
    persons={"type": "array", "items": {
        "type": "object", "required": ["public_name", "id"],
        "properties": {"id": _INTEGER, "name": {"type": "string"}, "public_name": {"type": "string"}},
    }},
)  # fmt: skip
_JSON_DAY = _object(
    "date day_end day_start index rooms", index=_INTEGER, date=_like(DATE), day_start=_like(MOMENT),
    day_end=_like(MOMENT),
    rooms={"type": "object", "additionalProperties": {"type": "array", "items": _JSON_EVENT}},
)  # fmt: skip
_JSON_CONFERENCE = _object(
    "title acronym days daysCount start end timeslot_duration", "time_zone_name url tracks rooms",
    acronym=_like(ACRONYM), start=_like(DATE), end=_like(DATE), daysCount=_INTEGER,
    time_zone_name={"type": "string", "pattern": "^([A-Z][a-z]+/[A-Z][a-z]+)|UTC$"}, url=_URI,
    tracks={"type": "array", "items": _object("name color", color=_like("#[0-9a-f]{6}"))},
    rooms={"type": "array", "items": _object("guid name", guid=_like(GUID))},
    days={"type": "array", "items": _JSON_DAY},
)  # fmt: skip
_JSON = _object(
    "schedule", "$schema generator", generator={"type": "object"},
    schedule=_object("conference version", "base_url", conference=_JSON_CONFERENCE),
)  # fmt: skip


def json_complaints(data: str) -> list[str]:
    """What a schedule JSON does that the schema does not allow; nothing, if it is right."""
    found = jsonschema.Draft202012Validator(_JSON).iter_errors(json.loads(data))
    return [f"{'/'.join(map(str, one.path))}: {one.message}" for one in found]


def told(data: bytes) -> list[tuple[str, dt.datetime, dt.datetime, str, str]]:
    """What an app makes of a schedule XML: for each entry its guid, start, end, room and the day it is listed on."""
    found = []
    for day in ElementTree.fromstring(data).findall("day"):
        for event in day.findall("room/event"):
            start = dt.datetime.fromisoformat(event.findtext("date", ""))
            hours, minutes = event.findtext("duration", "").split(":")
            assert event.findtext("start") == start.strftime("%H:%M")
            end = start + dt.timedelta(hours=int(hours), minutes=int(minutes))
            found.append((event.get("guid", ""), start, end, event.findtext("room", ""), day.get("date", "")))
    return sorted(found)
