"""Resolutions, decisions and agreements of a bureau in running text, and the headings and marks of documents."""

from __future__ import annotations

import datetime as dt

import pytest

from session_planner.sources.phrases.language import language_of
from session_planner.sources.phrases.mandates import mandates_in
from session_planner.sources.phrases.marks import (
    heading_of,
    kinds_in,
    place_in,
    sessions_in,
    without_continued,
)
from session_planner.sources.timetables import words

RESOLUTIONS = [
    ("en", "In its resolution 5/7, entitled “Combating crime”, the Conference requested the Group to meet.",
     "5/7", "Combating crime", "Conference", "the Conference requested the Group to meet"),
    ("fr", "Dans sa résolution 5/1, intitulée “Assurer l’application”, la Conférence a prié l’Office d’agir.",
     "5/1", "Assurer l’application", "Conférence", "la Conférence a prié l’Office d’agir"),
    ("es", (
        "En su resolución 5/7, titulada “Lucha contra la delincuencia”, la Conferencia pidió al Grupo que"
        " examinara."
    ),
     "5/7", "Lucha contra la delincuencia", "Conferencia", "la Conferencia pidió al Grupo que examinara"),
    ("ru", "В своей резолюции 5/7, озаглавленной «Борьба с преступностью», Конференция просила Группу собраться.",
     "5/7", "Борьба с преступностью", "Конференция", "Конференция просила Группу собраться"),
    ("zh", "大会第5/7号决议", "5/7", "", "大会", ""),
    ("ar", "وفي قرارها 5/7 المعنون \"مكافحة الجريمة\"، طلب المؤتمر إلى الفريق العامل أن ينظر.",
     "5/7", "مكافحة الجريمة", "المؤتمر", "طلب المؤتمر إلى الفريق العامل أن ينظر"),
    ("en", "pursuant to Security Council resolution 1373 (2001)", "1373 (2001)", "", "Security Council", ""),
    ("fr", "la résolution 49, intitulée “Titre”, rappelle", "49", "Titre", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "number", "title", "by", "effect"), RESOLUTIONS)
def test_a_resolution_is_cited(lang: str, text: str, number: str, title: str, by: str, effect: str) -> None:
    (found,) = mandates_in(text, lang)
    assert (found.kind, found.number, found.title, found.by, found.effect) == ("resolution", number, title, by, effect)


AGREEMENTS = [
    ("en", "At its meeting held in Vienna on 15 February 2012, the extended Bureau agreed that it be held.",
     "extended Bureau", "Vienna", "it be held"),
    ("en", "The agenda was agreed upon by the extended Bureau at its meeting held in Vienna on 15 February 2012.",
     "extended Bureau", "Vienna", "The agenda"),
    ("fr", "À sa réunion tenue à Vienne le 15 février 2012, le Bureau élargi de la Conférence est convenu que la"
     " discussion se tiendrait.", "Bureau élargi de la Conférence", "Vienne", "la discussion se tiendrait"),
    ("es", "En su reunión celebrada en Viena el 15 de febrero de 2012, la Mesa ampliada convino en que se celebrara.",
     "Mesa ampliada", "Viena", "se celebrara"),
    ("ru", "На своем совещании, состоявшемся в Вене 15 февраля 2012 года, Бюро расширенного состава постановило, что"
     " обсуждение состоится.", "Бюро расширенного состава", "Вена", "обсуждение состоится"),
    ("zh", (
        "扩大主席团在2012年2月15日在维也纳举行的会议上商定，联合讨论将举行。"
    ), "扩大主席团", "维也纳", "联合讨论将举行"),
    ("ar", "وفي اجتماعه المعقود في فيينا في 15 شباط/فبراير 2012، اتفق المكتب الموسّع على أن تعقد المناقشة.",
     "المكتب الموسّع", "فيينا", "تعقد المناقشة"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "by", "place", "effect"), AGREEMENTS)
def test_an_agreement_of_a_bureau_has_its_date_and_place(
    lang: str, text: str, by: str, place: str, effect: str
) -> None:
    (found,) = mandates_in(text, lang)
    assert (found.kind, found.by, found.place, found.effect) == ("bureau_agreement", by, place, effect)
    assert found.date == dt.date(2012, 2, 15)


