"""Damage that the corpus met: heads of pages, ligatures, headings right above the first item, symbols of agencies."""

from __future__ import annotations

import pytest

from session_planner.sources.agenda import read_agenda
from session_planner.sources.papers import parse_paper
from session_planner.sources.papers.visual import written
from session_planner.sources.phrases.hours import hours_in
from session_planner.sources.phrases.symbols import symbols_in


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("مؤتمر األطراف", "مؤتمر الأطراف"),
        ("االجتماع", "الاجتماع"),
        ("الثالثاء", "الثلاثاء"),
        ("لألمم المتحدة", "للأمم المتحدة"),
        ("الأطراف إلى اللجنة", "الأطراف إلى اللجنة"),
    ],
)
def test_ligatures_that_a_converter_turned_round_are_put_right(seen: str, meant: str) -> None:
    assert written(seen[::-1], mirrored=False) == meant


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("(CL 148/1; CL 148/INF/1; CL 148/LIM/2)", ["CL 148/1", "CL 148/INF/1", "CL 148/LIM/2"]),
        ("CL 139/INF/1 Rev.1", ["CL 139/INF/1 Rev.1"]),
        ("(C 2013/3; C 2013/3 Sup.1; C 2013/5 A)", ["C 2013/3", "C 2013/3 Sup.1", "C 2013/5 A"]),
        ("A/CN.9/846 et Add.1 à 5", ["A/CN.9/846 et Add.1 à 5"]),
    ],
)
def test_symbols_of_agencies_are_whole(text: str, symbols: list[str]) -> None:
    assert [found.symbol for found in symbols_in(text)] == symbols


def test_minutes_before_a_full_stop_are_minutes() -> None:
    assert [(found.start, found.end) for found in hours_in("à 9 h 30.", "fr")] == [(570, None)]


def test_an_item_right_under_the_heading_is_no_part_of_the_title() -> None:
    text = "Provisional agenda\n1. Opening of the session.\n2. Other matters.\n"
    facts = read_agenda(parse_paper(text.encode(), "agenda.txt"))
    assert [(item.number, item.title) for item in facts.items] == [
        ("1", "Opening of the session"),
        ("2", "Other matters"),
    ]
    assert facts.title is not None
    assert facts.title.value == "Provisional agenda"


def test_documents_named_by_their_symbols_alone_belong_to_the_item_above() -> None:
    text = (
        "Annotated provisional agenda\n\nAgenda\n\n1. Opening of the session.\n\n2. Review of the programme.\n\n"
        "Annotations\n\n2. Review of the programme\n\nDocuments A/AC.1/2 and A/AC.1/3\n"
    )
    facts = read_agenda(parse_paper(text.encode(), "agenda.txt"))
    assert [(one.symbol, one.title, one.items) for one in facts.documents] == [
        ("A/AC.1/2", "", ("2",)),
        ("A/AC.1/3", "", ("2",)),
    ]


def test_a_long_line_that_comes_again_at_the_end_of_some_pages_is_text() -> None:
    again = "Report of the Secretariat on the provision of assistance to States (A/AC.1/10)"
    ends = ("Opening", again, again, "Elections", "Other matters")
    pages = [f"A/AC.90/70\n\nThe text of {name.lower()}\n\n{end}\n" for name, end in zip("ABCDE", ends, strict=True)]
    texts = [line.text for line in parse_paper("\f".join(pages).encode(), "agenda.txt").lines()]
    assert texts.count(again) == 2
    assert texts.count("A/AC.90/70") == 1
