"""What we export comes back the same: documents of the 2012 case, made in each language, imported and made again."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

import session_planner as sp
from session_planner.loading import load_written
from session_planner.programme.interface import parse
from session_planner.programme.model import Programme
from session_planner.scenario.model import Scenario
from session_planner.sources.draft import Draft
from session_planner.sources.reading import Options, parse_source
from session_planner.sources.written import draft_programme, draft_text
from session_planner.words import LANGUAGES
from tests.cli.calling import CASE, SCENARIOS
from tests.publish.test_annex import annex_md, table
from tests.scenarios.shipped import programme as solved
from tests.scenarios.shipped import scenario as shipped


@cache
def case() -> tuple[Programme, Scenario]:
    """The programme of 2012, solved once."""
    whole = shipped(CASE.stem)
    return solved(whole), whole


def imported(form: str, lang: str, layout: str, name: str = CASE.stem) -> Draft:
    """A document of ours, read back; it prints no year."""
    programme, whole = case() if name == CASE.stem else (solved(shipped(name)), shipped(name))
    data = sp.export(programme, whole, form, lang, layout=layout)
    return parse_source(data, f"annex.{form}", Options(year=whole.days[0].date.year))


def again(draft: Draft, lang: str) -> list[list[str]]:
    """The rows of the annex of what was read."""
    whole = load_written(draft_text(draft).encode(), "draft.yaml")
    data = draft_programme(draft)
    assert data is not None
    return table(annex_md(parse("draft.programme.json", data, whole), whole, lang))[2:]


def unmarked(rows: list[list[str]]) -> list[list[str]]:
    """Rows without the mark of titles that are in another language."""
    return [[cell.removesuffix("*") for cell in row] for row in rows]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_the_annex_read_back_makes_the_same_annex(form: str, lang: str) -> None:
    """Days, hours, numbers and titles; titles that the language lacks stand there in another."""
    rows = table(annex_md(*case(), lang))[2:]
    assert unmarked(again(imported(form, lang, "annex"), lang)) == unmarked(rows)


@pytest.mark.parametrize("form", ["md", "html", "docx"])
@pytest.mark.parametrize("name", ["untoc-cop6-2012", "six-languages"])
def test_bodies_side_by_side_keep_their_days_and_hours(name: str, form: str) -> None:
    draft = imported(form, "en", "parallel", name)
    assert draft.facts is not None
    whole = shipped(name)
    held: set[tuple[Any, ...]] = {
        (held.slot.date, held.slot.begins.hour * 60 + held.slot.begins.minute)
        for held in sp_timetable(solved(whole), whole)
        if held.slot is not None
    }
    assert {(one.date, one.start) for one in draft.facts.sittings} == held


def sp_timetable(programme: Programme, whole: Scenario) -> Any:
    """The sittings that a programme holds."""
    from session_planner.programme.timetable import Timetable

    return Timetable(programme, whole).held


def test_every_shipped_scenario_is_there_to_be_read_back() -> None:
    assert {"untoc-cop6-2012", "six-languages", CASE.stem} <= {path.stem for path in SCENARIOS.glob("*.yaml")}
