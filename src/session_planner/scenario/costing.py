"""The types by which a scenario says what a place costs, and what two things held at the same time cost.

Beside `model`, which builds on them. A cost is a whole number; what one unit weighs, the rules `place-costs` and
`kept-apart` say.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from session_planner.scenario.lasting import Part
from session_planner.scenario.values import AWindow, Minutes, Name
from session_planner.words import N_

MOST_COST = 1_000_000_000
Cost = Annotated[int, Field(ge=0, le=MOST_COST)]
Stretch = Annotated[Minutes, Field(ge=1)]


class PlaceCost(Part):
    """What it costs to sit in some hours, in some rooms, or in some rooms in some hours."""

    id: Name | None = None
    of: tuple[Name, ...] = Field(
        (),
        description=N_(
            "ids of bodies, each charged for every sitting that it holds there; body/number or joint:id, charged once "
            "if taken up there; every body if left out"
        ),
    )
    windows: tuple[AWindow, ...] = Field((), description=N_("it counts inside one of these; always if left out"))
    rooms: tuple[Name, ...] = Field((), description=N_("ids of the rooms in which it counts; any if left out"))
    cost: Cost = Field(description=N_("of each time"))


class KeptApart(Part):
    """Things that are better not held at the same time, and what each pair of them costs where they are."""

    id: Name
    of: tuple[Name, ...] = Field(min_length=2, description=N_("ids of bodies, body/number, or joint:id"))
    cost: Cost = Field(
        description=N_("of each pair that is held at the same time, in different sittings; of bodies: each time")
    )
    by: Literal["sitting", "moment"] = Field(
        "sitting",
        description=N_(
            "`sitting`: the hours of their sittings overlap; `moment`: two items overlap themselves "
            "(bodies still by their sittings)"
        ),
    )
    each: Stretch | None = Field(
        None,
        description=N_(
            "with `by: moment`: two items cost so much for each begun stretch of this length for which they overlap; "
            "once if left out"
        ),
    )
