"""Every calendar that is out shows a joint session as the programme has it, or is named with what is wrong in it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from session_planner.errors import InputError
from session_planner.programme.model import Programme
from session_planner.publish.calendars.feeds import calendars
from session_planner.publish.calendars.ics import calendar
from session_planner.releases.ledger import Ledger
from tests.bureau.session import at, faults, programme, scenario, sheet

LATER = {"start": at("10:45"), "end": at("11:45")}
MOVED = programme(("a/2/1", LATER), ("b/2/1", LATER))
DROPPED = programme(drop=["a/2/1", "b/2/1"])


def ledger(*programmes: Programme) -> Ledger:
    """The ledger of releases of these."""
    found = Ledger()
    for number, one in enumerate(programmes, 1):
        found = found.advance(one, scenario(), number, dt.datetime(2026, 2, number, 12, tzinfo=dt.UTC))
    return found


def publish(folder: Path, *programmes: Programme, granularity: str = "item") -> Path:
    """A folder of English feeds after releases of these, without a list of them."""
    for path, data in calendars(scenario(), ledger(*programmes), ["en"], granularity=granularity):  # type: ignore[arg-type]
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


def found(folder: Path, *, now: Programme | None = None) -> dict[str, str]:
    """By calendar that the session concerns: what is found in it."""
    made = sheet(now or programme(), calendars=[folder])
    return {
        str(Path(one.file).relative_to(folder)) if folder.is_dir() else one.file: one.status for one in made.calendars
    }


CONCERNED = {
    "en/all.ics",
    "en/body/a.ics",
    "en/body/b.ics",
    "en/delegation/solo.ics",
    "en/delegation/pair.ics",
    "en/delegation/apart.ics",
    "en/officer/chair-a.ics",
    "en/officer/expert.ics",
    "en/officer/reporter.ics",
    "en/room/m1.ics",
}


@pytest.mark.parametrize("granularity", ["item", "sitting"])
def test_calendars_as_the_programme_has_it(tmp_path: Path, granularity: str) -> None:
    folder = publish(tmp_path, programme(), granularity=granularity)
    assert found(folder) == dict.fromkeys(CONCERNED, "right")
    assert sheet(programme(), calendars=[folder]).agrees


def test_stale_calendars_are_named_with_their_files_and_what_they_show(tmp_path: Path) -> None:
    folder = publish(tmp_path, MOVED)
    assert found(folder) == dict.fromkeys(CONCERNED, "elsewhere")
    said = faults(sheet(programme(), calendars=[folder / "en/body/b.ics"]))
    times = "has it from Tuesday 10 March, 10:45 to Tuesday 10 March, 11:45"
    assert said == [f"{folder}/en/body/b.ics: Joint discussion on rivers: {times}"]


def test_a_calendar_after_a_move_and_back_again_is_right(tmp_path: Path) -> None:
    assert set(found(publish(tmp_path, programme(), MOVED, programme())).values()) == {"right"}


def test_another_room(tmp_path: Path) -> None:
    """The calendar of the room in which it was has it still, that of the other one lacks it."""
    folder = publish(tmp_path, programme())
    elsewhere = programme(("a/2/1", {"room": "m2"}), ("b/2/1", {"room": "m2"}))
    status = found(folder, now=elsewhere)
    assert status.pop("en/room/m2.ics") == "missing"
    assert status == dict.fromkeys(CONCERNED, "elsewhere")
    told = faults(sheet(elsewhere, calendars=[folder / "en/room/m1.ics"]))
    assert told[0].endswith("still has it in this room, at Tuesday 10 March, 10:30")
    assert faults(sheet(elsewhere, calendars=[folder / "en/all.ics"]))[0].endswith("has it in Room M1")


def test_cancelled_and_never_there(tmp_path: Path) -> None:
    cancelled = publish(tmp_path / "cancelled", programme(), DROPPED)
    assert set(found(cancelled).values()) == {"cancelled"}
    never = publish(tmp_path / "never", DROPPED)
    assert set(found(never).values()) == {"missing"}
    assert set(found(never)) == CONCERNED
    assert faults(sheet(programme(), calendars=[never / "en/body/a.ics"]))[0].endswith("the joint session is missing")


def test_a_calendar_that_has_what_no_programme_has(tmp_path: Path) -> None:
    folder = publish(tmp_path, programme())
    assert set(found(folder, now=DROPPED).values()) == {"stray"}


def edited(tmp_path: Path, change: Callable[[str], str]) -> Path:
    """One body's calendar, with its text changed."""
    file = publish(tmp_path, programme()) / "en/body/a.ics"
    text = file.read_bytes().decode()
    changed = change(text)
    assert changed != text
    file.write_bytes(changed.encode())
    return file


