"""Documents, mandates, fixed hours, first pages and joint discussions of annotated agendas."""

from __future__ import annotations

import datetime as dt

import pytest

from session_planner.sources.agenda import read_agenda
from session_planner.sources.facts import Facts
from session_planner.sources.papers import parse_paper

AGENDA = """A/AC.999/2015/1

Conference of the Parties to the Convention on Rivers

Working Group on Floods

Kyiv, Ukraine, 1-3 June 2015

Provisional agenda and annotations

1. Opening of the meeting.

2. Early warning.

3. Cooperation.

4. Other matters.

Annotations

1. Opening of the meeting

The meeting of the Working Group on Floods will be opened on Monday, 1 June 2015, at 10 a.m.

2. Early warning

"""
END = """

3. Cooperation

In its resolution 2/1, entitled “Cooperation”, the Conference asked both groups to meet.

4. Other matters

The discussion will build on resolution 2/1.
"""


def read(notes: str) -> Facts:
    return read_agenda(parse_paper((AGENDA + notes + END).encode(), "agenda.txt"))


def papers(facts: Facts) -> list[tuple[str, str]]:
    return [(paper.symbol, paper.title) for paper in facts.documents]


@pytest.mark.parametrize(
    ("notes", "wanted"),
    [
        (
            "Documentation\n\nReport on early warning (A/AC.999/2015/2)",
            [("A/AC.999/2015/2", "Report on early warning")],
        ),
        (
            "Documentation\n\nA/AC.999/2015/2  Report on early warning\nA/AC.999/2015/3  Note on gauges",
            [("A/AC.999/2015/2", "Report on early warning"), ("A/AC.999/2015/3", "Note on gauges")],
        ),
        ("Document: A/AC.999/2015/2", [("A/AC.999/2015/2", "")]),
        ("Document A/AC.999/2015/2", [("A/AC.999/2015/2", "")]),
        (
            "Documentation\n\nReport of the two groups (A/AC.999/2015/2-A/AC.998/2015/4)",
            [("A/AC.999/2015/2-A/AC.998/2015/4", "Report of the two groups")],
        ),
        (
            "The Working Group will have before it the report of the Secretariat on early warning (A/AC.999/2015/2).",
            [("A/AC.999/2015/2", "Report of the Secretariat on early warning")],
        ),
        ("Documentation\n\nNone.", []),
        ("The matter was settled long ago, as document A/AC.777/2001/5 shows.", []),
    ],
)
def test_documents_in_their_forms(notes: str, wanted: list[tuple[str, str]]) -> None:
    facts = read(notes)
    assert papers(facts) == wanted
    assert facts.items[1].documents == tuple(symbol for symbol, _ in wanted)


def test_a_joined_symbol_is_one_document_with_two_symbols() -> None:
    (paper,) = read("Documentation\n\nReport of both (A/AC.999/2015/2-A/AC.998/2015/4)").documents
    assert paper.symbols == ("A/AC.999/2015/2", "A/AC.998/2015/4")
    assert paper.items == ("2",)


def test_a_document_without_a_symbol_is_kept() -> None:
    facts = read("Documentation\n\nConference room paper on gauges")
    assert [line.text for one in facts.kept for line in one.lines] == ["Conference room paper on gauges"]


def test_the_first_page() -> None:
    facts = read("")
    assert facts.symbol
    assert facts.symbol.value == "A/AC.999/2015/1"
    assert facts.body
    assert facts.body.value == "Working Group on Floods"
    assert facts.parent_body
    assert facts.parent_body.value == "Conference of the Parties to the Convention on Rivers"
    assert facts.place
    assert facts.place.value == "Kyiv, Ukraine"
    assert facts.dates
    assert facts.dates.value == (dt.date(2015, 6, 1), dt.date(2015, 6, 3))


def test_a_later_citation_has_the_title_of_the_first() -> None:
    (mandate,) = read("").items[3].mandates
    assert (mandate.number, mandate.title) == ("2/1", "Cooperation")
    assert mandate.by == "Conference of the Parties to the Convention on Rivers"


def test_hours_are_fixed_by_sentences_that_open_or_hold_a_meeting() -> None:
    facts = read("The panel will be held on Tuesday, 2 June 2015, at 3 p.m. Last year it met on 4 May 2014 at 9 a.m.")
    assert [(one.item, one.date.isoformat(), one.start) for one in facts.fixed] == [
        ("1", "2015-06-01", 600),
        ("2", "2015-06-02", 900),
    ]


def test_a_joint_discussion_without_items_takes_those_that_rest_on_the_same_resolution() -> None:
    facts = read(
        "In its resolution 3/4, entitled “Dams”, the Conference requested the Working Group on Floods and the "
        "Working Group on Dams to consider early warning. At its meeting held in Lima on 5 May 2015, the "
        "Bureau agreed that the joint discussion of the two working groups on this subject would be held on "
        "2 June 2015 at 3 p.m."
    )
    (joint,) = facts.joint
    assert joint.bodies == ("Working Group on Floods", "Working Group on Dams")
    assert (joint.date, joint.start) == (dt.date(2015, 6, 2), 900)
    assert joint.decided
    assert (joint.decided.date, joint.decided.place) == (dt.date(2015, 5, 5), "Lima")
    assert joint.rests_on
    assert joint.rests_on.number == "3/4"
    assert [(one.value, one.evidence.inferred is not None) for one in joint.items] == [("2", True)]


@pytest.mark.parametrize(
    ("sentence", "minutes"),
    [
        ("Statements should not exceed five minutes.", 5),
        ("Speakers are invited to limit their statements to 3 minutes.", 3),
        ("The break lasts 15 minutes.", None),
    ],
)
def test_the_time_of_speakers(sentence: str, minutes: int | None) -> None:
    said = read(sentence).items[1].speaking.delegation
    assert (said.value if said else None) == minutes
