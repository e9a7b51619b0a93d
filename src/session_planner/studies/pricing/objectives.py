"""What a front can be between: a soft rule, a tier with all its rules, or a measure of comparisons that a rule counts.

Before `front`: names into objectives. A measure is an objective where the amount of a rule is that very figure; then
the rule weighs one, so that a point says the figure itself. Of the others it is said why not, and what comes nearest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.rules import active, rules, tier_title, tiers
from session_planner.scenario.mistakes import nearest
from session_planner.scenario.model import Scenario
from session_planner.words import N_, Words, say

COUNTED: dict[str, tuple[str, str]] = {
    "sittings.held": ("release-sittings", N_("Sittings held")),
    "splits": ("few-splits", N_("Parts more than one")),
}
"""Measures that are the amount of a rule, and what they are called where programmes are compared."""

NEAR: dict[str, str | None] = {
    "conflicts": None,
    "sittings.handed_back": "sittings.held",
    "segments": "splits",
    "idle.minutes": None,
    "unused.minutes": "overrun-reserve",
    "interpreted.sittings": "sittings.held",
    "interpreted.peak": None,
    "rooms.used.minutes": "room-not-too-large",
    "rooms.open.minutes": None,
    "delegations.beyond": "delegations-apart",
    "delegations.short.minutes": "delegations-apart",
    "delegations.split.minutes": "delegations-apart",
    "unscheduled": "within-sitting",
}
"""Measures that no rule counts: what comes nearest to each as a wish, if anything does."""


@dataclass(frozen=True, slots=True)
class Objective:
    """One of the two wishes: the rules that it is the sum of, and the tier of its own that it is put into.

    `counted`: it is what its rule counts, whatever weight the rule has in the scenario.
    """

    id: str
    title: Words
    rules: tuple[str, ...]
    counted: bool = False

    @property
    def tier(self) -> str:
        """The tier of its own."""
        return f"front-{self.id.replace('.', '-')}"


def objectives(scenario: Scenario, first: str, second: str) -> tuple[Objective, Objective]:
    """The two wishes meant; raises InputError with all that is wrong with them."""
    mistakes: list[Mistake] = []
    found = [_objective(scenario, name, mistakes) for name in (first, second)]
    one, other = found
    if one and other and not set(one.rules).isdisjoint(other.rules):
        message = N_("a front is between two wishes; `{first}` and `{second}` are one, or one holds the other")
        mistakes.append(Mistake("", 0, 0, "between", message, {"first": one.id, "second": other.id}))
    if mistakes:
        raise InputError(mistakes)
    assert one is not None
    assert other is not None
    return one, other


def _objective(scenario: Scenario, name: str, mistakes: list[Mistake]) -> Objective | None:
    """A soft rule or a tier by its id, also as the figures of comparisons call them, or a measure by its name there."""
    soft = {rule.id: rule for rule in active(scenario) if rule.kind == "soft"}
    titles = {tier.id: tier_title(tier) for tier in tiers(scenario)}
    sort, _, id = name.partition(".")
    is_rule = sort == "cost" and id in rules()
    is_tier = sort == "tier" and id in titles
    plain = id if is_rule or is_tier else name
    rule, title = COUNTED.get(name, ("", ""))
    if rule in soft:
        return Objective(name, say(title), (rule,), counted=True)
    if plain in soft and not is_tier:
        return Objective(plain, say(rules()[plain].title), (plain,))
    inside = () if is_rule else tuple(id for id, rule in soft.items() if rule.tier == plain)
    if inside:
        return Objective(plain, titles[plain], inside)
    message, fields = _none(plain, rule, soft, titles)
    mistakes.append(Mistake("", 0, 0, "between", message, fields))
    return None


def _none(name: str, rule: str, soft: dict[str, Any], titles: dict[str, Words]) -> tuple[str, dict[str, Any]]:
    """Why a name is none of the wishes of this scenario."""
    fields: dict[str, Any] = {"found": name}
    if name in titles:
        return N_("the tier `{found}` has no wish in this scenario"), fields
    if name in rules():
        return N_("`{found}` is no wish in this scenario; `--set rules.{found}.kind=soft` makes it one"), fields
    if rule:
        counts = N_("`{found}` is counted by the rule `{rule}`, which is no wish in this scenario; "
                    "`--set rules.{rule}.kind=soft` makes it one")  # fmt: skip
        return counts, {**fields, "rule": rule}
    fields["measures"] = list(COUNTED)
    if near := NEAR.get(name):
        unlike = N_(
            "no rule counts `{found}`, so that it cannot be made least; `{near}` comes nearest. Of the measures, these "
            "can be: {measures}; and any soft rule or tier"
        )
        return unlike, {**fields, "near": near}
    if name in NEAR:
        never = N_(
            "no rule counts `{found}`, so that it cannot be made least. Of the measures, these can be: {measures}; and "
            "any soft rule or tier"
        )
        return never, fields
    if guess := nearest(name, [*soft, *titles, *COUNTED, *NEAR]):
        return N_("there is no rule, tier or measure `{found}`; did you mean `{nearest}`?"), {
            "nearest": guess,
            **fields,
        }
    unknown = N_("there is no rule, tier or measure `{found}`; there are {known}")
    return unknown, {**fields, "known": [*soft, *titles, *COUNTED]}
