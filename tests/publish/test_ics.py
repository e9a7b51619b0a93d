"""Calendar files: their bytes, their entries' names, and what programs of others read in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session_planner import words
from session_planner.programme.filter import Filter
from session_planner.programme.model import Programme, Segment, ordered
from session_planner.programme.reading import read_programme
from session_planner.publish.ics import calendar
from session_planner.releases.entries import Granularity, entries, uid
from session_planner.scenario.model import Scenario
from tests.publish import readers
from tests.publish.cases import annex_2012, at, week

UTC = dt.UTC


def overnight(zone: str, days: tuple[str, ...]) -> tuple[Programme, Scenario]:
    """A sitting every two hours around the clock on some days of a zone, the hours shown twice or never with them."""
    start = at(f"{days[0]}T00:00", zone).astimezone(UTC)
    hours = [start + dt.timedelta(hours=2 * step) for step in range(12 * len(days))]
    items = [{"number": str(number), "title": "会议开幕, مسائل; Réunion " * 4} for number in range(len(hours))]
    scenario = {
        "format": 1, "id": "nights", "title": "Nights", "timezone": zone,
        "days": [{"date": day} for day in days], "bodies": [{"id": "a", "agenda": items}],
    }  # fmt: skip
    segments = (Segment("a", str(number), hour, hour + dt.timedelta(minutes=90)) for number, hour in enumerate(hours))
    return Programme(tuple(segments)), Scenario.model_validate(scenario)


CASES: dict[str, Callable[[], bytes]] = {
    "2012": lambda: calendar(*annex_2012(), "fr"),
    **{f"week-{lang}": lambda lang=lang: calendar(*week(), lang) for lang in words.LANGUAGES},  # type: ignore[misc]
    "sittings": lambda: calendar(*week(), "zh", granularity="sitting"),
    "one body": lambda: calendar(*week(), "en", Filter(bodies=("b",))),
    "vienna": lambda: calendar(*overnight("Europe/Vienna", ("2012-10-27", "2012-10-28", "2012-10-29")), "en"),
    "new york": lambda: calendar(*overnight("America/New_York", ("2026-03-07", "2026-03-08", "2026-11-01")), "en"),
    "chatham": lambda: calendar(*overnight("Pacific/Chatham", ("2012-09-29", "2012-09-30")), "en"),
    "nairobi": lambda: calendar(*overnight("Africa/Nairobi", ("2026-06-01",)), "en"),
    "utc": lambda: calendar(*overnight("UTC", ("2026-06-01",)), "en"),
}


def written(programme: Programme, scenario: Scenario, granularity: Granularity = "item") -> list[readers.Event]:
    """The events that a file of a programme must hold, from its entries; summaries are taken from the file."""
    file = icalendar.Calendar.from_ical(calendar(programme, scenario, "en", granularity=granularity))
    said = {str(event["uid"]): str(event["summary"]) for event in file.walk("VEVENT")}
    found = entries(programme, scenario, granularity=granularity)
    return sorted(
        (one.uid, one.start.astimezone(UTC), one.end.astimezone(UTC), said[one.uid].strip(), "CONFIRMED")
        for one in found
    )


@pytest.fixture(params=sorted(CASES))
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A calendar file on the disk."""
    path = tmp_path / "calendar.ics"
    path.write_bytes(CASES[request.param]())
    return path


@pytest.mark.parametrize("granularity", ["item", "sitting"])
@pytest.mark.parametrize("zone", ["Europe/Vienna", "Pacific/Chatham"])
def test_a_file_holds_the_times_of_the_programme(zone: str, granularity: Granularity, tmp_path: Path) -> None:
    case = overnight(zone, ("2012-09-29", "2012-09-30", "2012-10-27", "2012-10-28"))
    path = tmp_path / "calendar.ics"
    path.write_bytes(calendar(*case, "en", granularity=granularity))
    assert readers.by_icalendar(path) == written(*case, granularity)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_python_libraries_read_the_same(file: Path) -> None:
    read = readers.by_icalendar(file)
    assert read
    assert readers.by_ics(file) == read
    assert readers.by_vobject(file) == read


