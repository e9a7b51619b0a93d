"""The annex against the real one of 2012, cell by cell, and against whatever a title may hold."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import session_planner as sp
from session_planner import words
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme, Segment
from session_planner.publish.document import Paragraph, plain
from session_planner.publish.documents import document, written
from session_planner.publish.titles import Titles
from session_planner.scenario.model import Scenario
from tests.publish.cases import GOLD, WEEK, annex_2012, at, week

ROOT = Path(__file__).parents[2]


def annex_md(programme: Programme, scenario: Scenario, lang: str, keep: Filter = EVERYTHING) -> str:
    """The annex in Markdown."""
    return written(document(programme, scenario, lang, keep), "md").decode()


def annex_html(programme: Programme, scenario: Scenario, lang: str, keep: Filter = EVERYTHING) -> str:
    """The annex as a page."""
    return written(document(programme, scenario, lang, keep), "html").decode()


def table(markdown: str) -> list[list[str]]:
    """The cells of the one table in a Markdown text, as a reader sees them."""
    lines = [line for line in markdown.splitlines() if line.startswith("|")]
    return [[shown(cell) for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def shown(cell: str) -> str:
    """A cell's text as Markdown shows it."""
    text = re.sub(r"\\([\\|*_`\[\]~])", r"\1", cell.strip())
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def rows_of_the_annex() -> list[list[str]]:
    """The rows that the gold data says the real annex has."""
    rows, day = [], None
    for row in GOLD["organization_of_work"]:
        if row["date_label"] != day:
            day = row["date_label"]
            rows.append([day, "", ""])
        hours = row["time_label"] if row["time_printed_on_this_row"] else ""
        rows.append([hours, row["item_label"], row["title_in_annex"]])
    return rows


class Cells(HTMLParser):
    """Rows of a table as lists of (tag, attributes, text), and whatever would be fetched from elsewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[tuple[str, dict[str, str | None], str]]] = []
        self.outside: list[str] = []
        self.inside_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.outside += [str(value) for name, value in attrs if name in ("src", "href", "srcset")]
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append((tag, dict(attrs), ""))
            self.inside_cell = True

    def handle_endtag(self, tag: str) -> None:
        self.inside_cell = self.inside_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside_cell:
            tag, attrs, text = self.rows[-1][-1]
            self.rows[-1][-1] = (tag, attrs, text + data)


def html_rows(page: str) -> list[list[str]]:
    """The rows of the page's table, three cells each, the hours only where the page prints them."""
    found = []
    for row in Cells(page).rows:
        texts = [text for _tag, _attrs, text in row]
        found.append([*texts, "", ""] if len(texts) == 1 else [""] * (3 - len(texts)) + texts)
    return found


def test_markdown_is_the_real_annex_cell_by_cell() -> None:
    text = annex_md(*annex_2012(), "fr")
    head, rule, *rows = table(text)
    assert head == GOLD["annex_columns"]
    assert set("".join(rule)) == {"-"}
    assert rows == rows_of_the_annex()
    lines = [f"| {' | '.join(GOLD['annex_columns'])} |", "|---|---|---|"]
    lines += ["|" + "|".join(f" {cell} " if cell else " " for cell in row) + "|" for row in rows_of_the_annex()]
    top = f"# {GOLD['annex_label']}\n\n## {GOLD['annex_title']}\n\n**{GOLD['body']}**\n\n"
    assert text == top + "\n".join(lines) + "\n"


def test_html_is_the_real_annex_cell_by_cell() -> None:
    page = annex_html(*annex_2012(), "fr")
    head, *rows = html_rows(page)
    assert head == GOLD["annex_columns"]
    assert rows == rows_of_the_annex()


def test_html_says_to_a_screen_reader_what_heads_what() -> None:
    cells = Cells(annex_html(*annex_2012(), "fr"))
    head, day, first, *_rest = cells.rows
    assert [attrs["scope"] for _tag, attrs, _text in head] == ["col", "col", "col"]
    assert day[0][:2] == ("th", {"scope": "rowgroup", "colspan": "3", "class": "edge"})
    assert (first[0][0], first[0][1]["scope"], first[0][1]["rowspan"]) == ("th", "row", "4")
    assert cells.outside == []


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_html_is_a_page_in_its_language(lang: str) -> None:
    page = annex_html(*week(), lang)
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in page
    assert f"<caption>{words.text('Proposed organization of work', lang)}</caption>" in page
    assert "url(" not in page
    assert "@import" not in page


def test_a_week_of_bodies_has_one_block_for_a_joint_session() -> None:
    rows = table(annex_md(*week(), "en"))[2:]
    together = "**Working Group A**<br>**Working Group B**<br>**Group of Experts C**<br>*Joint discussion*"
    assert rows == [
        ["Friday, 26 October", "", ""],
        ["10 a.m.-1 p.m.", "**Working Group A**<br>Room M, 1st floor; east", ""],
        ["", "1 (a)", "Opening, election"],
        ["", "1 (b)", "Adoption of the agenda"],
        ["", "2", "Long | debate <b> & more"],
        ["10 a.m.-1 p.m.", "**Working Group B**<br>M2", ""],
        ["", "5", "Extradition"],
        ["Monday, 29 October", "", ""],
        ["10 a.m.-1 p.m.", "**Working Group A**<br>Room M, 1st floor; east", ""],
        ["", "2", "Long | debate <b> & more (continued)"],
        ["3-6 p.m.", f"{together}<br>Room M, 1st floor; east", ""],
        ["", "WG.A 3", "Cultural property"],
        ["", "WG.B 6", "Property"],
    ]


