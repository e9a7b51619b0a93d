"""jCal: every property, parameter and value of the file, in the types of RFC 7265, and back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import icalendar
import pytest

from session_planner import words
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme
from session_planner.publish.calendars.ics import Files, calendar
from session_planner.publish.calendars.jcal import jcal, node
from session_planner.publish.calendars.messages import messages
from tests.publish import readers
from tests.publish.calendars import by_uid, content_lines, lines_of_jcal, segments, session, two_releases
from tests.publish.cases import week


def made(lang: str = "ar", keep: Filter = EVERYTHING, **options: Any) -> tuple[str, bytes]:
    """The second of two releases as jCal, and as the file that it must say the same as."""
    ledger, scenario, programme = two_releases()
    given = {"ledger": ledger, "alarm": 15, **options}
    return jcal(programme, scenario, lang, keep, **given), calendar(programme, scenario, lang, keep, **given)


def properties(component: list[Any], *names: str) -> list[list[Any]]:
    """All properties of some names in a component and all in it."""
    _name, own, inside = component
    return [one for one in own if one[0] in names] + [one for part in inside for one in properties(part, *names)]


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("options", [{}, {"granularity": "sitting"}, {"keep": Filter(rooms=("m2",))}])
def test_it_is_the_file_again_when_it_is_read_back(lang: str, options: dict[str, Any]) -> None:
    text, file = made(lang, **options)
    assert lines_of_jcal(json.loads(text)) == content_lines(file)


def test_icalendar_reads_the_same() -> None:
    text, file = made()
    back = icalendar.Calendar.from_jcal(text).to_ical()
    assert untyped(back) == untyped(file)


def untyped(file: bytes) -> list[str]:
    """The lines of a file without VALUE: neither icalendar nor ical.js knows the types that RFC 7986 has added."""
    return [re.sub(r";VALUE=(TEXT|URI|DURATION)\b", "", line) for line in content_lines(file)]


def test_messages_and_feeds_come_back_too() -> None:
    ledger, scenario, _ = two_releases()
    people = {"organizer": "Sec, the <sec@example.org>", "attendee": "a@example.org"}
    feed = Files(scenario, "fr").calendar(ledger.feed(), refresh=15, source="https://example.org/all.ics?a=1,2")
    sent = [icalendar.Calendar.from_ical(one.data) for one in messages(ledger, scenario, "fr", since=1, **people)]
    for calendar_ in (feed, *sent):
        assert lines_of_jcal(json.loads(json.dumps(node(calendar_)))) == content_lines(calendar_.to_ical())


def test_values_are_of_the_types_of_the_rfc() -> None:
    calendar_ = json.loads(made("en")[0])
    assert calendar_[0] == "vcalendar"
    assert {part[0] for part in calendar_[2]} == {"vtimezone", "vevent"}
    assert all(re.fullmatch(r"[a-z0-9-]+", one[0]) for one in every_property(calendar_))
    assert {kind for name, _params, kind, *_values in every_property(calendar_) if name.startswith("x-")} == {"unknown"}
    assert ["dtstart", {"tzid": "Europe/Vienna"}, "date-time", "2012-10-18T10:00:00"] in properties(
        calendar_, "dtstart"
    )
    assert {tuple(one[2:]) for one in properties(calendar_, "last-modified")} == {
        ("date-time", "2012-07-04T12:00:30Z"), ("date-time", "2012-10-18T20:15:00Z"),
    }  # fmt: skip
    assert {tuple(one[2:]) for one in properties(calendar_, "sequence")} == {("integer", 0), ("integer", 1)}
    assert {tuple(one[2:]) for one in properties(calendar_, "tzoffsetto")} == {
        ("utc-offset", "+01:00"), ("utc-offset", "+02:00"),
    }  # fmt: skip
    assert {tuple(one[2:]) for one in properties(calendar_, "trigger")} == {("duration", "-PT15M")}
    assert ["categories", {}, "text", "WG.A", "WG.B"] in properties(calendar_, "categories")
    [conference] = properties(calendar_, "conference")
    assert conference == [
        "conference", {"feature": ["AUDIO", "VIDEO"], "label": "Take part from afar", "language": "en"}, "uri",
        "https://meet.example.org/j/1?pwd=x,y;z",
    ]  # fmt: skip
    assert all("value" not in one[1] and "VALUE" not in one[1] for one in every_property(calendar_))


def test_a_parameter_of_one_value_is_no_list() -> None:
    scenario = session(rooms=[{"id": "m1", "remote": "tel:+43-1-26060"}])
    [conference] = properties(json.loads(jcal(Programme(segments(scenario)[:1], "two"), scenario, "en")), "conference")
    assert conference[1]["feature"] == "PHONE"


def every_property(component: list[Any]) -> list[list[Any]]:
    """All properties in a component and all in it."""
    return component[1] + [one for part in component[2] for one in every_property(part)]


def test_texts_have_no_escapes_but_where_nobody_knows_their_type() -> None:
    calendar_ = json.loads(made("en")[0])
    assert ["summary", {"language": "en"}, "text", "WG.A, WG.B: Cultural property"] in properties(calendar_, "summary")
    assert ["name", {"language": "en"}, "text", "Session, of two; releases"] in properties(calendar_, "name")
    assert properties(calendar_, "x-wr-calname") == [["x-wr-calname", {}, "unknown", "Session\\, of two\\; releases"]]
    assert any("\n" in one[3] for one in properties(calendar_, "description"))


def test_the_same_programme_gives_the_same_text_on_one_line() -> None:
    text = jcal(*week(), "zh")
    assert text == jcal(*week(), "zh")
    assert text.count("\n") == 1
    assert "会议开幕" in text


@pytest.mark.needs("nodejs", "ical.js")
def test_ical_js_reads_the_same_as_in_the_file(tmp_path: Path) -> None:
    paths = []
    for lang in words.LANGUAGES:
        text, file = made(lang)
        paths += [tmp_path / f"{lang}.json", tmp_path / f"{lang}.ics"]
        paths[-2].write_text(text, "utf-8")
        paths[-1].write_bytes(file)
    found = readers.all_by_node("ical.js-events.js", paths)
    for as_jcal, as_file, path in zip(found[::2], found[1::2], paths[1::2], strict=True):
        assert as_jcal == as_file == readers.by_icalendar(path)


@pytest.mark.needs("nodejs", "ical.js")
def test_ical_js_writes_the_file_from_it(tmp_path: Path) -> None:
    text, file = made("ar")
    (tmp_path / "calendar.json").write_text(text, "utf-8")
    back = readers.run_node("ical.js-text.js", tmp_path / "calendar.json").encode()
    assert sorted(untyped(back.replace(b'"AUDIO,VIDEO"', b"AUDIO,VIDEO"))) == sorted(untyped(file))


def test_every_entry_is_there() -> None:
    text, file = made("en")
    uids = {one[3] for one in properties(json.loads(text), "uid")}
    assert {f"two/{name}@session-planner" for name in by_uid(file)} == uids
