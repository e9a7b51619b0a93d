"""Schedules for conference apps: what the published schemas ask, and what an app makes of them."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from session_planner import words
from session_planner.programme.filter import Filter
from session_planner.programme.model import Programme, Segment
from session_planner.publish.frab import frab_json, frab_xml
from session_planner.publish.frab_schedule import numbers_of
from session_planner.releases.entries import entries
from session_planner.releases.ledger import Ledger
from session_planner.scenario.model import Scenario
from tests.publish.cases import WEEK, annex_2012, at, week
from tests.publish.frab_rules import json_complaints, told, xml_complaints


def events(data: bytes) -> dict[str, ElementTree.Element]:
    return {event.get("guid", ""): event for event in ElementTree.fromstring(data).iter("event")}


def night() -> tuple[Programme, Scenario]:
    """A sitting until two in the morning, one of the day after, and a body with a title that no XML may hold."""
    scenario = {
        "format": 1, "id": "Б", "link": "https://example.org/night?a&b",
        "title": "Night \u0007 & <day>", "timezone": "America/New_York",
        "days": [{"date": "2026-03-07", "sittings": ["09:30-12:00", "22:00-02:00"]}, {"date": "2026-03-08"}],
        "rooms": [{"id": "x", "title": "Hall"}, {"id": "y", "title": "Hall"}],
        "bodies": [{"id": "a", "title": "A\ufffe", "agenda": [{"number": str(n), "title": f"T{n}"} for n in range(5)]}],
        "documents": [
            {"symbol": "A/1", "title": "One & all", "items": ["a/0"], "link": "https://docs.example.org/1?a=1&b=2"},
            {"symbol": "A/2", "items": ["a/0"], "link": "javascript:alert(1)"},
        ],
        "officers": [{"id": "chair", "title": "Ms. Chair", "role": "chair", "serves": ["a"]}],
    }  # fmt: skip
    zone = "America/New_York"
    segments = (
        Segment("a", "0", at("2026-03-07T09:30", zone), at("2026-03-07T11:00", zone), "x"),
        Segment("a", "1", at("2026-03-07T22:00", zone), at("2026-03-08T00:30", zone), "y"),
        Segment("a", "2", at("2026-03-08T00:30", zone), at("2026-03-08T01:30", zone)),
        Segment("a", "3", at("2026-03-08T10:00", zone), at("2026-03-08T11:00", zone), "x"),
    )
    return Programme(segments), Scenario.model_validate(scenario)


CASES = {"2012": annex_2012, "week": week, "night": night}


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_both_files_keep_to_the_schema_in_every_language(case: str, lang: str) -> None:
    assert xml_complaints(frab_xml(*CASES[case](), lang)) == []
    assert json_complaints(frab_json(*CASES[case](), lang)) == []


@pytest.mark.parametrize("case", CASES)
def test_an_app_has_every_entry_once_at_its_time_and_place(case: str) -> None:
    programme, scenario = CASES[case]()
    shown = told(frab_xml(programme, scenario, "en"))
    wanted = [
        (str(uuid.uuid5(uuid.NAMESPACE_URL, one.uid)), one.start.timestamp(), one.end.timestamp())
        for one in entries(programme, scenario)
    ]
    assert [(guid, start.timestamp(), end.timestamp()) for guid, start, end, _, _ in shown] == sorted(wanted)


def test_xml_and_json_say_the_same() -> None:
    for case in CASES.values():
        found = events(frab_xml(*case(), "fr"))
        days = json.loads(frab_json(*case(), "fr"))["schedule"]["conference"]["days"]
        talks = [talk for day in days for talks in day["rooms"].values() for talk in talks]
        assert [talk["guid"] for talk in talks] == list(found)
        for talk in talks:
            event = found[talk["guid"]]
            alike = {name: event.findtext(name) for name in talk if isinstance(event.findtext(name), str)}
            taken = {name: talk[name] for name in alike if isinstance(talk[name], str)}
            assert taken == {name: alike[name] for name in taken}
            assert len(taken) == 12 + ("url" in taken)
            assert int(event.get("id", "")) == talk["id"]


def test_numbers_and_names_stay_when_things_move_change_rooms_or_are_dropped() -> None:
    programme, scenario = week()
    before = events(frab_xml(programme, scenario, "en"))
    one, *others = programme.segments
    moved = replace(one, start=one.start + dt.timedelta(days=1), end=one.end + dt.timedelta(days=1), room="m2")
    after = events(frab_xml(programme.filtered([moved, *others[1:]]), scenario, "zh"))
    assert set(after) < set(before)
    for guid, event in after.items():
        assert event.get("id") == before[guid].get("id")
        assert event.findtext("slug") == before[guid].findtext("slug")


def test_numbers_are_never_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("session_planner.publish.frab_schedule.MOST", 3)
    assert sorted(numbers_of("abc").values()) == [1, 2, 3]
    assert numbers_of("abc") == numbers_of("cba")


def test_a_joint_session_stands_there_once_with_all_its_bodies_for_each_of_them() -> None:
    for keep in (Filter(), Filter(bodies=("a",)), Filter(bodies=("b",)), Filter(bodies=("c",))):
        found = [one for one in events(frab_xml(*week(), "en", keep)).values() if "GE.C" in one.findtext("track", "")]
        assert [one.findtext("track") for one in found] == ["WG.A, WG.B, GE.C"]
        assert found[0].findtext("subtitle") == "Working Group A, Working Group B, Group of Experts C"
        assert found[0].findtext("abstract") == "Joint discussion; Documents: A/2-B/2"
        assert found[0].findtext("title") == "Cultural property"


def test_a_filter_keeps_its_own_and_leaves_numbers_as_they_are() -> None:
    whole, some = events(frab_xml(*week(), "en")), events(frab_xml(*week(), "en", Filter(rooms=("m2",))))
    assert 0 < len(some) < len(whole)
    assert {guid: one.get("id") for guid, one in some.items()}.items() <= {
        guid: one.get("id") for guid, one in whole.items()
    }.items()
    assert {one.findtext("room") for one in some.values()} == {"M2"}


def test_what_is_after_midnight_is_listed_on_the_day_of_its_sitting() -> None:
    root = ElementTree.fromstring(frab_xml(*night(), "en"))
    days = [(day.get("date"), day.get("start"), day.get("end")) for day in root.findall("day")]
    assert days == [
        ("2026-03-07", "2026-03-07T09:30:00-05:00", "2026-03-08T09:30:00-04:00"),
        ("2026-03-08", "2026-03-08T09:30:00-04:00", "2026-03-09T09:30:00-04:00"),
    ]
    listed = {event.findtext("title"): day.get("date") for day in root.findall("day") for event in day.iter("event")}
    assert listed == {"0 T0": "2026-03-07", "1 T1": "2026-03-07", "2 T2": "2026-03-07", "3 T3": "2026-03-08"}
    for day in root.findall("day"):
        begins, ends = (dt.datetime.fromisoformat(day.get(name, "")) for name in ("start", "end"))
        assert all(begins <= dt.datetime.fromisoformat(one.text or "") < ends for one in day.iter("date"))


def test_days_are_calendar_days_where_nothing_goes_on_after_midnight() -> None:
    root = ElementTree.fromstring(frab_xml(*week(), "en"))
    assert [(day.get("start"), day.get("end")) for day in root.findall("day")] == [
        ("2012-10-26T00:00:00+02:00", "2012-10-27T00:00:00+02:00"),
        ("2012-10-29T00:00:00+01:00", "2012-10-30T00:00:00+01:00"),
    ]


def test_a_sitting_that_ends_at_midnight_does_not_move_the_day() -> None:
    programme, scenario = week()
    late = replace(programme.segments[0], start=at("2012-10-26T22:00"), end=at("2012-10-27T00:00"))
    root = ElementTree.fromstring(frab_xml(programme.filtered([late]), scenario, "en"))
    assert next(root.iter("day")).get("start") == "2012-10-26T00:00:00+02:00"


def test_rooms_of_one_name_are_told_apart_and_none_has_words() -> None:
    found = events(frab_xml(*night(), "en")).values()
    assert {event.findtext("title"): event.findtext("room") for event in found} == {
        "0 T0": "Hall (x)", "1 T1": "Hall (y)", "2 T2": "Room to be announced", "3 T3": "Hall (x)"
    }  # fmt: skip


def test_documents_with_an_address_are_links_and_officers_persons() -> None:
    event = next(one for one in events(frab_xml(*night(), "en")).values() if one.findtext("title") == "0 T0")
    assert [(one.get("href"), one.text) for one in event.findall("links/link")] == [
        ("https://docs.example.org/1?a=1&b=2", "A/1 One & all")
    ]
    assert event.findtext("description") == "A/1 One & all\nA/2"
    assert [one.text for one in event.findall("persons/person")] == ["Ms. Chair (chair)"]


def test_the_page_of_the_session_is_told_where_it_has_one_on_the_web() -> None:
    assert {one.findtext("url") for one in events(frab_xml(*night(), "en")).values()} == {
        "https://example.org/night?a&b"
    }
    assert json.loads(frab_json(*night(), "en"))["schedule"]["conference"]["url"] == "https://example.org/night?a&b"
    programme, scenario = night()
    hostile = scenario.model_copy(update={"link": "javascript:alert(1)"})
    assert "javascript" not in frab_json(programme, hostile, "en")
    assert {one.find("url") for one in events(frab_xml(programme, hostile, "en")).values()} == {None}


def test_the_language_of_an_entry_is_that_of_its_title() -> None:
    found = {one.findtext("title"): one.findtext("language") for one in events(frab_xml(*week(), "zh")).values()}
    assert found["1(a) 会议开幕"] == "zh"
    assert found["1(b) Adoption of the agenda"] == "en"


@pytest.mark.parametrize(("id", "acronym"), [("week", "week"), ("WG/3", "wg_3_2012"), ("a-b-c", "a_b_c_2012")])
def test_the_acronym_is_made_from_the_id(id: str, acronym: str) -> None:
    programme = replace(week()[0], scenario_id="")
    data = frab_xml(programme, Scenario.model_validate({**WEEK, "id": id}), "en")
    assert ElementTree.fromstring(data).findtext("conference/acronym") == acronym
    assert xml_complaints(data) == []


@pytest.mark.parametrize("id", ["会期", "2012", "-"])
def test_an_id_without_letters_still_gives_an_acronym(id: str) -> None:
    programme = replace(week()[0], scenario_id="")
    data = frab_xml(programme, Scenario.model_validate({**WEEK, "id": id}), "en")
    assert (ElementTree.fromstring(data).findtext("conference/acronym") or "").startswith("session_")
    assert xml_complaints(data) == []


def test_the_version_is_that_of_the_release_and_else_changes_with_what_is_in_it() -> None:
    programme, scenario = week()
    ledger = Ledger().advance(programme, scenario, 7, at("2012-10-01T00:00"))
    assert ElementTree.fromstring(frab_xml(programme, scenario, "en", ledger=ledger)).findtext("version") == "7"
    versions = [json.loads(frab_json(one, scenario, "en"))["schedule"]["version"]
                for one in (programme, programme, programme.filtered(programme.segments[1:]))]  # fmt: skip
    assert versions[0] == versions[1] != versions[2]


def test_an_empty_programme_still_has_its_days() -> None:
    data = frab_xml(Programme(()), week()[1], "en")
    assert xml_complaints(data) == []
    assert ElementTree.fromstring(data).findtext("conference/days") == "2"


BROKEN: list[tuple[str, Any]] = [
    ("no guid", lambda root: [event.attrib.pop("guid") for event in root.iter("event")]),
    ("no abstract", lambda root: [event.remove(event.find("abstract")) for event in root.iter("event")]),
    ("unknown", lambda root: ElementTree.SubElement(root.find("conference"), "day_change")),
    ("order", lambda root: root.append(root.find("version"))),
    ("offset", lambda root: setattr(next(root.iter("date")), "text", "2012-10-26T10:00:00")),
    ("slug", lambda root: setattr(next(root.iter("slug")), "text", "a-1-b")),
    ("id twice", lambda root: [event.set("id", "1") for event in root.iter("event")]),
]


@pytest.mark.parametrize(("what", "spoil"), BROKEN, ids=[what for what, _ in BROKEN])
def test_the_rules_notice_what_is_wrong(what: str, spoil: Any) -> None:
    root = ElementTree.fromstring(frab_xml(*week(), "en"))
    spoil(root)
    assert xml_complaints(ElementTree.tostring(root))


def test_the_rules_for_json_notice_what_is_wrong() -> None:
    whole = json.loads(frab_json(*week(), "en"))
    whole["schedule"]["conference"]["days"][0].pop("index")
    assert json_complaints(json.dumps(whole))
