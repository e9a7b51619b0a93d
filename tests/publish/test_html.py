"""A document as a page: what a browser and a screen reader make of it, and that nothing in it can do harm."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_planner import words
from session_planner.publish.colours import COLOURS
from session_planner.publish.document import Document, Heading, NewPage, Paragraph, Run, line
from session_planner.publish.forms.html import written
from session_planner.publish.titles import Told
from tests.publish.samples import HOSTILE, sample

VOID = {"meta", "col", "br", "rect"}


class Tree(HTMLParser):
    """Every element of a page as (tag, attributes, all text in it), in order; refuses tags that do not match."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[list[Any]] = []
        self.open: list[list[Any]] = []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = [tag, dict(attrs), ""]
        self.found.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append([tag, dict(attrs), ""])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element[2] += data

    def all(self, tag: str) -> list[tuple[dict[str, str], str]]:
        """The attributes and texts of all elements of one kind."""
        return [(attributes, text) for name, attributes, text in self.found if name == tag]


def paragraph(*runs: Run, lang: str = "en") -> str:
    """How the page shows a paragraph of these runs."""
    page = written(Document(lang, "t", (Heading(line("t")), Paragraph(runs))))
    [shown] = re.findall(r"<p>(.*?)</p>", page)
    return str(shown)


def test_every_part_is_the_element_that_says_what_it_is() -> None:
    tree = Tree(written(sample()))
    assert tree.all("html") == [({"lang": "en", "dir": "ltr"}, tree.all("html")[0][1])]
    assert [text for _attributes, text in tree.all("title")] == ["A title <&>", 'The week & its "rooms"']
    assert [(tag, text) for tag, _attributes, text in tree.found if tag in ("h1", "h2")] == [
        ("h1", "The title"),
        ("h2", "Documents"),
    ]
    assert [text for _attributes, text in tree.all("li")] == ["A/1", "bad", "1. not a list"]
    assert [text for attributes, text in tree.all("p") if attributes.get("class") == "signature"] == ["The Secretary"]
    assert len(tree.all("main")) == 1
    assert len(tree.all("section")) == 2


def test_a_screen_reader_is_told_what_heads_what() -> None:
    tree = Tree(written(sample()))
    assert [text for _attributes, text in tree.all("caption")] == ["What is held when"]
    assert [(one[0].get("scope"), one[1]) for one in tree.all("th")] == [
        ("col", "Time"),
        ("col", "Item"),
        ("col", "Title"),
        ("rowgroup", "Friday"),
        ("row", "10 a.m."),
        ("row", "3 p.m."),
        ("rowgroup", "Monday"),
    ]
    assert [(one[0].get("colspan"), one[0].get("rowspan")) for one in tree.all("th")[3:5]] == [("3", None), (None, "2")]
    assert len(tree.all("tbody")) == 2
    assert [attributes["style"] for attributes, _text in tree.all("col")] == [
        "inline-size: 25.00%", "inline-size: 25.00%", "inline-size: 50.00%",
    ]  # fmt: skip


def test_what_stands_at_the_edge_is_known_where_a_cell_above_goes_on() -> None:
    edges = [text for name, attributes, text in Tree(written(sample())).found
             if name in ("th", "td") and "edge" in (attributes.get("class") or "").split()]  # fmt: skip
    assert edges == ["Friday", "10 a.m.", "3 p.m.", "Monday"]


def test_a_body_has_its_colour_as_a_bar_and_no_other_style_is_let_in() -> None:
    cells = Tree(written(sample())).all("td")
    styles = [attributes["style"] for attributes, _text in cells if "style" in attributes]
    assert styles == [f"border-inline-start-color: {COLOURS['navy']}"]


def test_only_links_that_lead_somewhere_safe_are_links() -> None:
    assert [one[0]["href"] for one in Tree(written(sample())).all("a")] == ["https://example.org/a?b=1&c=2"]
    for link in (
        "javascript:alert(1)",
        " javascript:x",
        "data:text/html,x",
        "//evil",
        'https://a"onclick="b',
        "https:x",
    ):
        assert paragraph(Run("x", link=link)) == "x"
    assert paragraph(Run("x", link="mailto:a@example.org")) == '<a href="mailto:a@example.org">x</a>'
    assert paragraph(Run("x", link="HTTP://example.org/")) == '<a href="HTTP://example.org/">x</a>'


