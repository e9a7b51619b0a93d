"""Schedules of frab, pentabarf and their kin: what is read, what becomes of it, and what is told of what is wrong."""

from __future__ import annotations

import json
from typing import Any
from xml.sax.saxutils import escape

import pytest

from session_planner.publish.frab import frab_json, frab_xml
from session_planner.sources.direct import programme_of
from tests.publish.cases import week
from tests.sources.systems import conflicts, draft, refusal, rows

HEAD = (
    "<conference><title>Conf &amp; more</title><acronym>conf</acronym><start>2026-01-31</start>{more}"
    "<timeslot_duration>00:05:00</timeslot_duration></conference>"
)
BRUSSELS = "<time_zone_name>Europe/Brussels</time_zone_name>"


def event(number: str = "", start: str = "", duration: str = "00:30", track: str = "T", **more: str) -> str:
    """An event of a schedule; what more is given are elements, `persons` names by comma, `date` its moment."""
    persons = "".join(
        f'<person id="{name.strip().lower()}">{name.strip()}</person>'
        for name in more.pop("persons", "").split(",")
        if name
    )
    attributes = f' id="{number}"' + (f' guid="{more.pop("guid")}"' if "guid" in more else "")
    elements = {"start": start, "duration": duration, "title": f"Talk {number}", "track": track, **more}
    inside = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in elements.items() if value)
    return f"<event{attributes}>{inside}<persons>{persons}</persons></event>"


def schedule(days: dict[str, dict[str, list[str]]], more: str = BRUSSELS, head: str = HEAD) -> bytes:
    """A schedule XML: days, in them rooms, in them events."""
    told = ""
    for index, (date, rooms) in enumerate(days.items(), 1):
        inside = "".join(f'\n<room name="{name}">\n' + "\n".join(events) + "</room>" for name, events in rooms.items())
        told += f'<day index="{index}" date="{date}">{inside}</day>\n'
    return f"<?xml version='1.0' encoding='utf-8'?>\n<schedule>{head.format(more=more)}\n{told}</schedule>".encode()


def one_day(rooms: dict[str, list[str]], more: str = BRUSSELS) -> bytes:
    return schedule({"2026-01-31": rooms}, more)


def as_json(xml_events: list[dict[str, Any]], **conference: Any) -> bytes:
    """A schedule JSON with events in one hall on one day."""
    days = [{"index": 1, "date": "2026-01-31", "rooms": {"Hall 1": xml_events}}]
    said = {"title": "Conf", "time_zone_name": "Europe/Brussels", "days": days, **conference}
    return json.dumps({"schedule": {"version": "1", "conference": said}}).encode()


# -- what is read ------------------------------------------------------------------------------------------------------


def test_tracks_become_bodies_events_items_and_their_times_a_programme() -> None:
    found = draft(
        one_day(
            {
                "Hall 1": [event("1", "09:30", persons="Ann, Bo"), event("2", "10:00", "01:15:00")],
                "Hall 2": [event("3", "09:30", "00:45", track="Üb & Ю", persons="Cy")],
            }
        ),
        "s.xml",
    )
    assert rows(found) == [
        ("t", "2026-01-31T09:30:00+01:00", "2026-01-31T10:00:00+01:00", "hall-1", "Talk 1"),
        ("ub", "2026-01-31T09:30:00+01:00", "2026-01-31T10:15:00+01:00", "hall-2", "Talk 3"),
        ("t", "2026-01-31T10:00:00+01:00", "2026-01-31T11:15:00+01:00", "hall-1", "Talk 2"),
    ]
    assert found.data["title"] == "Conf & more"
    assert found.data["timezone"] == "Europe/Brussels"
    assert found.data["days"] == [{"date": "2026-01-31"}]
    assert found.data["bodies"][0]["sittings"] == [{"dates": ["2026-01-31"], "hours": ["09:30-11:15"]}]
    assert [item["duration"] for item in found.data["bodies"][0]["agenda"]] == ["30 min", "75 min"]
    assert found.data["grain"] == 15
    people = {officer["title"]: officer["serves"] for officer in found.data["officers"]}
    assert people == {"Ann": ["t/1"], "Bo": ["t/1"], "Cy": ["ub/3"]}
    assert conflicts(found) == []


