"""The agenda is adopted before substance: proved by enumeration, and the sentences of its check."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny


def test_substance_and_report_wait_for_the_agenda_and_elections_need_not():
    prove(
        tiny(bodies=[body("a", item("1", "agenda"), item("2"), item("3", "election"), item("4", "report"))]),
        "agenda-before-substance",
    )


def test_the_place_inside_a_joint_session_counts():
    """In the joint session a/1 comes before a/2, so only a/3 and what `b` does can break it."""
    prove(
        tiny(
            bodies=[
                body("a", item("1", "agenda"), item("2"), item("3", "closing")),
                body("b", item("1", "agenda"), item("2")),
            ],
            joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1", "2"], "b": ["2"]}}],
        ),
        "agenda-before-substance",
    )


def test_an_agenda_in_two_parts_and_two_agenda_items():
    prove(
        tiny(
            bodies=[
                body(
                    "a",
                    item("1", "agenda", splittable=True, duration="2 h"),
                    item("2", "agenda"),
                    item("3"),
                    item("4", "other"),
                )
            ]
        ),
        "agenda-before-substance",
    )


def test_what_the_check_says():
    scenario = tiny(
        bodies=[
            body(
                "wg",
                item("1(b)", "agenda", title="Adoption of the agenda"),
                item("2", title="Review"),
                item("3", "organizational"),
                title="Working group",
            )
        ]
    )
    (breach,) = breaches(
        scenario,
        "agenda-before-substance",
        "wg/3 2012-10-17 10:00-10:30",
        "wg/2 2012-10-17 10:30-11:30",
        "wg/1(b) 2012-10-17 11:30-12:00",
    )
    assert str(breach.words) == (
        "item 2 of Working group (Review) starts at Wednesday 17 October, 10:30, before the end of "
        "item 1(b) of Working group (Adoption of the agenda), the adoption of the agenda"
    )
    assert breach.who == ("wg",)
    assert breach.source is None
