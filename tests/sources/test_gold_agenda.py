"""The French agenda of 2012: everything that its fact file holds comes out of the text, field by field.

`facts_as_dict` has the file's keys, so most fields are compared as they stand. What a person wrote there in English
(effects, sources, notes) is held against the words of the text that say it.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from session_planner.sources.agenda import read_agenda
from session_planner.sources.facts import Facts
from session_planner.sources.facts_dict import facts_as_dict
from session_planner.sources.papers import read_paper

DATA = Path(__file__).parents[1] / "data" / "sources"
GOLD: dict[str, Any] = json.loads((DATA / "agenda-fr.gold.json").read_text())


@cache
def facts() -> Facts:
    return read_agenda(read_paper(DATA / "agenda-fr.txt"))


@cache
def plain() -> dict[str, Any]:
    return facts_as_dict(facts())


def only(wanted: Any, read: Any) -> Any:
    """What was read, in those keys alone that the fact file has for it."""
    if isinstance(wanted, dict):
        return {key: only(value, read[key]) for key, value in wanted.items() if key in read}
    if isinstance(wanted, list):
        assert len(wanted) == len(read)
        return [only(one, other) for one, other in zip(wanted, read, strict=True)]
    return read


def without(data: Any, *keys: str) -> Any:
    """The facts without what a person wrote about them in English."""
    if isinstance(data, dict):
        return {key: without(value, *keys) for key, value in data.items() if key not in keys}
    return [without(one, *keys) for one in data] if isinstance(data, list) else data


@pytest.mark.parametrize(
    "key",
    ["language", "title", "annex_title", "body", "body_short", "parent_body", "own_symbol", "place", "documents"],
)
def test_what_stands_in_the_file_stands_in_the_facts(key: str) -> None:
    assert only(GOLD[key], plain()[key]) == GOLD[key]


def test_the_days_have_their_year_from_the_opening_sentence() -> None:
    wanted = without(GOLD["dates"], "year_source")
    assert plain()["dates"] == wanted
    assert "mercredi 17 octobre 2012" in plain()["evidence"]["dates"]["words"]


def test_items_with_titles_documents_and_mandates_in_their_order() -> None:
    wanted = without(GOLD["items"], "effect", "label_in_agenda", "label_in_annex")
    assert only(wanted, plain()["items"]) == wanted


@pytest.mark.parametrize(
    ("number", "at", "words"),
    [
        ("1(b)", 0, "ordre du jour provisoire de la réunion"),
        ("1(b)", 1, "prié le Groupe de travail d’experts gouvernementaux sur l’assistance technique et le Groupe"),
        ("1(b)", 2, "se tiendrait le 18 octobre 2012 à 10 heures"),
        ("2", 1, "a approuvé les recommandations"),
    ],
)
def test_effects_are_the_text_s_own_clauses(number: str, at: int, words: str) -> None:
    items = {item.number: item for one in facts().items for item in (one, *one.sub_items)}
    assert words in items[number].mandates[at].effect


def test_sittings_with_their_items() -> None:
    wanted = without(GOLD["meetings"], "weekday")
    assert only(wanted, plain()["meetings"]) == wanted


def test_the_annex_row_by_row_with_its_own_titles() -> None:
    wanted = without(GOLD["organization_of_work"], "date_label", "time_label", "item_label")
    assert only(wanted, plain()["organization_of_work"]) == wanted


def test_the_hours_that_sentences_fix() -> None:
    wanted = without(GOLD["fixed_times"], "what", "source")
    assert only(wanted, plain()["fixed_times"]) == wanted
    opening, joint = facts().fixed
    assert opening.item == "1(a)"
    assert "s’ouvrira le mercredi 17 octobre 2012 à 10 heures" in opening.evidence.words
    assert [place.line for place in opening.evidence.places] == [45, 46]
    assert [place.line for place in joint.evidence.places] == [61, 62, 63]


def test_the_joint_discussion_and_what_it_rests_on() -> None:
    wanted = without(
        GOLD["joint_discussions"],
        "items_source",
        "end_inferred_from_annex",
        "resolution_asks",
        "item_numbers_in_other_body",
    )
    assert only(wanted, plain()["joint_discussions"]) == wanted


def test_items_of_the_joint_discussion_say_that_they_are_inferred() -> None:
    (joint,) = facts().joint
    assert all(one.evidence.inferred for one in joint.items)
    assert "5/7" in plain()["joint_discussions"][0]["items_source"]


def test_vienna_is_never_the_place_of_this_meeting() -> None:
    assert facts().place is None
    assert {mandate["meeting_place"] for mandate in _agreements()} == {"Vienne"}


def _agreements() -> list[dict[str, Any]]:
    items = [item for one in plain()["items"] for item in (one, *one["sub_items"])]
    return [one for item in items for one in item["mandates"] if one["kind"] == "bureau_agreement"]


def test_every_line_is_used_and_none_is_kept() -> None:
    paper = read_paper(DATA / "agenda-fr.txt")
    assert facts().read == frozenset(paper.lines())
    assert facts().kept == []
