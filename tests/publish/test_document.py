"""The parts of a document: sentences that keep their languages, tables as grids, texts that any file may hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_planner import words
from session_planner.publish.document import (
    Cell,
    Column,
    Document,
    Row,
    Run,
    Table,
    address,
    clean,
    direction,
    line,
    listed,
    plain,
    sentence,
)
from session_planner.publish.titles import Told

GROUP, PLACE = Told("Groupe A", "fr", fallback=True), Told("Room M", "en")


def test_the_fields_of_a_sentence_keep_their_languages_and_looks() -> None:
    assert sentence("{who} sits in {where}.", "en", who=GROUP, where=Run("Room M", look="strong")) == (
        Run("Groupe A", "fr"), Run(" sits in "), Run("Room M", look="strong"), Run("."),
    )  # fmt: skip
    assert sentence("{who}, {who}", "en", who="{where}") == (Run("{where}"), Run(", "), Run("{where}"))


def test_a_sentence_is_in_the_order_of_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    class Turned:
        def gettext(self, msgid: str) -> str:
            return "{b} vor {a}"

    monkeypatch.setattr(words, "catalogue", lambda lang: Turned())
    assert plain(sentence("{a} after {b}", "fr", a=GROUP, b=PLACE)) == "Room M vor Groupe A"


def test_a_list_keeps_the_language_of_each_of_its_members() -> None:
    assert listed([GROUP, PLACE], "ar") == (Run("Groupe A", "fr"), Run("، "), Run("Room M", "en"))
    assert listed([], "ar") == ()


def cells(*rows: str) -> tuple[tuple[Row, ...], ...]:
    """Rows of cells such as `a a2 b.2`: name, columns, and rows after a dot."""
    made = []
    for row in rows:
        found = []
        for one in row.split():
            name, _, tall = one.partition(".")
            found.append(Cell((line(name[0]),), columns=int(name[1:] or 1), rows=int(tall or 1)))
        made.append(Row(tuple(found)))
    return (tuple(made),)


@pytest.mark.parametrize(
    ("rows", "seen"),
    [
        (("a b c",), ["abc"]),
        (("a.2 b c", "d e"), ["abc", " de"]),
        (("a2 b.3", "c d", "e2"), ["a b", "cd ", "e  "]),
        (("a2.2 b", "c", "d e f"), ["a b", "  c", "def"]),
        (("a b",), ["ab "]),
        (("a b c d",), ["abc"]),
        (("a9", "b"), ["a  ", "b  "]),
    ],
)
def test_a_grid_shows_each_cell_where_it_begins(rows: tuple[str, ...], seen: list[str]) -> None:
    table = Table("c", (Column(()),) * 3, cells(*rows))
    assert ["".join(plain(cell.lines[0]) if cell else " " for cell in row) for row in table.grid] == seen


@given(st.text())
def test_clean_text_can_be_written_to_any_file(text: str) -> None:
    made = clean(text)
    made.encode()
    assert clean(made) == made
    assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 or ord(sign) in (0xFFFE, 0xFFFF) for sign in made)


@pytest.mark.parametrize("link", ["https://example.org/é?a=1#b", "http://a", "mailto:a@b.org", "HTTPS://A.org"])
def test_links_to_the_web_and_to_mailboxes_are_kept(link: str) -> None:
    assert address(link) == link


@pytest.mark.parametrize(
    "link",
    ["", "javascript:alert(1)", "java\nscript:x", "https://a b", "https://a\n", "//a", "file:///etc/passwd", "x"],
)
def test_all_other_links_are_none(link: str) -> None:
    assert address(link) == ""


@pytest.mark.parametrize(
    ("run", "lang", "ahead"),
    [
        (Run("a", "ar"), "en", "rtl"),
        (Run("عربي", "en"), "ar", "ltr"),
        (Run("a", "ar"), "ar", "ltr"),
        (Run("12 (أ)"), "en", "rtl"),
        (Run("12"), "ar", "rtl"),
        (Run("12"), "en", "ltr"),
    ],
)
def test_a_run_goes_the_way_of_its_language_or_its_letters(run: Run, lang: str, ahead: str) -> None:
    assert direction(run, Document(lang, "t", ())) == ahead