@pytest.mark.needs("nodejs", "ical.js")
def test_ical_js_reads_the_same(file: Path) -> None:
    assert readers.by_node("ical.js-events.js", file) == readers.by_icalendar(file)


@pytest.mark.needs("nodejs", "node-ical")
def test_node_ical_reads_the_same(file: Path) -> None:
    assert readers.by_node("node-ical-events.js", file) == readers.by_icalendar(file)


@pytest.mark.needs("php-cli", "php-sabre-vobject")
def test_sabre_reads_the_same_and_has_no_complaint(file: Path) -> None:
    events, complaints = readers.by_sabre(file)
    assert events == readers.by_icalendar(file)
    assert complaints == []


def test_lines_are_short_whole_characters_and_end_as_they_must(file: Path) -> None:
    data = file.read_bytes()
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=400).filter(str.strip))
def test_any_title_is_folded_between_its_characters(title: str) -> None:
    programme, scenario = overnight("UTC", ("2026-06-01",))
    scenario = Scenario.model_validate({**scenario.model_dump(mode="python", exclude_defaults=True), "title": title})
    for line in calendar(programme, scenario, "en").split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
        assert all(character >= 32 for character in line)


def test_the_same_programme_gives_the_same_bytes_whenever_it_is_written() -> None:
    assert calendar(*week(), "fr") == calendar(*week(), "fr")
    assert set(properties(calendar(*week(), "fr"), "dtstamp")) == {dt.datetime(2012, 10, 26, tzinfo=UTC)}
    stamp = dt.datetime(2012, 7, 4, 12, tzinfo=UTC)
    assert set(properties(calendar(*week(), "fr", stamp=stamp), "dtstamp")) == {stamp}


def properties(data: bytes, name: str) -> list[Any]:
    """One property of all events, decoded, in the order of the file."""
    return [event.decoded(name) for event in icalendar.Calendar.from_ical(data).walk("VEVENT")]


def test_a_moved_segment_keeps_its_uid() -> None:
    programme, scenario = week()
    later = dt.timedelta(days=3, hours=1)
    moved = tuple(replace(one, start=one.start + later, end=one.end + later, room="m2") for one in programme.segments)
    before, after = (entries(replace(programme, segments=these), scenario) for these in (programme.segments, moved))
    assert {one.uid for one in before} == {one.uid for one in after}
    assert {one.start for one in before}.isdisjoint({one.start for one in after})


def test_a_moved_sitting_keeps_its_uid() -> None:
    programme, scenario = week()
    moved = tuple(
        replace(one, start=one.start + dt.timedelta(hours=5), end=one.end + dt.timedelta(hours=5))
        if one.part == 2
        else one
        for one in programme.segments
    )
    before, after = (
        {one.uid: one.start for one in entries(replace(programme, segments=these), scenario, granularity="sitting")}
        for these in (programme.segments, moved)
    )
    assert before.keys() == after.keys()
    assert before[uid("week", "a", "sitting", "2")] == at("2012-10-29T10:00")
    assert after[uid("week", "a", "sitting", "2")] == at("2012-10-29T15:00")


def test_a_joint_session_is_the_same_entry_in_each_body_s_calendar() -> None:
    programme, scenario = week()
    joint = uid("week", "joint:property", "3", "1")
    for body in ("a", "b", "c"):
        found = [one.uid for one in entries(programme, scenario, Filter(bodies=(body,)))]
        assert found.count(joint) == 1
    assert len(entries(programme, scenario)) == 6
    by_body = [calendar(programme, scenario, "en", Filter(bodies=(body,))) for body in ("a", "b", "c")]
    events = [data[data.index(f"UID:{joint}".encode()) :] for data in by_body]
    assert len(set(events)) == 1


