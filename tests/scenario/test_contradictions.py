"""What can have no programme: each case worked out by hand, each beside one that just can."""

from __future__ import annotations

import pytest

from session_planner.scenario.contradictions import contradictions
from tests.scenario.marked import HEAD, check_impossible, scenario_of

# Two sittings of three hours on the 17th, one on the 18th; `ic` sits in the afternoon of the 18th alone.
IC = (
    "  - {id: ic, title: Cooperation, sittings: [{dates: [2012-10-18], hours: [15:00-18:00]}], "
    "agenda: [{number: 1, duration: 1 h}]}\n"
)
SITTINGS = "2012-10-17 10:00-13:00 15:00-18:00, 2012-10-18 10:00-13:00"
OF_IC = "Cooperation (2012-10-18 15:00-18:00)"


def of(item: str, more: str = "") -> str:
    """A scenario whose working group has one item, number 5."""
    return HEAD + "bodies:\n  - {id: ta, title: Assistance, agenda: [{number: 5, " + item + "}]}\n" + IC + more


def possible(text: str) -> None:
    assert contradictions(scenario_of(text)) == ()


def test_an_item_longer_than_every_sitting() -> None:
    possible(of("duration: 3 h"))
    check_impossible(
        of("duration: ^3 h 5 min"),
        "item 5 of Assistance lasts 3 h 5 min, longer than every sitting that it may use; the longest has 3 h: "
        + SITTINGS,
    )


def test_an_open_end_is_used() -> None:
    days = of("duration: 3 h 30 min").replace("[10:00-13:00]}", "[{hours: 10:00-13:00, open_until: 13:30}]}")
    possible(days)
    late = of("duration: 4 h").replace("[10:00-13:00]}", "[{hours: 22:00-01:00, open_until: 02:00}]}")
    possible(late)
    assert len(contradictions(scenario_of(late.replace("4 h", "4 h 5 min")))) == 1


@pytest.mark.parametrize(
    ("bounds", "longest"),
    [
        ("windows: [2012-10-17 11:00-12:30, 2012-10-18 12:00-15:00]", "1 h 30 min"),
        ("earliest: 2012-10-18T12:00", "1 h"),
        ("latest: 2012-10-17T11:55", "1 h 55 min"),
        ("unavailable: [2012-10-17, 2012-10-18 11:00-11:30]", "1 h 30 min"),
        ("earliest: 2012-10-19T09:00", "0 min"),
    ],
)
def test_an_item_longer_than_what_its_own_bounds_leave(bounds: str, longest: str) -> None:
    check_impossible(
        of(f"duration: ^2 h, {bounds}"),
        "item 5 of Assistance lasts 2 h, longer than every sitting that it may use; "
        f"the longest has {longest}: {SITTINGS}",
    )


def test_what_a_rule_no_longer_asks_is_no_contradiction() -> None:
    text = of("duration: 2 h, earliest: 2012-10-18T12:00", "rules: {%s}\n")
    assert len(contradictions(scenario_of(text % "earliest-latest: {kind: hard}"))) == 1
    possible(text % "earliest-latest: off")
    possible(text % "within-sitting: soft")
    possible(of("duration: 1 h, start: 2012-10-17T14:00", "rules: {earliest-latest: off}\n"))


def test_a_split_item() -> None:
    """Nine hours of sittings in all; four hours need two of them; parts of three hours and a half find none."""
    possible(of("duration: 9 h, splittable: true"))
    possible(of("duration: 6 h, splittable: true, most_parts: 2"))
    check_impossible(
        of("duration: ^6 h 5 min, splittable: true, most_parts: 2"),
        "item 5 of Assistance lasts 6 h 5 min in all; the sittings that it may use hold 6 h of it at most",
    )
    check_impossible(
        of("duration: 4 h, splittable: true, least_part: ^3 h 30 min"),
        "the shortest part of item 5 of Assistance, 3 h 30 min, is longer than every sitting that it may use; "
        "the longest has 3 h: " + SITTINGS,
    )


