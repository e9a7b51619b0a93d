"""`documents-out`: model and check agree; languages, notice over a change of clocks, joint items."""

from __future__ import annotations

from session_planner.problem.model import Problem
from session_planner.rules import active
from session_planner.scenario.model import Scenario
from session_planner.solver.builder import ModelBuilder
from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

TWO_DAYS = [{"date": "2012-10-17", "sittings": ["10:00-12:00"]}, {"date": "2012-10-18", "sittings": ["10:00-12:00"]}]


def test_not_before_the_last_language_of_the_body() -> None:
    documents = [
        {"symbol": "CTOC/1", "items": ["x/1", "y/1"], "out": {"en": "2012-10-17", "fr": "2012-10-18"}},
        {"symbol": "CTOC/2", "items": ["x/2"], "out": "2012-10-17", "notice": "11 h"},
    ]
    scenario = tiny(
        days=TWO_DAYS,
        documents=documents,
        bodies=[
            body("x", item("1"), item("2", duration="2 h", splittable=True), languages=["en", "fr"]),
            body("y", item("1"), languages=["en"]),
        ],
    )
    assert prove(scenario, "documents-out").by_amount.keys() == {0, 1, 2}


def test_an_item_of_a_joint_session_at_its_own_place() -> None:
    """Item 2 starts an hour after the joint session does, and may not before noon."""
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-14:00"]}],
        documents=[{"symbol": "D", "items": ["y/2"], "out": "2012-10-17", "notice": "12 h"}],
        bodies=[body("x", item("1", duration="2 h")), body("y", item("1"), item("2"), item("3"))],
        joint_sessions=[{"id": "j", "bodies": ["x", "y"], "items": {"x": ["1"], "y": ["1", "2"]}}],
    )
    assert prove(scenario, "documents-out").by_amount.keys() == {0, 1}
    rows = "x/1 2012-10-17 11:00-13:00", "y/1 2012-10-17 11:00-12:00", "y/2 2012-10-17 12:00-13:00"
    assert not breaches(scenario, "documents-out", *rows)


def test_headings_and_bodies_need_documents_for_all_below() -> None:
    scenario = tiny(
        days=TWO_DAYS,
        documents=[{"symbols": ["A/1", "B/1"], "items": ["x/1", "x/1(a)"], "out": "2012-10-18"}],
        bodies=[body("x", {"number": "1", "items": [item("1(a)"), item("1(b)")]})],
    )
    assert prove(scenario, "documents-out").by_amount.keys() == {0, 1, 2}


def test_a_language_that_nobody_needs_does_not_hold_anything_up() -> None:
    """Nor is it looked at for a body that works in none of the document's languages: then all count."""
    scenario = tiny(
        days=TWO_DAYS,
        documents=[{"symbol": "D", "items": ["x/1", "y/1", "z/1"], "out": {"en": "2012-10-17", "ru": "2012-10-18"}}],
        bodies=[
            body("x", item("1"), languages=["en", "fr"]),
            body("y", item("1"), languages=["zh"]),
            body("z", item("1")),
        ],
    )
    found = breaches(scenario, "documents-out", *(f"{name}/1 2012-10-17 10:00-11:00" for name in "xyz"))
    assert [breach.key for breach in found] == [("D", "y/1"), ("D", "z/1")]


def test_six_weeks_end_at_midnight_though_the_clocks_went_back() -> None:
    """Out on 16 September, six weeks of notice: usable from 28 October 00:00 in Vienna, and 00:00 is enough."""
    scenario = tiny(
        days=[
            {"date": "2012-10-27", "sittings": ["22:00-24:00"]},
            {"date": "2012-10-28", "sittings": ["00:00-04:00"]},
            {"date": "2012-10-29", "sittings": ["00:00-01:00"]},
        ],
        documents=[
            {"symbol": "D", "items": ["x/1"], "out": "2012-09-16", "notice": "6 weeks"},
            {"symbol": "E", "items": ["x/1"], "out": "2012-09-17", "notice": "6 weeks"},
        ],
        bodies=[body("x", item("1"))],
    )
    assert prove(scenario, "documents-out").by_amount == {2: 2, 1: 5, 0: 2}


def test_what_a_planner_reads() -> None:
    documents = [
        {
            "symbol": "CTOC/2",
            "items": ["x/1"],
            "out": {"en": "2012-10-01", "fr": "2012-10-20"},
            "notice": "6 weeks",
            "source": "d",
        },
        {"symbol": "CTOC/3", "items": ["x/1"], "out": {"en": "2012-10-01", "fr": "2012-10-20"}},
        {"symbol": "CTOC/4", "items": ["x/1"], "out": "2012-10-20", "notice": "3 days"},
        {"title": "Note by the Secretariat", "items": ["x/1"], "out": "2012-10-18"},
    ]
    scenario = tiny(
        documents=documents,
        decisions=[{"id": "d", "by": "The Conference"}],
        bodies=[body("x", item("1", title="Review"), title="Plenary", languages=["en", "fr"])],
    )
    found = breaches(scenario, "documents-out", "x/1 2012-10-17 10:00-11:00")
    tail = " item 1 of Plenary (Review) needs it; the programme has it at Wednesday 17 October, 10:00"
    assert [breach.words.told().removesuffix(tail) for breach in found] == [
        "The Conference decided: CTOC/2 is out in French on 20 October 2012 and needs 1008 h of notice,",
        "CTOC/3 is out in French on 20 October 2012,",
        "CTOC/4 is out on 20 October 2012 and needs 72 h of notice,",
        "Note by the Secretariat is out on 18 October 2012,",
    ]
    assert (found[0].key, found[0].source, found[0].who) == (("CTOC/2", "x/1"), "d", ("x",))


def test_nothing_is_posted_for_what_is_out_long_before() -> None:
    scenario = Scenario.model_validate(
        tiny(documents=[{"symbol": "D", "items": ["x/1"], "out": "2012-10-17"}], bodies=[body("x", item("1"))])
    )
    builder = ModelBuilder(Problem(scenario), explain=True)
    (rule,) = (rule for rule in active(scenario) if rule.id == "documents-out")
    rule.rule.post(rule, builder)
    assert builder.instances == []


def test_documents_without_a_symbol_hold_an_item_up_each() -> None:
    """They may have one name and so be one instance, which the last of them decides, in whatever order they stand."""
    for out in (("2012-10-17", "2012-10-18"), ("2012-10-18", "2012-10-17")):
        scenario = tiny(
            days=TWO_DAYS,
            documents=[{"items": ["x/1"], "out": date} for date in out],
            bodies=[body("x", item("1"))],
        )
        assert prove(scenario, "documents-out").by_amount.keys() == {0, 1}


def test_a_document_without_a_symbol_is_called_by_its_title_in_the_reader_s_language() -> None:
    scenario = tiny(
        days=TWO_DAYS,
        documents=[{"title": {"en": "Note", "fr": "Notice"}, "items": ["x/1"], "out": "2012-10-18"}],
        bodies=[body("x", item("1"))],
    )
    (breach,) = breaches(scenario, "documents-out", "x/1 2012-10-17 10:00-11:00")
    assert "Note" in breach.words.told("en")
    assert "Notice" in breach.words.told("fr")
