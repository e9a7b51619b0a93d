"""Our day sheets come back whole, from Markdown, web page and Word document, in six languages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import session_planner as sp
from session_planner.programme.model import Programme
from session_planner.publish import LAYOUTS
from session_planner.scenario.model import Scenario
from session_planner.sources.reading import Options, parse_source
from session_planner.words import LANGUAGES
from tests.sources.systems import made
from tests.sources.test_round_trip_data import BACK, CLOCKS, DATA, SHIPPED, SUFFIX, cases, held, made_by_hand

SHEETS = ("md", "html", "docx")


def assert_back(programme: Programme, scenario: Scenario, form: str, lang: str) -> None:
    data = sp.export(programme, scenario, form, lang, layout="day")
    again, back = made(parse_source(data, f"sheets.{form}", Options(scenario.timezone)))
    assert held(back, again, lang) == held(programme, scenario, lang)


@pytest.mark.parametrize("form", SHEETS)
@pytest.mark.parametrize("name", SHIPPED)
def test_day_sheets_come_back(name: str, form: str) -> None:
    assert_back(*cases()[name], form, "en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", SHEETS)
def test_in_every_language(form: str, lang: str) -> None:
    for name in ("six-languages", "untoc-wg-ta-2012"):
        assert_back(*cases()[name], form, lang)


@pytest.mark.parametrize("form", SHEETS)
@pytest.mark.parametrize("name", CLOCKS)
def test_to_the_minute_across_midnight_and_changes_of_clocks(name: str, form: str) -> None:
    zone, starts = CLOCKS[name]
    scenario, programme = made_by_hand(zone, ("2026-03-28", "2026-03-29", "2026-04-05", "2026-10-24"), starts)
    assert_back(programme, scenario, form, "fr")


# -- the table of docs/reference/round-trips.md, tried row by row ------------------------------------------------------

TABLE = Path(__file__).parents[2] / "docs" / "reference" / "round-trips.md"


def rows_of_the_table() -> dict[tuple[str, str], list[bool]]:
    lines = [line.strip("|").split("|") for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| `")]
    found = {}
    for name, *cells in lines:
        form, _, layout = name.strip().partition("`, ")
        found[form.strip("`"), layout] = [cell.strip() == "yes" for cell in cells]
    return found


def back_from(case: tuple[Programme, Scenario], form: str, layout: str) -> tuple[Programme, Scenario, bool]:
    """What comes back of a file, and whether the file tells its zone by itself."""
    programme, scenario = case
    options: dict[str, Any] = {"layout": layout} if layout else {}
    data = sp.export(programme, scenario, form, "en", **options)
    name = f"x.{SUFFIX.get(form, form)}"
    own = parse_source(data, name, Options(year=scenario.days[0].date.year))
    again, back = made(parse_source(data, name, Options(scenario.timezone, scenario.days[0].date.year)))
    return back, again, own.data["timezone"] == scenario.timezone and ("timezone",) not in own.open


def own_items(programme: Programme, scenario: Scenario, by_id: bool) -> Counter[Any]:
    return Counter((one.body, one.item, one.start) for one in held(programme, scenario, "en", by_id=by_id) if one.joint)


@pytest.mark.parametrize(("form", "layout"), rows_of_the_table())
def test_a_format_carries_what_the_table_says_and_no_more(form: str, layout: str) -> None:
    whole, items, host, ids, zone, twice = rows_of_the_table()[form, layout]
    by_id = form == "csv"
    both, week = cases()["six-languages"], cases()["untoc-cop6-2012"]

    back, again, names_zone = back_from(week, form, layout)
    kept = held(back, again, "en", by_id=by_id)
    alone = {one for one in held(*week, "en", by_id=by_id) if not one.joint}
    assert (alone == {one for one in kept if not one.joint}) == whole
    assert (own_items(*week, by_id) == own_items(back, again, by_id)) == host
    assert ({body.id for body in week[1].bodies} == {body.id for body in again.bodies}) == ids
    assert names_zone == zone

    back, again, _ = back_from(both, form, layout)
    assert (own_items(*both, by_id) == own_items(back, again, by_id)) == items

    scenario, programme = made_by_hand(starts=BACK, joint=False)
    back, _again, _ = back_from((programme, scenario), form, layout)
    starts = sorted(one.start.timestamp() for one in programme.segments)
    assert (sorted(one.start.timestamp() for one in back.segments) == starts) == twice


def test_the_table_has_a_row_for_every_format_and_layout_that_is_read() -> None:
    told = rows_of_the_table()
    assert {form for form, layout in told if not layout} == set(DATA)
    assert {layout for form, layout in told if form == "md"} == set(LAYOUTS)
    assert {form for form, layout in told if layout == "day"} == {*SHEETS, "pdf"}
