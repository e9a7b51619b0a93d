"""Calendar files as programmes: our own come back as they were, those of others are known by their titles."""

from __future__ import annotations

import json

import pytest
from icalendar import Calendar

from session_planner.programme.model import Programme, ordered
from session_planner.programme.reading import Reading, parse_programme
from session_planner.publish.calendars.ics import calendar
from tests.programme import sample
from tests.programme.sample import SCENARIO, lines, told

TABLE = (
    "body,item,date,time,room\n"
    "cop,1(a); 1(b); 1(c),15 October,10:00-11:30,m1\n"
    "cop,5,18 October,15:00-18:00,m1\n"
    "cop,5,19 October,10:00-11:00,m2\n"
    "wg-ic,,16 October,10:00-13:00,m2\n"
    "wg-ta,1(a); 1(b); 2,17 October,10:00-11:30,\n"
    "wg-ta; wg-ic,6,18 October,10:00-11:30,m2\n"
    "wg-ta; wg-ic,7,18 October,11:30-12:30,m2\n"
)


def event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", ""))


def read(*events: str) -> Reading:
    return sample.read(whole(*events), name="plan.ics")


def whole(*events: str) -> str:
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + "".join(events) + "END:VCALENDAR\r\n"


MORNING = ("DTSTART:20121017T080000Z", "DTEND:20121017T093000Z")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_our_own_comes_back_segment_by_segment(lang: str) -> None:
    programme = sample.read(TABLE).programme
    data = calendar(programme, SCENARIO, lang)
    assert parse_programme(data, "plan.ics", SCENARIO).programme.segments == ordered(programme.segments)


def test_our_own_by_sittings_comes_back_with_its_items() -> None:
    programme = sample.read(TABLE).programme
    data = calendar(programme, SCENARIO, "en", granularity="sitting")
    found = parse_programme(data, "plan.ics", SCENARIO).programme
    assert {one.id for one in found.segments} == {one.id for one in programme.segments}


def test_events_of_others_are_known_by_their_titles() -> None:
    reading = read(
        event("UID:1", *MORNING, "SUMMARY:National strategies", "LOCATION:Room M2"),
        event(
            "UID:2",
            "DTSTART;TZID=Europe/Vienna:20121016T100000",
            "DURATION:PT3H",
            "SUMMARY:Plenary: 2 (b) Trafficking in Persons Protocol",
        ),
        event(
            "UID:3",
            "DTSTART:20121018T100000",
            "DTEND:20121018T130000",
            "SUMMARY:Discussion conjointe sur les biens culturels",
        ),
    )
    assert lines(reading) == [
        "cop/2(b) 16 10:00-13:00",
        "wg-ta/3 17 10:00-11:30 @m2",
        "wg-ic/None 18 10:00-13:00 joint=cultural-property:wg-ta+wg-ic",
        "wg-ta/6 18 10:00-11:30 joint=cultural-property:wg-ta+wg-ic",
        "wg-ta/7 18 11:30-12:30 joint=cultural-property:wg-ta+wg-ic",
    ]


def test_what_is_left_out_is_noted() -> None:
    reading = read(
        event("UID:1", *MORNING, "SUMMARY:National strategies", "LOCATION:Somewhere"),
        event("UID:2", *MORNING, "SUMMARY:Reception"),
        event("UID:3", *MORNING, "SUMMARY:Follow-up", "STATUS:CANCELLED"),
        event("UID:4", "DTSTART;VALUE=DATE:20121017", "SUMMARY:Follow-up"),
    )
    assert lines(reading) == ["wg-ta/3 17 10:00-11:30"]
    assert sorted(str(note) for note in reading.notes) == [
        "event “Follow-up” is cancelled; not read",
        "event “Follow-up” lasts whole days; not read",
        "event “National strategies”: `Somewhere` is not a room of the scenario; left out",
        "“Reception” names no body and no item; not read",
    ]


