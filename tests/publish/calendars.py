"""What the tests of calendars share: a session of two releases with everything in it, in any zone, and its files."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from session_planner.programme.model import Programme, Segment
from session_planner.releases.ledger import Ledger
from session_planner.scenario.model import Scenario

UTC = dt.UTC
ZONES = (
    "Europe/Vienna",
    "America/New_York",
    "Africa/Nairobi",
    "Asia/Bangkok",
    "Pacific/Chatham",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Europe/Dublin",
)
YEARS = (2012, 2026, 2040)
FIRST, SECOND = dt.datetime(2012, 7, 4, 12, 0, 30, tzinfo=UTC), dt.datetime(2012, 10, 18, 20, 15, tzinfo=UTC)

SESSION: dict[str, Any] = {
    "format": 1, "id": "two", "timezone": "Europe/Vienna", "languages": ["en", "fr"],
    "title": {"en": "Session, of two; releases", "fr": "Session", "ar": "الدورة", "zh": "会期😀"},
    "link": "https://example.org/session?a=1,2;b=3",
    "days": [{"date": "2012-10-18", "sittings": ["10:00-13:00", "15:00-18:00"]}],
    "venues": [{"id": "vic", "title": {"en": "International Centre", "fr": "Centre international"}}],
    "rooms": [
        {"id": "m1", "title": {"en": "Room M", "fr": "Salle M"}, "venue": "vic"},
        {"id": "m2", "title": "M2", "venue": "vic", "remote": "tel:+43-1-26060"},
        {"id": "m3", "title": "M3"},
    ],
    "bodies": [
        {
            "id": "a", "title": {"en": "Working Group A", "zh": "A工作组"}, "short": "WG.A",
            "agenda": [
                {"number": "1", "title": {"en": "Opening"}},
                {"number": "2", "title": {"en": 'Debate: "<b>all</b>", e.g.; 🇦🇹 & more', "ar": "المناقشة العامة"},
                 "splittable": True},
                {"number": "3", "title": {"en": "Cultural property"}},
                {"number": "4", "title": {"en": "Other matters", "fr": "Questions diverses"}},
            ],
        },
        {"id": "b", "title": {"en": "Working Group B"}, "short": "WG.B", "remote": "ask the secretariat",
         "agenda": [{"number": "5", "title": {"en": "Extradition"}}, {"number": "6", "title": {"en": "Property"}}]},
        {"id": "c", "title": {"en": "Group of Experts C"}, "short": "GE.C"},
    ],
    "joint_sessions": [
        {"id": "property", "title": {"en": "Joint discussion"}, "bodies": ["a", "b", "c"],
         "items": {"a": ["3"], "b": ["6"]}, "remote": "https://meet.example.org/j/1?pwd=x,y;z"}
    ],
    "documents": [
        {"symbol": "A/1", "title": {"en": "Note & <i>more</i>", "fr": "Note"}, "items": ["a/2"],
         "link": 'https://example.org/A/1?a=1&b=2'},
        {"symbol": "A/2", "items": ["a/2"], "link": "javascript:alert(1)"},
        {"symbols": ["A/3", "B/3"], "items": ["a/3", "b/6"], "link": "https://example.org/A/3"},
    ],
    "delegations": [{"id": "x", "title": {"en": "Erewhon"}, "size": 1, "follows": ["a/4", "joint:property"]}],
    "officers": [{"id": "chair", "serves": ["a"]}],
}  # fmt: skip


def session(**changes: Any) -> Scenario:
    """The scenario, with some of its keys set otherwise."""
    return Scenario.model_validate({**SESSION, **changes})


def segments(scenario: Scenario) -> tuple[Segment, ...]:
    """The programme of the first release: a split item, two bodies side by side, a joint session."""
    day, zone = scenario.days[0].date, ZoneInfo(scenario.timezone)

    def hour(hour: int, minute: int = 0) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(hour, minute), zone)

    joint: dict[str, Any] = {"joint": "property", "bodies": ("a", "b", "c"), "room": "m1"}
    return (
        Segment("a", "1", hour(10), hour(10, 15), "m1"),
        Segment("a", "2", hour(10, 15), hour(12), "m1", part=1, parts=2),
        Segment("a", "4", hour(12), hour(12, 30), "m1"),
        Segment("b", "5", hour(10), hour(12), "m2"),
        Segment("a", "2", hour(14), hour(15), "m1", part=2, parts=2),
        Segment("a", "3", hour(15), hour(17), **joint),
        Segment("b", "6", hour(15), hour(17), **joint),
        Segment("c", None, hour(15), hour(17), **joint),
    )


@cache
def two_releases(zone: str = "Europe/Vienna", day: str = "2012-10-18") -> tuple[Ledger, Scenario, Programme]:
    """The ledger of both releases and the second programme.

    In the second, item 4 is dropped and unknown to the scenario, item 5 goes to another room, the second part of item
    2 is later by half an hour, and body c leaves the joint session.
    """
    days = [{"date": day, "sittings": ["10:00-13:00", "15:00-18:00"]}]
    before = session(timezone=zone, days=days)
    first, *rest = segments(before)
    ledger = Ledger().advance(Programme((first, *rest), "two"), before, 1, FIRST)
    bodies = [{**body, "agenda": [one for one in body.get("agenda", ()) if one["number"] != "4"]}
              for body in SESSION["bodies"]]  # fmt: skip
    delegations = [{**SESSION["delegations"][0], "follows": ["joint:property"]}]
    after = session(timezone=zone, days=days, bodies=bodies, delegations=delegations)
    changed = (first, *(moved for one in rest if (moved := _second(one))))
    programme = Programme(changed, "two")
    return ledger.advance(programme, after, 2, SECOND), after, programme


def _second(one: Segment) -> Segment | None:
    if one.item == "4" or one.body == "c":
        return None
    if one.item == "5":
        return replace(one, room="m3")
    if one.joint:
        return replace(one, bodies=("a", "b"))
    half = dt.timedelta(minutes=30 if one.part == 2 else 0)
    return replace(one, start=one.start + half, end=one.end + half)


def read(data: bytes) -> Any:
    """A file as icalendar reads it; what stands in its properties is of many types."""
    return icalendar.Calendar.from_ical(data)


def by_uid(data: bytes) -> dict[str, Any]:
    """The events of a file by the middle of their UIDs: `a/2/1`, `joint:property/3/1`."""
    file = read(data)
    found = {str(event["uid"]).removesuffix("@session-planner").partition("/")[2]: event for event in file.events}
    assert len(found) == len(file.events)
    return found


def unescaped(value: object) -> str:
    """A text of a property whose type icalendar does not know, such as NAME: it leaves its escapes in it."""
    return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], str(value))


# By property, the type that its value has where no VALUE says otherwise (RFC 5545 and RFC 7986); text, else.
_DEFAULTS = {
    **dict.fromkeys(("created", "dtend", "dtstamp", "dtstart", "last-modified"), "date-time"),
    **dict.fromkeys(("attendee", "organizer"), "cal-address"),
    **dict.fromkeys(("tzoffsetfrom", "tzoffsetto"), "utc-offset"),
    "sequence": "integer", "trigger": "duration", "url": "uri",
}  # fmt: skip
# Those that have no default, so that the file has to say it.
_SAID = frozenset({"conference", "refresh-interval", "source"})


def content_lines(file: bytes) -> list[str]:
    """The lines of a file, unfolded."""
    return re.sub(r"\r\n[ \t]", "", file.decode()).splitlines()


def lines_of_jcal(component: list[Any]) -> list[str]:
    """The content lines that a component of jCal stands for, by the rules of RFC 7265, 4."""
    name, properties, inside = component
    own = [_line_of_jcal(*one) for one in properties]
    return [f"BEGIN:{name.upper()}", *own, *(line for part in inside for line in lines_of_jcal(part)),
            f"END:{name.upper()}"]  # fmt: skip


def _line_of_jcal(name: str, params: dict[str, Any], kind: str, *values: Any) -> str:
    if kind != "unknown" and (name in _SAID or kind != _DEFAULTS.get(name, "text")):
        params = {**params, "value": kind.upper()}
    told = [f";{key.upper()}={_parameter_of_jcal(said)}" for key, said in sorted(params.items())]
    return f"{name.upper()}{''.join(told)}:{','.join(_value_of_jcal(kind, value) for value in values)}"


def _parameter_of_jcal(said: Any) -> str:
    return ",".join(
        f'"{one}"' if re.search("[,;:]", one) else one for one in ([said] if isinstance(said, str) else said)
    )


def _value_of_jcal(kind: str, value: Any) -> str:
    if kind == "text":
        return re.sub(r"[\\;,]", r"\\\g<0>", value).replace("\n", "\\n")
    if kind == "date-time":
        return str(value).replace("-", "").replace(":", "")
    return str(value).replace(":", "") if kind == "utc-offset" else str(value)
