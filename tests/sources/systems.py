"""What the tests of other systems' exports share: a draft proved whole and checked, and its events in short."""

from __future__ import annotations

from session_planner.checker import Conflict, check
from session_planner.errors import InputError
from session_planner.programme.model import Programme
from session_planner.rules.settings import check_settings
from session_planner.scenario.model import Scenario
from session_planner.scenario.places import Source, Spot
from session_planner.scenario.reading import whole
from session_planner.sources.direct import programme_of, scenario_of
from session_planner.sources.draft import Draft
from session_planner.sources.reading import Options, parse_source


def draft(data: bytes, file: str, timezone: str | None = None) -> Draft:
    """The draft of an export, by the door that every file goes through."""
    return parse_source(data, file, Options(timezone))


def made(of: Draft) -> tuple[Scenario, Programme]:
    """Scenario and programme of a draft. The scenario is cross-checked in full, as one in a file would be."""
    data = {"id": "imported", **of.data}
    whole(Source(of.file, data, Spot(0, 0)), check_settings)
    return scenario_of(of), programme_of(of)


def conflicts(of: Draft) -> list[Conflict]:
    """Everything that the checker says of the programme of a draft, warnings too."""
    scenario, programme = made(of)
    return list(check(programme, scenario).conflicts)


def rows(of: Draft) -> list[tuple[str, str, str, str | None, str]]:
    """Body, start, end, room and title of everything that is placed."""
    titles = {
        (body["id"], item["number"]): item.get("title", "") for body in of.data["bodies"] for item in body["agenda"]
    }
    return [(one.body, one.start, one.end, one.room, titles[one.body, one.item or ""]) for one in of.programme]


def refusal(data: bytes, file: str) -> InputError:
    """The error that an export is refused with."""
    try:
        draft(data, file)
    except InputError as error:
        return error
    raise AssertionError("it was read")