def _twice(text: str) -> str:
    (event,) = [one for one in text.split("BEGIN:VEVENT") if "X-SESSION-PLANNER-JOINT" in one]
    event = event.partition("END:VEVENT")[0]
    other = event.replace("UID:", "UID:other-").replace("T103000", "T093000")
    return text.replace(f"BEGIN:VEVENT{event}", f"BEGIN:VEVENT{event}END:VEVENT\r\nBEGIN:VEVENT{other}")


def test_a_doubled_entry(tmp_path: Path) -> None:
    """As where an old entry stayed beside the new one."""
    said = faults(sheet(programme(), calendars=[edited(tmp_path, _twice)]))
    times = "Tuesday 10 March, 09:30, Tuesday 10 March, 10:30"
    assert [one.partition("rivers: ")[2] for one in said] == [f"the joint session stands in it more than once: {times}"]


def test_an_entry_without_times_is_a_mistake_in_the_file(tmp_path: Path) -> None:
    file = edited(tmp_path, lambda text: text.replace("DTSTART;TZID=Europe/Vienna:20260310T103000", "X-NONE:1"))
    with pytest.raises(InputError, match="has no start or end") as caught:
        sheet(programme(), calendars=[file])
    assert caught.value.mistakes[0].file == str(file)


def test_who_follows_one_item_of_a_body_has_no_need_of_its_joint_session(tmp_path: Path) -> None:
    """Also in a file alone, under a name that says nothing: it holds less than half of the body's items."""
    data = calendar(programme(), scenario(), "en")
    events = [one for one in _events(data) if "X-SESSION-PLANNER-ITEM:1" in one and "PLANNER-BODY:a" in one]
    lone = tmp_path / "mine.ics"
    lone.write_bytes(
        ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + "".join(events) + "END:VCALENDAR\r\n").encode()
    )
    assert [one.status for one in sheet(programme(), calendars=[lone]).calendars] == ["missing"]
    more = programme(("c/1/1", {"body": "a", "item": "4", "start": at("15:00"), "end": at("16:00")}),
                     ("c/2/1", {"body": "a", "item": "5", "start": at("16:00"), "end": at("17:00")}))  # fmt: skip
    assert sheet(more, calendars=[lone]).calendars == ()


def _events(data: bytes | str) -> list[str]:
    text = data.decode() if isinstance(data, bytes) else data
    return [f"BEGIN:VEVENT{one.partition('END:VEVENT')[0]}END:VEVENT\r\n" for one in text.split("BEGIN:VEVENT")[1:]]


OTHER_HAND = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Somebody//EN
BEGIN:VEVENT
UID:1@somebody
DTSTAMP:20260201T000000Z
DTSTART:20260310T{start}00Z
DTEND:20260310T{end}00Z
SUMMARY:Committee A, Committee B: Joint discussion on rivers
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize(("start", "end", "status"), [("0930", "1030", "right"), ("0945", "1045", "elsewhere")])
def test_a_calendar_from_another_hand(tmp_path: Path, start: str, end: str, status: str) -> None:
    file = tmp_path / "theirs.ics"
    file.write_text(OTHER_HAND.format(start=start, end=end).replace("\n", "\r\n"), "utf-8", newline="")
    assert [one.status for one in sheet(programme(), calendars=[file]).calendars] == [status]


def test_a_folder_without_calendars(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no calendar"):
        sheet(programme(), calendars=[tmp_path])


CUT_OFF = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nX-SESSION-PLANNER-BODY:a\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize("data", [CUT_OFF, b"<html>"], ids=["cut off", "a page"])
def test_a_file_that_is_no_calendar(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "x.ics"
    file.write_bytes(data)
    with pytest.raises(InputError, match=r"cannot be read|cut off"):
        sheet(programme(), calendars=[file])


def test_the_list_of_a_published_folder_says_whose_a_calendar_is(tmp_path: Path) -> None:
    """Also where one of its files is given, whose name and entries do not tell that the session belongs there."""
    folder = publish(tmp_path, DROPPED)
    odd = (folder / "en/delegation/solo.ics").rename(folder / "en/delegation/odd~1234.ics")
    assert sheet(programme(), calendars=[odd]).calendars == ()
    listed = {"kind": "delegation", "id": "solo", "paths": {"en": "en/delegation/odd~1234.ics"}}
    (folder / "index.json").write_text(json.dumps({"feeds": [listed]}), "utf-8")
    assert [one.status for one in sheet(programme(), calendars=[odd]).calendars] == ["missing"]
    (folder / "index.json").write_text("[]", "utf-8")  # a list of something else
    assert sheet(programme(), calendars=[odd]).calendars == ()
