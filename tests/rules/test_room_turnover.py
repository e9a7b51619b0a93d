"""`room-turnover`: model and check agree; who is let off, and over midnight."""

from __future__ import annotations

from session_planner.problem.model import Problem
from session_planner.rules import active
from session_planner.scenario.model import Scenario
from session_planner.solver.builder import ModelBuilder
from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

ROOMS = [{"id": "A", "turnover": "2 h"}, {"id": "B"}]


def day(*sittings: object) -> list[dict[str, object]]:
    return [{"date": "2012-10-17", "sittings": list(sittings)}]


def test_bodies_follow_each_other_with_a_gap() -> None:
    scenario = tiny(
        days=day("10:00-12:00", "13:00-15:00", "17:00-19:00"),
        rooms=ROOMS,
        bodies=[body("x", item("1", duration="2 h"), item("2", duration="2 h")), body("y", item("1", duration="2 h"))],
    )
    assert prove(scenario, "room-turnover").by_amount.keys() == {0, 1}


def test_many_bodies_at_one_seam() -> None:
    """Three that may end and four that may start: told sitting by sitting, not pair by pair."""
    scenario = tiny(
        days=day(),
        rooms=[{"id": "A", "turnover": "30 min"}],
        grain=30,
        bodies=[
            body(
                name,
                *[item(str(number), duration="1 h") for number in range(count)],
                sittings=[{"hours": ["10:00-11:00", "11:00-12:00"]}],
            )
            for name, count in (("x", 2), ("y", 2), ("z", 2))
        ],
    )
    assert prove(scenario, "room-turnover").by_amount.keys() == {0, 1}


def test_the_gap_counts_from_the_open_end() -> None:
    scenario = tiny(
        days=day({"hours": "10:00-12:00", "open_until": "14:00"}, "15:00-17:00"),
        rooms=ROOMS,
        bodies=[body("x", item("1", duration="1 h")), body("y", item("1", duration="2 h"))],
    )
    prove(scenario, "room-turnover")


def test_guests_of_a_joint_session_are_not_another_user() -> None:
    scenario = tiny(
        days=day("10:00-11:00", "11:00-12:00"),
        rooms=ROOMS,
        bodies=[body("x", item("1"), item("2")), body("y", item("1"))],
        joint_sessions=[{"id": "j", "bodies": ["x", "y"], "items": {"x": ["1"], "y": ["1"]}}],
    )
    scenario["bodies"].append(body("z", item("1")))
    prove(scenario, "room-turnover", background=["joint-together"])


def test_what_a_planner_reads_also_over_midnight() -> None:
    scenario = tiny(
        days=day("22:00-24:00"),
        rooms=[{"id": "A", "title": "Room A", "turnover": "45 min"}],
        bodies=[body("x", item("1"), title="Plenary"), body("y", item("1"), title="Drafting group")],
    )
    scenario["days"].append({"date": "2012-10-18", "sittings": ["00:30-02:00"]})
    (breach,) = breaches(scenario, "room-turnover", "x/1 2012-10-17 22:00-23:00 A", "y/1 2012-10-18 00:30-01:30 A")
    assert breach.words.told() == (
        "Room A has 30 min between Plenary and Drafting group, Thursday 18 October, 00:30; it needs 45 min"
    )
    assert breach.who == ("x", "y")


def test_an_hour_put_back_is_an_hour_of_turnover() -> None:
    """On 28 October 2012, 01:00-02:00 and 03:00-04:00 are two hours apart in Vienna, not one."""
    scenario = tiny(
        days=[{"date": "2012-10-28", "sittings": ["01:00-02:00", "03:00-04:00"]}],
        rooms=ROOMS,
        bodies=[body("x", item("1")), body("y", item("1"))],
    )
    rows = "x/1 2012-10-28 01:00-02:00 A", "y/1 2012-10-28 03:00-04:00 A"
    assert not breaches(scenario, "room-turnover", *rows)
    scenario["rooms"] = [{"id": "A", "turnover": "3 h"}]
    assert len(breaches(scenario, "room-turnover", *rows)) == 1


def test_a_seam_of_many_bodies_stays_small() -> None:
    """Forty bodies on each side: far fewer clauses than the 1,560 pairs."""
    scenario = Scenario.model_validate(
        tiny(
            days=day("10:00-11:00", "11:00-12:00"),
            rooms=[{"id": "A", "turnover": "1 h"}],
            bodies=[body(f"b{number}", item("1")) for number in range(40)],
        )
    )
    builder = ModelBuilder(Problem(scenario))
    before = len(builder.model.proto.constraints)
    (rule,) = (rule for rule in active(scenario) if rule.id == "room-turnover")
    rule.rule.post(rule, builder)
    assert 0 < len(builder.model.proto.constraints) - before <= 81
