"""What names rightly and makes no sense: days, sittings, durations, splits, joint sessions, order, clocks, grain."""

from __future__ import annotations

import pytest

from tests.scenario.marked import BODIES, HEAD, check, mistakes_in

BASE = HEAD + BODIES


def session(zone: str, days: str, agenda: str = "{number: 1, duration: 1 h}", more: str = "") -> str:
    return (
        f"format: 1\ntitle: T\ntimezone: {zone}\n{more}days:\n{days}bodies:\n  - {{id: ta}}\n"
        f"  - {{id: ic, agenda: [{agenda}]}}\n"
    )


# -- days and sittings --------------------------------------------------------------------------------


def test_a_date_twice() -> None:
    check(
        BASE.replace("date: 2012-10-18", "date: ^2012-10-17").replace("[10:00-13:00]}", "[20:00-21:00]}"),
        "2012-10-17 stands here twice, first in line 5",
    )


def test_a_body_sits_on_days_of_the_session() -> None:
    check(
        BASE + "    sittings: [{dates: [2012-10-17, ^2012-10-19], hours: [15:00-18:00]}]\n",
        "2012-10-19 is no day of the session; its days are 2012-10-17, 2012-10-18",
    )


def test_an_open_end_is_after_the_end() -> None:
    """Half past midnight is after a sitting that ends at midnight; noon is not after one that ends at one o'clock."""
    late = (
        "    sittings: [{hours: [{hours: 21:00-24:00, open_until: 00:30}, {hours: 10:00-13:00, open_until: ^12:00}]}]\n"
    )
    check(BASE + late, "this is not after the end of the sitting")


def test_usual_sittings_that_overlap_are_told_once() -> None:
    check(
        BASE.replace("15:00-18:00", "^12:00-14:00"),
        "the sitting 2012-10-17 12:00-14:00 overlaps the one at 2012-10-17 10:00-13:00",
    )


def test_a_pattern_that_overlaps_on_each_day_is_told_once() -> None:
    check(
        BASE + "    sittings:\n"
        "      - {weekdays: [thu], hours: [9:00-10:00]}\n"
        "      - {hours: [9:00-11:00, ^10:30-12:00]}\n",
        "the sitting 2012-10-17 10:30-12:00 overlaps the one at 2012-10-17 09:00-11:00",
    )


def test_a_long_sitting_overlaps_what_comes_after_a_short_one() -> None:
    hours = "    sittings: [{hours: [9:00-18:00, ^10:00-11:00, ^12:00-13:00]}]\n"
    check(
        BASE + hours,
        "the sitting 2012-10-17 10:00-11:00 overlaps the one at 2012-10-17 09:00-18:00",
        "the sitting 2012-10-17 12:00-13:00 overlaps the one at 2012-10-17 09:00-18:00",
    )


def test_over_midnight() -> None:
    """A night sitting ends at one o'clock of the next day, when an early one may have begun, or begin."""
    days = (
        "  - {date: 2012-10-17, sittings: [22:00-01:00]}\n"
        "  - {date: 2012-10-18, sittings: [^00:30-02:00, 22:00-01:00]}\n"
        "  - {date: 2012-10-19, sittings: [01:00-02:00]}\n"
    )
    check(
        session("Europe/Vienna", days),
        "the sitting 2012-10-18 00:30-02:00 overlaps the one at 2012-10-17 22:00-01:00",
    )


def test_more_than_can_be_planned() -> None:
    days = "".join(f"  - {{date: 20{year:02}-{month:02}-05}}\n" for year in range(100) for month in range(1, 13))
    bodies = "".join(f"  - {{id: b{number}}}\n" for number in range(50))
    check(
        f"format: 1\ntitle: T\ntimezone: UTC\n^days:\n{days}bodies:\n{bodies}",
        "1200 days of 50 bodies are more than can be planned at once",
    )


# -- items --------------------------------------------------------------------------------------------


