"""What we export as data comes back: calendars, schedules of conference apps and tables, imported and compared.

What a format cannot carry stands in the table of docs/reference/round-trips.md; `carried` says the same, segment by
segment, and nothing else may differ.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import session_planner as sp
from session_planner.checker import check
from session_planner.programme.filter import EVERYTHING
from session_planner.programme.model import Programme, Segment
from session_planner.programme.sittings import bodies_in_order
from session_planner.publish.frab_schedule import Schedule
from session_planner.publish.titles import Titles
from session_planner.releases.entries import entries
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.scenario.places import Source, Spot
from session_planner.scenario.reading import whole
from session_planner.sources.draft import Draft
from session_planner.sources.reading import Options, parse_source
from session_planner.words import LANGUAGES
from tests.publish.cases import annex_2012, week
from tests.scenarios import shipped
from tests.sources.systems import made

DATA = ("ics", "jcal", "frab-xml", "frab-json", "csv")
SUFFIX = {"ics": "ics", "jcal": "json", "frab-xml": "xml", "frab-json": "json", "csv": "csv"}
SHIPPED = ("untoc-wg-ta-2012", "untoc-cop6-2012", "hybrid-week", "six-languages", "commission-week")


class Held(NamedTuple):
    """A segment as people read it: names of what it is, not ids, since most formats have no ids."""

    body: str
    item: str | None
    title: str
    start: str
    end: str
    room: str
    part: int
    parts: int
    joint: str
    bodies: tuple[str, ...]


@cache
def cases() -> dict[str, tuple[Programme, Scenario]]:
    """Every shipped scenario that has a programme, solved, and two more by hand."""
    solved = {name: (shipped.programme(of := shipped.scenario(name), 20), of) for name in SHIPPED}
    return {"2012": annex_2012(), "week": week(), **solved}


def exported(programme: Programme, scenario: Scenario, form: str, lang: str, **options: Any) -> Draft:
    data = sp.export(programme, scenario, form, lang, **options)
    zone = scenario.timezone if form == "csv" else None
    return parse_source(data, f"programme.{SUFFIX[form]}", Options(zone))


def held(programme: Programme, scenario: Scenario, lang: str, *, by_id: bool = False) -> Counter[Held]:
    """All segments of a programme; with `by_id` bodies, rooms and joint sessions by their ids, which a table has."""
    titles = Titles(scenario, lang)

    def of(one: Segment) -> Held:
        def name(body: str) -> str:
            return body if by_id else titles.body(body).text

        room = "" if one.room is None else one.room if by_id else titles.room(one.room).text
        joint = "" if one.joint is None else one.joint if by_id else titles.joint(one.joint).text
        together = tuple(sorted(map(name, one.bodies or (one.body,))))
        title = " ".join(titles.segment(one).text.split())
        return Held(name(one.body), one.item, title, utc(one.start), utc(one.end), room, one.part, one.parts, joint,
                    together)  # fmt: skip

    return Counter(map(of, programme.segments))


def utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat()


def carried(programme: Programme, scenario: Scenario, form: str) -> Programme:
    """The programme as far as a format can carry it.

    Calendars and schedules have one entry for a joint session, with the items of its host: the other bodies take part
    from its beginning to its end. A schedule does not say which body is the host: it is taken to be the first.
    """
    if form == "csv":
        return programme
    out, found = outline(scenario), [one for one in programme.segments if not one.joint]
    together: dict[str, list[Any]] = {}
    for entry in entries(programme, scenario):
        if joint := entry.segments[0].joint:
            together.setdefault(joint, []).append(entry)
    for joint, shown in together.items():
        hosts = [entry.segments[0] for entry in shown]
        bodies = bodies_in_order({body for one in hosts for body in one.bodies}, out)
        host = bodies[0] if form.startswith("frab") else hosts[0].body
        first, last = min(entry.start for entry in shown), max(entry.end for entry in shown)
        found += [replace(one, body=host) for one in hosts]
        found += [
            Segment(body, None, first, last, hosts[0].room, joint=joint, bodies=bodies)
            for body in bodies
            if body != host
        ]
    return programme.filtered(found)


def titles_of(scenario: Scenario, programme: Programme, form: str, lang: str) -> dict[tuple[str, str], str]:
    """By start and number: the titles of the hosts' items, which keep their titles under another body."""
    titles = Titles(scenario, lang)
    return {
        (utc(one.start), one.item): " ".join(titles.segment(one).text.split())
        for one in programme.segments
        if one.joint and one.item
    }