@pytest.mark.parametrize("start", ["2012-10-17T12:05", "2012-10-17T14:00", "2012-10-17T09:55", "2012-10-19T10:00"])
def test_a_start_inside_no_sitting(start: str) -> None:
    """An hour from 12:00 ends with the sitting; from 12:05 it does not."""
    possible(of("duration: 1 h, start: 2012-10-17T12:00"))
    check_impossible(
        of(f"duration: 1 h, start: ^{start}"),
        f"item 5 of Assistance is to start at {start.replace('T', ' ')} and to last 1 h, "
        f"inside no sitting of the body: {SITTINGS}",
    )


def test_a_start_given_with_another_offset_is_told_in_local_time() -> None:
    possible(of("duration: 1 h, start: 2012-10-17T08:00Z"))
    check_impossible(
        of("duration: 1 h, start: ^2012-10-17T12:00Z"),
        "item 5 of Assistance is to start at 2012-10-17 14:00 and to last 1 h, "
        f"inside no sitting of the body: {SITTINGS}",
    )


def test_bodies_without_a_sitting_in_common() -> None:
    """`ta` sits on the morning of the 18th at the latest, `ic` only in the afternoon."""
    check_impossible(
        of("duration: 1 h", "joint_sessions: [{id: j, title: Trade, bodies: ^[ta, ic], items: {ta: [5], ic: [1]}}]\n"),
        f"the joint session “Trade” lasts 1 h, and its bodies have no sitting in common that may hold it; "
        f"Assistance ({SITTINGS}), {OF_IC}",
    )


def test_a_common_stretch_that_is_too_short() -> None:
    """`ic` sits until 11:30 on the 18th: with `ta` it has an hour and a half, and no minute more."""
    joint = "joint_sessions: [{id: j, bodies: ^[ta, ic], items: {ta: [5]}}]\n"
    early = of("duration: 1 h 30 min", joint).replace("15:00-18:00]}], agenda", "08:30-11:30]}], agenda")
    possible(early.replace("^", ""))
    check_impossible(
        early.replace("duration: 1 h 30 min", "duration: 1 h 35 min"),
        "the joint session “j” lasts 1 h 35 min, and its bodies have no sitting in common that may hold it; "
        f"Assistance ({SITTINGS}), Cooperation (2012-10-18 08:30-11:30)",
    )


def test_a_joint_session_set_at_a_time_when_one_body_does_not_sit() -> None:
    """On the afternoon of the 17th `ic` could sit too, but the bureau said ten o'clock of the 18th."""
    joint = "joint_sessions: [{id: j, title: Trade, bodies: [ta, ic], items: {ta: [5]}, start: ^2012-10-18T10:00}]\n"
    text = of("duration: 1 h", joint).replace("dates: [2012-10-18]", "dates: [2012-10-17]")
    check_impossible(
        text,
        "the joint session “Trade” is to start at 2012-10-18 10:00 and to last 1 h; "
        "no sitting of Cooperation holds it; "
        f"Assistance ({SITTINGS}), Cooperation (2012-10-17 15:00-18:00)",
    )
    possible(text + "rules: {joint-when: soft}\n")
    possible(text.replace("2012-10-18T10:00", "2012-10-17T17:00"))


def test_an_agenda_longer_than_all_sittings() -> None:
    """Two, three and two hours of its own and two joint hours fill the nine hours of its sittings."""

    def week(minutes: int) -> str:
        return (
            HEAD + "bodies:\n  - id: ta\n    ^agenda:\n"
            "      - {number: 5, duration: 2 h}\n      - {number: 6, duration: 3 h}\n"
            f"      - {{number: 7, duration: {minutes} min}}\n      - {{number: 8, duration: 1 h}}\n  - {{id: ic}}\n"
            "joint_sessions: [{id: j, bodies: [ta, ic], items: {ta: [8]}}, {id: k, bodies: [ta, ic], duration: 1 h}]\n"
        )

    possible(week(120))
    check_impossible(
        week(125), f"the agenda of ta takes 9 h 5 min, joint sessions included; its sittings hold 9 h: {SITTINGS}"
    )
    possible(week(125) + "rules: {body-one-at-a-time: off}\n")