def test_every_event_has_the_line_that_it_stands_in() -> None:
    data = one_day({"Hall 1": [event("1", "09:30"), event("2", "10:00")]})
    found = draft(data, "s.xml")
    lines = [found.evidence["bodies", 0, "agenda", at].places[0].line for at in (0, 1)]
    assert [data.decode().splitlines()[line - 1].count(f'id="{number}"') for number, line in enumerate(lines, 1)] == [
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("start", "more", "expected"),
    [
        ("00:30", "<day_change>09:00:00</day_change>", "2026-02-01T00:30:00+01:00"),  # of the night before
        ("09:00", "<day_change>09:00</day_change>", "2026-01-31T09:00:00+01:00"),
        ("00:30", "", "2026-01-31T00:30:00+01:00"),
        ("9:05", "", "2026-01-31T09:05:00+01:00"),
    ],
)
def test_a_clock_before_the_change_of_days_is_of_the_next_date(start: str, more: str, expected: str) -> None:
    found = draft(one_day({"Hall": [event("1", start)]}, BRUSSELS + more), "s.xml")
    assert found.programme[0].start == expected
    assert conflicts(found) == []


def test_the_date_of_an_event_is_right_where_its_clock_is_of_another_zone() -> None:
    talk = event("1", "08:30", date="2026-01-31T08:30:00Z")
    assert draft(one_day({"Hall": [talk]}), "s.xml").programme[0].start == "2026-01-31T09:30:00+01:00"


def test_a_sitting_over_midnight_is_of_the_evening() -> None:
    night = [event("1", "23:30", "00:30"), event("2", "00:00", "01:00")]
    found = draft(one_day({"Hall": night}, BRUSSELS + "<day_change>06:00</day_change>"), "s.xml")
    assert found.data["bodies"][0]["sittings"] == [{"dates": ["2026-01-31"], "hours": ["23:30-01:00"]}]
    assert conflicts(found) == []


def test_a_zone_that_is_not_named_is_told_by_offsets_or_left_open() -> None:
    dated = draft(one_day({"Hall": [event("1", "09:30", date="2026-01-31T09:30:00+01:00")]}, ""), "s.xml")
    assert dated.data["timezone"] == "Etc/GMT-1"
    assert dated.programme[0].start == "2026-01-31T09:30:00+01:00"
    assert ("timezone",) in dated.doubts()
    bare = one_day({"Hall": [event("1", "09:30")]}, "")
    assert ("timezone",) in draft(bare, "s.xml").open
    asked = draft(bare, "s.xml", "Europe/Brussels")
    assert asked.data["timezone"] == "Europe/Brussels"
    assert asked.programme[0].start == "2026-01-31T09:30:00+01:00"


def test_what_no_programme_can_hold_is_kept_and_counted() -> None:
    events = [
        event("1", "09:30"),
        event("2", "10:00", "00:00"),
        event("3", "10:00", "40:00"),
        event("4", "10:00", title="[CANCELLED] A talk"),
        event("5", "10:00", title="Annulé : un exposé"),
    ]
    found = draft(one_day({"Hall": events, "Empty": []}), "s.xml")
    assert [one.item for one in found.programme] == ["1"]
    assert [one.lines[0].text for one in found.kept] == ["Talk 2", "Talk 3", "[CANCELLED] A talk", "Annulé : un exposé"]
    assert all(one.lines[0].place.line and one.why for one in found.kept)
    assert (found.taken, found.lines) == (1, 5)
    assert [room["title"] for room in found.data["rooms"]] == ["Hall", "Empty"]


