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
from session_planner.scenario.outline import outline
from session_planner.words import N_, Words, say

COUNTED: dict[str, tuple[str, str]] = {
    "sittings.held": ("release-sittings", N_("Sittings held")),
    "sittings.handed_back": ("sittings-in-use", N_("Sittings handed back")),
    "splits": ("few-splits", N_("Parts more than one")),
    "idle.minutes": ("idle-time", N_("Waiting inside sittings (min)")),
    "interpreted.sittings": ("interpreted-sittings", N_("Interpreted sittings")),
    "interpreted.peak": ("interpreted-at-once", N_("Interpreted sittings at a time, at most")),
    "rooms.used.minutes": ("booked-time", N_("Rooms booked (min)")),
    "delegations.beyond": ("worst-served", N_("Rooms at once beyond the people of the delegation worst served")),
    "delegations.short.minutes": ("short-time", N_("Delegations in more rooms than people (min)")),
    "delegations.split.minutes": ("split-time", N_("Delegations in several rooms (min)")),
}
"""Measures that are the amount of a rule, and what they are called where programmes are compared."""

NEAR: dict[str, tuple[str | None, str]] = {
    "conflicts": (None, N_("every programme that is found has none")),
    "segments": ("splits", N_("it is as many as there are items, and the parts more than one")),
    "unused.minutes": ("overrun-reserve", N_("no rule counts what is left after the last item alone")),
    "rooms.open.minutes": (None, N_("it is the same of every programme")),
    "unscheduled": (None, N_("every programme that is found has none")),
}
"""Measures that cannot be made least: what comes nearest to each as a wish, if anything does, and why not."""


@dataclass(frozen=True, slots=True)
class Objective:
    """One of the two wishes: the rules that it is the sum of, and the tier of its own that it is put into.

    `counted`: it is what its rule counts, whatever weight the rule has in the scenario. `out_of`: the more of it the
    better, so that what its rule counts is so many less the figure.
    """

    id: str
    title: Words
    rules: tuple[str, ...]
    counted: bool = False
    out_of: int | None = None

    def figure(self, amount: int) -> int:
        """What is told of an amount."""
        return amount if self.out_of is None else self.out_of - amount

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
    known = {rule.id: rule for rule in active(scenario)}
    soft = {id: rule for id, rule in known.items() if rule.kind == "soft"}
    titles = {tier.id: tier_title(tier) for tier in tiers(scenario)}
    sort, _, id = name.partition(".")
    is_rule = sort == "cost" and id in rules()
    is_tier = sort == "tier" and id in titles
    plain = id if is_rule or is_tier else name
    rule, title = COUNTED.get(name, ("", ""))
    if rule in soft or (rule and rules()[rule].kind == "off" and rule not in known):
        slots = sum(map(len, outline(scenario).slots.values())) if name == "sittings.handed_back" else None
        return Objective(name, say(title), (rule,), counted=True, out_of=slots)
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
    near, why = NEAR.get(name, (None, ""))
    fields["why"] = say(why)
    if near:
        unlike = N_(
            "`{found}` cannot be made least: {why}; `{near}` comes nearest. Of the measures, these can be: {measures}; "
            "and any soft rule or tier"
        )
        return unlike, {**fields, "near": near}
    if why:
        never = N_(
            "`{found}` cannot be made least: {why}. Of the measures, these can be: {measures}; and any soft rule or "
            "tier"
        )
        return never, fields
    if guess := nearest(name, [*soft, *titles, *COUNTED, *NEAR]):
        meant = N_("there is no rule, tier or measure `{found}`; did you mean `{nearest}`?")
        return meant, {"nearest": guess, **fields}
    unknown = N_("there is no rule, tier or measure `{found}`; there are {known}")
    return unknown, {**fields, "known": [*soft, *titles, *COUNTED]}
