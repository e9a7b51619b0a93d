"""Items of an agenda in the six languages, and what looks like an item and is none."""

from __future__ import annotations

import pytest

from session_planner.sources.agenda import read_agenda
from session_planner.sources.facts import AgendaItem, Facts
from session_planner.sources.papers import parse_paper


def read(text: str) -> Facts:
    return read_agenda(parse_paper(text.encode(), "agenda.txt"))


def outline(items: list[AgendaItem]) -> list[tuple[str, str]]:
    return [(item.number, item.title) for one in items for item in (one, *one.sub_items)]


LISTS = {
    "en": """Provisional agenda

1. Organizational matters:

   (a) Opening of the meeting;

   (b) Adoption of the agenda and organization of work.

2. Technical assistance provided to States that have asked for it in writing, and
its financing.

3. Other matters.
""",
    "fr": """Ordre du jour provisoire

1. Questions d’organisation :

   a) Ouverture de la réunion ;

   b) Adoption de l’ordre du jour et organisation des travaux.

2. Assistance technique fournie aux États qui en ont fait la demande par écrit, et
son financement.

3. Autres questions.
""",
    "es": """Programa provisional

1. Cuestiones de organización:

   a) Apertura de la reunión;

   b) Aprobación del programa y organización de los trabajos.

2. Asistencia técnica prestada a los Estados que la han solicitado por escrito, y
su financiación.

3. Otros asuntos.
""",
    "ru": """Предварительная повестка дня

1. Организационные вопросы:

   а) открытие совещания;

   б) утверждение повестки дня и организация работы.

2. Техническая помощь, оказываемая государствам по их письменной просьбе, и ее
финансирование.

3. Прочие вопросы.
""",
    "zh": """临时议程

1. 组织事项：

   (a) 会议开幕；

   (b) 通过议程和安排工作。

2. 应各国书面请求向其提供的技术援助及其供资。

3. 其他事项。
""",
    "ar": """جدول الأعمال المؤقت

١- المسائل التنظيمية:

   (أ) افتتاح الاجتماع؛

   (ب) إقرار جدول الأعمال وتنظيم الأعمال.

٢- المساعدة التقنية المقدمة إلى الدول التي طلبتها كتابة وتمويلها.

٣- مسائل أخرى.
""",
}
FIRST = {
    "en": "Organizational matters", "fr": "Questions d’organisation", "es": "Cuestiones de organización",
    "ru": "Организационные вопросы", "zh": "组织事项", "ar": "المسائل التنظيمية",
}  # fmt: skip
WRAPPED = {
    "en": "writing, and its financing", "fr": "écrit, et son financement", "es": "escrito, y su financiación",
    "ru": "и ее финансирование", "zh": "技术援助及其供资", "ar": "كتابة وتمويلها",
}  # fmt: skip


@pytest.mark.parametrize("lang", LISTS)
def test_a_list_of_items_in_every_language(lang: str) -> None:
    facts = read(LISTS[lang])
    assert facts.language == lang
    assert [item.number for item in facts.items] == ["1", "2", "3"]
    assert [sub.number for sub in facts.items[0].sub_items] == ["1(a)", "1(b)"]
    assert facts.items[0].title == FIRST[lang]
    assert facts.items[1].title.endswith(WRAPPED[lang])


@pytest.mark.parametrize("lang", LISTS)
def test_every_line_of_a_list_is_used(lang: str) -> None:
    paper = parse_paper(LISTS[lang].encode(), "agenda.txt")
    facts = read_agenda(paper)
    assert facts.read == frozenset(line for line in paper.lines() if line.text)
    assert facts.kept == []


def test_an_item_has_the_places_of_all_its_lines() -> None:
    evidence = read(LISTS["en"]).items[1].evidence
    assert [place.line for place in evidence.places] == [9, 10]


ANNOTATED = """Provisional agenda and annotations

1. Opening of the session

The session will be opened on Monday, 1 June 2015, at 10 a.m. by the outgoing Chair.

2. Review of implementation

In its decision 4/2, entitled “Review”, the Conference asked the Group to:

(a) Examine the reports;

(b) Advise the Conference;

1. The Group may also wish to consider its methods.

3. Adoption of the report
"""


def test_items_followed_by_their_annotations_at_once() -> None:
    facts = read(ANNOTATED)
    assert outline(facts.items)[0] == ("1", "Opening of the session")
    assert [item.number for item in facts.items] == ["1", "2", "3"]
    assert [item.annotated for item in facts.items] == [True, True, False]


def test_numbered_paragraphs_of_the_annotations_are_no_items() -> None:
    text = LISTS["en"] + (
        "\nAnnotations\n\n1. Organizational matters\n\n(a) Opening of the meeting\n\n"
        "1. The meeting will open at 10 a.m.\n\n2. The Chair will make a statement.\n\n"
        "2. Technical assistance provided to States that have asked for it in writing, and its financing\n\n"
        "3. The Secretariat will report.\n"
    )
    facts = read(text)
    assert [number for number, _ in outline(facts.items)] == ["1", "1(a)", "1(b)", "2", "3"]
    notes = {item.number: item.annotated for one in facts.items for item in (one, *one.sub_items)}
    assert notes == {"1": True, "1(a)": True, "1(b)": False, "2": True, "3": False}


def test_enumerations_inside_an_annotation_are_no_sub_items() -> None:
    text = LISTS["en"] + (
        "\nAnnotations\n\n2. Technical assistance provided to States that have asked for it in writing, and its "
        "financing\n\nThe Conference asked the Group to:\n\n(a) Examine needs;\n\n(b) Give guidance.\n"
    )
    assert read(text).items[1].sub_items == ()


def test_labels_with_a_word_begin_items_where_figures_number_paragraphs() -> None:
    facts = read(
        "Annotations to the provisional agenda\n\nItem 1. Opening of the session\n\n1. The session will be opened.\n\n"
        "Item 2. Review of work\n\n2. The Committee will review its work.\n\nItem 3. Adoption of the report\n"
    )
    assert outline(facts.items) == [
        ("1", "Opening of the session"), ("2", "Review of work"), ("3", "Adoption of the report"),
    ]  # fmt: skip


def test_text_that_belongs_to_nothing_is_kept_with_its_place() -> None:
    facts = read("The quick brown fox\nhas nothing to do with it and ends here.\n\n" + LISTS["en"])
    kept = [line for one in facts.kept for line in one.lines]
    assert [line.text for line in kept] == ["The quick brown fox", "has nothing to do with it and ends here."]
    assert all(one.why for one in facts.kept)
    assert not facts.read & set(kept)
