"""The schedule of conference apps (Giggity, ConfClerk, EventFahrplan and others), as XML and as JSON.

A format of `publish`. Both follow what the schemas ask that the c3voc publishes for them; where their editions differ,
what is written passes the newest. What was dropped is simply no longer there: the format has no word for it.
"""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme
from session_planner.publish.frab_schedule import Schedule, Talk, guid_of
from session_planner.releases.entries import uid
from session_planner.releases.ledger import Ledger
from session_planner.scenario.model import Scenario

GENERATOR = "session-planner"
SCHEMA = "https://c3voc.de/schedule/schema.json"


def frab_xml(
    programme: Programme, scenario: Scenario, lang: str, keep: Filter = EVERYTHING, ledger: Ledger | None = None
) -> bytes:
    """The schedule XML of a programme, or of the part that `keep` leaves; `ledger` is that of its release."""
    return _xml(Schedule(programme, scenario, lang, keep, ledger))


def frab_json(
    programme: Programme, scenario: Scenario, lang: str, keep: Filter = EVERYTHING, ledger: Ledger | None = None
) -> str:
    """The schedule JSON of a programme, or of the part that `keep` leaves; `ledger` is that of its release."""
    return json.dumps(_json(Schedule(programme, scenario, lang, keep, ledger)), ensure_ascii=False, indent=1) + "\n"


def _xml(show: Schedule) -> bytes:
    root = ElementTree.Element("schedule")
    ElementTree.SubElement(root, "generator", name=GENERATOR)
    _say(root, "version", show.version)
    conference = ElementTree.SubElement(root, "conference")
    for name, value in {
        "title": show.title,
        "acronym": show.acronym,
        "start": show.days[0].date.isoformat(),
        "end": show.days[-1].date.isoformat(),
        "days": str(len(show.days)),
        "timeslot_duration": _hours(show.scenario.grain),
        "time_zone_name": show.scenario.timezone,
    }.items():
        _say(conference, name, value)
    for day in show.days:
        hours = {"start": day.begins.isoformat(), "end": day.ends.isoformat()}
        of_day = ElementTree.SubElement(root, "day", {"index": str(day.index), "date": day.date.isoformat(), **hours})
        for name, talks in day.rooms.items():
            room = ElementTree.SubElement(of_day, "room", name=name)
            for talk in talks:
                _talk_xml(room, talk, show.page)
    ElementTree.indent(root, " ")
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _talk_xml(room: ElementTree.Element, talk: Talk, page: str) -> None:
    event = ElementTree.SubElement(room, "event", id=str(talk.id), guid=str(talk.guid))
    for name, value in _in_both(talk).items():
        _say(event, name, value)
        if name == "slug":
            if page:
                _say(event, "url", page)
            recording = ElementTree.SubElement(event, "recording")
            _say(recording, "license", "")
            _say(recording, "optout", "true")
    persons = ElementTree.SubElement(event, "persons")
    for number, name in talk.persons:
        _say(persons, "person", name, id=str(number))
    links = ElementTree.SubElement(event, "links")
    for href, title in talk.links:
        _say(links, "link", title, href=href)
    ElementTree.SubElement(event, "attachments")


def _say(parent: ElementTree.Element, name: str, value: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = value


def _json(show: Schedule) -> dict[str, Any]:
    days = [
        {
            "index": day.index,
            "date": day.date.isoformat(),
            "day_start": day.begins.isoformat(),
            "day_end": day.ends.isoformat(),
            "rooms": {room: [_talk_json(talk, show.page) for talk in talks] for room, talks in day.rooms.items()},
        }
        for day in show.days
    ]
    used = {room for day in show.days for room in day.rooms}
    conference = {
        "acronym": show.acronym,
        "title": show.title,
        "start": show.days[0].date.isoformat(),
        "end": show.days[-1].date.isoformat(),
        "daysCount": len(show.days),
        "timeslot_duration": _hours(show.scenario.grain),
        "time_zone_name": show.scenario.timezone,
        **({"url": show.page} if show.page else {}),
        "rooms": [
            {"guid": str(guid_of(uid(show.id, f"room:{room or ''}"))), "name": name}
            for room, name in show.rooms.items()
            if name in used
        ],
        "tracks": show.tracks(),
        "days": days,
    }
    schedule = {"version": show.version, "conference": conference}
    return {"$schema": SCHEMA, "generator": {"name": GENERATOR}, "schedule": schedule}


def _talk_json(talk: Talk, page: str) -> dict[str, Any]:
    return {
        "id": talk.id,
        "guid": str(talk.guid),
        **_in_both(talk),
        # An address is asked for: where the session has no page, a name that stays will do.
        "url": page or talk.guid.urn,
        "recording_license": "",
        "persons": [{"id": number, "name": name, "public_name": name} for number, name in talk.persons],
        "links": [{"url": href, "title": title} for href, title in talk.links],
        "attachments": [],
        "answers": [],
    }


def _in_both(talk: Talk) -> dict[str, str]:
    """What XML and JSON say alike, in the order that the format is used to."""
    return {
        "date": talk.start.isoformat(),
        "start": talk.start.strftime("%H:%M"),
        "duration": _hours(talk.minutes),
        "room": talk.room,
        "slug": talk.slug,
        "title": talk.title.text,
        "subtitle": talk.subtitle,
        "track": talk.track,
        "type": "meeting",
        "language": talk.title.lang,
        "abstract": talk.abstract,
        "description": talk.description,
    }


def _hours(minutes: int) -> str:
    """`HH:MM`, also of more than a day."""
    return f"{minutes // 60:02}:{minutes % 60:02}"