def test_a_page_loads_and_runs_nothing() -> None:
    tree = Tree(written(sample()))
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form"} & {one[0] for one in tree.found}
    assert not [name for _tag, attributes, _text in tree.found for name in attributes if name.startswith("on")]
    assert len(tree.all("style")) == 1
    assert "url(" not in tree.all("style")[0][1]
    assert "@import" not in tree.all("style")[0][1]


def test_hostile_text_is_text() -> None:
    tree = Tree(written(sample()))
    assert HOSTILE in [text for _attributes, text in tree.all("td")]
    assert "49" not in paragraph(Run("{{ 7 * 7 }}{% raw %}"))


@given(st.text())
def test_any_text_is_the_text_of_its_paragraph(text: str) -> None:
    page = written(Document("en", text, (Heading(line("t")), Paragraph((Run(text, "fr", "struck", "https://a"),)))))
    page.encode()
    [(_attributes, shown)] = Tree(page).all("p")
    kept = re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+", " ", re.sub(r"[\ud800-\udfff\ufffe\uffff]", "\ufffd", text))
    assert shown.replace("struck out: ", "") == kept


def test_a_run_in_another_language_says_which_and_keeps_its_direction() -> None:
    arabic, english = Told("عربي", "ar"), Told("Opening.", "en")
    assert paragraph(*line(arabic, "*")) == '<span lang="ar" dir="rtl">عربي</span>*'
    assert paragraph(*line(english, "*"), lang="ar") == '<span lang="en" dir="ltr">Opening.</span>*'
    assert paragraph(*line(english, "*")) == "Opening.*"
    assert paragraph(Run("fin", "fr", "strong")) == '<strong><span lang="fr" dir="ltr">fin</span></strong>'


def test_words_of_no_language_keep_the_direction_of_their_letters() -> None:
    assert paragraph(Run("Opening; 1 p.m."), lang="ar") == '<span dir="ltr">Opening; 1 p.m.</span>'
    assert paragraph(Run("Opening. ", "ar"), Run("12"), lang="ar") == '<span dir="ltr">Opening.</span> 12'
    assert paragraph(Run("(أ)")) == '<span dir="rtl">(أ)</span>'
    assert paragraph(Run("10/00 – "), lang="ar") == "10/00 – "


def test_what_is_struck_is_said_to_those_who_do_not_see_it() -> None:
    assert paragraph(Run("Room 1", look="struck")) == '<s><span class="unseen">struck out: </span>Room 1</s>'


def test_a_picture_is_drawn_in_the_page_and_told() -> None:
    page = written(sample())
    tree = Tree(page)
    pictures = [attributes for attributes, _text in tree.all("div") if attributes.get("class") == "picture"]
    assert pictures == [{"class": "picture", "role": "img", "aria-label": 'The week & its "rooms"'}]
    assert "<?xml" not in page
    assert page.count("<svg") == 1


def test_a_new_page_is_a_section_of_its_own() -> None:
    blocks = (Heading(line("t")), NewPage(), NewPage(), Paragraph(line("b")))
    assert [text.strip() for _a, text in Tree(written(Document("en", "t", blocks))).all("section")] == ["t", "b"]


@pytest.mark.parametrize("landscape", [False, True])
def test_the_page_is_laid_as_the_document_says(landscape: bool) -> None:
    assert ("size: A4 landscape" in written(sample(landscape=landscape))) is landscape


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_the_look_mirrors_itself(lang: str) -> None:
    style = Tree(written(sample(lang))).all("style")[0][1]
    assert not re.search(r"(margin|padding|border|inset)-(left|right)|(?:text-align|float): *(left|right)", style)
    assert Tree(written(sample(lang))).all("html")[0][0]["dir"] == ("rtl" if lang == "ar" else "ltr")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    full = "".join(sign * 2 for sign in colour[1:]) if len(colour) == 4 else colour[1:]
    parts = [int(full[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_all_words_stand_out_from_their_ground() -> None:
    style = Tree(written(sample())).all("style")[0][1]
    grounds = set(re.findall(r"background: (#[0-9a-f]{3,6})", style))
    inks = set(re.findall(r"(?<![-\w])color: (#[0-9a-f]{3,6})", style))
    assert len(inks) >= 3
    for ground in grounds:
        for ink in inks:
            dark, light = sorted((luminance(ground), luminance(ink)))
            assert (light + 0.05) / (dark + 0.05) >= 4.5
