"""All prices of scenarios against fresh solves, which takes minutes to hours: `python -m tests.studies.every_price -h`.

Beside test_prices, which holds what a test run has time for. Tells, for each scenario, how many prices equal the
difference of two fresh solves to the point, how many are intervals that the difference lies in (or that overlap its
own, where a fresh solve is not proved in time either), and every contradiction; with one, the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from session_planner import planning
from session_planner.loading import load
from session_planner.programme.model import Programme, TierResult
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.studies.pricing.priced import Price
from session_planner.studies.pricing.prices import prices

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def told(price: Price, base: Programme, other: Programme | None, *, impossible: bool) -> str:
    """How a price stands to the difference of two programmes, tier by tier, the most important first."""
    if other is None:
        fits = price.status in ("impossible", "time-up") if impossible else True
        return ("equal" if price.status == "impossible" else "interval") if fits else "contradiction"
    before, after = ({tier.id: tier for tier in one.tiers} for one in (base, other))
    for gain in price.gains:
        was, now = (side.get(gain.tier, TierResult(gain.tier, 0, 0)) for side in (before, after))
        low, high = was.bound - now.objective, was.objective - now.bound
        if gain.low is None or gain.high is None:
            return "interval"
        if gain.high < low or high < gain.low:
            return "contradiction"
        if not gain.exact or low != high:
            return "interval"  # what is below a tier that is not proved has other tiers above it
    return "equal" if price.status != "time-up" else "interval"


def compared(path: Path, seconds: float | None, fresh_seconds: float | None) -> Counter[str]:
    """The prices of one scenario; contradictions are printed."""

    def fresh(scenario: Scenario) -> tuple[Programme | None, bool]:
        outcome = planning.solve(scenario, Control(fresh_seconds))
        return outcome.programme, outcome.impossible

    base, _ = fresh(load(path))
    if base is None:
        sys.exit(f"{path}: no programme found in time")
    count: Counter[str] = Counter()
    for price in prices(load(path), Control(seconds)).prices:
        other, impossible = fresh(load(path, None, price.candidate.sets))
        verdict = told(price, base, other, impossible=impossible)
        count[verdict] += 1
        if verdict == "contradiction":
            print(f"{path.stem}: {price.candidate.id}: {price.gains}, fresh: {other.tiers if other else impossible}")
    return count


def main() -> int:
    """Each scenario named, or all that are shipped and have a programme."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", help="such as hybrid-week; all that are shipped by default")
    parser.add_argument("--seconds", type=float, help="for all prices of a scenario; no limit by default")
    parser.add_argument("--fresh-seconds", type=float, help="for each fresh solve; no limit by default")
    asked = parser.parse_args()
    wrong = 0
    for name in asked.names or sorted(path.stem for path in SCENARIOS.glob("*.yaml")):
        count = compared(SCENARIOS / f"{name}.yaml", asked.seconds, asked.fresh_seconds)
        print(f"{name}: {sum(count.values())} prices; " + ", ".join(f"{one} {count[one]}" for one in sorted(count)))
        wrong += count["contradiction"]
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