def wanted(programme: Programme, scenario: Scenario, form: str, lang: str) -> Counter[Held]:
    """What has to come back."""
    own = titles_of(scenario, carried(programme, scenario, "ics"), form, lang)
    shown = held(carried(programme, scenario, form), scenario, lang, by_id=form == "csv")
    named = Counter[Held]()
    for one, count in shown.items():
        told = own.get((one.start, one.item or "")) if one.joint and form.startswith("frab") else None
        named[one._replace(title=told) if told else one] += count
    return named


def assert_same(programme: Programme, scenario: Scenario, form: str, lang: str) -> None:
    """The programme comes back, in a draft that is a scenario without a mistake."""
    draft = exported(programme, scenario, form, lang)
    again, back = made(draft)
    assert held(back, again, lang, by_id=form == "csv") == wanted(programme, scenario, form, lang)


@pytest.mark.parametrize("form", DATA)
@pytest.mark.parametrize("name", ["2012", "week", *SHIPPED])
def test_a_programme_comes_back_the_same(name: str, form: str) -> None:
    for lang in ("en", "ar"):
        assert_same(*cases()[name], form, lang)


@pytest.mark.parametrize("form", DATA)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_every_language(lang: str, form: str) -> None:
    for name in ("six-languages", "untoc-wg-ta-2012"):
        assert_same(*cases()[name], form, lang)


@pytest.mark.parametrize("form", ["frab-xml", "frab-json"])
def test_who_must_be_there_comes_back(form: str) -> None:
    for programme, scenario in cases().values():
        again, back = made(exported(programme, scenario, form, "en"))
        starts = {one.ref: [utc(part.start) for part in back.segments if part.ref == one.ref] for one in back.segments}
        found = {(one.called.told("en"), at) for one in again.officers for ref in one.serves for at in starts[ref]}
        shown = Schedule(programme, scenario, "en", EVERYTHING, None)
        talks = [talk for day in shown.days for talks in day.rooms.values() for talk in talks]
        assert found == {(name, utc(talk.start)) for talk in talks for _number, name in talk.persons}


# -- joint sessions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", DATA)
def test_a_joint_session_has_its_bodies_one_by_one(form: str) -> None:
    programme, scenario = cases()["untoc-cop6-2012"]
    again, back = made(exported(programme, scenario, form, "en"))
    (joint,) = again.joint_sessions
    assert len(joint.bodies) == 2
    assert len(again.bodies) == 3
    assert {one.body for one in back.segments if one.joint} == set(joint.bodies)
    assert all("," not in body.called.told("en") for body in again.bodies)


@pytest.mark.parametrize("form", ["ics", "frab-xml", "frab-json"])
def test_a_comma_in_the_name_of_a_body_is_no_second_body(form: str) -> None:
    scenario, programme = made_by_hand(names=("Trade, Investment", "Budget"))
    assert_same(programme, scenario, form, "en")


# -- clocks ------------------------------------------------------------------------------------------------------------


