"""Speaking limits and lists of speakers, from the words of an agenda to the limits and durations of its draft."""

from __future__ import annotations

from typing import Any

import pytest

from session_planner.loading import load_written
from session_planner.sources.draft import Draft
from session_planner.sources.evidence import Found
from session_planner.sources.facts import Speaking
from session_planner.sources.phrases.limits import limits_in, lists_in
from session_planner.sources.reading import parse_source
from session_planner.sources.written import draft_text
from tests.sources.made import at, drafted, facts, item, row, sitting

SAID = {
    "en": "The time limit for statements is three minutes for delegations and 5 minutes for groups. "
    "There are 18 speakers on the list.",
    "fr": "Le temps de parole est limité à trois minutes pour les délégations et à 5 minutes pour les groupes. "
    "La liste compte 18 orateurs.",
    "es": "El tiempo de uso de la palabra será de tres minutos para las delegaciones y de 5 minutos para los grupos. "
    "Hay 18 oradores inscritos.",
    "ru": "Продолжительность выступлений ограничивается тремя минутами для делегаций и 5 минутами для групп. "
    "В списке 18 ораторов.",
    "zh": "发言时间限制为代表团三分钟，集团5分钟。发言名单上有18名发言者。",
    "ar": "يحدد وقت الكلمات بثلاث دقائق للوفود وبخمس دقائق للمجموعات. وتضم القائمة 18 متكلما.",
}
AGENDAS = {
    "en": ("Provisional agenda", "Opening of the session", "Rivers and lakes", "Annotations"),
    "fr": ("Ordre du jour provisoire", "Ouverture de la session", "Fleuves et lacs", "Annotations"),
    "es": ("Programa provisional", "Apertura del período de sesiones", "Ríos y lagos", "Anotaciones"),
    "ru": ("Предварительная повестка дня", "Открытие сессии", "Реки и озера", "Аннотации"),
    "zh": ("临时议程", "会议开幕", "河流与湖泊", "说明"),
    "ar": ("جدول الأعمال المؤقت", "افتتاح الدورة", "الأنهار والبحيرات", "الشروح"),
}


def agenda(lang: str, under: int) -> Draft:
    """The draft of an annotated agenda in which the words about speakers stand under an item; 0: under none."""
    head, first, second, notes = AGENDAS[lang]
    said = {0: ("", "", SAID[lang]), 1: (SAID[lang], "", ""), 2: ("", SAID[lang], "")}[under]
    lines = [head, "", f"1. {first}", "", f"2. {second}", "", notes, "", said[2], "", f"1. {first}", "", said[0], "",
             f"2. {second}", "", said[1], ""]  # fmt: skip
    return parse_source("\n".join(lines).encode(), f"{lang}.txt")


def main(draft: Draft) -> dict[str, Any]:
    """The data of the first body."""
    made: dict[str, Any] = draft.data["bodies"][0]
    return made


@pytest.mark.parametrize("lang", SAID)
def test_limits_and_lists_are_found_in_every_language(lang: str) -> None:
    text = SAID[lang]
    assert [(one.minutes, one.for_groups) for one in limits_in(text, lang)] == [(3, False), (5, True)]
    (listed,) = lists_in(text)
    assert listed.speakers == 18
    assert text[listed.at : listed.to].startswith("18")


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("Statements on behalf of groups should not exceed five minutes and others three minutes.", [True, False]),
        ("Statements are limited to 5 minutes.", [False]),
        ("Les groupes disposent d'un temps de parole de 7 minutes.", [True]),
        ("Groups and delegations have 5 minutes for their statements.", [False]),
    ],
)
def test_whose_a_limit_is(text: str, limits: list[bool]) -> None:
    assert [one.for_groups for one in limits_in(text, "en")] == limits


@pytest.mark.parametrize("text", ["The first 10 speakers", "up to 20 speakers", "не более 20 ораторов", "400 speakers"])
def test_what_is_no_number_of_speakers(text: str) -> None:
    assert lists_in(text) == []