@pytest.mark.parametrize(
    ("body", "row"),
    [("b", ["3-6 p.m.", "6", "Property"]), ("c", ["3-6 p.m.", "", "Joint discussion"])],
)
def test_the_programme_of_one_body_has_its_own_items(body: str, row: list[str]) -> None:
    programme, scenario = week()
    rows = table(annex_md(programme, scenario, "en", Filter(bodies=(body,), rooms=("m1",))))
    assert rows[2:] == [["Monday, 29 October", "", ""], row]


def test_a_title_of_another_language_is_marked_and_explained() -> None:
    text = annex_md(*week(), "fr")
    assert "| 2 | Débat général |" in text
    assert "| 1 b) | Adoption of the agenda\\* |".replace("\\*", "*") in text.replace("\\*", "*")
    assert words.text("Title given in another language, as there is none in this one.", "fr") in text
    assert '<span lang="en" dir="ltr">Adoption of the agenda</span>*' in annex_html(*week(), "fr")
    assert "another language" not in annex_md(*week(), "en")


def test_what_found_no_place_is_named() -> None:
    assert "- WG.B 6 Property" in annex_md(*week(), "en")
    assert "<li>WG.B 6 Property</li>" in annex_html(*week(), "en")


def test_the_year_is_said_where_there_are_two() -> None:
    data = {**WEEK, "days": [{"date": "2012-12-31", "sittings": ["10:00-13:00"]}, {"date": "2013-01-01"}]}
    sat = Segment("a", "2", at("2012-12-31T10:00"), at("2012-12-31T11:00"))
    then = Segment("a", "2", at("2013-01-01T10:00"), at("2013-01-01T11:00"), part=2, parts=2)
    rows = table(annex_md(Programme((sat, then)), Scenario.model_validate(data), "fr"))
    assert rows[2][0] == "Lundi 31 décembre 2012"
    assert rows[4][0] == "Mardi 1er janvier 2013"


@given(st.text(min_size=1))
def test_any_title_stays_one_cell(title: str) -> None:
    data = {
        "format": 1, "title": "t", "timezone": "UTC", "days": [{"date": "2012-10-17", "sittings": ["10:00-13:00"]}],
        "bodies": [{"id": "a", "agenda": [{"number": "1", "title": title}]}],
    }  # fmt: skip
    programme = Programme((Segment("a", "1", at("2012-10-17T10:00", "UTC"), at("2012-10-17T11:00", "UTC")),))
    scenario = Scenario.model_validate(data)
    cell = Titles(scenario, "en").of(scenario.bodies[0].agenda[0].title).text
    rows = table(annex_md(programme, scenario, "en"))
    assert len(rows) == 4
    assert rows[3] == ["10 a.m.-1 p.m.", "1", cell.strip()]
    assert html_rows(annex_html(programme, scenario, "en"))[2] == ["10 a.m.-1 p.m.", "1", cell.strip()]


def notes(data: dict[str, Any], keep: Filter = EVERYTHING) -> list[str]:
    """What stands under the table of the week's annex of joint sessions."""
    made = document(week()[0], Scenario.model_validate(data), "en", keep)
    return [plain(block.words) for block in made.blocks if isinstance(block, Paragraph) and block.kind == "note"]


BUREAU = {"id": "bureau", "by": {"en": "Extended Bureau"}, "on": "2012-02-15"}
JOINT = WEEK["joint_sessions"][0]  # type: ignore[index]


@pytest.mark.parametrize(
    ("joint", "decision", "said"),
    [
        ({"start": "2012-10-29T15:00", "source": "bureau"}, BUREAU, " Time set by: Extended Bureau, 15 February 2012."),
        ({"source": "bureau"}, BUREAU, " Decided by: Extended Bureau, 15 February 2012."),
        ({"source": "bureau"}, {"id": "bureau", "by": "Extended Bureau"}, ""),
        ({"source": "bureau"}, {"id": "bureau", "on": "2012-02-15"}, ""),
        ({}, BUREAU, ""),
    ],
)
def test_a_bodys_annex_says_with_whom_it_sits_jointly_and_who_set_the_time(
    joint: dict[str, Any], decision: dict[str, Any], said: str
) -> None:
    data = {**WEEK, "joint_sessions": [{**JOINT, **joint}], "decisions": [decision]}
    partners = "Joint discussion with: Working Group B, Group of Experts C."
    assert notes(data, Filter(bodies=("a",))) == [f"3 – {partners}{said}"]
    # Where the table names the bodies, only the decision is left to say.
    assert notes(data) == ([f"Joint discussion –{said}"] if said else [])


def test_a_body_without_an_item_of_its_own_is_told_by_the_title_of_the_session() -> None:
    [said] = notes(WEEK, Filter(bodies=("c",)))
    assert said == "Joint discussion – Joint discussion with: Working Group A, Working Group B."


def test_the_annex_of_the_real_meeting_says_that_its_last_sitting_is_joint() -> None:
    scenario = sp.load(ROOT / "scenarios" / "untoc-wg-ta-2012.yaml")
    programme = annex_2012()[0]
    joint = {"joint": "cultural-property", "bodies": ("wg-ta", "wg-ic")}
    segments = (replace(one, **joint) if one.item in ("6", "7") else one for one in programme.segments)  # type: ignore[arg-type]
    text = annex_md(replace(programme, segments=tuple(segments)), scenario, "en")
    assert len(table(text)) == 2 + len(rows_of_the_annex())
    assert text.endswith(
        "\n\n**6, 7** – Joint discussion with: Working Group on International Cooperation. "
        "Time set by: Extended Bureau of the Conference of the Parties, 15 February 2012.\n"
    )
