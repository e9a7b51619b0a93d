"""All calendars of a store in a folder: their addresses, what is written anew, who is gone, what is never touched."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import icalendar
import pytest

from session_planner.errors import InputError, OutsideError
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.publish.calendars.feeds import calendars, file_name, publish_calendars
from session_planner.publish.calendars.ics import calendar
from session_planner.releases.ledger import Ledger
from session_planner.scenario.model import Scenario
from session_planner.words import LANGUAGES
from tests.publish.cases import WEEK, at
from tests.releases.session import PROGRAMME, SCENARIO, Planner, changed, moved, scenario_at

EVERY = {
    "all.ics", "body/a.ics", "body/b.ics", "delegation/x.ics", "officer/chair.ics", "room/m1.ics", "room/m2.ics",
}  # fmt: skip


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    return Planner(tmp_path)


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """The folder that a web server shows; not there yet."""
    return tmp_path / "www" / "calendars"


def files(folder: Path) -> dict[str, bytes]:
    there = (one for one in sorted(folder.rglob("*")) if one.is_file())
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in there}


def events(data: bytes) -> dict[str, tuple[int, str]]:
    """By UID without its ends: SEQUENCE and STATUS."""
    found: list[Any] = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return {
        str(one["uid"]).removeprefix("small/").removesuffix("@session-planner"): (int(one["sequence"]), one["status"])
        for one in found
    }


def index(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "index.json").read_text("utf-8"))
    return found


def test_everybody_has_a_calendar_in_each_language(planner: Planner, public: Path) -> None:
    planner.release()
    made = publish_calendars(planner.store, public)
    assert files(public).keys() == {"index.json", *(f"{lang}/{name}" for lang in LANGUAGES for name in EVERY)}
    assert set(made.written) == {public / name for name in files(public)}
    assert (made.release, made.unchanged, made.feeds, made.languages) == (1, 0, len(EVERY), LANGUAGES)
    assert events((public / "fr/body/b.ics").read_bytes()).keys() == {"b/1/1", "joint:property/3/1"}
    assert events((public / "en/officer/chair.ics").read_bytes()).keys() == {"a/2/1"}


@pytest.mark.parametrize("zone", ["Europe/Vienna", "UTC"])
def test_a_calendar_in_which_nothing_is_yet_holds_a_time_zone(zone: str) -> None:
    """One must hold something, and nobody may take its address for a broken one."""
    scenario = Scenario.model_validate({**WEEK, "timezone": zone})
    made = dict(calendars(scenario, Ledger({1: at("2012-10-01T00:00")}), ["en"]))
    for data in made.values():
        assert [one.name for one in icalendar.Calendar.from_ical(data).subcomponents] == ["VTIMEZONE"]


@pytest.mark.parametrize(("name", "keep"), [("all.ics", EVERYTHING), ("room/m1.ics", Filter(rooms=("m1",)))])
def test_a_feed_is_the_calendar_of_the_release(planner: Planner, public: Path, name: str, keep: Filter) -> None:
    """Byte for byte what `export` writes, but for how often it is to be looked at again."""
    planner.release()
    release = planner.release(moved("a/1/1", 15))
    publish_calendars(planner.store, public, languages=["ar"], refresh=None, alarm=10)
    wanted = calendar(release.programme(), release.scenario(), "ar", keep, ledger=release.ledger(), alarm=10)
    assert (public / "ar" / name).read_bytes() == wanted


def test_refresh_and_address_are_said(planner: Planner, public: Path) -> None:
    planner.release()
    publish_calendars(planner.store, public, languages=["en"], refresh=30, address="https://example.org/c/")
    said = icalendar.Calendar.from_ical((public / "en/body/a.ics").read_bytes())
    assert said["source"] == "https://example.org/c/en/body/a.ics"
    assert said.decoded("refresh-interval").total_seconds() == 1800


def test_only_what_changed_is_written_anew(planner: Planner, public: Path) -> None:
    planner.release()
    publish_calendars(planner.store, public)
    before, stamps = files(public), {name: os.stat(public / name).st_mtime_ns for name in files(public)}
    again = publish_calendars(planner.store, public)
    assert (again.written, again.unchanged) == ((), len(before))
    planner.release(moved("b/1/1", 15))
    made = publish_calendars(planner.store, public)
    changed_ = {
        "index.json",
        *(f"{lang}/{name}" for lang in LANGUAGES for name in ("all.ics", "body/b.ics", "room/m2.ics")),
    }
    assert {path.relative_to(public).as_posix() for path in made.written} == changed_
    assert made.unchanged == len(before) - len(changed_)
    untouched = before.keys() - changed_
    assert {name: os.stat(public / name).st_mtime_ns for name in untouched} == {
        name: stamps[name] for name in untouched
    }
    assert events((public / "en/body/b.ics").read_bytes())["b/1/1"] == (1, "CONFIRMED")


def test_who_is_gone_keeps_a_calendar_with_everything_cancelled(planner: Planner, public: Path, tmp_path: Path) -> None:
    planner.release()
    publish_calendars(planner.store, public)
    text = SCENARIO.replace("delegations:\n  - {id: x, size: 1, follows: [a]}\n", "").replace(
        "  - {id: m2, title: Room M2}\n", "").replace("rooms.m2.title", "rooms.m1.title")  # fmt: skip
    (tmp_path / "later").mkdir()
    scenario = scenario_at(tmp_path / "later", text)
    in_m1 = changed("b/1/1", lambda one: replace(one, room="m1"))
    for minutes in (0, 5):
        planner.release(moved("a/1/1", minutes, in_m1), scenario=scenario)
        publish_calendars(planner.store, public)
        assert set(events((public / "en/delegation/x.ics").read_bytes()).values()) == {(1, "CANCELLED")}
        assert events((public / "en/room/m2.ics").read_bytes()) == {"b/1/1": (1, "CANCELLED")}
        assert {one["id"] for one in index(public)["feeds"] if one["gone"]} == {"x", "m2"}
    planner.release()
    publish_calendars(planner.store, public)
    assert events((public / "en/room/m2.ics").read_bytes()) == {"b/1/1": (2, "CONFIRMED")}
    assert not any(one["gone"] for one in index(public)["feeds"])


def test_the_index_says_what_there_is(planner: Planner, public: Path) -> None:
    planner.release()
    publish_calendars(planner.store, public, languages=["fr", "en"])
    found = index(public)
    assert (found["session"], found["release"], found["languages"]) == ("small", 1, ["en", "fr"])
    assert found["feeds"][0] == {
        "kind": "all", "id": None, "title": {"en": "A small session", "fr": "Une petite session"}, "gone": False,
        "paths": {"en": "en/all.ics", "fr": "fr/all.ics"},
    }  # fmt: skip
    assert [(one["kind"], one["id"], one["title"]) for one in found["feeds"][1:]] == [
        ("body", "a", {"en": "Working Group A", "fr": "Groupe A"}),
        ("body", "b", {"en": "Working Group B"}),
        ("delegation", "x", {"und": "x"}),
        ("officer", "chair", {"und": "chair"}),
        ("room", "m1", {"und": "Room M1"}),
        ("room", "m2", {"und": "Room M2"}),
    ]
    paths = {path for one in found["feeds"] for path in one["paths"].values()}
    assert paths == files(public).keys() - {"index.json"}


def test_a_language_that_is_out_stays_up_to_date(planner: Planner, public: Path) -> None:
    planner.release()
    publish_calendars(planner.store, public, languages=["ru"])
    planner.release(moved("b/1/1", 15))
    made = publish_calendars(planner.store, public, languages=["zh"])
    assert made.languages == ("ru", "zh")
    for lang in ("ru", "zh"):
        assert events((public / lang / "all.ics").read_bytes())["b/1/1"] == (1, "CONFIRMED")


def test_whole_sittings_have_addresses_of_their_own(planner: Planner, public: Path) -> None:
    """Else a subscriber would have both the items and the sittings."""
    planner.release()
    publish_calendars(planner.store, public, languages=["en"])
    before = files(public)
    made = publish_calendars(planner.store, public, languages=["en"], granularity="sitting")
    assert made.folder == public / "sittings"
    assert {name: data for name, data in files(public).items() if not name.startswith("sittings/")} == before
    assert events((public / "sittings/en/body/a.ics").read_bytes()).keys() == {
        "a/sitting/1", "joint:property/sitting/1",
    }  # fmt: skip


def test_nothing_of_others_is_touched(planner: Planner, public: Path) -> None:
    planner.release()
    theirs = {"logo.png": b"\x89PNG", "en/body/old.ics": b"BEGIN:VCALENDAR", "README": b"mine"}
    for name, data in theirs.items():
        (public / name).parent.mkdir(parents=True, exist_ok=True)
        (public / name).write_bytes(data)
    publish_calendars(planner.store, public)
    publish_calendars(planner.store, public)
    assert {name: files(public)[name] for name in theirs} == theirs


def test_another_program_s_calendar_in_the_way_is_refused_before_anything_is_written(
    planner: Planner, public: Path
) -> None:
    planner.release()
    (public / "zh" / "room").mkdir(parents=True)
    (public / "zh" / "room" / "m2.ics").write_bytes(b"BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\nEND:VCALENDAR\r\n")
    with pytest.raises(InputError) as error:
        publish_calendars(planner.store, public)
    assert [mistake.file for mistake in error.value.mistakes] == [str(public / "zh" / "room" / "m2.ics")]
    assert files(public).keys() == {"zh/room/m2.ics"}


def test_drafts_are_not_published(planner: Planner, public: Path) -> None:
    draft = planner.release(state="draft")
    for source in (planner.store, draft):
        with pytest.raises(InputError, match="draft"):
            publish_calendars(source, public)
    assert not public.exists()
    planner.release(moved("b/1/1", 15))
    planner.release(moved("b/1/1", 30), state="draft")
    made = publish_calendars(planner.store, public, languages=["en"])
    assert made.release == 2
    assert events((public / "en/all.ics").read_bytes())["b/1/1"] == (0, "CONFIRMED"), "nobody ever saw the draft"


def test_numbers_never_go_back(planner: Planner, public: Path) -> None:
    first, _ = planner.release(), planner.release(moved("b/1/1", 15))
    publish_calendars(planner.store, public, languages=["en"])
    before = files(public)
    with pytest.raises(InputError, match="older"):
        publish_calendars(first, public, languages=["en"])
    assert files(public) == before


def test_another_session_s_folder_is_refused(planner: Planner, public: Path, tmp_path: Path) -> None:
    planner.release()
    publish_calendars(planner.store, public, languages=["en"])
    (tmp_path / "other").mkdir()
    other = Planner(tmp_path / "other")
    other.scenario = scenario_at(tmp_path / "other", SCENARIO.replace("id: small ", "id: other "))
    other.release(replace(PROGRAMME, scenario_id="other"))
    with pytest.raises(InputError, match="another session"):
        publish_calendars(other.store, public, languages=["en"])


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"format": 2}', b"\xff\xfe"])
def test_a_list_that_is_none_of_ours_is_refused(planner: Planner, public: Path, data: bytes) -> None:
    planner.release()
    public.mkdir(parents=True)
    (public / "index.json").write_bytes(data)
    with pytest.raises(InputError, match=r"index\.json"):
        publish_calendars(planner.store, public)
    assert files(public) == {"index.json": data}


def test_what_cannot_be_asked_for_is_refused(planner: Planner, public: Path) -> None:
    planner.release()
    bad: list[dict[str, Any]] = [
        {"languages": ["en", "tlh"]}, {"alarm": -1}, {"refresh": 0}, {"address": "javascript:alert(1)"},
    ]  # fmt: skip
    for options in bad:
        with pytest.raises(InputError):
            publish_calendars(planner.store, public, **options)
    assert not public.exists()


def test_a_folder_that_cannot_be_made_is_told(planner: Planner, tmp_path: Path) -> None:
    planner.release()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises((OutsideError, InputError), match="file"):
        publish_calendars(planner.store, tmp_path / "file" / "calendars")


def test_feeds_left_at_different_releases_say_what_each_of_them_held(
    planner: Planner, public: Path, tmp_path: Path
) -> None:
    """With the same numbers, at the same time, in the same room: only the items of the sitting differ."""
    first = {"x": "[a]", "y": "[a]"}
    follows = [first, {**first, "x": "[b/1]"}, {"x": "[b/1]", "y": "[b/1]"}, {"x": "[b/1]", "y": "[b/1]"}]
    without = changed("a/2/1", lambda one: None)
    for number, (who, programme) in enumerate(zip(follows, (PROGRAMME, without, without, without), strict=True)):
        text = SCENARIO.replace("  - {id: x, size: 1, follows: [a]}\n", "".join(
            f"  - {{id: {id}, size: 1, follows: {refs}}}\n" for id, refs in who.items()
        )).replace("fr: Groupe A", f"fr: Groupe A{number // 3}")  # fmt: skip
        (tmp_path / str(number)).mkdir()
        planner.release(programme, scenario=scenario_at(tmp_path / str(number), text))
    publish_calendars(planner.store, public, languages=["fr"], granularity="sitting")
    said = {id: (public / f"sittings/fr/delegation/{id}.ics").read_bytes() for id in "xy"}
    assert {id: events(data)["a/sitting/1"] for id, data in said.items()} == dict.fromkeys("xy", (1, "CANCELLED"))
    assert b"Groupe A1 (1\\, 2)" in said["x"]
    assert b"Groupe A1 (1)" in said["y"]


def test_names_of_files_are_safe_and_never_the_same() -> None:
    plain = ["a", "wg-ta", "cop6", "x_1", "a-1"]
    assert [file_name(id) for id in plain] == plain
    odd = [
        "A", "WG-TA", "Wg-Ta", "wg-TA", "con", "nul", "com1", "..", ".", "a/b",
        "a\\b", "a:b", "a b", "a.", ".a", "-a",
        "中文", "أ", "é", "e\u0301", "\ud800", "a" * 120, "a" * 119 + "b",
        "a~1", "?", "*", "joint:property", "a%2fb", "<x>",
    ]  # fmt: skip
    names = [file_name(id) for id in (*plain, *odd)]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(name == name.lower() and name.isascii() and 1 <= len(name) <= 64 for name in names)
    assert not any(set(name) & set('/\\:*?"<>|%. ') for name in names)
    assert not {"con", "nul", "com1"} & set(names)
    assert file_name("WG-TA") == "wg-ta~1f51ddc6c268", "an address never changes"
