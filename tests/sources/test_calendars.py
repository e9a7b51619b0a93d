"""Calendars as drafts: rooms, bodies, people and the timetable; what repeats; what cannot be held; hostile ones."""

from __future__ import annotations

import pytest

from tests.sources.systems import conflicts, draft, refusal, rows


def event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", ""))


def whole(*events: str, head: str = "X-WR-CALNAME:Spring session\r\n") -> bytes:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{head}{''.join(events)}END:VCALENDAR\r\n".encode()


WINDOWS = "TZID=W. Europe Standard Time"


def test_events_become_bodies_rooms_and_people() -> None:
    made = draft(
        whole(
            event("UID:1", f"DTSTART;{WINDOWS}:20260309T100000", "DURATION:PT1H", "SUMMARY:Opening", "LOCATION:Room A",
                  "CATEGORIES:Plenary", "ATTENDEE;CN=Ada:mailto:ada@example.org"),
            event("UID:2", f"DTSTART;{WINDOWS}:20260309T103000", "DURATION:PT1H", "SUMMARY:Finance",
                  "LOCATION:Room B", "CATEGORIES:Committee", "ATTENDEE;CN=Ada:MAILTO:Ada@example.org",
                  "ATTENDEE;PARTSTAT=DECLINED:mailto:bo@example.org"),
        ),
        "x.ics",
    )  # fmt: skip
    assert (made.data["title"], made.data["timezone"]) == ("Spring session", "Europe/Berlin")
    assert rows(made) == [
        ("plenary", "2026-03-09T10:00:00+01:00", "2026-03-09T11:00:00+01:00", "room-a", "Opening"),
        ("committee", "2026-03-09T10:30:00+01:00", "2026-03-09T11:30:00+01:00", "room-b", "Finance"),
    ]
    assert [one["title"] for one in made.data["officers"]] == ["Ada"]
    assert any("Ada" in str(one) for one in conflicts(made))


def test_series_are_expanded_and_what_cannot_be_held_is_kept() -> None:
    made = draft(
        whole(
            event("UID:1", "DTSTART:20260309T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3", "SUMMARY:Bureau",
                  "EXDATE:20260310T090000Z"),
            event("UID:2", "DTSTART;VALUE=DATE:20260310", "SUMMARY:Excursion"),
            event("UID:3", "DTSTART:20260310T090000Z", "DURATION:PT1H", "STATUS:CANCELLED", "SUMMARY:Off"),
        ),
        "x.ics",
    )  # fmt: skip
    assert [start[:10] for _, start, *_ in rows(made)] == ["2026-03-09", "2026-03-11"]
    assert [line.text for one in made.kept for line in one.lines] == ["Excursion", "Off"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (whole(event("UID:1", "DTSTART:20120101T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY")), "too often"),
        (whole(event("UID:1", "DTSTART:20120101T000000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")), "BYMONTHDAY"),
        (whole(event("UID:1", "DTSTART;TZID=Mars/X:20120101T000000", "DURATION:PT1H")), "no time zone `Mars/X`"),
        (whole("BEGIN:VEVENT\r\nSUMMARY:x\r\n" + " x\r\n" * 1_000_001), "characters; at most"),
        (whole("BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 50_001), "more than 50000 components"),
        (whole(event("UID:1", "DTSTART:20120101T000000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY")
               + event("UID:1", "RECURRENCE-ID:20120102T000000Z", "DTSTART:20120102T000000Z") * 5_001), "at most 5000"),
    ],
)  # fmt: skip
def test_hostile_calendars_are_refused(data: bytes, words: str) -> None:
    assert words in str(refusal(data, "x.ics").mistakes[0])
