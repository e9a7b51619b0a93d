"""A draft as scenario and programme without a file between: for programs that read a source and check it at once.

At the end of `sources`. The names in a draft are made by its reader and fit each other, so that only types are
validated here; a scenario that people have written, or changed, is cross-checked when it is loaded.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from session_planner.programme.memory import without_collection
from session_planner.programme.model import Programme, Segment
from session_planner.scenario.mistakes import validate
from session_planner.scenario.model import Scenario
from session_planner.scenario.places import Source, Spot
from session_planner.sources.draft import Draft


def scenario_of(draft: Draft) -> Scenario:
    """The scenario of a draft; its id is the name of the source. Raises InputError where a value is none."""
    with without_collection():
        data = {"id": Path(draft.file).stem or "scenario", **draft.data}
        return validate(Scenario, Source(draft.file, data, Spot(0, 0)))


def programme_of(draft: Draft) -> Programme:
    """The programme that the source holds, in the order of the draft; without segments where it holds none."""
    written = {one.start for one in draft.programme} | {one.end for one in draft.programme}
    moments = {one: dt.datetime.fromisoformat(one) for one in written}
    segments = tuple(
        Segment(
            one.body, one.item, moments[one.start], moments[one.end], one.room, None, one.part, one.parts, one.joint,
            one.bodies or (one.body,),
        )
        for one in draft.programme
    )  # fmt: skip
    return Programme(segments, scenario_id=Path(draft.file).stem or "scenario")
