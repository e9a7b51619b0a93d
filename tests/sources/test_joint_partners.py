"""A joint discussion `with` one other body, told in our own body's annotations, in six languages."""

from __future__ import annotations

import datetime as dt

import pytest

from session_planner.loading import load_written
from session_planner.planning import solve
from session_planner.solver.control import Control
from session_planner.sources.agenda import read_agenda
from session_planner.sources.draft import Draft
from session_planner.sources.drafting import draft_of
from session_planner.sources.facts import Facts
from session_planner.sources.papers import parse_paper
from session_planner.sources.written import draft_text

# By language: the first page, the days, the heading of the agenda, three titles, the heading of the annotations.
PAGES = {
    "en": ("Conference of the Parties to the Convention on Rivers", "Working Group on Floods",
           "Kyiv, Ukraine, 8-10 March 2027", "Provisional agenda",
           ("Opening of the meeting", "Early warning", "Financing of dams"), "Annotations"),
    "fr": ("Conférence des Parties à la Convention sur les cours d’eau", "Groupe de travail sur les crues",
           "Genève, 8-10 mars 2027", "Ordre du jour provisoire",
           ("Ouverture de la réunion", "Alerte rapide", "Financement des barrages"), "Annotations"),
    "es": ("Conferencia de las Partes en el Convenio sobre Ríos", "Grupo de Trabajo sobre Inundaciones",
           "Ginebra, 8 a 10 de marzo de 2027", "Programa provisional",
           ("Apertura de la reunión", "Alerta temprana", "Financiación de presas"), "Anotaciones"),
    "ru": ("Конференция участников Конвенции о реках", "Рабочая группа по наводнениям",
           "Женева, 8–10 марта 2027 года", "Предварительная повестка дня",
           ("Открытие совещания", "Раннее предупреждение", "Финансирование плотин"), "Аннотации"),
    "zh": ("河流公约缔约方会议", "洪水问题工作组", "2027年3月8日至10日，日内瓦", "临时议程",
           ("会议开幕", "预警", "水坝筹资"), "说明"),
    "ar": ("مؤتمر الأطراف في اتفاقية الأنهار", "الفريق العامل المعني بالفيضانات",
           "جنيف، 8-10 آذار/مارس 2027", "جدول الأعمال المؤقت",
           ("افتتاح الاجتماع", "الإنذار المبكر", "تمويل السدود"), "الشروح"),
}  # fmt: skip
NAMED = {
    "en": "At its meeting held on 12 November 2026, the Bureau decided that item 2 would be considered in a joint "
          "discussion with the Working Group on Finance on Wednesday, 10 March 2027, at 10 a.m.",
    "fr": "À sa réunion du 12 novembre 2026, le Bureau élargi a décidé que le point 2 serait examiné au cours d’un "
          "débat commun avec le Groupe de travail sur le financement, le mercredi 10 mars 2027 à 10 heures.",
    "es": "En su reunión de 12 de noviembre de 2026, la Mesa decidió que el tema 2 se examinaría en un debate conjunto "
          "con el Grupo de Trabajo sobre Financiación el miércoles 10 de marzo de 2027 a las 10.00 horas.",
    "ru": "На своем совещании 12 ноября 2026 года бюро постановило, что пункт 2 будет рассмотрен в ходе совместного "
          "обсуждения с Рабочей группой по финансированию в среду, 10 марта 2027 года, в 10 ч. 00 м.",
    "zh": "主席团2026年11月12日会议决定，议程项目2将于2027年3月10日星期三上午10时与筹资问题工作组举行联合讨论。",
    "ar": "قرر المكتب في اجتماعه المعقود في 12 تشرين الثاني/نوفمبر 2026 أن يُنظر في البند 2 في مناقشة مشتركة مع "
          "الفريق العامل المعني بالتمويل يوم الأربعاء 10 آذار/مارس 2027 الساعة 10/00.",
}  # fmt: skip
UNNAMED = {
    "en": "A joint discussion with the Working Group on Finance will be held on 10 March 2027 at 10 a.m.",
    "fr": "Un débat commun avec le Groupe de travail sur le financement aura lieu le 10 mars 2027 à 10 heures.",
    "es": "El 10 de marzo de 2027 a las 10.00 horas se celebrará con el Grupo de Trabajo sobre Financiación un debate "
          "conjunto.",
    "ru": "Совместное обсуждение с Рабочей группой по финансированию состоится 10 марта 2027 года в 10 ч. 00 м.",
    "zh": "2027年3月10日上午10时将与筹资问题工作组举行联合讨论。",
    "ar": "تُعقد مناقشة مشتركة مع الفريق العامل المعني بالتمويل يوم 10 آذار/مارس 2027 الساعة 10/00.",
}  # fmt: skip
CONSULTED = {
    "en": "In consultation with the Working Group on Finance, a joint discussion was set for 10 March 2027 at 10 a.m.",
    "fr": "En consultation avec le Groupe de travail sur le financement, un débat commun a été fixé au 10 mars 2027 à "
          "10 heures.",
    "es": "En consulta con el Grupo de Trabajo sobre Financiación, se fijó un debate conjunto para el 10 de marzo de "
          "2027 a las 10.00 horas.",
    "ru": "По согласованию с Рабочей группой по финансированию совместное обсуждение назначено на 10 марта 2027 года "
          "в 10 ч. 00 м.",
    "zh": "与筹资问题工作组协商后，定于2027年3月10日上午10时举行联合讨论。",
    "ar": "بالتشاور مع الفريق العامل المعني بالتمويل، تُعقد مناقشة مشتركة يوم 10 آذار/مارس 2027 الساعة 10/00.",
}  # fmt: skip
OTHER = {
    "en": "Working Group on Finance",
    "fr": "Groupe de travail sur le financement",
    "es": "Grupo de Trabajo sobre Financiación",
    "ru": "Рабочая группа по финансированию",
    "zh": "筹资问题工作组",
    "ar": "الفريق العامل المعني بالتمويل",
}
LANGUAGES = tuple(PAGES)
DAY = dt.date(2027, 3, 10)