def test_several_citations_come_in_their_order() -> None:
    text = (
        "Pursuant to General Assembly resolutions 55/25 and 58/4 of 31 October 2003, and decision 2010/243 of the"
        " Council."
    )
    found = [(one.kind, one.number, one.date) for one in mandates_in(text, "en")]
    assert found == [
        ("resolution", "55/25", None), ("resolution", "58/4", dt.date(2003, 10, 31)), ("decision", "2010/243", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["the Bureau agreed to meet", "resolution 8 vessels", "a decision on 5/7", "the 2/6 share"]
)
def test_what_is_no_mandate_is_not_read(text: str) -> None:
    assert mandates_in(text, "en") == []


HEADINGS = [
    ("en", "Provisional agenda", "agenda"), ("en", "Annotated provisional agenda", "agenda"),
    ("en", "Proposed organization of work", "organization"), ("en", "Provisional timetable", "organization"),
    ("en", "Annotations", "annotations"), ("en", "Annex", "annex"), ("en", "Documentation", "documentation"),
    ("en", "Adoption of the agenda", None), ("en", "The agenda of the meeting", None), ("en", "Other matters", None),
    ("fr", (
        "Ordre du jour provisoire et annotations"
    ), "agenda"), ("fr", "Projet d’organisation des travaux", "organization"),
    ("fr", "Point de l’ordre", "columns"), ("fr", "Intitulé ou description", "columns"),
    ("fr", "Date et heure Point de l’ordre du jour Intitulé ou description", "columns"),
    ("fr", "Ouverture de la réunion", None), ("es", "Programa provisional y anotaciones", "agenda"),
    ("es", "Proyecto de organización de los trabajos", "organization"),
    ("ru", (
        "Предварительная повестка дня и аннотации"
    ), "agenda"), ("ru", "Предлагаемая организация работы", "organization"),
    ("zh", "临时议程和说明", "agenda"), ("zh", "拟议工作安排", "organization"), ("zh", "每日日程", "organization"),
    ("zh", "附件", "annex"), ("ar", "جدول الأعمال المؤقت والشروح", "agenda"), ("ar", "المرفق", "annex"),
    ("ar", "التنظيم المقترح للأعمال", "organization"), ("ar", "جدول الأعمال المشروح المؤقت", "agenda"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "key"), HEADINGS)
def test_a_heading_is_known(lang: str, text: str, key: str | None) -> None:
    assert heading_of(text, lang) == key


@pytest.mark.parametrize(
    ("lang", "text", "title"),
    [
        ("en", "General discussion (continued)", "General discussion"), ("fr", "(Suite.)… Examen", "Examen"),
        ("es", "Debate general (continuación)", "Debate general"), ("ru", "Общие прения (продолжение)", "Общие прения"),
        ("zh", "一般性辩论（续）", "一般性辩论"), ("ar", "المناقشة العامة (تابع)", "المناقشة العامة"),
    ],
)  # fmt: skip
def test_a_mark_of_continuation_is_taken_off(lang: str, text: str, title: str) -> None:
    assert without_continued(text, lang) == (title, True)
    assert without_continued(title, lang) == (title, False)


SESSIONS = [
    ("en", "fifty-second session", 52), ("en", "52nd session", 52), ("en", "one hundred and twenty-fifth session", 125),
    ("fr", "Cinquante-deuxième session", 52), ("fr", "soixante et onzième session", 71),
    ("fr", "quatre-vingt-dixième session", 90), ("es", "52º período de sesiones", 52),
    ("es", "quincuagésimo segundo período de sesiones", 52), ("es", "Tercera reunión", 3),
    ("ru", "Пятьдесят вторая сессия", 52), ("ru", "52-я сессия", 52), ("zh", "第五十二届会议", 52),
    ("zh", "第一二五届", 125),
    ("zh", "第一四〇届会议", 140), ("ar", "الدورة الثانية والخمسون", 52),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "number"), SESSIONS)
def test_the_number_of_a_session_is_read(lang: str, text: str, number: int) -> None:
    (found,) = sessions_in(text, lang)
    assert found.number == number


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("en", "Vienna, 17-18 October 2012", "Vienna"), ("fr", "Vienne, 17 et 18 octobre 2012", "Vienne"),
        ("zh", "2012年10月17日至18日，维也纳", "维也纳"), ("ru", "Вена, 17-18 октября 2012 года", "Вена"),
        ("en", "New York, 12-23 March 2018", "New York"),
    ],
)  # fmt: skip
def test_a_line_with_place_and_dates_has_its_place(lang: str, text: str, place: str) -> None:
    found = place_in(text, lang)
    assert found is not None
    assert text[found.at : found.to] == found.words == place


def test_a_sentence_is_no_line_of_place_and_dates() -> None:
    assert place_in("À sa réunion tenue à Vienne le 15 février 2012, le Bureau", "fr") is None
    assert place_in("Monday, 15 October", "en") is None


def test_rooms_and_kinds_and_what_a_sitting_follows() -> None:
    text = "Informal consultations, Conference Room 8 (closed)"
    room = words.room_in(text)
    assert room is not None
    assert text[slice(*room.span())] == "Conference Room 8"
    assert kinds_in(text, "en") == {"informal", "closed"}
    chinese = words.room_in("第3会议室")
    assert chinese is not None
    assert chinese[0] == "第3会议室"
    assert words.AFTER.search("immediately after the plenary")
    assert not words.AFTER.search("opening of the session")
    assert words.DEADLINE.search("deadline: inscription on the list of speakers")
    assert not words.DEADLINE.search("general discussion")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Ordre du jour provisoire et annotations", "fr"), ("Provisional agenda", "en"),
        ("Programa provisional y anotaciones", "es"), ("第1项 A/CN.9/1", "zh"), ("Организация работы A/71/1", "ru"),
        ("جدول الأعمال A/71/1", "ar"),
    ],
)  # fmt: skip
def test_the_language_of_a_text_is_told(text: str, lang: str) -> None:
    assert language_of(text) == lang
