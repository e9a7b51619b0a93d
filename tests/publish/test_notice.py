"""The change notice: what moved, in words, each thing once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session_planner.errors import InputError
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme, Segment
from session_planner.publish.document import Document, Heading, Paragraph, Table, plain
from session_planner.publish.documents import written
from session_planner.publish.layouts.notice import notice
from session_planner.releases.changes import Changes, changes
from session_planner.scenario.model import Scenario
from session_planner.words import LANGUAGES
from tests.publish.cases import WEEK, at, week
from tests.releases.week import SCENARIO, friday, later, monday, revised

OLD, _ = week()
BY_ID = {one.id: one for one in OLD.segments}
MADE = dt.datetime(2012, 10, 25, 16, 5, tzinfo=dt.UTC)
HALF = dt.timedelta(minutes=30)
Told = dict[str, list[list[str]]]


def made(seen: Changes, lang: str = "en", keep: Filter = EVERYTHING, since: int | None = 2) -> Document:
    """The notice of release 3."""
    return notice(seen, seen.new_scenario, lang, number=3, time=MADE, since=since, keep=keep)


def found(change: Callable[[Segment], Segment | None], *more: Segment) -> Changes:
    """What changed where each segment became what `change` makes of it."""
    return changes(OLD, SCENARIO, Programme((*filter(None, map(change, OLD.segments)), *more)), SCENARIO)


def changing(name: str, **what: Any) -> Callable[[Segment], Segment]:
    """Changes the segments of one item or joint session."""
    return lambda one: replace(one, **what) if name in (one.id, one.ref, one.joint) else one


def told(document: Document) -> Told:
    """By heading: its rows, a text a cell; lines are parted by ` / `, what is struck stands between tildes."""
    by_heading: Told = {}
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 2:
            rows = by_heading[plain(block.words)] = []
        elif isinstance(block, Table):
            rows += [[" / ".join(map(_line, cell.lines)) for cell in row.cells] for row in block.rows]
    return by_heading


def _line(line: Any) -> str:
    struck = {run.look == "struck" for run in line}
    assert len(struck) == 1, "a line is struck as a whole or not at all"
    return f"~{plain(line)}~" if struck == {True} else plain(line)


def paragraphs(document: Document) -> list[str]:
    """What stands outside the tables."""
    return [plain(block.words) for block in document.blocks if isinstance(block, Paragraph)]


def test_time_moves_stand_first_and_room_moves_last_and_apart() -> None:
    became = {
        "a/1(a)/1": replace(BY_ID["a/1(a)/1"], room="m2"),
        "a/1(b)/1": later(BY_ID["a/1(b)/1"], dt.timedelta(days=3)),
        "a/2/1": None,
        "a/2/2": None,
        "b/5/1": replace(BY_ID["b/5/1"], end=friday(13)),
    }
    seen = found(lambda one: became.get(one.id, one), Segment("c", "1", monday(10), monday(11), "m2"))
    assert told(made(seen)) == {
        "Moved in time": [
            [
                "WG.A 1 (b) Adoption of the agenda",
                "~Friday, 26 October~ / ~10.30-11 a.m.~",
                "Monday, 29 October / 10.30-11 a.m.",
            ]
        ],
        "New in this programme": [["GE.C 1", "Monday, 29 October / 10-11 a.m.", "M2"]],
        "No longer in this programme": [
            [
                "WG.A 2 Long | debate <b> & more",
                "~Friday, 26 October~ / ~11 a.m.-1 p.m.~ / ~Monday, 29 October~ / ~10-11.30 a.m.~ / "
                "~Room M, 1st floor; east~",
            ]
        ],
        "Longer, shorter, split or merged": [
            [
                "WG.B 5 Extradition / Longer by 1 h",
                "~Friday, 26 October~ / ~10 a.m.-12 noon~",
                "Friday, 26 October / 10 a.m.-1 p.m.",
            ]
        ],
        "In another room at the same time": [
            ["WG.A 1 (a) Opening, election", "Friday, 26 October / 10-10.30 a.m.", "~Room M, 1st floor; east~", "M2"]
        ],
    }  # fmt: skip
    heads = list(told(made(seen)))
    assert (heads[0], heads[-1]) == ("Moved in time", "In another room at the same time")
    assert paragraphs(made(seen)) == [
        "Session week",
        "Thursday, 25 October 2012, 18:05",
        "What changed since release 2.",
        "Moved in time: 1; New in this programme: 1; No longer in this programme: 1; "
        "Longer, shorter, split or merged: 1; In another room at the same time: 1",
    ]


def test_moves_stand_by_the_day_on_which_things_now_are() -> None:
    to = {"b/5/1": monday(9), "a/1(a)/1": friday(17), "a/2/2": monday(17)}
    moved = {name: replace(BY_ID[name], start=start, end=start + HALF) for name, start in to.items()}
    (table,) = (one for one in made(found(lambda one: moved.get(one.id, one))).blocks if isinstance(one, Table))
    labels = [[row.cells[0].lines[0][0].text for row in group] for group in table.groups]
    assert labels == [["WG.A 1 (a)"], ["WG.B 5", "WG.A 2"]]


def test_a_move_in_time_and_room_tells_both_with_the_time_moves() -> None:
    seen = found(changing("b/5", start=friday(15), end=friday(17), room="m1"))
    assert told(made(seen)) == {
        "Moved in time": [
            [
                "WG.B 5 Extradition",
                "~Friday, 26 October~ / ~10 a.m.-12 noon~ / ~M2~",
                "Friday, 26 October / 3-5 p.m. / Room M, 1st floor; east",
            ]
        ]
    }


def test_a_split_reads_as_one_change() -> None:
    first = replace(BY_ID["b/5/1"], end=friday(11), parts=2)
    second = replace(BY_ID["b/5/1"], start=monday(10), end=monday(11, 30), part=2, parts=2)
    assert told(made(found(lambda one: first if one.ref == "b/5" else one, second))) == {
        "Longer, shorter, split or merged": [
            [
                "WG.B 5 Extradition / Number of parts: 2, instead of 1 / Longer by 30 min",
                "~Friday, 26 October~ / ~10 a.m.-12 noon~",
                "Friday, 26 October / 10-11 a.m. / Monday, 29 October / 10-11.30 a.m.",
            ]
        ]
    }


def test_of_an_item_in_parts_only_the_part_that_changed_is_told() -> None:
    (row,) = told(made(found(changing("a/2/2", start=monday(10, 30), end=monday(12)))))["Moved in time"]
    assert row == [
        "WG.A 2 Long | debate <b> & more / Part: 2",
        "~Monday, 29 October~ / ~10-11.30 a.m.~",
        "Monday, 29 October / 10.30 a.m.-12 noon",
    ]


def test_parts_that_go_to_different_rooms_are_told_apart() -> None:
    rooms = {"a/2/1": "m2", "a/2/2": None}
    (row,) = told(made(found(lambda one: replace(one, room=rooms.get(one.id, one.room)))))[
        "In another room at the same time"
    ]
    assert row[2:] == ["~Room M, 1st floor; east~", "Friday, 26 October: M2 / Monday, 29 October: no room"]


def test_a_joint_session_is_named_once_with_all_its_bodies() -> None:
    seen = found(lambda one: later(one) if one.joint else one)
    assert told(made(seen)) == {
        "Moved in time": [
            [
                "Joint discussion / Working Group A, Working Group B, Group of Experts C / "
                "Agenda items: WG.A 3, WG.B 6",
                "~Monday, 29 October~ / ~3-5 p.m.~",
                "Monday, 29 October / 4-6 p.m.",
            ]
        ]
    }
    assert [told(made(seen, keep=Filter(bodies=(body,)))) for body in "abc"] == [told(made(seen))] * 3


def test_who_joined_and_who_left_a_joint_session_is_told_by_name() -> None:
    seen = found(lambda one: None if one.body == "c" else replace(one, bodies=("a", "b")) if one.joint else one)
    assert told(made(seen)) == {
        "Joint sessions: who takes part": [
            [
                "Joint discussion / Working Group A, Working Group B / Agenda items: WG.A 3, WG.B 6",
                "Monday, 29 October / 3-5 p.m.",
                "No longer takes part: Group of Experts C",
            ]
        ]
    }
    back = changes(Programme(tuple(seen.moves[0].new)), SCENARIO, Programme(tuple(seen.moves[0].old)), SCENARIO)
    assert told(made(back))["Joint sessions: who takes part"][0][2] == "Now takes part: Group of Experts C"
    assert list(told(made(seen, keep=Filter(bodies=("c",))))) == ["No longer in this programme"]
    moved = found(lambda one: None if one.body == "c" else later(replace(one, bodies=("a", "b"))) if one.joint else one)
    assert told(made(moved))["Moved in time"][0][0].endswith("/ No longer takes part: Group of Experts C")


def test_items_that_change_places_within_a_joint_session_that_moves_are_told_with_their_hours() -> None:
    bodies = ("a", "c")
    three, four = (
        Segment("a", n, monday(10 + h), monday(11 + h), "m1", joint="property", bodies=bodies)
        for h, n in enumerate("34")
    )
    guest = Segment("c", None, monday(10), monday(12), "m1", joint="property", bodies=bodies)
    new = (
        replace(three, start=monday(13), end=monday(14)),
        replace(four, start=monday(12), end=monday(13)),
        later(guest, 4 * HALF),
    )
    seen = changes(Programme((three, four, guest)), SCENARIO, Programme(new), SCENARIO)
    ((_, was, now),) = told(made(seen))["Moved in time"]
    assert was == "~Monday, 29 October~ / ~10 a.m.-12 noon~ / ~WG.A 3: 10-11 a.m.~ / ~WG.A 4: 11 a.m.-12 noon~"
    assert now == "Monday, 29 October / 12 noon-2 p.m. / WG.A 4: 12 noon-1 p.m. / WG.A 3: 1-2 p.m."
    together = changes(
        Programme((three, four, guest)), SCENARIO, Programme(tuple(map(later, (three, four, guest)))), SCENARIO
    )
    assert told(made(together))["Moved in time"][0][1:] == [
        "~Monday, 29 October~ / ~10 a.m.-12 noon~", "Monday, 29 October / 11 a.m.-1 p.m."
    ]  # fmt: skip


def test_an_item_within_a_joint_session_names_the_other_bodies() -> None:
    joined = replace(
        BY_ID["b/5/1"], joint="property", start=monday(15), end=monday(16), room="m1", bodies=("a", "b", "c")
    )
    thing = told(made(found(lambda one: joined if one.ref == "b/5" else one)))["Moved in time"][0][0]
    assert thing.startswith("WG.B 5 Extradition / Joint discussion with: Working Group A, Group of Experts C. /")
    assert thing.endswith("/ Now takes part: Working Group A, Group of Experts C")


def test_a_joint_session_that_falls_apart_says_which_item_went_where() -> None:
    went = {"a/3": (friday(15), friday(17)), "b/6": (monday(10), monday(12))}
    apart = [
        replace(one, joint=None, bodies=(), start=went[one.ref][0], end=went[one.ref][1])
        for one in OLD.segments
        if one.ref in went
    ]
    ((_, _was, now),) = told(made(found(lambda one: None if one.joint else one, *apart)))["Moved in time"]
    assert now == "WG.A 3 / Friday, 26 October / 3-5 p.m. / WG.B 6 / Monday, 29 October / 10 a.m.-12 noon"


def test_midnight_the_clocks_and_the_year_cannot_be_mistaken() -> None:
    late = Segment("c", "1", at("2012-10-28T22:00"), at("2012-10-29T00:00"))
    two = at("2012-10-28T02:30")
    moves = {
        "over midnight": replace(late, end=at("2012-10-29T01:00")),
        "twice that night": replace(late, start=two, end=two.replace(fold=1)),
        "the second time": replace(late, start=two.replace(fold=1), end=at("2012-10-28T03:30")),
        "next year": replace(late, start=at("2013-01-02T10:00"), end=at("2013-01-02T12:00")),
    }
    rows = {
        name: next(iter(told(made(changes(Programme((late,)), SCENARIO, Programme((now,)), SCENARIO))).values()))[0][1:]
        for name, now in moves.items()
    }
    assert rows == {
        "over midnight": [
            "~Sunday, 28 October~ / ~10 p.m.-12 midnight~",
            "Sunday, 28 October / 10 p.m.-1 a.m. (ends on Monday, 29 October)",
        ],
        "twice that night": [
            "~Sunday, 28 October~ / ~10 p.m.-12 midnight~",
            "Sunday, 28 October / 2.30 a.m.-2.30 a.m. (UTC+02:00–UTC+01:00)",
        ],
        "the second time": [
            "~Sunday, 28 October~ / ~10 p.m.-12 midnight~",
            "Sunday, 28 October / 2.30-3.30 a.m. (UTC+01:00)",
        ],
        "next year": [
            "~Sunday, 28 October 2012~ / ~10 p.m.-12 midnight~",
            "Wednesday, 2 January 2013 / 10 a.m.-12 noon",
        ],
    }


def test_the_same_hour_on_another_side_of_the_change_of_clocks_is_no_question() -> None:
    (row,) = told(made(found(changing("b/5", start=monday(10), end=monday(12)))))["Moved in time"]
    assert row[1:] == ["~Friday, 26 October~ / ~10 a.m.-12 noon~", "Monday, 29 October / 10 a.m.-12 noon"]


def test_a_first_release_says_so_in_one_line() -> None:
    first = made(changes(None, None, OLD, SCENARIO), since=None)
    assert told(first) == {}
    assert paragraphs(first)[-1] == (
        "This is the first release: all of this programme is new (agenda items and joint sessions: 5)."
    )


def test_where_nothing_changed_that_is_said() -> None:
    seen = found(changing("b/5", room="m1"))
    assert paragraphs(made(found(lambda one: one)))[-1] == "Nothing moved, came or went since release 2."
    assert paragraphs(made(seen, keep=Filter(bodies=("a",)))) == [
        "Session week",
        "For: Working Group A",
        "Thursday, 25 October 2012, 18:05",
        "Nothing moved, came or went since release 2.",
    ]
    assert (
        paragraphs(made(changes(None, None, Programme(()), SCENARIO), since=None))[-1]
        == "Nothing is in this programme."
    )


def test_a_room_reads_what_came_and_what_went() -> None:
    seen = found(changing("b/5", room="m1"))
    assert told(made(seen, keep=Filter(rooms=("m2",)))) == {
        "No longer in this programme": [["WG.B 5 Extradition", "~Friday, 26 October~ / ~10 a.m.-12 noon~ / ~M2~"]]
    }
    assert list(told(made(seen, keep=Filter(rooms=("m1",))))) == ["New in this programme"]
    assert "For: y, chair, M2" in paragraphs(
        made(seen, keep=Filter(rooms=("m2",), delegations=("y",), officers=("chair",)))
    )
    with pytest.raises(InputError):
        made(seen, keep=Filter(rooms=("m3",)))


def test_what_only_the_old_scenario_knows_keeps_its_names() -> None:
    bodies = [{**body, "agenda": []} if body["id"] == "b" else body for body in WEEK["bodies"]]  # type: ignore[index]
    new = Scenario.model_validate(
        {**WEEK, "bodies": bodies, "rooms": WEEK["rooms"][:1], "joint_sessions": [], "documents": [], "delegations": []}
    )  # type: ignore[index]
    old = Scenario.model_validate({**WEEK, "delegations": [{"id": "y", "title": "Ytria", "size": 1, "follows": ["b"]}]})
    left = Programme(tuple(one for one in OLD.segments if one.body == "a" and not one.joint))
    gone = told(made(changes(OLD, SCENARIO, left, new)))["No longer in this programme"]
    assert [row[0].split(" / ")[0] for row in gone] == ["WG.B 5 Extradition", "Joint discussion"]
    assert gone[0][1].endswith("~M2~")
    assert "For: Ytria" in paragraphs(made(changes(OLD, old, left, new), keep=Filter(delegations=("y",))))


def test_no_rooms_no_column_of_rooms() -> None:
    new = Segment("c", "1", monday(10), monday(11))
    assert told(made(found(lambda one: one, new))) == {
        "New in this programme": [["GE.C 1", "Monday, 29 October / 10-11 a.m."]]
    }


def test_each_language_has_its_dates_and_marks_titles_that_are_not_in_it() -> None:
    seen = found(changing("b/5", start=friday(15), end=friday(16, 30)))
    cells = {lang: next(iter(told(made(seen, lang)).values()))[0][2] for lang in LANGUAGES}
    assert cells == {
        "ar": "الجمعة، 26 أكتوبر/تشرين الأول / الساعة 15/00 إلى الساعة 16/30",
        "en": "Friday, 26 October / 3-4.30 p.m.",
        "es": "Viernes 26 de octubre / 15.00 a 16.30 horas",
        "fr": "Vendredi 26 octobre / 15 heures-16 h 30",
        "ru": "Пятница, 26 октября / 15 ч. 00 м.-16 ч. 30 м.",
        "zh": "10月26日星期五 / 下午3时至4时30分",
    }
    french = made(seen, "fr")
    (thing,) = (row.cells[0].lines[0] for block in french.blocks if isinstance(block, Table) for row in block.rows)
    assert [(run.text, run.lang) for run in thing] == [("WG.B 5", ""), (" ", ""), ("Extradition", "en"), ("*", "")]
    assert paragraphs(french)[-1].startswith("* ")
    assert not paragraphs(made(seen))[-1].startswith("* ")


def test_the_number_of_an_item_says_whose_it_is_only_where_there_are_several_bodies() -> None:
    alone = Scenario.model_validate(
        {"format": 1, "title": "One", "timezone": "Europe/Vienna", "days": WEEK["days"], "bodies": WEEK["bodies"][:1]}
    )  # type: ignore[index]
    old = Programme((BY_ID["a/1(a)/1"],))
    assert told(made(changes(old, alone, Programme(tuple(map(later, old.segments))), alone)))["Moved in time"][0][
        0
    ] == ("1 (a) Opening, election")


def test_of_a_joint_session_with_other_partners_all_times_are_told() -> None:
    times = ((1, monday(10), monday(11)), (2, monday(15), monday(16)))
    old = [
        Segment(body, None, start, end, part=part, parts=2, joint="property", bodies=("a", "b"))
        for body in "ab"
        for part, start, end in times
    ]
    new = [
        replace(
            one,
            bodies=("a", "b", "c"),
            start=one.start if one.part == 1 else monday(16),
            end=one.end if one.part == 1 else monday(17),
        )
        for one in old
    ]
    ((_, was, now),) = told(made(changes(Programme(tuple(old)), SCENARIO, Programme(tuple(new)), SCENARIO)))[
        "Moved in time"
    ]
    assert (was, now) == (
        "~Monday, 29 October~ / ~10-11 a.m.~ / ~3-4 p.m.~",
        "Monday, 29 October / 10-11 a.m. / 4-5 p.m.",
    )


def test_as_markdown() -> None:
    seen = found(changing("b/5", start=friday(15), end=friday(17)))
    assert written(made(seen), "md").decode() == (
        "# Change notice: release 3\n\n**Session week**\n\n**Thursday, 25 October 2012, 18:05**\n\n"
        "What changed since release 2.\n\n## Moved in time\n\n"
        "| Agenda item | Until now | From now on |\n|---|---|---|\n"
        "| **WG.B 5** Extradition | ~~Friday, 26 October~~<br>~~10 a.m.-12 noon~~ | Friday, 26 October<br>3-5 p.m. |\n"
    )


@settings(deadline=None)
@given(revised(), st.sampled_from((EVERYTHING, Filter(bodies=("b",)), Filter(rooms=("m1",)))))
def test_each_change_is_told_once_and_in_its_place(pair: tuple[Programme, Programme], keep: Filter) -> None:
    old, new = pair
    seen = changes(old, SCENARIO, new, SCENARIO).concerning(keep)
    rows = told(made(seen, keep=keep))
    assert sum(map(len, rows.values())) == len(seen.moves)
    names = [row[0].split(" / ")[0] for told_rows in rows.values() for row in told_rows]
    assert len(set(names)) == len(seen.moves)
    rooms_alone = [move for move in seen.moves if set(move.kinds) == {"room"}]
    assert len(rows.get("In another room at the same time", [])) == len(rooms_alone)
    assert len(rows.get("Moved in time", [])) == len([move for move in seen.moves if "moved" in move.kinds])
    for row in (row for told_rows in rows.values() for row in told_rows):
        assert all(row[:2]), "each is named, with its time"
        assert row[1:] == [*dict.fromkeys(row[1:])], "what was is not what is"
