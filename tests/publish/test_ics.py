"""Calendar files: their bytes, their entries' names, and what programs of others read in them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session_planner import words
from session_planner.errors import InputError
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme, Segment, ordered
from session_planner.programme.reading import read_programme
from session_planner.publish.calendars.ics import Files, calendar
from session_planner.publish.calendars.vtimezone import changes_for
from session_planner.publish.colours import colours
from session_planner.releases.entries import Granularity, entries, uid
from session_planner.releases.ledger import Ledger
from session_planner.scenario.model import Scenario
from tests.publish import readers
from tests.publish.calendars import SECOND, YEARS, ZONES, by_uid, read, segments, session, two_releases, unescaped
from tests.publish.cases import annex_2012, at, week

UTC = dt.UTC


def overnight(zone: str, days: tuple[str, ...]) -> tuple[Programme, Scenario]:
    """A sitting every two hours around the clock on some days of a zone, the hours shown twice or never with them."""
    start = at(f"{days[0]}T00:00", zone).astimezone(UTC)
    hours = [start + dt.timedelta(hours=2 * step) for step in range(12 * len(days))]
    items = [{"number": str(number), "title": "会议开幕, مسائل; Réunion 👩‍🚀 " * 4} for number in range(len(hours))]
    scenario = {
        "format": 1, "id": "nights", "title": "Nights", "timezone": zone,
        "days": [{"date": day} for day in days], "bodies": [{"id": "a", "agenda": items}],
    }  # fmt: skip
    told = (Segment("a", str(number), hour, hour + dt.timedelta(minutes=90)) for number, hour in enumerate(hours))
    return Programme(tuple(told)), Scenario.model_validate(scenario)


def about_a_change(zone: str, year: int) -> tuple[str, ...]:
    """The days around the last change of a zone's clocks in a year; of a zone that has none, any."""
    begin, end = (dt.datetime(year + more, 1, 1, tzinfo=UTC) for more in (0, 1))
    changes = [one for one in changes_for(ZoneInfo(zone), begin, end) if begin < one < end]
    middle = (changes[-1] if changes else dt.datetime(year, 10, 28, 1, tzinfo=UTC)).astimezone(ZoneInfo(zone)).date()
    return tuple((middle + dt.timedelta(days=day)).isoformat() for day in (-1, 0, 1))


def released(lang: str = "en", keep: Filter = EVERYTHING, **options: Any) -> bytes:
    """A file of the second of two releases: entries that are cancelled, split, joint, moved."""
    zone, day = options.pop("zone", "Europe/Vienna"), options.pop("day", "2012-10-18")
    ledger, scenario, programme = two_releases(zone, day)
    return calendar(programme, scenario, lang, keep, ledger=ledger, **options)


def _chained(zone: str, year: int) -> Callable[[], bytes]:
    return lambda: released("zh", zone=zone, day=about_a_change(zone, year)[1], alarm=10)


CASES: dict[str, Callable[[], bytes]] = {
    "2012": lambda: calendar(*annex_2012(), "fr"),
    **{f"week-{lang}": lambda lang=lang: calendar(*week(), lang) for lang in words.LANGUAGES},  # type: ignore[misc]
    "sittings": lambda: calendar(*week(), "zh", granularity="sitting"),
    "one body": lambda: calendar(*week(), "en", Filter(bodies=("b",))),
    "utc": lambda: calendar(*overnight("UTC", ("2026-06-01",)), "en"),
    "gmt": lambda: calendar(*overnight("GMT", ("2026-06-01",)), "en"),
    "london": lambda: calendar(*overnight("Europe/London", ("2026-06-01",)), "en"),
    **{f"released-{lang}": lambda lang=lang: released(lang, alarm=15) for lang in words.LANGUAGES},  # type: ignore[misc]
    "released sittings": lambda: released("ar", granularity="sitting", alarm=0),
    "released to one": lambda: released("ar", Filter(rooms=("m2",))),
    "nothing": lambda: released("en", Filter(bodies=("a",), rooms=("m3",))),
    "feed": lambda: Files(two_releases()[1], "fr").written(
        two_releases()[0].feed(), refresh=15, source="https://example.org/feeds/all.ics?lang=fr"
    ),
    **{
        f"night {zone} {year}": lambda zone=zone, year=year: calendar(  # type: ignore[misc]
            *overnight(zone, about_a_change(zone, year)[1:2]), "en"
        )
        for zone in ZONES for year in YEARS
    },
    **{f"released {zone} {year}": _chained(zone, year) for zone in ZONES for year in YEARS},
}  # fmt: skip


