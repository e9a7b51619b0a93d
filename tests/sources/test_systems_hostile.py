"""Exports that mean harm or make no sense: a message with a place, and never a traceback."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from session_planner.bench.conferences import schedule
from session_planner.errors import InputError
from session_planner.scenario.places import Source, Spot
from session_planner.scenario.reading import whole
from session_planner.sources.direct import programme_of, scenario_of
from session_planner.sources.draft import Draft
from session_planner.sources.evidence import UNSAID
from session_planner.sources.reading import Options
from session_planner.sources.systems import frab_json, frab_xml, indico, ours, pretalx
from session_planner.sources.systems.clock import Clocks
from session_planner.sources.systems.conference import draft_of
from session_planner.sources.systems.timetable import Conference, Event, Thing
from tests.sources.test_systems_indico import contribution, exported, moment
from tests.sources.test_systems_pretalx import several

READERS = {"xml": frab_xml, "json": frab_json, "pretalx": pretalx, "indico": indico}
MADE = schedule(events=12, rooms=3, days=2, clashes=1).xml


def read(kind: str, data: bytes) -> Draft | InputError:
    """What a reader makes of bytes, whether or not it would take them for its own; anything else is a traceback."""
    reader: Any = READERS[kind]
    assert reader.recognise(data, "file") in (True, False)
    try:
        draft: Draft = reader.read(data, "file", Options())
    except InputError as error:
        return told(error)
    whole(Source("file", {"id": "x", **draft.data}, Spot(0, 0)))  # what is made of it validates
    scenario_of(draft)
    programme_of(draft)
    return draft


def told(error: InputError) -> InputError:
    """An error with something to say, in sentences that people can read."""
    assert error.mistakes
    assert all(len(str(one)) < 2000 for one in error.mistakes)
    return error


def bounded(kind: str, data: bytes, seconds: float = 20) -> InputError:
    """The refusal of a file, found in bounded time."""
    began = time.process_time()
    found = read(kind, data)
    assert time.process_time() - began < seconds
    assert isinstance(found, InputError)
    return found


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "kind",
    [
        f'<!DOCTYPE schedule [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE schedule [<!ENTITY l11 SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE schedule SYSTEM "http://127.0.0.1:9/schedule.dtd">',
        '<!-- <schedule --><!DOCTYPE schedule [<!ENTITY l11 "x">]>',
        '<!DOCTYPE schedule [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
    ],
)
def test_entities_and_document_types_are_refused(kind: str) -> None:
    title = "&l11;" if "l11" in kind else ""
    data = f"<?xml version='1.0'?>{kind}<schedule><conference><title>{title}</title></conference></schedule>"
    assert any(said in str(bounded("xml", data.encode())) for said in ("declares", "not well-formed"))
    wide = data.replace("<?xml version='1.0'?>", "").encode("utf-16")
    bounded("xml", wide)


@pytest.mark.parametrize(
    "data",
    [
        b"<schedule>" + b"<a>" * 1_000_000,
        b"<schedule>" + b"<a>" * 250 + b"</a>" * 250 + b"</schedule>",
        b"<schedule><conference><title>" + b"x" * 30_000_000 + b"</title></conference></schedule>",
        MADE.replace(b"<subtitle/>", b"<subtitle/>" + b"<link/>" * 100_000, 1)[:-20],
        b"<schedule " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"/>",
        b"<schedule>\xff\xfe\x00</schedule>",
        b"<schedule/>",
        b"<schedule><day/><day date='x'/></schedule>",
        b"<schedules/>",
        b"\x00" * 1000,
    ],
)
def test_xml_that_is_deep_huge_broken_or_empty_is_refused(data: bytes) -> None:
    bounded("xml", data)


def test_a_title_beyond_all_measure_is_a_mistake_at_its_line() -> None:
    title = MADE.index(b"<title>", MADE.index(b"<event")) + len(b"<title>")
    data = MADE[:title] + b"x" * 5_000_000 + MADE[title:]
    (mistake,) = bounded("xml", data).mistakes
    assert mistake.line == MADE[:title].count(b"\n") + 1
    assert mistake.path.endswith("/title")


@pytest.mark.parametrize("kind", ["json", "pretalx", "indico"])
@pytest.mark.parametrize(
    "data",
    [
        b"[" * 1_000_000,
        b'{"schedule":' * 1_000_000,
        b'{"schedule": {"conference": NaN}}',
        b'{"a": Infinity}',
        b'{"a": ' + b"9" * 100_000 + b"}",
        b'{"results": "\\ud800", "schedule": {"conference": {"title": "\\ud800"}}}',
        b"\xff\xfe{\x00",
        b'{"a": 1} x',
        b"{}",
        b"[]",
        b"null",
        b'"text"',
        b"12",
    ],
)
def test_json_that_is_deep_no_json_or_empty_is_refused(kind: str, data: bytes) -> None:
    bounded(kind, data)


def test_more_mistakes_than_anybody_reads_are_counted() -> None:
    made = schedule(events=1100).xml.replace(b"<duration>00:", b"<duration>-0:")
    found = bounded("xml", made)
    assert len(found.mistakes) == 201
    assert "more mistakes" in str(found)


# -- fuzzed ------------------------------------------------------------------------------------------------------------

TALK = {
    "id": 1,
    "guid": "g",
    "date": "2026-01-31T09:30:00+01:00",
    "start": "09:30",
    "duration": "00:25",
    "title": "T",
    "track": "X",
    "language": "en",
    "persons": [{"id": 5, "name": "Ann"}],
    "room": "Hall",
}
DOCUMENTS: dict[str, Any] = {
    "json": {
        "schedule": {
            "conference": {
                "title": "C",
                "time_zone_name": "Europe/Brussels",
                "rooms": [{"name": "Hall", "capacity": 3}],
                "tracks": [],
                "days": [
                    {"date": "2026-01-31", "rooms": {"Hall": [TALK, {**TALK, "id": 2, "guid": "h", "start": "10:00"}]}}
                ],
            }
        }
    },
    "pretalx": several(),
    "indico": json.loads(
        exported(
            contributions=[contribution("1", "2011-06-23 08:20", "2011-06-23 08:40", speakers=[{"name": "Ann"}])],
            sessions=[
                {
                    "title": "P",
                    "contributions": [contribution("3", "2011-06-24 14:00", "2011-06-24 14:20")],
                    "startDate": moment("2011-06-24 14:00"),
                }
            ],
        )
    ),
}
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**40), 10**40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            "00:00",
            "24:00",
            "-1:00",
            "2026-03-29T02:30",
            "9999-12-31T23:59:00+00:00",
            "0001-01-01T00:00:00+14:00",
            "2026-02-30",
            "\x00",
            "{}[]",
        ]
    ),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=2),
)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path in a document."""
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deep for key, inner in below for deep in paths(inner, (*path, key)))]


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """The document with something else at a path."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = put(copy[path[0]], path[1:], new)
    return copy


@pytest.mark.parametrize("kind", DOCUMENTS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_wrong_values_anywhere_in_json(kind: str, data: st.DataObject) -> None:
    document = DOCUMENTS[kind]
    for _ in range(data.draw(st.integers(1, 3))):
        document = put(document, data.draw(st.sampled_from(paths(document))), data.draw(ODD))
    read(kind, json.dumps(document).encode())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_wrong_values_anywhere_in_xml(data: st.DataObject) -> None:
    xml = MADE
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(xml) - 1))
        end = min(len(xml), at + data.draw(st.integers(0, 12)))
        new = data.draw(
            st.one_of(
                st.binary(max_size=8),
                st.sampled_from(
                    [b"", b"&amp;", b"<room/>", b"<day/>", b"99:99", b"</event><event>", b"\xd0", b"2026-13-01"]
                ),
            )
        )
        xml = xml[:at] + new + xml[end:]
    read("xml", xml)


@settings(max_examples=100, deadline=None)
@given(
    start=st.sampled_from(["09:30", "00:00", "23:59", "9:5", ""]),
    date=st.text(max_size=26),
    duration=st.text(max_size=9),
)
def test_times_of_any_kind(start: str, date: str, duration: str) -> None:
    talk = {**TALK, "start": start, "date": date, "duration": duration}
    days = [{"date": "2026-01-31", "rooms": {"Hall": [TALK, {**talk, "id": 2, "guid": "h"}]}}]
    read("json", json.dumps({"schedule": {"conference": {"title": "C", "days": days}}}).encode())


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_bytes_of_any_kind(data: bytes) -> None:
    for kind in READERS:
        read(kind, data)


class _Walked(list[Event]):
    """Events that count how often somebody goes through them."""

    times = 0

    def __iter__(self) -> Iterator[Event]:
        self.times += 1
        return super().__iter__()


def test_events_are_walked_as_often_for_many_joint_sessions_as_for_few() -> None:
    times = []
    for many in (3, 60):
        events = _Walked()
        for at in range(many):
            event = Event("1", f"Item {at}", 30, at * 60, "", f"a{at}", [], UNSAID, joint=f"j{at}")
            event.bodies = (f"a{at}", f"b{at}")
            events.append(event)
        of = Conference("x.ics", "Week", Clocks("UTC"), ("UTC", None), events=events, exact=True)
        of.joints = {f"j{at}": Thing(f"Joint session {at}") for at in range(many)}
        of.tracks = {f"{side}{at}": Thing(f"Body {side}{at}") for at in range(many) for side in "ab"}
        ours.complete(of)
        draft = draft_of(of)
        assert [len(one["bodies"]) for one in draft.data["joint_sessions"]] == [2] * many
        assert len(events) == 2 * many
        times.append(events.times)
    assert times[0] == times[1]