def test_items_take_time_and_headings_do_not() -> None:
    check(
        BASE.replace("{number: 1, items", "{number: 1, ^duration: 1 h, ^splittable: true, ^place: 1, items").replace(
            "{number: 2, duration: 1 h}", "^{number: 2}"
        ),
        "item 1 is a heading and takes no time itself; `duration` belongs to its sub-items",
        "item 1 is a heading and takes no time itself; `splittable` belongs to its sub-items",
        "item 1 is a heading and takes no time itself; `place` belongs to its sub-items",
        "item 2 takes time and has no `duration`",
    )


def test_a_duration_that_cannot_be_read_is_not_told_as_missing() -> None:
    check(
        BASE.replace("number: 2, duration: 1 h", "number: 2, duration: ^long"),
        "`long` is not a duration; write it like `45 min`, `1 h 30 min` or `PT1H30M`",
    )


def test_splitting() -> None:
    check(
        HEAD + "bodies:\n"
        "  - id: ta\n"
        "    agenda:\n"
        "      - {number: 1, duration: 1 h, splittable: true, least_part: ^1 h 30 min}\n"
        "      - {number: 2, duration: 1 h, splittable: true, most_parts: ^1}\n"
        "      - {number: 3, duration: 1 h, ^least_part: 30 min, ^most_parts: 2}\n"
        "      - {number: 4, duration: 1 h, splittable: true, least_part: 1 h, most_parts: 2}\n",
        "the shortest part of item 1 is 1 h 30 min, longer than the item itself: 1 h",
        "item 2 is `splittable` into one part at most",
        "item 3 is not `splittable`, so `least_part` says nothing",
        "item 3 is not `splittable`, so `most_parts` says nothing",
    )


def test_joint_items_are_not_split() -> None:
    check(
        BASE.replace("{number: 2, duration: 1 h}", "{number: 2, duration: 1 h, splittable: ^true}")
        + "joint_sessions: [{id: j, bodies: [ta, ic], items: {ta: [2]}}]\n",
        "item 2 is taken up in a joint session and cannot be split",
    )


def test_how_long_a_joint_session_lasts() -> None:
    """ta/2 and ta/3 last an hour each, ic/1 one hour."""
    check(
        BASE + "joint_sessions:\n"
        "  - {id: a, bodies: [ta, ic], ^items: {ta: [2, 3], ic: [1]}}\n"
        "  - ^{id: b, bodies: [ta, ic]}\n",
        "its items last differently for its bodies (ta 2 h, ic 1 h); give it a `duration`",
        "the joint session `b` has neither items nor a `duration`",
    )
    check(
        BASE + "joint_sessions: [{id: a, bodies: [ta, ic], duration: ^1 h 30 min, items: {ta: [2, 3], ic: [1]}}]\n",
        "its items last longer than 1 h 30 min: ta 2 h, ic 1 h",
    )
    assert not mistakes_in(
        BASE + "joint_sessions: [{id: a, bodies: [ta, ic], duration: 2 h, items: {ta: [2, 3], ic: [1]}}]\n"
    )


# -- order --------------------------------------------------------------------------------------------


def test_a_circle_of_precedences_is_named() -> None:
    check(
        BASE + "precedences:\n"
        "  - {before: ta/2, after: ta/3}\n"
        "  - {before: ta/3, after: ic/1}\n"
        "  - ^{before: ic/1, after: ta/2}\n"
        "  - {before: ta/1(a), after: ta/2}\n",
        "this closes a circle of what comes before what: ta/2 → ta/3 → ic/1 → ta/2",
    )


def test_a_circle_through_a_heading() -> None:
    check(
        BASE + "precedences:\n  - {before: ta/1, after: ta/2}\n  - ^{before: ta/2, after: ta/1(b)}\n",
        "this closes a circle of what comes before what: ta/1(b) → ta/2 → ta/1(b)",
    )


def test_an_item_before_itself() -> None:
    check(
        BASE + "precedences:\n  - ^{before: ta/2, after: ta/2}\n  - ^{before: ta/1, after: ta/1(a)}\n",
        "this closes a circle of what comes before what: ta/2 → ta/2",
        "this closes a circle of what comes before what: ta/1(a) → ta/1(a)",
    )