@cache
def data(case: str) -> bytes:
    """The file of a case."""
    return CASES[case]()


@pytest.fixture(params=CASES)
def file(request: pytest.FixtureRequest) -> bytes:
    """A calendar file."""
    return data(request.param)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All of them on the disk."""
    place = tmp_path_factory.mktemp("calendars")
    paths = {case: place / f"{number:02}.ics" for number, case in enumerate(CASES)}
    for case, path in paths.items():
        path.write_bytes(data(case))
    return paths


# -- read by programs of others ------------------------------------------------------------------------------------


def written(data: bytes, programme: Programme, scenario: Scenario, granularity: Granularity) -> list[readers.Event]:
    """The events that a file of a programme must hold, from its entries; summaries are taken from the file."""
    said = {str(event["uid"]): str(event["summary"]) for event in read(data).walk("VEVENT")}
    found = entries(programme, scenario, granularity=granularity)
    return sorted(
        (one.uid, one.start.astimezone(UTC), one.end.astimezone(UTC), said[one.uid].strip(), "CONFIRMED")
        for one in found
    )


@pytest.mark.parametrize("granularity", ["item", "sitting"])
@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("zone", ZONES)
def test_a_file_holds_the_times_of_the_programme(
    zone: str, year: int, granularity: Granularity, tmp_path: Path
) -> None:
    case = overnight(zone, about_a_change(zone, year))
    path = tmp_path / "calendar.ics"
    path.write_bytes(calendar(*case, "en", granularity=granularity))
    assert readers.by_icalendar(path) == written(path.read_bytes(), *case, granularity)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("case", CASES)
def test_python_libraries_read_the_same(case: str, folder: dict[str, Path]) -> None:
    expected = readers.by_icalendar(folder[case])
    assert bool(expected) == (case != "nothing")
    assert readers.by_ics(folder[case]) == expected
    assert readers.by_vobject(folder[case]) == expected


@pytest.mark.needs("nodejs", "ical.js")
def test_ical_js_reads_the_same(folder: dict[str, Path]) -> None:
    found = readers.all_by_node("ical.js-events.js", list(folder.values()))
    assert dict(zip(folder, found, strict=True)) == {case: readers.by_icalendar(folder[case]) for case in folder}


@pytest.mark.needs("nodejs", "node-ical")
def test_node_ical_reads_the_same(folder: dict[str, Path]) -> None:
    found = readers.all_by_node("node-ical-events.js", list(folder.values()))
    assert dict(zip(folder, found, strict=True)) == {case: readers.by_icalendar(folder[case]) for case in folder}


@pytest.mark.needs("php-cli", "php-sabre-vobject")
def test_sabre_reads_the_same_and_has_no_complaint(folder: dict[str, Path]) -> None:
    found = readers.all_by_sabre(list(folder.values()))
    assert dict(zip(folder, found, strict=True)) == {case: (readers.by_icalendar(folder[case]), []) for case in folder}


# -- lines and bytes -----------------------------------------------------------------------------------------------


def test_lines_are_short_whole_characters_and_end_as_they_must(file: bytes) -> None:
    assert file.endswith(b"END:VCALENDAR\r\n")
    lines = file.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=400).filter(str.strip), st.sampled_from(["", "会", "ا", "👩‍🚀", "a\u0301"]))
def test_any_title_is_folded_between_its_characters(title: str, more: str) -> None:
    text = {"en": title + more * 50}
    scenario = session(
        title=text, rooms=[{"id": "m1", "title": text}],
        bodies=[{"id": "a", "title": text, "short": text, "agenda": [{"number": "1", "title": text}]}],
        joint_sessions=[], delegations=[], officers=[],
        documents=[{"symbol": "A", "title": text, "items": ["a/1"]}],
    )  # fmt: skip
    programme = Programme(segments(scenario)[:1], "two")
    for lang in ("en", "ar"):
        made = calendar(programme, scenario, lang, Filter(bodies=("a",)), alarm=5)
        for line in made.split(b"\r\n"):
            assert len(line) <= 75
            assert all(ord(character) >= 32 for character in line.decode())
        said = str(read(made).events[0]["summary"])
        shown = re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+", " ", text["en"]).strip()
        assert re.sub(r"[\ud800-\udfff\ufffe\uffff]", "\ufffd", shown) in said


def test_a_file_has_the_same_bytes_whether_its_events_are_shared_or_not() -> None:
    ledger, scenario, _ = two_releases()
    files = Files(scenario, "fr", alarm=10)
    audiences = (EVERYTHING, Filter(bodies=("a",)), Filter(rooms=("m2",)), Filter(officers=("chair",)), EVERYTHING)
    for keep in audiences:
        found = ledger.feed(keep)
        assert files.written(found, keep, refresh=5) == files.calendar(found, keep, refresh=5).to_ical()


def test_a_zone_is_shared_only_where_it_says_enough() -> None:
    """Clocks in Moscow were set once in years, on 26 October 2014: who meets before has to know what was before."""
    scenario = session(timezone="Europe/Moscow", days=[{"date": "2014-10-20"}, {"date": "2014-11-20"}])
    sits = [
        Segment("a", item, at(f"{day}T10:00", "Europe/Moscow"), at(f"{day}T11:00", "Europe/Moscow"), room)
        for item, day, room in (("1", "2014-11-20", "m1"), ("3", "2014-10-20", "m2"), ("4", "2014-11-20", "m2"))
    ]
    files, ledger = Files(scenario, "en"), Ledger().advance(Programme(tuple(sits), "two"), scenario, 1, SECOND)
    for room, zones in (("m1", 1), ("m2", 2), ("m1", 1)):
        found = ledger.feed(Filter(rooms=(room,)))
        made = files.written(found)
        assert made == Files(scenario, "en").calendar(found).to_ical()
        assert made.count(b"TZOFFSETTO:") == zones


def test_two_things_at_one_time_and_place_are_both_written() -> None:
    scenario = session()
    first = segments(scenario)[0]
    both = Programme((first, replace(first, item="4")), "two")
    assert {event["summary"] for event in by_uid(calendar(both, scenario, "en")).values()} == {
        "WG.A: 1 Opening", "WG.A: 4 Other matters",
    }  # fmt: skip


def test_the_library_that_writes_a_file_reads_all_of_it(file: bytes) -> None:
    assert file == read(file).to_ical()


def test_the_same_programme_gives_the_same_bytes_whenever_it_is_written() -> None:
    assert calendar(*week(), "fr") == calendar(*week(), "fr")
    first_day = {dt.datetime(2012, 10, 26, tzinfo=UTC)}
    assert {stamp for name in ("dtstamp", "created", "last-modified") for stamp in stamps(*week(), name)} == first_day


def stamps(programme: Programme, scenario: Scenario, name: str) -> list[Any]:
    """One property of all events, decoded, in the order of the file."""
    return properties(calendar(programme, scenario, "fr"), name)


def properties(data: bytes, name: str) -> list[Any]:
    """One property of all events, decoded, in the order of the file."""
    return [event.decoded(name) for event in read(data).walk("VEVENT")]


def test_what_did_not_change_keeps_its_bytes_through_a_release_and_from_feed_to_feed() -> None:
    scenario = session()
    programme = Programme(segments(scenario), "two")
    first = Ledger().advance(programme, scenario, 1, SECOND - dt.timedelta(days=9))
    moved = replace(programme.segments[0], end=programme.segments[0].end + dt.timedelta(minutes=5))
    second = first.advance(Programme((moved, *programme.segments[1:]), "two"), scenario, 2, SECOND)
    before, after, of_a = (
        vevents(Files(scenario, "en").written(ledger.feed(keep)))
        for ledger, keep in ((first, EVERYTHING), (second, EVERYTHING), (second, Filter(bodies=("a",))))
    )
    assert {name for name in before if before[name] != after[name]} == {"two/a/1/1@session-planner"}
    assert of_a == {name: after[name] for name in of_a}
    assert b"DTSTAMP:20121018T201500Z" in after["two/a/1/1@session-planner"]


def vevents(data: bytes) -> dict[str, bytes]:
    """The bytes of every event by its UID."""
    found = re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", data, re.S)
    return {re.search(rb"\r\nUID:(.*?)\r\n", event).group(1).decode(): event for event in found}  # type: ignore[union-attr]


# -- names that stay -----------------------------------------------------------------------------------------------


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
    joint = uid("week", "joint:property", "3", "1")
    assert len(entries(*week())) == 6
    by_body = [vevents(calendar(*week(), "en", Filter(bodies=(body,)))) for body in ("a", "b", "c")]
    assert len({events[joint] for events in by_body}) == 1


def test_a_joint_session_that_its_host_misses_still_stands_in_the_others_calendars() -> None:
    programme, scenario = week()
    without = replace(programme, segments=tuple(one for one in programme.segments if one.id != "a/3/1"))
    found = by_uid(calendar(without, scenario, "en", Filter(bodies=("b", "c"))))
    assert found.keys() == {"b/5/1", "b/6/1", "c/joint:property/1"}


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
    found = read_programme(path, scenario).programme
    told = [(one.id, one.start, one.end, one.room, one.joint, one.parts) for one in ordered(found.segments)]
    assert told == [(one.id, one.start, one.end, one.room, one.joint, one.parts) for one in ordered(programme.segments)]


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("granularity", ["item", "sitting"])
def test_our_own_reader_leaves_out_what_is_cancelled(granularity: Granularity, lang: str, tmp_path: Path) -> None:
    _, scenario, programme = two_releases()
    path = tmp_path / "calendar.ics"
    path.write_bytes(released(lang, granularity=granularity, alarm=5))
    found = read_programme(path, scenario).programme
    assert {one.id for one in found.segments} == {one.id for one in programme.segments}
    if granularity == "item":
        assert {(one.id, one.start, one.room) for one in found.segments} == {
            (one.id, one.start, one.room) for one in programme.segments
        }


def test_names_with_any_marks_make_uids_of_their_own() -> None:
    assert uid("s", "a/b", "1") != uid("s", "a", "b/1")
    assert uid("s", "groupe é", "1(a)", "1") == "s/groupe%20%C3%A9/1(a)/1@session-planner"


# -- what an entry says --------------------------------------------------------------------------------------------


def test_an_event_says_who_what_where_and_with_which_documents() -> None:
    file = read(calendar(*week(), "fr"))
    events = {str(event["uid"]): event for event in file.walk("VEVENT")}
    second = events[uid("week", "a", "2", "2")]
    assert second["summary"] == "WG.A: 2 Débat général (suite)"
    assert second["summary"].params["LANGUAGE"] == "fr"
    assert second["location"] == "Salle M"
    assert second["sequence"] == 0
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


def test_who_sits_is_said_where_several_bodies_could() -> None:
    bodies = [{"id": name, "title": f"Body {name}", "agenda": [{"number": "1", "title": "Opening"}]} for name in "ab"]
    bare = {"joint_sessions": [], "documents": [], "delegations": [], "officers": []}
    for there, summary in ((bodies, "Body a: 1 Opening"), (bodies[:1], "1 Opening")):
        scenario = session(bodies=there, **bare)
        made = calendar(Programme(segments(session())[:1], "two"), scenario, "en")
        assert by_uid(made)["a/1/1"]["summary"] == summary


def test_a_cancelled_entry_stays_where_it_was_and_says_that_it_is_cancelled() -> None:
    events = by_uid(released("fr"))
    gone = events["a/4/1"]
    assert gone["status"] == "CANCELLED"
    assert gone["summary"] == words.text("Cancelled: {title}", "fr", title="WG.A: 4 Questions diverses")
    assert gone["transp"] == "TRANSPARENT"
    assert gone["location"] == "Salle M, Centre international"
    assert (gone.decoded("dtstart"), gone.decoded("dtend")) == (at("2012-10-18T12:00"), at("2012-10-18T12:30"))
    assert (gone["sequence"], gone.decoded("last-modified"), gone.decoded("dtstamp")) == (1, SECOND, SECOND)
    assert "conference" not in gone
    assert {(str(event["status"]), str(event["transp"])) for name, event in events.items() if name != "a/4/1"} == {
        ("CONFIRMED", "OPAQUE")
    }


def test_an_entry_is_cancelled_where_it_went_away_and_not_where_it_went() -> None:
    sequences = {room: by_uid(released("en", Filter(rooms=(room,)))) for room in ("m2", "m3")}
    left, came = sequences["m2"]["b/5/1"], sequences["m3"]["b/5/1"]
    assert (left["status"], left["location"], left["sequence"]) == ("CANCELLED", "M2, International Centre", 1)
    assert (came["status"], came["location"], came["sequence"]) == ("CONFIRMED", "M3", 1)


def test_a_body_that_leaves_a_joint_session_has_it_cancelled_under_the_names_of_all_who_sat() -> None:
    left = by_uid(released("en", Filter(bodies=("c",))))["joint:property/3/1"]
    assert (left["status"], left["categories"].cats) == ("CANCELLED", ["WG.A", "WG.B", "GE.C"])
    stays = by_uid(released("en", Filter(bodies=("b",))))["joint:property/3/1"]
    assert (stays["status"], stays["categories"].cats) == ("CONFIRMED", ["WG.A", "WG.B"])
    assert stays["summary"] == "WG.A, WG.B: Cultural property"


def test_the_parts_of_a_split_item_name_each_other_also_in_calendars_that_hold_one_of_them() -> None:
    events = by_uid(released())
    for name, sibling in (("a/2/1", "2"), ("a/2/2", "1")):
        related = events[name]["related-to"]
        assert str(related) == uid("two", "a", "2", sibling)
        assert related.params["RELTYPE"] == "SIBLING"
    assert {name for name, event in events.items() if "related-to" in event} == {"a/2/1", "a/2/2"}


def test_ways_to_take_part_from_afar() -> None:
    events = by_uid(released("en"))
    joint = events["joint:property/3/1"]
    assert str(joint["conference"]) == "https://meet.example.org/j/1?pwd=x,y;z"
    assert joint["conference"].params == {
        "VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"], "LABEL": "Take part from afar", "LANGUAGE": "en",
    }  # fmt: skip
    assert "\nTo take part from afar: https://meet.example.org/j/1?pwd=x,y;z" in joint["description"]
    # What is said of a body is told, but is no address that a program could open.
    assert "conference" not in events["b/5/1"]
    assert "To take part from afar: ask the secretariat" in events["b/5/1"]["description"]


@pytest.mark.parametrize(
    ("bodies", "rooms", "joint", "expected"),
    [
        ({}, {"m1": "https://m1"}, None, ["https://m1"]),
        ({"a": "https://a"}, {"m1": "tel:+1"}, None, ["https://a"]),
        ({"a": "https://a", "b": "https://b"}, {"m1": "tel:+1"}, "property", ["tel:+1"]),
        ({"a": "https://a", "b": "https://b"}, {}, "property", ["https://a", "https://b"]),
        ({"a": "javascript:alert(1)"}, {}, None, []),
        ({"a": "data:text/html,x"}, {}, None, []),
        ({"a": "https://a\r\nATTACH:x"}, {}, None, []),
    ],
)
def test_which_address_holds_and_which_is_none(
    bodies: dict[str, str], rooms: dict[str, str], joint: str | None, expected: list[str]
) -> None:
    scenario = session(
        rooms=[{"id": "m1", **({"remote": rooms["m1"]} if rooms else {})}],
        bodies=[
            {"id": body, "agenda": [{"number": "3"}], **({"remote": bodies[body]} if body in bodies else {})}
            for body in ("a", "b")
        ],
        joint_sessions=[{"id": "property", "bodies": ["a", "b"], "items": {"a": ["3"]}}],
        documents=[], delegations=[], officers=[],
    )  # fmt: skip
    start = at("2012-10-18T10:00")
    sits = Segment(
        "a", "3", start, start + dt.timedelta(hours=1), "m1", joint=joint, bodies=("a", "b") if joint else ()
    )
    made = calendar(Programme((sits,), "two"), scenario, "en")
    found = by_uid(made).popitem()[1].get("conference", [])
    assert [str(one) for one in (found if isinstance(found, list) else [found])] == expected
    assert b"\r\nATTACH" not in made


def test_the_description_in_html_leads_to_the_documents_and_is_escaped() -> None:
    assert by_uid(released("fr"))["a/2/1"]["x-alt-desc"].params == {"FMTTYPE": "text/html"}
    html, in_english, in_arabic = (
        unescaped(by_uid(released(lang))["a/2/1"]["x-alt-desc"]) for lang in ("fr", "en", "ar")
    )
    assert html.startswith('<!DOCTYPE html><html lang="fr" dir="ltr"><body>')
    assert (
        '<ul><li><a href="https://example.org/A/1?a=1&amp;b=2">A/1</a> <span lang="fr">Note</span></li>'
        "<li>A/2</li></ul>"
    ) in html
    assert "javascript" not in html
    assert '<span lang="en">Note &amp; &lt;i&gt;more&lt;/i&gt;</span>' in in_english
    assert 'lang="ar" dir="rtl"' in in_arabic
    assert "A/1 (https://example.org/A/1?a=1&b=2), A/2" in by_uid(released("fr"))["a/2/1"]["description"]


def test_an_alarm_rings_before_what_is_held() -> None:
    file = read(released("en", alarm=90))
    alarms = {str(event["uid"]): event.walk("VALARM") for event in file.events}
    assert alarms.pop(uid("two", "a", "4", "1")) == []
    for [alarm] in alarms.values():
        assert (alarm["action"], alarm.decoded("trigger")) == ("DISPLAY", -dt.timedelta(minutes=90))
        assert alarm["description"].startswith("WG.")
    assert not read(released("en")).walk("VALARM")


def test_colours_and_categories_are_those_of_the_body() -> None:
    of_body = colours(two_releases()[1])
    events = by_uid(released())
    assert events["b/5/1"]["color"] == of_body["b"]
    assert events["joint:property/3/1"]["color"] == of_body["a"]
    assert read(released("en", Filter(bodies=("b",))))["color"] == of_body["b"]
    assert "color" not in read(released("en", Filter(bodies=("a", "b"))))


@pytest.mark.parametrize(
    ("keep", "name"),
    [
        (EVERYTHING, "Session"),
        (Filter(bodies=("a",)), "Session – Working Group A"),
        (Filter(delegations=("x",), rooms=("m1",)), "Session – Erewhon, Salle M"),
        (Filter(officers=("chair",), bodies=("b", "c")), "Session – Working Group B, Group of Experts C, chair"),
    ],
)
def test_a_calendar_says_whose_it_is(keep: Filter, name: str) -> None:
    file = read(released("fr", keep))
    assert (unescaped(file["name"]), unescaped(file["x-wr-calname"])) == (name, name)
    assert file["name"].params["LANGUAGE"] == "fr"
    assert str(file["url"]) == "https://example.org/session?a=1,2;b=3"


def test_a_feed_says_how_often_to_come_again_and_from_where_it_is() -> None:
    feed = read(data("feed"))
    assert feed["refresh-interval"].params["VALUE"] == "DURATION"
    assert feed["refresh-interval"].dt == dt.timedelta(minutes=15)
    assert str(feed["x-published-ttl"]) == "PT15M"
    assert str(feed["source"]) == "https://example.org/feeds/all.ics?lang=fr"
    assert not {"refresh-interval", "source", "x-published-ttl"} & {key.lower() for key in calendar_keys()}
    for event in feed.events:
        assert not {"organizer", "attendee"} & {key.lower() for key in event}


def calendar_keys() -> set[str]:
    """The properties of a calendar that is a file and no feed."""
    return set(read(released()))


@pytest.mark.parametrize(
    ("options", "said"),
    [({"refresh": 0}, "`0`"), ({"refresh": -5}, "`-5`"), ({"source": "file:///etc/passwd"}, "is not an address"),
     ({"source": "https://example.org/\r\nX:1"}, "is not an address")],
)  # fmt: skip
def test_what_no_feed_can_have_is_refused(options: dict[str, Any], said: str) -> None:
    ledger, scenario, _ = two_releases()
    with pytest.raises(InputError, match=said):
        Files(scenario, "en").written(ledger.feed(), **options)


@pytest.mark.parametrize("alarm", [-1, 40_321])
def test_alarms_that_make_no_sense_are_refused(alarm: int) -> None:
    with pytest.raises(InputError, match=f"`{alarm}` is not a number of minutes that is allowed: 0 to 40320"):
        released("en", alarm=alarm)


def test_who_is_no_longer_in_the_scenario_still_has_a_calendar() -> None:
    ledger, scenario, programme = two_releases()
    without = scenario.model_copy(update={"bodies": scenario.bodies[:2]})
    after = ledger.advance(programme, without, 3, SECOND + dt.timedelta(days=1))
    file = read(calendar(programme, without, "en", Filter(bodies=("c",)), ledger=after))
    assert unescaped(file["name"]) == "Session, of two; releases – c"
    assert [str(event["status"]) for event in file.events] == ["CANCELLED"]
    with pytest.raises(InputError, match="`nobody` is not among the bodies"):
        calendar(programme, without, "en", Filter(bodies=("nobody",)), ledger=after)


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
