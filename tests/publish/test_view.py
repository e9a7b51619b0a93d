"""The view that all formats share: what a filter keeps, whose block a segment is in, which hours a sitting has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from session_planner.errors import InputError
from session_planner.programme.filter import Filter
from session_planner.programme.model import Programme, Segment, ordered
from session_planner.publish.titles import Told
from session_planner.publish.view import View, view
from session_planner.scenario.model import Scenario
from tests.publish.cases import WEEK, at, week

ALL = ["a/1(a)/1", "a/1(b)/1", "a/2/1", "b/5/1", "a/2/2", "a/3/1", "b/6/1", "c/joint:property/1"]


def kept(keep: Filter) -> list[str]:
    """The ids of the segments that a filter leaves of the week."""
    return [segment.id for segment in keep.kept(*week())]


@pytest.mark.parametrize(
    ("keep", "ids"),
    [
        (Filter(), ALL),
        (Filter(bodies=("b",)), ["b/5/1", "b/6/1"]),
        (Filter(bodies=("b", "c")), ["b/5/1", "b/6/1", "c/joint:property/1"]),
        (Filter(rooms=("m2",)), ["b/5/1"]),
        (Filter(bodies=("a",), rooms=("m2",)), []),
        # A heading and a joint session, of which body c has no item.
        (Filter(delegations=("x",)), ["a/1(a)/1", "a/1(b)/1", "a/3/1", "b/6/1", "c/joint:property/1"]),
        (Filter(delegations=("y",)), ["b/5/1", "b/6/1"]),
        (Filter(officers=("chair",)), ["a/2/1", "a/2/2"]),
        (Filter(delegations=("x", "y"), bodies=("b",)), ["b/5/1", "b/6/1"]),
        (Filter(delegations=("y",), officers=("chair",)), []),
    ],
)
def test_what_a_filter_keeps(keep: Filter, ids: list[str]) -> None:
    assert kept(keep) == ids


def test_every_unknown_id_is_named_with_the_nearest() -> None:
    with pytest.raises(InputError) as raised:
        kept(Filter(bodies=("a", "z9"), rooms=("m3",), delegations=("x",), officers=("chiar",)))
    assert [mistake.text() for mistake in raised.value.mistakes] == [
        "`z9` is not among the bodies of the scenario; there are: a, b, c",
        "`m3` is not among the rooms of the scenario; there are: m1, m2",
        "`chiar` is not among the officers of the scenario; did you mean `chair`? there are: chair",
    ]


def blocks(seen: View) -> list[tuple[tuple[str, ...], str, list[str]]]:
    """Who, when, what of each block."""
    return [(one.bodies, one.hours, [row.segment.id for row in one.rows]) for one in seen.sittings]


def test_blocks_of_a_delegation_name_the_bodies_it_follows() -> None:
    assert blocks(view(*week(), "en", Filter(delegations=("x",)))) == [
        (("a",), "10 a.m.-1 p.m.", ["a/1(a)/1", "a/1(b)/1"]),
        (("a", "b", "c"), "3-6 p.m.", ["a/3/1", "b/6/1"]),
    ]


def test_a_joint_session_without_items_is_one_row() -> None:
    data = {**WEEK, "joint_sessions": [{"id": "property", "title": "Talks", "bodies": ["b", "c"]}]}
    at_three = {"start": at("2012-10-26T15:00"), "end": at("2012-10-26T16:00"), "bodies": ("b", "c")}
    programme = Programme(tuple(Segment(body, None, joint="property", **at_three) for body in "bc"))  # type: ignore[arg-type]
    seen = view(programme, Scenario.model_validate({**data, "delegations": []}), "en")
    assert blocks(seen) == [(("b", "c"), "3-6 p.m.", ["b/joint:property/1"])]
    assert [row.title.text for row in seen.sittings[0].rows] == ["Talks"]


def test_a_body_whose_item_is_not_said_still_has_its_sitting() -> None:
    scenario = Scenario.model_validate(WEEK)
    sits = Segment("b", "", at("2012-10-26T15:00"), at("2012-10-26T18:00"))
    [alone] = view(Programme((sits,)), scenario, "en").sittings
    assert [(row.label, row.title.text) for row in alone.rows] == [("", "Working Group B")]
    other = Segment("a", "2", at("2012-10-26T10:00"), at("2012-10-26T12:00"))
    assert blocks(view(Programme((sits, other)), scenario, "en"))[1] == (("b",), "3-6 p.m.", [])


def test_hours_are_those_of_the_sitting_unless_it_runs_over() -> None:
    programme, scenario = week()
    [first, *_rest] = programme.segments

    def hours(segment: Segment) -> str:
        return view(replace(programme, segments=(segment,)), scenario, "fr").sittings[0].hours

    assert hours(first) == "10 heures-13 heures"
    assert hours(replace(first, end=at("2012-10-26T13:30"))) == "10 heures-13 h 30"
    assert hours(replace(first, start=at("2012-10-26T14:00"), end=at("2012-10-26T14:30"))) == "14 heures-14 h 30"


def test_a_segment_moved_by_hand_is_shown_where_it_is_whatever_sitting_it_still_names() -> None:
    programme, scenario = week()
    [first, *_rest] = programme.segments
    stale = replace(first, sitting="2012-10-26T10:00", start=at("2012-10-26T15:00"), end=at("2012-10-26T15:30"))
    (sitting,) = view(replace(programme, segments=(stale,)), scenario, "fr").sittings
    assert sitting.hours == "15 heures-18 heures"


def test_titles_fall_back_in_the_order_of_the_scenario_and_say_so() -> None:
    rows = {row.segment.id: row for sitting in view(*week(), "ar").sittings for row in sitting.rows}
    assert rows["a/1(a)/1"].title == Told("Opening, election", "en", fallback=True)
    assert rows["a/1(b)/1"].title == Told("إقرار جدول الأعمال", "ar", fallback=False)
    assert rows["a/1(a)/1"].label == "1 (أ)"
    assert rows["a/2/1"].documents == ("A/1",)
    assert rows["a/3/1"].documents == ("A/2-B/2",)
    assert [rows[one].continued for one in ("a/2/1", "a/2/2")] == [False, True]


def test_a_programme_that_the_scenario_does_not_know_is_shown_as_it_is() -> None:
    stranger = Segment("zz", "9", at("2012-10-26T10:00"), at("2012-10-26T11:00"), "attic")
    [sitting] = view(Programme((stranger,)), Scenario.model_validate(WEEK), "en").sittings
    assert (sitting.names[0].text, str(sitting.room), sitting.hours) == ("zz", "attic", "10-11 a.m.")
    assert [(row.label, row.title.text) for row in sitting.rows] == [("9", "")]


def test_in_the_night_in_which_clocks_are_set_back_the_earlier_moment_stands_first() -> None:
    scenario = Scenario.model_validate(
        {
            "format": 1,
            "title": "Night",
            "timezone": "Europe/Vienna",
            "days": [{"date": "2012-10-28", "sittings": ["01:00-04:00"]}],
            "bodies": [
                {"id": "a", "agenda": [{"number": "1", "duration": "30 min"}, {"number": "2", "duration": "30 min"}]}
            ],
        }
    )
    summer = Segment("a", "1", at("2012-10-28T02:30"), at("2012-10-28T02:00").replace(fold=1))
    winter = Segment("a", "2", at("2012-10-28T02:00").replace(fold=1), at("2012-10-28T02:30").replace(fold=1))
    assert ordered([winter, summer]) == (summer, winter)
    (sitting,) = view(Programme((winter, summer)), scenario, "en").sittings
    assert [row.number for row in sitting.rows] == ["1", "2"]