def test_an_event_without_title_track_room_or_persons_with_ids() -> None:
    bare = "<event id='9'><start>09:30</start><duration>00:30</duration><persons><person>Ann</person></persons></event>"
    again = (
        "<event id='10'><start>10:00</start><duration>00:30</duration><persons><person>Ann</person></persons></event>"
    )
    found = draft(one_day({"": [bare, again]}), "s.xml")
    assert "title" not in found.data["bodies"][0]["agenda"][0]
    assert ("bodies", 0, "agenda", 0) in found.open
    assert found.data["bodies"][0]["title"] == "Conf & more"
    assert found.data["officers"] == [{"id": "ann", "title": "Ann", "serves": ["conf-more/9", "conf-more/10"]}]
    assert found.programme[0].room is None
    assert conflicts(found) == []


def test_titles_of_several_languages_stand_under_their_languages() -> None:
    events = [
        event("1", "09:30", language="en"),
        event("2", "10:00", language="fr"),
        event("3", "10:30", language="de"),
    ]
    agenda = draft(one_day({"Hall": events}), "s.xml").data["bodies"][0]["agenda"]
    assert [item["title"] for item in agenda] == [{"en": "Talk 1"}, {"fr": "Talk 2"}, "Talk 3"]


def test_a_talk_with_two_slots_is_two_items() -> None:
    events = [event("7", "09:30", guid="a", persons="Ann"), event("7", "10:30", guid="b", persons="Ann")]
    found = draft(one_day({"Hall": events}), "s.xml")
    assert [one.item for one in found.programme] == ["7", "7-2"]
    assert conflicts(found) == []


# -- what the check says of it -----------------------------------------------------------------------------------------


def test_parallel_events_of_a_track_and_rooms_shared_by_tracks_are_no_clash() -> None:
    found = draft(
        one_day(
            {
                "A": [
                    event("1", "09:00", track="Security"),
                    event("2", "09:30", track="Art"),
                    event("3", "10:00", track="Security"),
                ],
                "B": [event("4", "09:00", track="Security"), event("5", "10:00", track="Art", duration="00:15")],
                "C": [event("6", "18:00", track="Art")],
            }
        ),
        "s.xml",
    )
    assert conflicts(found) == []
    assert {body["title"] for body in found.data["bodies"]} == {"Security – A", "Security – B", "Art"}


def test_real_clashes_are_told_and_nothing_else() -> None:
    found = draft(
        one_day(
            {
                "A": [event("1", "09:00", "01:00", persons="Ann, Bo"), event("2", "09:30", track="Other")],
                "B": [
                    event("3", "09:15", track="Third", persons="Ann"),
                    event("4", "10:00", track="Third", persons="Bo"),
                ],
            }
        ),
        "s.xml",
    )
    told = {(one.rule, one.who): one.segments for one in conflicts(found)}
    assert told == {
        ("officers", ("ann",)): ("t/1/1", "third/3/1"),
        ("room-one-at-a-time", ("t", "other")): ("t/1/1", "other/2/1"),
    }


def test_two_events_of_a_track_in_one_room_at_once_are_a_clash() -> None:
    found = draft(one_day({"A": [event("1", "09:00", "01:00"), event("2", "09:30")]}), "s.xml")
    assert [one.rule for one in conflicts(found)] == ["body-one-at-a-time"]


# -- what we publish comes back ----------------------------------------------------------------------------------------


def test_json_and_xml_give_the_same_draft() -> None:
    programme, scenario = week()
    xml, said = (
        draft(frab_xml(programme, scenario, "en"), "s"),
        draft(frab_json(programme, scenario, "en").encode(), "s"),
    )
    assert programme_of(xml) == programme_of(said)
    assert {key: xml.data[key] for key in xml.data if key != "rooms"} == {
        key: said.data[key] for key in said.data if key != "rooms"
    }


# -- pretalx's JSON and others' ----------------------------------------------------------------------------------------