def made_by_hand(
    zone: str = "Europe/Vienna",
    days: tuple[str, ...] = ("2026-10-24", "2026-10-25"),
    starts: tuple[tuple[str, int], ...] = (("2026-10-24T10:00", 60), ("2026-10-24T11:30", 45)),
    names: tuple[str, str] = ("Plenary", "Group"),
    joint: bool = True,
) -> tuple[Scenario, Programme]:
    """Two bodies; the parts of item 1 at moments (UTC), an item of the other body, and a joint session at the end."""
    begins = [
        dt.datetime.fromisoformat(start).replace(tzinfo=dt.UTC).astimezone(ZoneInfo(zone)) for start, _minutes in starts
    ]
    ends = [later_than(begin, minutes) for begin, (_start, minutes) in zip(begins, starts, strict=True)]
    count = len(starts)
    item: dict[str, Any] = {"number": "1(a)", "title": "Opening: 2 parts", "duration": f"{count * 60} min"}
    if count > 1:
        item |= {"splittable": True, "most_parts": count}
    sessions = [{"id": "both", "title": "Together", "bodies": ["a", "b"], "items": {"a": ["2"]}, "duration": "30 min"}]
    data = {
        "format": 1, "id": "by-hand", "title": "By hand", "timezone": zone, "grain": 1,
        "days": [{"date": day, "sittings": ["00:00-23:59"]} for day in days],
        "bodies": [
            {"id": "a", "title": names[0], "agenda": [item, {"number": "2", "title": "Budget", "duration": "30 min"}]},
            {"id": "b", "title": names[1], "agenda": [{"number": "A.1", "title": "7 rules", "duration": "10 min"}]},
        ],
        "rooms": [{"id": "r1", "title": "Room 1"}, {"id": "r2", "title": "Room 2"}],
        "joint_sessions": sessions if joint else [],
    }  # fmt: skip
    scenario = whole(Source("by-hand.yaml", data, Spot(0, 0)), lambda *_: [])
    assert isinstance(scenario, Scenario)
    segments = [
        Segment("a", "1(a)", begin, end, "r1", part=part, parts=count)
        for part, (begin, end) in enumerate(zip(begins, ends, strict=True), 1)
    ]
    last = max(ends, key=dt.datetime.timestamp)
    later, joined, over = last, later_than(last, 10), later_than(last, 40)
    segments.append(Segment("b", "A.1", later, joined, "r2"))
    if joint:
        both = {"joint": "both", "bodies": ("a", "b")}
        segments += [
            Segment("a", "2", joined, over, "r1", **both),  # type: ignore[arg-type]
            Segment("b", None, joined, over, "r1", **both),  # type: ignore[arg-type]
        ]
    return scenario, Programme(tuple(segments), scenario_id="by-hand")


def later_than(moment: dt.datetime, minutes: int) -> dt.datetime:
    """So many minutes later, whatever clocks do between."""
    return (moment.astimezone(dt.UTC) + dt.timedelta(minutes=minutes)).astimezone(moment.tzinfo)


CLOCKS = {
    "midnight": ("Europe/Vienna", (("2026-10-24T20:30", 100), ("2026-10-24T22:10", 90))),
    "clocks forward": ("Europe/Vienna", (("2026-03-29T00:15", 30), ("2026-03-29T01:30", 60))),
    "half an hour": ("Asia/Kolkata", (("2026-10-24T10:05", 25), ("2026-10-24T10:40", 7))),
    "far east": ("Pacific/Auckland", (("2026-04-04T12:00", 60), ("2026-04-04T20:00", 61))),
}


@pytest.mark.parametrize("form", DATA)
@pytest.mark.parametrize("name", CLOCKS)
def test_to_the_minute_across_midnight_and_changes_of_clocks(name: str, form: str) -> None:
    zone, starts = CLOCKS[name]
    scenario, programme = made_by_hand(zone, ("2026-03-28", "2026-03-29", "2026-04-05", "2026-10-24"), starts)
    assert_same(programme, scenario, form, "en")
    if form != "csv":
        assert exported(programme, scenario, form, "en").data["timezone"] == zone


BACK = (("2026-10-24T23:30", 60), ("2026-10-25T00:30", 30), ("2026-10-25T01:15", 30))
"""In Vienna the hour from 02:00 comes twice that night, from 00:00 and from 01:00 UTC."""