def test_nothing_of_a_message_that_cancels_is_read() -> None:
    message = whole("METHOD:CANCEL\r\n", event("UID:1", *MORNING, "SUMMARY:Follow-up"))
    reading = sample.read(message, name="plan.ics")
    assert reading.programme.segments == ()
    assert [str(note) for note in reading.notes] == ["event “Follow-up” is cancelled; not read"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no calendar", "cannot be read"),
        (whole(event("UID:1", "SUMMARY:Follow-up")), "has no start or end"),
        (whole(event("UID:1", *MORNING, "RRULE:FREQ=SECONDLY", "SUMMARY:Follow-up")), "repeats too often"),
        (whole(event("UID:1", *MORNING, "RRULE:FREQ=DAILY;INTERVAL=0", "SUMMARY:Follow-up")), "RRULE cannot be read"),
        (whole(event("UID:1", *MORNING, "RRULE:FREQ=SOMETIMES", "SUMMARY:Follow-up")), "RRULE cannot be read"),
        (
            whole(event("UID:1", "DTSTART;TZID=Mars/Olympus:20121017T100000", "DURATION:PT1H", "SUMMARY:Follow-up")),
            "no time zone `Mars/Olympus`",
        ),
        (
            whole(event("UID:1", *MORNING, "SUMMARY:x", "X-SESSION-PLANNER-BODY:wg-tb", "X-SESSION-PLANNER-ITEM:3")),
            "did you mean `wg-ta`?",
        ),
    ],
)
def test_what_is_wrong(text: str, words: str) -> None:
    (line,) = told(text, name="plan.ics")
    assert words in line


def test_what_repeats_is_taken_on_the_days_of_the_session() -> None:
    """Endless, with a day left out, one moved and one cancelled; the zone is known by its Windows name."""
    zone = "TZID=W. Europe Standard Time"
    reading = read(
        event("UID:1", f"DTSTART;{zone}:20120903T100000", f"DTEND;{zone}:20120903T110000", "RRULE:FREQ=DAILY",
              f"EXDATE;{zone}:20121016T100000", "SUMMARY:National strategies"),
        event("UID:1", f"RECURRENCE-ID;{zone}:20121017T100000", f"DTSTART;{zone}:20121017T150000", "DURATION:PT2H",
              "SUMMARY:National strategies"),
        event("UID:1", f"RECURRENCE-ID;{zone}:20121018T100000", f"DTSTART;{zone}:20121018T100000", "DURATION:PT1H",
              "SUMMARY:National strategies", "STATUS:CANCELLED"),
    )  # fmt: skip
    assert [line.replace(" part=", " ") for line in lines(reading)] == [
        "wg-ta/3 15 10:00-11:00 1/3", "wg-ta/3 17 15:00-17:00 2/3", "wg-ta/3 19 10:00-11:00 3/3",
    ]  # fmt: skip
    assert [str(note) for note in reading.notes] == ["event “National strategies” is cancelled; not read"]


def test_the_newest_version_of_an_event_counts() -> None:
    older = event("UID:1", "DTSTART:20121016T080000Z", "DURATION:PT1H", "SUMMARY:National strategies", "SEQUENCE:1")
    newer = event("UID:1", "DTSTART:20121017T080000Z", "DURATION:PT1H", "SUMMARY:National strategies", "SEQUENCE:10")
    assert lines(read(newer, older)) == ["wg-ta/3 17 10:00-11:00"]


def test_zones_of_one_file_do_not_speak_for_another() -> None:
    def zoned(offset: str) -> Reading:
        zone = (
            "BEGIN:VTIMEZONE\r\nTZID:Our own\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
            f"TZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        )
        return read(
            zone,
            event("UID:1", "DTSTART;TZID=Our own:20121017T100000", "DURATION:PT1H", "SUMMARY:National strategies"),
        )

    assert lines(zoned("+0200")) == ["wg-ta/3 17 10:00-11:00"]
    assert lines(zoned("+0100")) == ["wg-ta/3 17 11:00-12:00"]


def test_jcal_is_a_calendar() -> None:
    programme = sample.read(TABLE).programme
    data = json.dumps(Calendar.from_ical(calendar(programme, SCENARIO, "en")).to_jcal(), default=str).encode()
    assert parse_programme(data, "plan.json", SCENARIO).programme.segments == ordered(programme.segments)


def test_an_empty_calendar_is_an_empty_programme() -> None:
    assert read().programme == Programme((), scenario_id="week")
