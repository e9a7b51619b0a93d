"""A draft as text: read back it is the same data, values have their evidence beside them, edits keep comments."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session_planner.errors import InputError
from session_planner.scenario import tree
from session_planner.scenario.edit import edit
from session_planner.scenario.text import parse
from session_planner.sources import written
from session_planner.sources.draft import Draft
from session_planner.sources.evidence import Evidence, Place, seen
from session_planner.sources.facts import Kept
from session_planner.sources.paper import Line
from session_planner.sources.told import draft_as_dict, draft_summary
from session_planner.sources.written import comment_of, draft_text, places_told
from session_planner.words import LANGUAGES, say
from tests.sources.made import drafted, facts, found, item, row, sitting

LONG = "Application, par les États parties, de la Convention contre la criminalité organisée, " * 3
ITEMS = [item("1", "Opening of the session"), item("2", "Rivers: a # remark"), item("3", "- Lakes"), item("10", LONG)]


def draft() -> Draft:
    """A draft with every kind of value."""
    rows = [row("1"), row("2"), row("3")]
    made = drafted(
        facts(items=ITEMS, sittings=[sitting(0, 10, 13, *rows, room="Salle 4"), sitting(0, 15, 18, row("10"))])
    )
    made.kept = (Kept((Line("* what is this?", Place(line=77)),), say("a remark")),)
    made.lines, made.taken = 100, 97
    return made


@pytest.mark.parametrize("lang", LANGUAGES)
def test_read_back_it_is_the_same_data(lang: str) -> None:
    made = draft()
    assert parse(draft_text(made, lang), "x").data == made.data


@settings(deadline=None)
@given(
    st.text(max_size=300),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=300),
    st.booleans(),
)
def test_whatever_a_title_and_its_evidence_hold(words: str, title: str, doubt: bool) -> None:
    made = Draft("x.txt", {"format": 1, "title": {"en": title.strip() or "x"}, "days": [{"date": "2015-06-01"}]})
    for path in (("title",), ("days",), ("days", 0), ("days", 0, "date")):
        made.evidence[path] = seen(words, [Place(line=3)], doubt=say("{words}", words=words) if doubt else None)
    made.kept = (Kept((Line(words, Place(line=4)),)),)
    try:
        parse(json.dumps(made.data, ensure_ascii=False), "x")
    except Exception:
        return
    assert parse(draft_text(made), "x").data == made.data


def test_a_draft_too_large_for_a_scenario_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    text, most = draft_text(draft()), 1
    for most in range(1, 1000):
        monkeypatch.setattr(tree, "MAX_NODES", most)
        with suppress(InputError):
            parse(text, "x")
            break
    monkeypatch.setattr(written, "MAX_NODES", most)
    assert draft_text(draft()) == text
    monkeypatch.setattr(written, "MAX_NODES", most - 1)
    with pytest.raises(InputError, match=f"would have {most} values; .* import it in parts"):
        draft_text(draft())
    monkeypatch.setattr(written, "MAX_NODES", most)
    monkeypatch.setattr(written, "MAX_BYTES", len(text.encode()) - 1)
    with pytest.raises(InputError, match=r"bytes; .* import it in parts"):
        draft_text(draft())


def test_every_value_says_where_it_comes_from() -> None:
    text = draft_text(draft())
    assert "      - number: 1\n        title: {en: Opening of the session}  # line 1\n" in text
    assert "        role: opening  # inferred: from the standing words of its title (line 1)\n" in text
    assert "        duration: 15 min  # estimate: its share of 10:00-13:00\n" in text
    assert "      - 10:00-13:00  # line 1: “10-13”\n" in text


def test_words_that_are_the_value_itself_are_not_told_twice() -> None:
    evidence = seen("4. Rivers", [Place(line=5)])
    assert comment_of(evidence, {"en": "Rivers"}, "en") == "line 5"
    assert comment_of(evidence, {"en": "Lakes"}, "en") == "line 5: “4. Rivers”"


def test_places_in_the_words_of_their_format() -> None:
    places = [Place(line=3), Place(line=4), Place(line=5), Place(line=9)]
    assert places_told(places, "en") == "lines 3-5; line 9"
    assert places_told([Place(page=2, line=7)], "en") == "page 2, line 7"
    assert places_told([Place(table=1, row=4)], "en") == "table 1, row 4"
    assert places_told([Place(path="B7")], "en") == "B7"


def test_inferred_and_doubtful_are_told_apart() -> None:
    both = Evidence((Place(line=2),), "noon", say("by custom"), say("two hours stand there"))
    assert comment_of(both, None, "en") == "inferred: by custom (line 2: “noon”); doubtful: two hours stand there"


def test_what_was_not_placed_stands_at_the_end_with_the_share_of_what_was_used() -> None:
    lines = draft_text(draft()).splitlines()
    assert lines[-4:] == [
        "# Not placed, as it stands in the source:",
        "# line 77: a remark",
        "#   line 77: * what is this?",
        "# 97 % of 100 lines were used",
    ]


def test_no_line_of_a_comment_is_wider_than_the_page() -> None:
    made = draft()
    made.evidence["bodies", 0, "title"] = seen("word " * 60, [Place(line=1)], doubt=say("why " * 60))
    assert max(len(line) for line in draft_text(made).splitlines() if "#" in line) <= 120


@pytest.mark.parametrize(
    "change",
    [
        ("set", ("bodies", 0, "agenda", "[2]", "duration"), "45 min"),
        ("set", ("timezone",), "Europe/Vienna"),
        ("remove", ("bodies", 0, "agenda", "[3]")),
        ("add", ("locks",), [{"id": "x", "item": "comm-r/2", "start": "2015-06-01T11:00"}]),
    ],
)
def test_edits_keep_the_comments(change: Any) -> None:
    text = draft_text(draft())
    edited = edit(text, [change])
    gone = set(text.splitlines()) - set(edited.splitlines())
    assert len([line for line in gone if "#" in line]) <= (5 if change[0] == "remove" else 1)
    assert "# 97 % of 100 lines were used" in edited


def test_the_summary_counts_what_there_is() -> None:
    lines = draft_summary(draft(), "en")
    assert lines[0] == ("bodies: 1; items: 4; sittings: 2; rooms: 2; documents: 0; decisions: 0; joint sessions: 0")
    assert "97 % of 100 lines were used" in lines
    assert lines[-1] == "- line 77: * what is this?"


def test_for_machines_every_value_has_its_evidence_by_path() -> None:
    made = draft()
    made.facts = None
    told = draft_as_dict(made)
    json.dumps(told)
    assert told["evidence"]["bodies[0].agenda[0].role"]["inferred"] == "from the standing words of its title"
    assert told["open"] == {"timezone": "the source names no place"}
    assert told["kept"] == [{"place": {"line": 77}, "text": "* what is this?", "why": "a remark"}]


def test_what_has_no_home_in_a_scenario_stands_at_its_head() -> None:
    given_facts = facts(items=ITEMS, session=found("Second session", 4), symbol=found("A/1", 2), sittings=[
        replace(sitting(0, 10, 13, row("2")), meeting="3rd meeting", closed=True, open_end=True)])  # fmt: skip
    head = draft_text(drafted(given_facts)).split("format: 1")[0]
    assert "# Its symbol: A/1 (line 2)\n# Session: Second session (line 4)\n" in head
    assert "3rd meeting; the sitting may go on after its end; until when is not said; closed meeting" in head