def test_a_joint_session_that_its_host_misses_still_stands_in_the_others_calendars() -> None:
    programme, scenario = week()
    without = replace(programme, segments=tuple(one for one in programme.segments if one.id != "a/3/1"))
    found = {one.uid for one in entries(without, scenario, Filter(bodies=("b", "c")))}
    assert found == {
        uid("week", "b", "5", "1"), uid("week", "b", "6", "1"), uid("week", "c", "joint:property", "1"),
    }  # fmt: skip


def test_sittings_of_which_no_item_is_said_are_all_there() -> None:
    _, scenario = week()
    hours = ("2012-10-26T10:00", "2012-10-26T15:00", "2012-10-29T10:00")
    sits = tuple(Segment("b", "", at(hour), at(hour) + dt.timedelta(hours=3)) for hour in hours)
    found = entries(Programme(sits, "week"), scenario)
    assert [one.start for one in found] == [at(hour) for hour in hours]
    assert len({one.uid for one in found}) == 3


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_our_own_reader_finds_the_segments_again(lang: str, tmp_path: Path) -> None:
    programme, scenario = week()
    path = tmp_path / "calendar.ics"
    path.write_bytes(calendar(programme, scenario, lang))
    read = read_programme(path, scenario).programme
    told = [(one.id, one.start, one.end, one.room, one.joint, one.parts) for one in ordered(read.segments)]
    assert told == [(one.id, one.start, one.end, one.room, one.joint, one.parts) for one in ordered(programme.segments)]


def test_names_with_any_marks_make_uids_of_their_own() -> None:
    assert uid("s", "a/b", "1") != uid("s", "a", "b/1")
    assert uid("s", "groupe é", "1(a)", "1") == "s/groupe%20%C3%A9/1(a)/1@session-planner"


def test_an_event_says_who_what_where_and_with_which_documents() -> None:
    file = icalendar.Calendar.from_ical(calendar(*week(), "fr", sequences={uid("week", "a", "2", "2"): 3}))
    events = {str(event["uid"]): event for event in file.walk("VEVENT")}
    second = events[uid("week", "a", "2", "2")]
    assert second["summary"] == "WG.A: 2 Débat général (suite)"
    assert second["summary"].params["LANGUAGE"] == "fr"
    assert second["location"] == "Salle M"
    assert second["sequence"] == 3
    assert second["description"] == "Groupe de travail A\nDocumentation: A/1"
    joint = events[uid("week", "joint:property", "3", "1")]
    assert joint["summary"] == "WG.A, WG.B, GE.C: Cultural property"
    assert joint["summary"].params["LANGUAGE"] == "en"
    assert joint["categories"].cats == ["WG.A", "WG.B", "GE.C"]
    assert joint["sequence"] == 0
    assert joint["x-session-planner-joint"] == "property"
    assert "WG.A 3 Cultural property\nWG.B 6 Property\nDocumentation: A/2-B/2" in joint["description"]
    assert {str(event["status"]) for event in events.values()} == {"CONFIRMED"}
    assert file["method"] == "PUBLISH"


def test_a_sitting_is_one_event_with_its_own_hours() -> None:
    found = {one.uid: one for one in entries(*week(), granularity="sitting")}
    assert len(found) == 4
    first = found[uid("week", "a", "sitting", "1")]
    assert (first.start, first.end) == (at("2012-10-26T10:00"), at("2012-10-26T13:00"))
    joint = found[uid("week", "joint:property", "sitting", "1")]
    assert (joint.start, joint.end) == (at("2012-10-29T15:00"), at("2012-10-29T18:00"))
    summaries = properties(calendar(*week(), "en", granularity="sitting"), "summary")
    assert sorted(map(_text, summaries)) == [
        "WG.A, WG.B, GE.C: Joint discussion",
        "Working Group A (1 (a), 1 (b), 2)",
        "Working Group A (2)",
        "Working Group B (5)",
    ]


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