@pytest.mark.parametrize("form", [form for form in DATA if form != "csv"])
def test_the_hour_that_clocks_show_twice(form: str) -> None:
    scenario, programme = made_by_hand(starts=BACK)
    assert_same(programme, scenario, form, "en")


def test_a_table_has_no_second_of_two_hours_that_clocks_show_alike() -> None:
    """02:15 after the change of the clocks is 02:15 before it: the table has clocks and no offsets."""
    scenario, programme = made_by_hand(starts=BACK, joint=False)
    _again, back = made(exported(programme, scenario, "csv", "en"))
    third = next(one for one in back.segments if one.part == 3)
    assert utc(third.start) == "2026-10-25T00:15:00+00:00"


def test_a_table_names_no_zone() -> None:
    scenario, programme = made_by_hand()
    data = sp.export(programme, scenario, "csv", "en")
    assert ("timezone",) in parse_source(data, "programme.csv").open


# -- whole sittings ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["ics", "jcal"])
def test_a_calendar_of_sittings_has_bodies_rooms_and_hours(form: str) -> None:
    programme, scenario = cases()["untoc-cop6-2012"]
    again, back = made(exported(programme, scenario, form, "en", granularity="sitting"))
    shown = entries(programme, scenario, "sitting")
    titles, ours = Titles(scenario, "en"), Titles(again, "en")
    found = Counter((ours.body(one.body).text, utc(one.start), utc(one.end)) for one in back.segments)
    assert found == Counter(
        (titles.body(body).text, utc(entry.start), utc(entry.end))
        for entry in shown
        for body in {body for one in entry.segments for body in one.bodies or (one.body,)}
    )


def test_xcal_is_written_and_not_read() -> None:
    programme, scenario = cases()["untoc-wg-ta-2012"]
    data = sp.export(programme, scenario, "xcal", "en")
    try:
        found = parse_source(data, "calendar.xml")
    except sp.InputError:
        return
    assert found.programme == ()


# -- any programme -----------------------------------------------------------------------------------------------------

ZONES = ("Europe/Vienna", "UTC", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia")


@st.composite
def small(draw: st.DrawFn) -> tuple[Scenario, Programme]:
    """A few parts, one after the other, on any minutes of some days in any zone."""
    at, starts = draw(st.integers(0, 2000)), []
    for _ in range(draw(st.integers(1, 5))):
        minutes = draw(st.integers(1, 300))
        moment = dt.datetime(2026, 6, 8) + dt.timedelta(minutes=at)
        starts.append((moment.isoformat(timespec="minutes"), minutes))
        at += minutes + draw(st.integers(0, 600))
    words = st.text(st.characters(categories=("Lu", "Ll", "Nd"), include_characters=" ,:()-"), min_size=1, max_size=30)
    names = draw(st.tuples(words, words).filter(lambda two: plain(two[0]) != plain(two[1]) and all(map(plain, two))))
    days = tuple(f"2026-06-{day:02}" for day in range(7, 15))
    return made_by_hand(draw(st.sampled_from(ZONES)), days, tuple(starts), (plain(names[0]), plain(names[1])),
                        draw(st.booleans()))  # fmt: skip


def plain(name: str) -> str:
    return " ".join(name.split()).strip(" ,")


@settings(max_examples=40, deadline=None)
@given(small(), st.sampled_from(DATA), st.sampled_from(LANGUAGES))
def test_any_small_programme_comes_back(made_of: tuple[Scenario, Programme], form: str, lang: str) -> None:
    scenario, programme = made_of
    assert_same(programme, scenario, form, lang)


def test_the_programmes_that_come_back_are_as_free_of_conflict_as_before() -> None:
    for name, case in cases().items():
        for form in DATA:
            again, back = made(exported(*case, form, "en"))
            assert check(back, again).clean, (name, form, [one.words for one in check(back, again).errors][:2])
