"""Questions to the solver, answers through the checker: the only door between the two.

An answer that fails its own check is an internal error and is never shown as an answer. The costs and the proof that
a programme carries are what the checker counted, held against what the solver claims.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Any

from session_planner.checker import Report, check
from session_planner.errors import InternalError
from session_planner.programme.model import Programme, TierResult
from session_planner.scenario.model import Scenario
from session_planner.solver import explain as explaining
from session_planner.solver import search
from session_planner.solver.control import Control
from session_planner.solver.sentences import Sentence, Teller
from session_planner.words import N_, Words

_REASONS = 0.6
"""Of a limited time: the share for conflicts and ways out; the rest is for the programmes that these allow."""


def solve(
    scenario: Scenario,
    control: Control | None = None,
    caps: Mapping[str, int] | None = None,
    start_from: Programme | None = None,
    at_least: Mapping[str, int] | None = None,
) -> search.Outcome:
    """A programme for the scenario, proved free of conflict; see `Outcome` for what else it can come to.

    `caps`: by soft rule or tier, what it may charge at most in each group of bodies that nothing links. `start_from`: a
    known programme, of this scenario or of one like it, that the search begins with; `at_least`: what tiers are known
    to cost at least, as long as those before them come to no more than in that programme. Raises InternalError if the
    solver's answer fails its check.
    """
    outcome = search.solve(scenario, control, caps=caps, start_from=start_from, at_least=at_least)
    if outcome.programme is not None:
        outcome.programme = verified(outcome.programme, scenario)
    return outcome


def verified(answer: Programme, scenario: Scenario, given_up: Container[str] = ()) -> Programme:
    """The answer with the checker's costs and status; breaches are only allowed of what was given up."""
    report = check(answer, scenario)
    for error in report.errors:
        if error.instance not in given_up:
            raise InternalError(N_("the solver's answer breaks {rule}: {words}"), rule=error.rule, words=error.words)
    tiers = tuple(_recounted(tier, report) for tier in answer.tiers)
    status = "optimal" if all(tier.proved for tier in tiers) else "feasible"
    return replace(answer, status=status, costs=report.costs, tiers=tiers)


def _recounted(tier: TierResult, report: Report) -> TierResult:
    """The tier's cost as the checker counts it: never more than the solver says, never less than it proved."""
    counted = sum(cost.cost for cost in report.costs if cost.tier == tier.id)
    if not tier.bound <= counted <= tier.objective:
        raise InternalError(
            N_("tier {tier}: the solver counts from {bound} to {objective}, the checker {counted}"),
            tier=tier.id, bound=tier.bound, objective=tier.objective, counted=counted,
        )  # fmt: skip
    return replace(tier, objective=counted)


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of an impossible scenario: what could be done, and the programme that this allows, if found."""

    repair: explaining.Repair
    steps: tuple[Words, ...]
    programme: Programme | None

    @property
    def proved(self) -> bool:
        """Whether it is known to be enough: by a proof, or by the programme itself."""
        return self.repair.proved or self.programme is not None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why there is no programme, in sentences, and the ways out, least asking first."""

    reasons: explaining.Explanation
    told: tuple[tuple[Sentence, ...], ...] = ()
    """The sentences of each conflict, in the order of `reasons.conflicts`."""
    ways: tuple[Way, ...] = ()

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """For `--json`.

        `possible`: true, false, or null if the time was up; `complete`: no other minimal conflict exists; `conflicts`,
        smallest first: `proved` (infeasible together, feasible with any one part left out), `sentences` (`text` and the
        ids of the `parts` behind it), `parts`, one for each instance (`id`, `rule`, `statement`, `source`: id of the
        decision it rests on, or null). `least`: no way out asks less than these; `repairs`, least asking first: `asks`,
        `proved` (it is enough), `steps` (sentences), `give_up` (instances as in `parts`), and of the programme that it
        allows `cost` and `status` (`optimal`, `feasible`), null where none was found in time.
        """
        return {
            "possible": self.reasons.possible,
            "complete": self.reasons.complete,
            "conflicts": [
                {
                    "proved": found.proved,
                    "sentences": [
                        {"text": one.words.told(lang), "parts": [part.id for part in one.instances]}
                        for one in sentences
                    ],
                    "parts": [part.as_dict(lang) for part in found.instances],
                }
                for found, sentences in zip(self.reasons.conflicts, self.told, strict=True)
            ],
            "least": self.reasons.least,
            "repairs": [
                {
                    "asks": way.repair.asks,
                    "proved": way.proved,
                    "steps": [step.told(lang) for step in way.steps],
                    "give_up": [part.as_dict(lang) for part in way.repair.instances],
                    "cost": way.programme.objective if way.programme else None,
                    "status": way.programme.status if way.programme else None,
                }
                for way in self.ways
            ],
        }


def explain(scenario: Scenario, control: Control | None = None, conflicts: int = 20, repairs: int = 5) -> Explanation:
    """All minimal conflicts up to a number, and what giving up each least set would allow.

    Of a limited time, a part is kept for the programmes that the ways out allow.
    """
    control = control or Control()
    reasons = explaining.explain(scenario, control.part(_REASONS), conflicts, repairs)
    teller = Teller(scenario)
    ways = []
    for at, repair in enumerate(reasons.repairs):
        programme = _allowed(scenario, repair, control, len(reasons.repairs) - at)
        ways.append(Way(repair, tuple(teller.giving_up(part) for part in repair.instances), programme))
    return Explanation(reasons, tuple(teller.conflict(found.instances) for found in reasons.conflicts), tuple(ways))


def _allowed(scenario: Scenario, repair: explaining.Repair, control: Control, ways: int) -> Programme | None:
    """The programme that a way out allows, found in its part of the time that is left for so many of them."""
    if control.over:
        return None
    given_up = frozenset(instance.id for instance in repair.instances)
    answer = search.solve(scenario, control.part(1 / ways), given_up).programme
    return verified(answer, scenario, given_up) if answer else None
