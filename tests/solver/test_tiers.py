"""Tiers in their order, with the weights and the kinds that a scenario gives to its rules.

The scenario: item 1 cannot be before 15:00, item 2 is better in the morning, and the agenda's order wants it after 1.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.hand import body, item
from tests.rules.harness import tiny
from tests.solver.asked import answer, asked, costs, lines

MORNING, AFTERNOON = "wg/2 17 10:00-11:00", "wg/2 17 16:00-17:00"


def torn(**parts: Any) -> dict[str, Any]:
    """Two items, two soft rules that both cannot have their way, and nothing of the house."""
    off = dict.fromkeys(("finish-early", "release-sittings"), "off")
    late = item("1", earliest="2012-10-17T15:00")
    early = item("2", preferred=["2012-10-17 10:00-12:00"])
    rules = off | parts.pop("rules", {})
    return tiny(bodies=[body("wg", late, early)], rules=rules, **parts)


@pytest.mark.parametrize("weight", [1, 1_000_000])
def test_a_lower_tier_never_pays_for_a_higher_one(weight: int) -> None:
    """People come before order, whatever order weighs."""
    found = answer(torn(rules={"agenda-order": {"weight": weight}, "preferred-windows": {"weight": 1}} | OFF))
    assert MORNING in lines(found)
    assert costs(found) == {"agenda-order": weight}
    assert [(tier.id, tier.objective, tier.bound) for tier in found.tiers] == [
        ("people", 0, 0),
        ("order", weight, weight),
    ]


OFF = dict.fromkeys(("finish-early", "release-sittings", "even-load"), "off")


def test_a_scenario_puts_the_tiers_in_another_order() -> None:
    found = answer(torn(tiers=[{"id": "order"}, {"id": "people"}], rules={"agenda-order": {"weight": 1}} | OFF))
    assert AFTERNOON in lines(found)
    assert costs(found) == {"preferred-windows": 5}
    assert [(tier.id, tier.objective) for tier in found.tiers] == [("order", 0), ("people", 5)]


def test_a_scenario_names_a_tier_of_its_own() -> None:
    """What is in it comes before the tiers that it does not name."""
    found = answer(torn(tiers=[{"id": "dear", "title": "Dear to us"}], rules={"agenda-order": {"tier": "dear"}} | OFF))
    assert AFTERNOON in lines(found)
    assert [(tier.id, tier.objective) for tier in found.tiers] == [("dear", 0), ("people", 5)]


@pytest.mark.parametrize(("weight", "second"), [(4, MORNING), (6, AFTERNOON)])
def test_inside_a_tier_the_weights_decide(weight: int, second: str) -> None:
    found = answer(torn(rules={"agenda-order": {"tier": "people", "weight": weight}} | OFF))
    assert second in lines(found)
    assert found.objective == min(weight, 5)


def test_a_rule_that_is_off_is_not_asked() -> None:
    found = answer(torn(rules={"agenda-order": "off"} | OFF))
    assert MORNING in lines(found)
    assert "agenda-order" not in {cost.rule for cost in found.costs}


def test_a_soft_rule_made_hard_holds_or_there_is_no_programme() -> None:
    found = answer(torn(rules={"agenda-order": "hard"} | OFF))
    assert AFTERNOON in lines(found)
    both = asked(torn(rules={"agenda-order": "hard", "preferred-windows": "hard"} | OFF))
    assert (both.programme, both.impossible) == (None, True)


def test_what_cannot_be_taken_up_is_unscheduled_where_that_is_allowed() -> None:
    """Three hours of items for a sitting of two: one stays out, and that is dearer than anything else."""
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-12:00"]}],
        bodies=[body("wg", item("1"), item("2"), item("3"))],
        rules={"within-sitting": {"kind": "soft", "weight": 7}},
    )
    found = answer(scenario)
    assert len(found.unscheduled) == 1
    assert len(found.segments) == 2
    assert not {segment.ref for segment in found.segments} & set(found.unscheduled)
    assert costs(found)["within-sitting"] == 7
    assert found.tiers[0].id == "requirements"
    assert asked({**scenario, "rules": {}}).impossible


def test_an_officer_who_need_not_be_there_is_in_two_places_only_where_it_must_be() -> None:
    bodies = [body(id, item("1"), sittings=[{"hours": ["10:00-11:00", "11:00-12:00"]}]) for id in ("a", "b")]
    scenario = tiny(
        bodies=bodies,
        officers=[{"id": "chair", "serves": ["a", "b"]}],
        rules={"officers": {"kind": "soft", "weight": 3}},
    )
    assert "officers" not in costs(answer(scenario))
    bodies[0]["sittings"] = bodies[1]["sittings"] = [{"hours": ["10:00-11:00"]}]
    assert costs(answer(scenario))["officers"] == 3


def test_bodies_solved_apart_come_to_what_they_come_to_together() -> None:
    """A limit that nothing reaches links them: then they are one group, and each tier has the same cost and proof."""
    first = torn()["bodies"][0]
    other = body("b", item("1", duration="2 h", splittable=True), item("2", latest="2012-10-17T12:00"), item("3"))
    apart = tiny(bodies=[first, other, body("c", item("1"))])
    together = {**apart, "parallel_limits": [{"id": "never", "most": 99}]}
    one, two = answer(apart), answer(together)
    assert (one.status, two.status) == ("optimal", "optimal")
    assert one.tiers == two.tiers
    assert {cost.rule: cost.cost for cost in one.costs} == {cost.rule: cost.cost for cost in two.costs}


def test_one_group_without_a_programme_is_named() -> None:
    late = body("b", item("1", earliest="2012-10-17T17:00"))
    found = asked(tiny(bodies=[body("a", item("1")), late]))
    assert (found.impossible, found.programme, found.group) == (True, None, ("b",))