def test_a_circle_through_joint_sessions() -> None:
    """Joint session j takes up ta/2; k comes after j, and ta/2 after ta/3 in k."""
    check(
        BASE + "joint_sessions:\n"
        "  - {id: j, bodies: [ta, ic], items: {ta: [2]}}\n"
        "  - {id: k, bodies: [ta, ic], items: {ta: [3]}, after: [^j]}\n"
        "precedences:\n"
        "  - {before: ta/3, after: ta/2}\n",
        "this closes a circle of what comes before what: joint:k → joint:j → joint:k",
    )


def test_an_order_without_circles() -> None:
    assert not mistakes_in(
        BASE + "precedences: [{before: ta/1, after: ta/2}, {before: ta/1, after: ta/3}, {before: ta/2, after: ta/3}]\n"
    )


def test_all_of_a_long_heading_before_all_of_another_is_quick() -> None:
    """Ten thousand items before ten thousand others are no hundred million pairs."""
    items = [", ".join(f"{{number: {head}.{one}, duration: 5 min}}" for one in range(5000)) for head in (1, 2)]
    agenda = "".join(f"      - {{number: {head}, items: [{items[head - 1]}]}}\n" for head in (1, 2))
    text = HEAD + f"bodies:\n  - id: ta\n    agenda:\n{agenda}precedences:\n  - {{before: ta/1, after: ta/2}}\n"
    assert mistakes_in(text) == ()
    [circle] = mistakes_in(text + "  - {before: ta/2, after: ta/1}\n")
    assert circle.text() == "this closes a circle of what comes before what: ta/1.0 → ta/2.0 → ta/1.0"


# -- clocks -------------------------------------------------------------------------------------------


def test_the_hour_that_vienna_leaps_over_in_spring() -> None:
    """On 25 March 2012 clocks went from 2:00 to 3:00; 2:00 is the first moment that none showed, 3:00 is there."""
    days = "  - {date: 2012-03-25, sittings: [^02:30-04:00, 10:00-13:00]}\n  - {date: 2012-03-26}\n"
    agenda = (
        "{number: 1, duration: 1 h, start: ^2012-03-25T02:00}, {number: 2, duration: 1 h, earliest: 2012-03-25T03:00, "
        "windows: [^2012-03-25 02:15-12:00, 2012-03-25, {start: ^2012-03-25T02:59}], "
        "unavailable: [^2012-03-25T02:10/..]},"
        "{number: 3, duration: 1 h, start: 2012-03-25T02:30+01:00}"
    )
    gone = "does not exist in Europe/Vienna: clocks are put forward over it"
    check(
        session("Europe/Vienna", days, agenda),
        *[f"2012-03-25T{hour} {gone}" for hour in ("02:30", "02:00", "02:15", "02:59", "02:10")],
    )


def test_over_the_change_of_october_in_vienna() -> None:
    """On 28 October 2012 the hour from 2:00 came twice: nothing is missing, and ten o'clock stays on the grain."""
    days = (
        "  - {date: 2012-10-27, sittings: [10:00-13:00, 22:00-03:00]}\n"
        "  - {date: 2012-10-28, sittings: [10:00-13:00]}\n"
    )
    agenda = "{number: 1, duration: 1 h, start: 2012-10-28T02:00}, {number: 2, duration: 1 h, start: 2012-10-28T10:00}"
    assert not mistakes_in(session("Europe/Vienna", days, agenda, "grain: 60\n"))
    later = agenda.replace("2012-10-28T10:00", "^2012-10-28T10:30")
    check(
        session("Europe/Vienna", days, later, "grain: 60\n"),
        "this does not stand on the grain of 60 min, counted from the first sitting (2012-10-27 10:00)",
    )


def test_chatham_with_its_quarter_of_an_hour() -> None:
    """There clocks go from 2:45 to 3:45 on 30 September 2012; the offset (+12:45) moves nothing off the grain."""
    days = "  - {date: 2012-09-29, sittings: [10:00-13:00]}\n  - {date: 2012-09-30, sittings: [10:00-13:00]}\n"
    agenda = ", ".join(
        f"{{number: {hour[-2:]}, duration: 1 h, earliest: {mark}2012-09-30T{hour}}}"
        for hour, mark in (("02:44", ""), ("02:45", "^"), ("03:43", "^"), ("03:46", ""))
    )
    gone = "does not exist in Pacific/Chatham: clocks are put forward over it"
    check(
        session("Pacific/Chatham", days, agenda, "grain: 60\n"), f"2012-09-30T02:45 {gone}", f"2012-09-30T03:43 {gone}"
    )


