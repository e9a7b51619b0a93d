"""The types by which a scenario says how long something lasts: estimates, and lists of speakers.

Beside `model`, which builds on them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from session_planner.scenario.values import Minutes, Name, refuse
from session_planner.words import N_


class Part(BaseModel):
    """What every part of a scenario has in common: no unknown keys, and the decision it rests on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: Name | None = Field(None, description=N_("id of the decision this rests on"))
    note: str | None = Field(None, description=N_("a remark for readers of the scenario"))


def _estimate(value: Any) -> Any:
    if type(value) is str and (known := _estimated(value)) is not None:
        return known
    return value if isinstance(value, dict | Estimate) else {"expected": value}


@lru_cache(maxsize=1024)
def _estimated(said: str) -> Estimate | None:
    """The estimate that one figure makes, the same object for all of the thousands of items that have it."""
    try:
        return Estimate.model_validate({"expected": said})
    except ValidationError:
        return None  # told with its place, where it is validated in its own


class Estimate(BaseModel):
    """How long an item takes: one figure, or least, expected and most."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    expected: Minutes
    least: Minutes | None = None
    most: Minutes | None = None

    def model_post_init(self, _context: Any, /) -> None:
        if (
            self.expected <= 0
            or (self.least or self.expected) > self.expected
            or (self.most or self.expected) < self.expected
        ):
            refuse(N_("a duration must be longer than nothing, and least ≤ expected ≤ most"))


def _count(value: Any) -> Any:
    return value if isinstance(value, dict | Count) else {"expected": value}


class Count(BaseModel):
    """How many: one figure, or least, expected and most."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    expected: int = Field(ge=0, le=1000)
    least: int | None = Field(None, ge=0)
    most: int | None = Field(None, le=1000)

    def model_post_init(self, _context: Any, /) -> None:
        least, most = (self.expected if one is None else one for one in (self.least, self.most))
        if not least <= self.expected <= most:
            refuse(N_("a number of speakers must be least ≤ expected ≤ most"))


AnEstimate = Annotated[Estimate, BeforeValidator(_estimate, json_schema_input_type=Minutes | Estimate)]
ACount = Annotated[Count, BeforeValidator(_count, json_schema_input_type=int | Count)]


class SpeakingLimits(Part):
    """How long a speaker of a body's lists may speak."""

    delegation: Minutes | None = Field(None, description=N_("one who speaks for a delegation"))
    group: Minutes | None = Field(None, description=N_("one who speaks for a group of delegations"))


class Speakers(Part):
    """Who is on the list of speakers of an item: what it lasts is the sum of what they all take."""

    number: ACount = Field(description=N_("those who speak for a delegation: one figure, or least, expected and most"))
    minutes: AnEstimate | None = Field(None, description=N_("what each takes, cut at the limit of the body"))
    groups: ACount = Field(Count(expected=0), description=N_("those who speak for a group of delegations"))
    group_minutes: AnEstimate | None = Field(None, description=N_("what each of these takes; as `minutes`"))
    besides: AnEstimate | None = Field(None, description=N_("what it takes besides: introduction, answers"))