@pytest.mark.parametrize("lang", SAID)
@pytest.mark.parametrize("under", [0, 1, 2])
def test_what_an_agenda_says_of_speakers_reaches_the_draft_with_its_words(lang: str, under: int) -> None:
    draft = agenda(lang, under)
    assert main(draft)["speaking_limits"] == {"delegation": "3 min", "group": "5 min"}
    for key in ("delegation", "group"):
        evidence = draft.evidence["bodies", 0, "speaking_limits", key]
        assert evidence.words
        assert evidence.words in SAID[lang]
        assert [place.line for place in evidence.places] == [{0: 9, 1: 13, 2: 17}[under]]
        assert (evidence.doubt is not None) == (under == 2)
    assert not any(line.text and line.text in SAID[lang] for kept in draft.kept for line in kept.lines)
    items = main(draft)["agenda"]
    if under == 2:
        assert items[1]["speakers"] == {"number": 18}
        assert items[1]["duration"] == "55 min"
        assert "18" in draft.evidence["bodies", 0, "agenda", 1, "speakers", "number"].words
        assert str(draft.evidence["bodies", 0, "agenda", 1, "duration"].inferred).startswith("estimate: 18 speakers")
    scenario = load_written(draft_text(draft, lang).encode(), "draft.yaml")
    assert scenario.bodies[0].speaking_limits is not None
    assert scenario.bodies[0].speaking_limits.delegation == 3


def said(minutes: int | None = None, speakers: int | None = None) -> Speaking:
    """What stands under an item."""
    each, listed = (Found(one, at(str(one))) if one else None for one in (minutes, speakers))
    return Speaking(each, None, listed)


def durations(draft: Draft) -> list[str]:
    """How long the items last."""
    return [one["duration"] for one in main(draft)["agenda"]]


def test_a_list_of_speakers_takes_its_time_and_the_rest_is_shared() -> None:
    items = [item("1", "Opening of the session", speaking=said(5)), item("2", "Rivers", speaking=said(None, 12)),
             item("3", "Lakes"), item("4", "Seas")]  # fmt: skip
    held = [sitting(0, 10, 13, row("1"), row("2"), row("3"), row("4"))]
    draft = drafted(facts(items=items, sittings=held))
    assert durations(draft) == ["15 min", "1 h", "50 min", "50 min"]
    assert "speakers" not in main(draft)["agenda"][0]


def test_a_list_longer_than_its_sitting_leaves_the_others_their_place() -> None:
    items = [item("1", "Rivers", speaking=said(10, 60)), item("2", "Lakes")]
    draft = drafted(facts(items=items, sittings=[sitting(0, 10, 13, row("1"), row("2"))]))
    assert durations(draft) == ["2 h 55 min", "5 min"]
    assert "share of 10:00-13:00" in str(draft.evidence["bodies", 0, "agenda", 0, "duration"].inferred)


def test_an_item_with_another_limit_keeps_its_own() -> None:
    items = [item("1", "Rivers", speaking=said(3, 10)), item("2", "Lakes", speaking=said(3, 5)),
             item("3", "Seas", speaking=said(7, 10))]  # fmt: skip
    made = main(drafted(facts(items=items, sittings=[sitting(0, 10, 13, row("1"), row("2"), row("3"))])))
    assert made["speaking_limits"] == {"delegation": "3 min"}
    assert [one["speakers"] for one in made["agenda"]] == [
        {"number": 10}, {"number": 5}, {"number": 10, "minutes": "7 min"},
    ]  # fmt: skip
    assert [one["duration"] for one in made["agenda"]] == ["30 min", "15 min", "1 h 10 min"]


def test_hours_that_the_source_gives_stand_before_a_list() -> None:
    items = [item("1", "Rivers", speaking=said(3, 10)), item("2", "Lakes")]
    rows = [row("1", start=600, end=690), row("2", start=690, end=780)]
    draft = drafted(facts(items=items, sittings=[sitting(0, 10, 13, *rows)]))
    assert durations(draft)[0] == "1 h 30 min"