def read(lang: str, sentence: str, under: int = 3) -> Facts:
    parent, body, days, agenda, titles, notes = PAGES[lang]
    lines = [f"{number}. {title}" for number, title in enumerate(titles, 1)]
    stop = "。" if lang == "zh" else "."
    parts = ["A/AC.9/2027/1", parent, body, days, agenda, *(line + stop for line in lines), notes, lines[under - 1]]
    text = "".join(f"<p>{part}</p>" for part in [*parts, sentence])
    return read_agenda(parse_paper(f"<html><meta charset=utf-8><body>{text}</body></html>".encode(), "agenda.html"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_body_that_meets_is_the_other_one_and_the_item_is_the_named_one(lang: str) -> None:
    facts = read(lang, NAMED[lang])
    (joint,) = facts.joint
    assert joint.bodies == (PAGES[lang][1], OTHER[lang])
    assert [one.value for one in joint.items] == ["2"]
    assert joint.items[0].evidence.inferred is None
    assert (joint.date, joint.start) == (DAY, 600)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_number_the_item_is_the_one_under_which_the_sentence_stands(lang: str) -> None:
    (joint,) = read(lang, UNNAMED[lang]).joint
    assert joint.bodies == (PAGES[lang][1], OTHER[lang])
    assert [one.value for one in joint.items] == ["3"]
    assert joint.items[0].evidence.inferred is not None
    assert (joint.date, joint.start) == (DAY, 600)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_with_whom_one_consults_is_no_partner(lang: str) -> None:
    facts = read(lang, CONSULTED[lang])
    assert [one.bodies for one in facts.joint] == [()]
    (fixed,) = [one for one in facts.fixed if one.item]
    assert (fixed.item, fixed.date, fixed.start) == ("3", DAY, 600)
    assert fixed.evidence.doubt is not None


def test_under_an_item_of_the_meetings_own_business_a_sentence_takes_up_none() -> None:
    (joint,) = read("en", UNNAMED["en"], under=1).joint
    assert joint.bodies == ("Working Group on Floods", "Working Group on Finance")
    assert joint.items == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The Committee on Ports will hold a joint discussion with the Working Group on Finance on 10 March 2027 at "
        "10 a.m.",
        "A joint discussion with the Working Group on Finance will be held on 14 April 2028 at 10 a.m.",
    ],
)
def test_a_joint_discussion_of_others_or_of_a_later_session_is_not_ours(sentence: str) -> None:
    facts = read("en", sentence)
    assert [(one.bodies, one.items) for one in facts.joint] == [((), ())]
    assert not any(one.item for one in facts.fixed)


def test_a_joint_meeting_of_bureaux_fixes_no_hour_of_the_item_that_tells_of_it() -> None:
    facts = read("en", "A joint meeting of the two Bureaux will take place on 10 March 2027 at 10 a.m.")
    assert not any(one.item for one in facts.fixed)


def test_items_of_the_other_agenda_are_not_ours() -> None:
    sentence = (
        "A joint discussion on item 2 with the Working Group on Finance, under item 3 of its agenda, will be held on "
        "10 March 2027 at 10 a.m."
    )
    (joint,) = read("en", sentence).joint
    assert [one.value for one in joint.items] == ["2"]


TEXT = """A/AC.9/2027/1

Conférence des Parties à la Convention sur les cours d'eau

Groupe de travail sur les crues

Genève, 8-10 mars 2027

Ordre du jour provisoire annoté

1. Ouverture de la réunion.
2. Alerte rapide.
3. Financement des barrages.

Annotations

3. Financement des barrages

{sentence}
"""


def drafted(sentence: str) -> Draft:
    paper = parse_paper(TEXT.format(sentence=sentence).encode(), "agenda.txt")
    return draft_of(read_agenda(paper), paper)


def test_the_draft_has_the_joint_session_and_its_programme_the_hour_that_was_decided() -> None:
    draft = drafted(NAMED["fr"])
    (joint,) = draft.data["joint_sessions"]
    main, other = joint["bodies"]
    assert [one["title"]["fr"] for one in draft.data["bodies"]] == [PAGES["fr"][1], OTHER["fr"]]
    assert joint["items"] == {main: [2]}
    assert joint["start"] == "2027-03-10T10:00"
    programme = solve(load_written(draft_text(draft).encode(), "draft.yaml"), Control(20, 2, 0)).programme
    assert programme is not None
    (segment,) = [one for one in programme.segments if one.item == "2"]
    assert (segment.body, segment.start.isoformat()) == (main, "2027-03-10T10:00:00+01:00")
    assert other in segment.bodies


def test_without_a_second_body_the_hour_is_the_items_own_and_doubtful() -> None:
    draft = drafted("Le Bureau a décidé qu’un débat commun avec les bailleurs aurait lieu le 10 mars 2027 à 10 heures.")
    assert "joint_sessions" not in draft.data
    items = draft.data["bodies"][0]["agenda"]
    assert [one.get("start") for one in items] == [None, None, "2027-03-10T10:00"]
    assert draft.evidence["bodies", 0, "agenda", 2, "start"].doubt is not None
