"""The board: every move by hand, its mirror image, clashes, proposals, and places that say what the drop will."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import session_planner as sp
from session_planner.board import moves
from session_planner.board.changes import Change, ClashError, applied, following
from session_planner.board.places import places
from session_planner.board.proposals import differences, taken
from session_planner.board.state import State, cards_of, opened
from session_planner.errors import InputError

FILE = Path("scenarios/untoc-wg-ta-2012.yaml")
TEXT = FILE.read_text("utf-8")
FIRST = dt.datetime.fromisoformat("2012-10-17T10:00:00+02:00")


@pytest.fixture(scope="module")
def programme() -> sp.Programme:
    found = sp.solve(sp.load(FILE)).programme
    assert found is not None
    return found


@pytest.fixture
def empty() -> State:
    return opened(TEXT, "board.yaml")


@pytest.fixture
def solved(empty: State, programme: sp.Programme) -> State:
    return applied(empty, taken(empty, programme))


def later(moment: dt.datetime, minutes: int) -> dt.datetime:
    return moment + dt.timedelta(minutes=minutes)


def standing(state: State, card: str) -> list[tuple[str, str, str]]:
    return [(one.id, f"{one.start:%d %H:%M}", f"{one.end:%H:%M}") for one in state.cards.get(card, ())]


def test_an_empty_board_has_everything_in_its_tray(empty: State) -> None:
    """The minutes are those of the scenario; the joint session's are those of its two items, 60 and 75."""
    assert {one.card: one.minutes for one in empty.waiting} == {
        "wg-ta/1(a)": 15, "wg-ta/1(b)": 30, "wg-ta/2": 60, "wg-ta/3": 60, "wg-ta/4": 75, "wg-ta/5": 60,
        "joint:cultural-property": 135, "wg-ta/8": 30,
    }  # fmt: skip
    assert empty.programme.unscheduled == cards_of(empty.outline)


def test_a_solved_board_is_what_the_solver_proved(solved: State, programme: sp.Programme) -> None:
    assert not solved.waiting
    assert solved.report.clean
    assert solved.programme.segments == programme.segments
    assert sum(cost.cost for cost in solved.report.costs) == programme.objective


def test_a_card_is_placed_where_the_hand_puts_it(empty: State) -> None:
    state = applied(empty, moves.place(empty, "wg-ta/3", later(FIRST, 60), None))
    assert standing(state, "wg-ta/3") == [("wg-ta/3/1", "17 11:00", "12:00")]
    assert state.cards["wg-ta/3"][0].sitting == "2012-10-17T10:00"
    assert "wg-ta/3" not in [one.card for one in state.waiting]


def test_a_joint_session_is_placed_with_all_its_bodies(empty: State) -> None:
    """Items 6 and 7 one after the other, 60 and 75 minutes; the other body is there from the first to the last."""
    state = applied(empty, moves.place(empty, "joint:cultural-property", later(FIRST, 24 * 60), None))
    assert standing(state, "joint:cultural-property") == [
        ("wg-ic/joint:cultural-property/1", "18 10:00", "12:15"),
        ("wg-ta/6/1", "18 10:00", "11:00"),
        ("wg-ta/7/1", "18 11:00", "12:15"),
    ]


def test_one_segment_of_a_joint_session_moves_all_of_it(solved: State) -> None:
    state = applied(
        solved, moves.move(solved, "wg-ta/7/1", later(solved.cards["joint:cultural-property"][2].start, 30), None)
    )
    assert [one[1] for one in standing(state, "joint:cultural-property")] == ["18 10:30", "18 10:30", "18 11:30"]
    assert {found.rule for found in state.report.errors} == {"joint-when"}  # the bureau has fixed 10:00


def test_an_item_is_split_its_parts_move_and_are_joined(solved: State) -> None:
    split = applied(solved, moves.split(solved, "wg-ta/4/1", later(solved.cards["wg-ta/4"][0].start, 30)))
    assert [(one.part, one.parts) for one in split.cards["wg-ta/4"]] == [(1, 2), (2, 2)]
    moved = applied(split, moves.move(split, "wg-ta/4/1", later(FIRST, 24 * 60 + 150), None))
    assert standing(moved, "wg-ta/4") == [("wg-ta/4/1", "17 15:30", "16:15"), ("wg-ta/4/2", "18 12:30", "13:00")]
    joined = applied(moved, moves.join(moved, "wg-ta/4"))
    assert standing(joined, "wg-ta/4") == [("wg-ta/4/1", "17 15:30", "16:45")]


def test_a_part_in_the_tray_waits_for_its_own_minutes(solved: State) -> None:
    split = applied(solved, moves.split(solved, "wg-ta/4/1", later(solved.cards["wg-ta/4"][0].start, 30)))
    dropped = applied(split, moves.drop(split, "wg-ta/4/2"))
    assert [(one.card, one.minutes) for one in dropped.waiting] == [("wg-ta/4", 45)]
    again = applied(dropped, moves.place(dropped, "wg-ta/4", later(FIRST, 24 * 60 + 135), None))
    assert not again.waiting


