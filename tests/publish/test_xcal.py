"""xCal: every property, parameter and value of the file, nested as RFC 6321 asks, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree as Xml

import icalendar
import pytest

from session_planner import words
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.publish.calendars.ics import calendar
from session_planner.publish.calendars.jcal import node
from session_planner.publish.calendars.messages import messages
from session_planner.publish.calendars.xcal import document, xcal
from tests.publish.calendars import content_lines, lines_of_jcal, two_releases
from tests.publish.cases import week

NAMESPACE = "{urn:ietf:params:xml:ns:icalendar-2.0}"
# What RFC 6321, 3.6 allows a value to look like, by its type.
SHAPES = {
    "boolean": r"true|false",
    "cal-address": r"mailto:\S+",
    "date-time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?",
    "duration": r"[+-]?P(\d+W|(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?)",
    "integer": r"[+-]?\d+",
    "text": r"(?s).*",
    "unknown": r"(?s).*",
    "uri": r"[a-z]+:\S+",
    "utc-offset": r"[+-]\d\d:\d\d(:\d\d)?",
}


def made(lang: str = "ar", keep: Filter = EVERYTHING, **options: Any) -> tuple[bytes, bytes]:
    """The second of two releases as xCal, and as the file that it must say the same as."""
    ledger, scenario, programme = two_releases()
    given = {"ledger": ledger, "alarm": 15, **options}
    return xcal(programme, scenario, lang, keep, **given), calendar(programme, scenario, lang, keep, **given)


def read(document: bytes) -> list[Any]:
    """A document as jCal, by the rules of the RFC and nothing of ours: each element is where it may be."""
    root = Xml.fromstring(document)
    assert root.tag == f"{NAMESPACE}icalendar"
    [whole] = root
    return _component(whole)


def _name(element: Xml.Element) -> str:
    assert element.tag.startswith(NAMESPACE)
    assert not element.attrib
    name = element.tag.removeprefix(NAMESPACE)
    assert re.fullmatch(r"[a-z0-9-]+", name)
    return name


def _component(element: Xml.Element) -> list[Any]:
    parts = {_name(part): list(part) for part in element}
    assert list(parts) in (["properties"], ["properties", "components"])
    assert len(parts) == len(element)
    assert all(parts.values())
    properties = [_property(part) for part in parts["properties"]]
    return [_name(element), properties, [_component(part) for part in parts.get("components", [])]]


def _property(element: Xml.Element) -> list[Any]:
    parts = list(element)
    parameters: Iterable[Xml.Element] = parts.pop(0) if _name(parts[0]) == "parameters" else []
    values = [_value(part) for part in parts]
    [kind] = {kind for kind, _value in values}
    return [_name(element), dict(map(_parameter, parameters)), kind, *(value for _kind, value in values)]


def _parameter(element: Xml.Element) -> tuple[str, str | list[str]]:
    values = [_value(part) for part in element]
    told = [value.upper() if kind == "boolean" else value for kind, value in values]
    return _name(element), told[0] if len(told) == 1 else told


def _value(element: Xml.Element) -> tuple[str, Any]:
    kind, text = _name(element), element.text or ""
    assert len(element) == 0
    assert re.fullmatch(SHAPES[kind], text), (kind, text)
    return kind, int(text) if kind == "integer" else text


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("options", [{}, {"granularity": "sitting"}, {"keep": Filter(rooms=("m2",))}])
def test_it_is_the_file_again_when_it_is_read_back(lang: str, options: dict[str, Any]) -> None:
    xml, file = made(lang, **options)
    assert lines_of_jcal(read(xml)) == content_lines(file)


def test_messages_come_back_too() -> None:
    ledger, scenario, _ = two_releases()
    for one in messages(ledger, scenario, "fr", since=1, organizer="N <a@b.org>", attendee="c@d.org"):
        xml = document(node(icalendar.Calendar.from_ical(one.data)))
        assert lines_of_jcal(read(xml)) == content_lines(one.data)
        if one.method == "REQUEST":
            assert b"<rsvp><boolean>false</boolean></rsvp>" in xml


def test_several_values_are_elements_side_by_side() -> None:
    xml = made("en")[0].decode()
    assert "<categories><text>WG.A</text><text>WG.B</text></categories>" in xml
    assert "<feature><text>AUDIO</text><text>VIDEO</text></feature>" in xml
    assert "<x-session-planner-body><unknown>a</unknown></x-session-planner-body>" in xml


def test_the_same_programme_gives_the_same_document() -> None:
    assert xcal(*week(), "zh") == xcal(*week(), "zh")
    assert "会议开幕".encode() in xcal(*week(), "zh")
    assert xcal(*week(), "zh").startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<icalendar ")