def test_json_persons_by_code_rooms_with_seats_and_texts_of_languages() -> None:
    persons = [{"code": "XY", "name": "Ann", "public_name": "Ann"}, {"id": None, "public_name": "Bo"}]
    talk = {
        "id": 5,
        "guid": "g",
        "date": "2026-01-31T09:30:00+01:00",
        "start": "09:30",
        "duration": "00:25",
        "room": "Hall 1",
        "title": {"de": "Titel", "en": "Title"},
        "track": None,
        "language": "en",
        "persons": persons,
        "do_not_record": True,
        "answers": [],
        "attachments": [],
        "links": [],
    }
    found = draft(
        as_json([talk], rooms=[{"name": "Hall 1", "capacity": 120, "guid": "r"}, {"name": "Hall 2", "capacity": 0}]),
        "s.json",
    )
    assert found.data["rooms"] == [
        {"id": "hall-1", "title": "Hall 1", "capacity": 120},
        {"id": "hall-2", "title": "Hall 2"},
    ]
    assert [one["title"] for one in found.data["officers"]] == ["Ann", "Bo"]
    assert found.data["bodies"][0]["agenda"] == [{"number": "5", "title": "Title", "duration": "25 min"}]
    assert found.evidence["bodies", 0, "agenda", 0].places[0].path == 'schedule.conference.days[0].rooms["Hall 1"][0]'
    assert conflicts(found) == []


# -- what is wrong -----------------------------------------------------------------------------------------------------


def test_all_mistakes_are_told_at_once_each_with_its_line() -> None:
    events = [
        event("1", "09:30", "-00:30"),
        event("2", "25:00"),
        event("3", "", ""),
        event("4", "10:00", guid="g"),
        event("5", "10:30", guid="g"),
        event("4", "11:00", "1 hour"),
        event("a[b]", "12:00"),
    ]
    data = schedule({"2026-01-31": {"Hall": events}, "soon": {"Hall": [event("8", "09:30")]}})
    told = [(one.line, one.path.rpartition("/")[2], one.text()) for one in refusal(data, "s.xml").mistakes]
    lines = data.decode().splitlines()
    first = next(at for at, line in enumerate(lines, 1) if 'id="1"' in line)
    assert [(line - first, name) for line, name, _ in told] == [
        (0, "duration"),
        (1, "start"),
        (2, "duration"),
        (2, "start"),
        (4, "guid"),
        (5, "id"),
        (5, "duration"),
        (6, "id"),
        (7, "day[2]"),
    ]
    assert "`-00:30` is not a duration" in told[0][2]
    assert "`soon` is not a date" in told[-1][2]


def test_mistakes_in_json_are_told_by_their_paths() -> None:
    right = {"id": 1, "date": "2026-01-31T09:30:00+01:00", "start": "09:30", "duration": "00:25", "title": "T"}
    wrong: list[Any] = [
        right,
        {**right, "id": 2, "duration": 25},
        {**right, "id": 3, "persons": "Ann"},
        {**right, "id": 4, "title": [1]},
        7,
        {**right, "id": True},
        {**right, "id": 6, "date": "2026-02-30T10:00:00+01:00"},
    ]
    told = {one.path for one in refusal(as_json(wrong), "s.json").mistakes}
    base = 'schedule.conference.days[0].rooms["Hall 1"]'
    assert told >= {
        f"{base}[1].duration",
        f"{base}[2].persons",
        f"{base}[3].title",
        f"{base}[4]",
        f"{base}[5].id",
        f"{base}[6].date",
    }


def test_a_schedule_without_events_is_refused() -> None:
    assert "no event" in str(refusal(one_day({"Hall": []}), "s.xml"))
    assert "no event" in str(refusal(as_json([]), "s.json"))


def test_a_zone_that_there_is_not_is_refused() -> None:
    with pytest.raises(Exception, match="no time zone `Mars/Base`"):
        draft(one_day({"Hall": [event("1", "09:30")]}), "s.xml", "Mars/Base")