def test_a_stretched_segment_is_as_long_as_the_hand_made_it(solved: State) -> None:
    one = solved.cards["wg-ta/8"][0]
    state = applied(solved, moves.stretch(solved, one.id, one.start, later(one.end, 15)))
    assert state.cards["wg-ta/8"][0].end == later(one.end, 15)
    joint = solved.cards["joint:cultural-property"][0]
    longer = applied(solved, moves.stretch(solved, joint.id, joint.start, later(joint.end, 15)))
    assert {one.body: one.end for one in longer.cards["joint:cultural-property"]} == {
        "wg-ic": later(joint.end, 15), "wg-ta": later(joint.end, 15),
    }  # fmt: skip


def test_every_change_has_a_mirror_image(solved: State) -> None:
    one = solved.cards["wg-ta/3"][0]
    for change in (
        moves.move(solved, one.id, later(one.start, 15), None),
        moves.split(solved, one.id, later(one.start, 15)),
        moves.drop(solved, one.id),
        moves.lock(solved, "wg-ta/3"),
        moves.edited(solved, [("set", ("bodies", "[wg-ta]", "agenda", "[3]", "duration"), "2 h")]),
    ):
        after = applied(solved, change)
        assert (after.cards, after.text) != (solved.cards, solved.text)
        back = applied(after, change.mirrored)
        assert (back.cards, back.text) == (solved.cards, solved.text)


def test_two_changes_of_one_card_clash_and_of_two_do_not(solved: State) -> None:
    def moved(card: str, minutes: int) -> Change:
        one = solved.cards[card][0]
        return moves.move(solved, one.id, later(one.start, minutes), None)

    after = applied(solved, moved("wg-ta/3", 15))
    with pytest.raises(ClashError) as clash:
        applied(after, moved("wg-ta/3", 30))
    assert clash.value.cards == {"wg-ta/3": after.cards["wg-ta/3"]}
    both = applied(after, moved("wg-ta/8", 15))
    assert len(both.report.conflicts) >= 1


def test_a_lock_keeps_a_card_and_comments_stay(solved: State) -> None:
    state = applied(solved, moves.lock(solved, "wg-ta/8"))
    assert [(one.item, f"{one.start:%d %H:%M}") for one in state.scenario.locks] == [("wg-ta/8", "17 17:15")]
    assert state.report.clean
    for line in TEXT.splitlines():
        assert line in state.text
    moved = applied(state, moves.move(state, "wg-ta/8/1", later(state.cards["wg-ta/8"][0].start, 15), None))
    assert {found.rule for found in moved.report.errors} == {"locks"}
    assert not applied(state, moves.unlock(state, "wg-ta/8")).scenario.locks


def test_cards_that_a_new_text_no_longer_has_leave_the_board(solved: State) -> None:
    change = following(solved, moves.edited(solved, [("remove", ("bodies", "[wg-ta]", "agenda", "[8]"))]))
    assert change.cards["wg-ta/8"] == (solved.cards["wg-ta/8"], ())
    assert "wg-ta/8" not in applied(solved, change).cards


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda state: moves.place(state, "wg-ta/33", FIRST, None), "did you mean `wg-ta/3`"),
        (lambda state: moves.place(state, "wg-ta/3", FIRST, None), "placed already"),
        (lambda state: moves.move(state, "wg-ta/3/7", FIRST, None), "did you mean `wg-ta/3/1`"),
        (lambda state: moves.split(state, "wg-ta/3/1", FIRST), "not inside"),
        (lambda state: moves.split(state, "wg-ta/6/1", later(FIRST, 24 * 60 + 30)), "held at once"),
        (lambda state: moves.stretch(state, "wg-ta/3/1", FIRST, FIRST), "must end after"),
        (lambda state: moves.join(state, "wg-ta/3"), "not in parts"),
        (lambda state: moves.unlock(state, "wg-ta/3"), "no lock"),
    ],
)
def test_what_cannot_be_done_is_said(solved: State, make: object, says: str) -> None:
    with pytest.raises(InputError, match=says):
        make(solved)  # type: ignore[operator]


def test_a_proposal_is_a_difference_taken_in_part(empty: State, programme: sp.Programme) -> None:
    assert len(differences(empty, programme)) == 8
    half = applied(empty, taken(empty, programme, {"wg-ta/1(a)", "wg-ta/1(b)"}))
    assert set(half.cards) == {"wg-ta/1(a)", "wg-ta/1(b)"}
    assert [one.card for one in differences(half, programme)] == [
        "wg-ta/2", "wg-ta/3", "wg-ta/4", "wg-ta/5", "wg-ta/8", "joint:cultural-property",
    ]  # fmt: skip


@pytest.mark.parametrize("card", ["wg-ta/3", "wg-ta/8", "joint:cultural-property"])
def test_a_place_says_what_the_drop_will_show(solved: State, card: str) -> None:
    """Forbidden is a hard conflict after the drop, and free none: tried on every place by really dropping there."""
    one = solved.cards[card][0]
    shades = set()
    for verdict in places(solved, card, one.id):
        after = applied(solved, moves.move(solved, one.id, verdict.start, verdict.room))
        assert (verdict.shade == "forbidden") == (not after.report.clean), verdict
        shades.add(verdict.shade)
    assert shades >= {"free", "forbidden"}


def test_where_it_stands_is_free_in_a_proved_programme(solved: State) -> None:
    for card, parts in solved.cards.items():
        here = [verdict for verdict in places(solved, card, parts[0].id) if verdict.start == parts[0].start]
        assert [(verdict.shade, verdict.cost) for verdict in here] == [("free", 0)], card
