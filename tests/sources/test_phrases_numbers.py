"""Item numbers and document symbols: every form, and what only looks like one."""

from __future__ import annotations

import pytest

from session_planner.sources.phrases.numbers import number_at, numbers_in
from session_planner.sources.phrases.symbols import symbols_in

LABELS = [
    ("en", "1. Organizational matters", "1.", ["1"]), ("en", "(a) Opening", "(a)", ["(a)"]),
    ("en", "16.1 Report", "16.1", ["16.1"]), ("en", "1 (a) Opening", "1 (a)", ["1(a)"]),
    ("en", "1(a)(ii) Report", "1(a)(ii)", ["1(a)(ii)"]), ("en", "Item 3 (a)", "Item 3 (a)", ["3(a)"]),
    ("en", "Items 4 to 6 (continued)", "Items 4 to 6", ["4", "5", "6"]),
    ("en", "1 (a)-(c)", "1 (a)-(c)", ["1(a)", "1(b)", "1(c)"]),
    ("en", "SECOND ITEM ON THE AGENDA", "SECOND ITEM ON THE AGENDA", ["2"]),
    ("fr", "1 a) Ouverture de la réunion", "1 a)", ["1(a)"]), ("fr", "b) Adoption", "b)", ["(b)"]),
    ("fr", "3 Élaboration de stratégies", "3", ["3"]), ("fr", "Point 5.3", "Point 5.3", ["5.3"]),
    ("es", "Tema 2 a)", "Tema 2 a)", ["2(a)"]), ("ru", "Пункт 1 б) Открытие", "Пункт 1 б)", ["1(b)"]),
    ("ru", "а) Открытие", "а)", ["(a)"]), ("zh", "议题1 通过议程", "议题1", ["1"]), ("zh", "第3项", "第3项", ["3"]),
    ("zh", "一、会议开幕", "一、", ["1"]), ("zh", "（二）通过议程", "（二）", ["(b)"]),
    ("zh", "1(a)会议开幕", "1(a)", ["1(a)"]),
    ("ar", "٢ - انتخاب", "٢ -", ["2"]), ("ar", "البند 1 افتتاح", "البند 1", ["1"]), ("ar", "(ب) إقرار", "(ب)", ["(b)"]),
    ("ar", "أ) افتتاح", "أ)", ["(a)"]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "words", "numbers"), LABELS)
def test_a_label_at_the_beginning_is_read(lang: str, text: str, words: str, numbers: list[str]) -> None:
    found = number_at(text, lang)
    assert found is not None
    assert (text[found.at : found.to], list(found.numbers)) == (words, numbers)
    assert found.bare is numbers[0].startswith("(")


NO_LABELS = [
    ("fr", "15 heures-18 heures 4 Recensement"), ("fr", "17 octobre 2012"), ("fr", "19 et 20 octobre 2010"),
    ("en", "2012 budget"), ("en", "10.00-13.00"), ("en", "36 p.m."), ("en", "2/6 decision"), ("en", "A report"),
    ("en", "Opening"), ("zh", "上午10时"), ("zh", "10月17日"), ("ru", "10.00-13.00"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text"), NO_LABELS)
def test_what_is_no_label_is_not_read(lang: str, text: str) -> None:
    assert number_at(text, lang) is None


MENTIONS = [
    ("en", "see agenda items 3 (a) and (b); (Item 1)", [["3(a)", "3(b)"], ["1"]]),
    ("en", "items 3 (a) and 4 (b)", [["3(a)", "4(b)"]]), ("fr", "points 2, 3 et 4 a)", [["2", "3", "4(a)"]]),
    ("fr", (
        "Au titre du point 4 de l’ordre du jour"
    ), [["4"]]), ("ru", "пункты 2-4 и пункт 3 резолюции", [["2", "3", "4"]]),
    ("ar", "البندان 3 و4 من جدول الأعمال", [["3", "4"]]), ("zh", "议程项目1和2", [["1", "2"]]),
    ("en", "point of order", []), ("en", "the 3 items", []),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "numbers"), MENTIONS)
def test_items_inside_text_are_read(lang: str, text: str, numbers: list[list[str]]) -> None:
    assert [list(found.numbers) for found in numbers_in(text, lang)] == numbers


SYMBOLS = [
    ("(CTOC/COP/2012/9)", ["CTOC/COP/2012/9"]), ("A/CN.9/982 and addenda", ["A/CN.9/982"]),
    ("CTOC/COP/WG.2/2012/3-CTOC/COP/WG.3/2012/4", ["CTOC/COP/WG.2/2012/3", "CTOC/COP/WG.3/2012/4"]),
    ("A/71/1 and Add.1 and Corr.1", ["A/71/1", "A/71/1/Add.1", "A/71/1/Corr.1"]),
    ((
        "A/CN.9/WG.I/WP.110 et Add.1 et 2"
    ), ["A/CN.9/WG.I/WP.110", "A/CN.9/WG.I/WP.110/Add.1", "A/CN.9/WG.I/WP.110/Add.2"]),
    ("C 2003/1", ["C 2003/1"]), ("CL 125/4", ["CL 125/4"]), ("202 EX/5", ["202 EX/5"]), ("A72/3", ["A72/3"]),
    ("EB144/1", ["EB144/1"]), ("FCCC/SB/2011/L.1", ["FCCC/SB/2011/L.1"]), ("MSC 99/1", ["MSC 99/1"]),
    ("E/CN.6/2018/1/Add.1.", ["E/CN.6/2018/1/Add.1"]), ("CTOC/COP/WG.2/ 2012/2", ["CTOC/COP/WG.2/2012/2"]),
    ("А/71/1", ["A/71/1"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "symbols"), SYMBOLS)
def test_a_symbol_is_one_phrase(text: str, symbols: list[str]) -> None:
    (found,) = symbols_in(text)
    assert list(found.symbols) == symbols


@pytest.mark.parametrize("text", ["resolution 5/7 and/or 2/6", "A/RES/60/1", "TCP/IP", "1/2", "10/00", "17/10/2012"])
def test_what_is_no_symbol_is_not_read(text: str) -> None:
    assert symbols_in(text) == []
