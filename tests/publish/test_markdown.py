"""A document in Markdown, read as a reader of Markdown reads it: every text comes back, and nothing more."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from session_planner.publish.document import (
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Look,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
    clean,
    line,
)
from session_planner.publish.forms.markdown import escaped, written
from tests.publish.samples import HOSTILE, sample

LOOKS: tuple[Look, ...] = ("", "strong", "em", "quiet", "struck")
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


class Shown(HTMLParser):
    """What a page shows: its elements in order, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(*blocks: Heading | Paragraph | Bullets | Table | Signature) -> Shown:
    """What a reader of Markdown shows of these blocks."""
    return Shown(READER.render(written(Document("en", "t", blocks))))


def one_space(text: str) -> str:
    """Text as Markdown and HTML show it, where many spaces are one."""
    return re.sub(r"\s+", " ", text).strip()


def test_every_part_has_its_words() -> None:
    assert written(sample()) == (
        "# Annex\n\n## The title\n\n**Working Group A**\n\n**Room &lt;M&gt;**\n\n"
        "| Time | Item | Title |\n|---|---|---|\n"
        "| Friday | | |\n| 10 a.m. | 1 | Opening<br>*الفريق العامل ألف* |\n"
        f"| | 2 | {escaped(HOSTILE)} |\n| 3 p.m. | Both columns | |\n| Monday | | |\n\n"
        "Was ~~Room 1~~, is **Room 2**\n\n**Not in the programme of B**\n\n"
        "### Documents\n\n- [A/1](<https://example.org/a?b=1&c=2>)\n- bad\n- 1\\. not a list\n\n"
        '*The week &amp; its "rooms"*\n\n'
        "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_  \nThe Secretary\n"
    )


def test_without_a_label_the_title_is_the_first_heading() -> None:
    assert (
        written(Document("en", "t", (Heading(line("The title")), Heading(line("Day"), 2)))) == "# The title\n\n## Day\n"
    )


def test_a_document_from_right_to_left_says_so() -> None:
    text = written(sample("ar"))
    assert text.startswith('<div dir="rtl" lang="ar">\n\n# Annex\n')
    assert text.endswith("\n\n</div>\n")


@pytest.mark.parametrize(
    "text",
    [
        "# a",
        "#",
        "- a",
        "+ a",
        "1. a",
        "12) a",
        "=",
        "---",
        "> a",
        "```",
        "    a",
        "|a|b|",
        "[a]: b",
        "<b>",
        "~~~",
        "* a",
    ],
)
def test_no_text_opens_what_only_a_line_can_open(text: str) -> None:
    paragraph = shown(Paragraph(line(text)))
    assert (paragraph.tags, one_space(paragraph.text)) == (["p"], text.strip())
    bullets = shown(Bullets((line(text),)))
    assert (bullets.tags, one_space(bullets.text)) == (["ul", "li"], text.strip())
    under = shown(Signature(line(text)))
    assert (under.tags, under.text.split("\n")[1]) == (["p", "br"], text.strip())


RUNS = st.lists(st.tuples(st.text("ab.,(*_~`|\\<&[]!# \n", max_size=6), st.sampled_from(LOOKS)), min_size=1, max_size=4)


@settings(max_examples=400)
@given(RUNS)
@example([("a.", "strong"), ("b", "")])
@example([("a", "strong"), ("b", "em"), ("c", "struck")])
@example([("(a)", "struck"), ("b", ""), ("c", "strong")])
@example([("a", "strong"), ("*", ""), ("b", "em")])
def test_runs_of_any_look_keep_their_texts_and_looks(given_runs: list[tuple[str, Look]]) -> None:
    runs = tuple(Run(text, look=look) for text, look in given_runs)
    text = one_space("".join(clean(run.text) for run in runs))
    table = Table("c", (Column(line("h")),), ((Row((Cell((runs,)),)),),))
    for seen, prefix in ((shown(Paragraph(runs)), ""), (shown(table), "h ")):
        assert one_space(seen.text) == (prefix + text).strip()
    marked = {"strong": "strong", "em": "em", "struck": "s"}
    looks = {run.look for run in runs if run.text.strip() and run.look in marked}
    tags = {"s" if tag == "del" else tag for tag in shown(Paragraph(runs)).tags}
    assert tags - {"p"} == {marked[look] for look in looks}


@given(st.text())
def test_any_text_is_one_cell(text: str) -> None:
    table = Table("c", (Column(line("h")), Column(line("i"))), ((Row((Cell((line(text),)), Cell((line("x"),)))),),))
    seen = shown(table)
    assert seen.tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert one_space(seen.text) == one_space(f"h i {clean(text)} x")


def test_a_link_leads_where_it_says_whatever_is_in_it() -> None:
    link = "https://example.org/a_b*c|d[e]~f`g(h)?i=1&j=%20"
    page = READER.render(written(Document("en", "t", (Bullets(((Run("A [1]", link=link),),)),))))
    assert 'href="https://example.org/a%5Fb%2Ac%7Cd%5Be%5D%7Ef%60g(h)?i=1&amp;j=%20"' in page
    assert ">A [1]</a>" in page
    assert "[" not in written(Document("en", "t", (Paragraph((Run("x", link="javascript:alert(1)"),)),)))


def test_nothing_of_a_title_is_read_as_markdown_or_html() -> None:
    assert escaped("<script>*a* | [b](c) `d` ~~e~~ \\ &amp;") == (
        "&lt;script&gt;\\*a\\* \\| \\[b\\](c) \\`d\\` \\~\\~e\\~\\~ \\\\ &amp;amp;"
    )
