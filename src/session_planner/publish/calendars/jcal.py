"""Calendars as jCal (RFC 7265): the same components, properties, parameters and values as the file, in JSON.

A format of `publish`, made from the object that `ics.py` makes; `xcal.py` goes on from here. Written
here and not by the library, which calls values of properties that nobody knows text, as the RFC forbids.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from icalendar import Calendar, Component
from icalendar.prop import vCategory, vText

from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme
from session_planner.publish.calendars.ics import Files, feed
from session_planner.releases.entries import Granularity
from session_planner.releases.ledger import Ledger
from session_planner.scenario.model import Scenario

Property = list[Any]
"""Name, parameters, type, and one or more values."""
Node = tuple[str, list[Property], list[Any]]
"""A component: its name, its properties, the components in it."""

# By property, its type where it is not text and no VALUE says otherwise; an X- property's is unknown.
_TYPES = {
    **dict.fromkeys(("attendee", "organizer"), "cal-address"),
    **dict.fromkeys(("conference", "source", "url"), "uri"),
    **dict.fromkeys(("created", "dtend", "dtstamp", "dtstart", "last-modified"), "date-time"),
    **dict.fromkeys(("refresh-interval", "trigger"), "duration"),
    **dict.fromkeys(("tzoffsetfrom", "tzoffsetto"), "utc-offset"),
    "sequence": "integer",
}
_DATE_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\dZ?)")
_OFFSET = re.compile(r"([+-]\d\d)(\d\d)(\d\d)?")
_VALUES: dict[str, Callable[[str], str | int]] = {
    "date-time": lambda text: _DATE_TIME.sub(r"\1-\2-\3T\4:\5:\6", text),
    "integer": int,
    "utc-offset": lambda text: ":".join(filter(None, _OFFSET.split(text))),
}


def jcal(
    programme: Programme,
    scenario: Scenario,
    lang: str,
    keep: Filter = EVERYTHING,
    granularity: Granularity = "item",
    ledger: Ledger | None = None,
    alarm: int | None = None,
) -> str:
    """The calendar of a programme, or of the part that `keep` leaves, as the JSON of jCal; see `ics.calendar`."""
    found = feed(programme, scenario, keep, granularity, ledger)
    made = node(Files(scenario, lang, alarm).calendar(found, keep))
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"


def node(component: Component | Calendar) -> Node:
    """A component and all in it, as RFC 7265 nests them."""
    inside = [node(part) for part in component.subcomponents]
    properties = [
        _property(name.lower(), value)
        for name, value in component.property_items(recursive=False)
        if name not in ("BEGIN", "END")
    ]
    return str(component.name).lower(), properties, inside


def _property(name: str, value: Any) -> Property:
    given = {key.lower(): said for key, said in value.params.items()}
    kind = str(given.pop("value", "") or _TYPES.get(name, "unknown" if name.startswith("x-") else "text")).lower()
    return [name, {key: _parameter(said) for key, said in sorted(given.items())}, kind, *_values(value, kind)]


def _parameter(said: Any) -> str | list[str]:
    if isinstance(said, list | tuple):
        return [str(one) for one in said] if len(said) > 1 else str(said[0])
    return str(said)


def _values(value: Any, kind: str) -> list[str | int]:
    if isinstance(value, vCategory):
        return [str(one) for one in value.cats]
    if kind == "text" and isinstance(value, vText):
        return [str(value)]
    # As it stands in the file; so a value of unknown type keeps its escapes, of which only its reader may know.
    written = value.to_ical()
    return [_VALUES.get(kind, str)(written if isinstance(written, str) else written.decode())]