def test_a_body_without_sittings() -> None:
    check_impossible(
        HEAD + "bodies: [{id: ta, sittings: [], ^agenda: [{number: 5, duration: ^1 h}]}]\n",
        "the agenda of ta takes 1 h, joint sessions included; its sittings hold 0 min: none",
        "item 5 of ta lasts 1 h, longer than every sitting that it may use; the longest has 0 min: none",
    )


def test_a_window_after_the_last_sitting_of_a_day_of_the_session_lies_inside_it() -> None:
    possible(of("duration: 1 h, windows: [2012-10-17 10:00-13:00, 2012-10-18 22:00-23:00]"))


def test_a_window_outside_the_session() -> None:
    check_impossible(
        of("duration: 1 h, windows: [2012-10-17, ^2012-10-19 10:00-13:00, ^../2012-10-17T00:00]"),
        *["this window lies outside the session, 2012-10-17 to 2012-10-18"] * 2,
    )


def test_a_session_over_midnight() -> None:
    """The last sitting ends at one o'clock of the 19th: two hours from 23:00 fit, and a window there is inside."""
    night = of("duration: 2 h, start: 2012-10-18T23:00, windows: [2012-10-19 00:00-02:00, 2012-10-18]").replace(
        "[10:00-13:00]}\n", "[10:00-13:00, 22:00-01:00]}\n"
    )
    possible(night)
    check_impossible(
        night.replace("start: 2012-10-18T23:00", "start: ^2012-10-18T23:05"),
        "item 5 of Assistance is to start at 2012-10-18 23:05 and to last 2 h, "
        f"inside no sitting of the body: {SITTINGS} 22:00-01:00",
    )


def test_the_night_of_october_is_an_hour_longer() -> None:
    """In Vienna, 0:00 to 4:00 on 28 October 2012 is five hours; in March of 2013 it is three."""

    def night(date: str, hours: int, mark: str = "") -> str:
        return (
            f"format: 1\ntitle: T\ntimezone: Europe/Vienna\ndays: [{{date: {date}, sittings: [00:00-04:00]}}]\n"
            f"bodies: [{{id: ta, agenda: [{{number: 5, duration: {mark}{hours} h}}]}}]\n"
        )

    possible(night("2012-10-28", 5))
    possible(night("2013-03-31", 3))
    [one, _] = contradictions(scenario_of(night("2012-10-28", 6)))
    assert "its sittings hold 5 h: 2012-10-28 00:00-04:00" in one.text()
    [_, other] = contradictions(scenario_of(night("2013-03-31", 4)))
    assert "the longest has 3 h" in other.text()


def test_a_whole_day_begins_with_its_first_moment_where_midnight_is_leapt_over() -> None:
    """In Beirut the hour from midnight on 25 March 2012 was leapt over: absent that day is free on all the 24th."""
    possible(
        "format: 1\ntitle: T\ntimezone: Asia/Beirut\ndays: [{date: 2012-03-24, sittings: [22:00-24:00]}]\n"
        "bodies: [{id: ta, agenda: [{number: 5, duration: 2 h, unavailable: [2012-03-25]}]}]\n"
    )


def test_sittings_of_many_days_are_not_all_told() -> None:
    days = "".join(f"  - {{date: 2012-10-{day}, sittings: [10:00-13:00]}}\n" for day in range(10, 25))
    body = "bodies: [{id: ta, agenda: [{number: 5, duration: 4 h}]}]\n"
    [mistake] = contradictions(scenario_of(f"format: 1\ntitle: T\ntimezone: UTC\ndays:\n{days}{body}"))
    assert mistake.text().endswith("2012-10-19 10:00-13:00 and 5 more days")
