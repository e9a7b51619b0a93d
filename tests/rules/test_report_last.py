"""The report comes last, the closing after it: proved by enumeration, and the sentences of its check."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny


def test_reports_after_all_and_the_closing_after_reports():
    prove(
        tiny(
            bodies=[
                body(
                    "a",
                    item("1"),
                    item("2", "report"),
                    item("3", "report", splittable=True, duration="2 h"),
                    item("4", "closing"),
                )
            ]
        ),
        "report-last",
    )


def test_a_joint_session_without_an_item_of_the_body_comes_before_its_report():
    prove(
        tiny(
            bodies=[body("a", item("1"), item("2", "report"), item("4", "closing")), body("b", item("1", "report"))],
            joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1", "2"]}}],
        ),
        "report-last",
    )


def test_a_closing_where_there_is_no_report():
    prove(tiny(bodies=[body("a", item("1"), item("2", "opening"), item("3", "closing"))]), "report-last")


def test_what_the_check_says():
    scenario = tiny(bodies=[body("wg", item("1"), item("2", "report"), item("3", "closing"), title="Working group")])
    found = breaches(
        scenario,
        "report-last",
        "wg/2 2012-10-17 10:00-11:00",
        "wg/1 2012-10-17 15:00-16:00",
        "wg/3 2012-10-17 16:00-17:00",
    )
    assert [str(breach.words) for breach in found] == [
        "item 2 of Working group starts at Wednesday 17 October, 10:00, "
        "but item 1 of Working group goes on until Wednesday 17 October, 16:00"
    ]
    assert found[0].key == ("wg",)


def test_an_unknown_item_also_comes_before_the_report():
    scenario = tiny(bodies=[body("wg", item("1"), item("2", "report"))])
    (breach,) = breaches(scenario, "report-last", "wg/2 2012-10-17 10:00-11:00", "wg/9 2012-10-17 11:00-12:00")
    assert [row.ref for row in breach.rows] == ["wg/2", "wg/9"]