def test_lord_howe_with_its_half_hour_of_summer() -> None:
    """There clocks go from 2:00 to 2:30 on 7 October 2012, so that on a grain of an hour the 7th is off."""
    days = "  - {date: 2012-10-06, sittings: [10:00-13:00]}\n  - {date: 2012-10-07, sittings: [^10:00-13:00]}\n"
    agenda = (
        "{number: 1, duration: 1 h, earliest: ^2012-10-07T02:15}, "
        "{number: 2, duration: 1 h, earliest: 2012-10-07T02:30}, "
        "{number: 3, duration: 1 h, start: 2012-10-07T10:30}"
    )
    gone = "2012-10-07T02:15 does not exist in Australia/Lord_Howe: clocks are put forward over it"
    off = "this does not stand on the grain of 60 min, counted from the first sitting (2012-10-06 10:00)"
    check(session("Australia/Lord_Howe", days, agenda, "grain: 60\n"), off, gone)
    check(session("Australia/Lord_Howe", days.replace("^", ""), agenda, "grain: 30\n"), gone)


def test_a_whole_day_that_begins_at_one_o_clock() -> None:
    """In Beirut clocks went from midnight to 1:00 on 25 March 2012: the day is a day, its midnight is none."""
    days = "  - {date: 2012-03-25, sittings: [10:00-13:00]}\n"
    agenda = (
        "{number: 1, duration: 1 h, windows: [2012-03-25], unavailable: [{when: 2012-03-24}], "
        "earliest: ^2012-03-25T00:00}"
    )
    check(
        session("Asia/Beirut", days, agenda),
        "2012-03-25T00:00 does not exist in Asia/Beirut: clocks are put forward over it",
    )


# -- the grain ----------------------------------------------------------------------------------------


def test_durations_and_hours_stand_on_the_grain() -> None:
    """Of five minutes, counted from 9:02, when the first sitting of anybody begins."""
    days = "  - {date: 2012-10-17, sittings: [09:02-12:02, ^15:00-18:02]}\n"
    agenda = (
        "{number: 1, duration: ^12 min}, "
        "{number: 2, duration: {expected: 15 min, most: ^17 min}, start: 2012-10-17T09:07}, "
        "{number: 3, duration: 20 min, splittable: true, least_part: ^8 min}, "
        "{number: 4, duration: 5 min, start: ^2012-10-17T10:00}"
    )
    off = "this does not stand on the grain of 5 min, counted from the first sitting (2012-10-17 09:02)"
    none = "is no multiple of the grain of 5 min"
    check(session("Europe/Vienna", days, agenda), off, f"12 min {none}", f"17 min {none}", f"8 min {none}", off)


def test_joint_sessions_and_locks_stand_on_the_grain() -> None:
    off = "this does not stand on the grain of 5 min, counted from the first sitting (2012-10-17 10:00)"
    check(
        BASE + "joint_sessions: [{id: j, bodies: [ta, ic], duration: ^61 min, start: ^2012-10-18T10:01}]\n"
        "locks: [{id: l, item: ta/2, start: ^2012-10-17T10:59}]\n",
        "1 h 1 min is no multiple of the grain of 5 min",
        off,
        off,
    )


@pytest.mark.parametrize("written", ["a", "(a)", "a)", "1(a)", "1 (a)", "1 a)"])
def test_a_sub_item_however_it_is_numbered(written: str) -> None:
    assert not mistakes_in(
        BASE.replace("number: a,", f"number: '{written}',") + "precedences: [{before: ta/1(a), after: ta/2}]\n"
    )


@pytest.mark.parametrize("written", ["1.1", "1bis", "I-A", "2"])
def test_other_numbers_stay(written: str) -> None:
    text = BASE.replace("{number: 2,", "{number: 9,").replace("number: a,", f"number: {written},")
    assert not mistakes_in(text + f"precedences: [{{before: ta/{written}, after: ta/3}}]\n")
