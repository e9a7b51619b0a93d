"""Word files in six languages: direction, language and fonts of each run, and words of the other direction."""

from __future__ import annotations

import io
import re

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from session_planner.publish.document import (
    Paragraph,
    Run,
)
from session_planner.publish.forms.docx import written
from session_planner.publish.forms.docx_text import pieces
from session_planner.words import LANGUAGES
from tests.publish.word_files import body, found, made, parts, sample


def test_arabic_goes_from_right_to_left_in_every_paragraph_run_table_and_page() -> None:
    files = parts(written(sample("ar")))
    root = etree.fromstring(files["word/document.xml"])
    assert all(found(paragraph, "w:pPr/w:bidi") for paragraph in found(root, "//w:p"))
    assert found(root, "//w:tblPr/w:bidiVisual")
    assert found(root, "//w:sectPr/w:bidi")
    arabic = [
        run for run in found(root, "//w:r[w:t]") if re.search("[\u0600-\u06ff]", "".join(found(run, "w:t/text()")))
    ]
    assert len(arabic) > 10
    assert all(found(run, "w:rPr/w:rtl") for run in arabic)
    (symbol,) = found(root, "//w:r[contains(w:t, 'CTOC/COP/2012/1')]")
    assert not found(symbol, "w:rPr/w:rtl")
    (french,) = found(root, "//w:r[w:rPr/w:lang/@w:val='fr-FR']")
    assert not found(french, "w:rPr/w:rtl")
    styles = etree.fromstring(files["word/styles.xml"])
    assert found(styles, "w:style[@w:styleId='Normal']/w:pPr/w:bidi")
    assert found(styles, "w:docDefaults//w:rFonts/@w:cs") == ["Simplified Arabic"]


@pytest.mark.parametrize("lang", sorted(set(LANGUAGES) - {"ar"}))
def test_the_other_languages_do_not(lang: str) -> None:
    root = body(written(sample(lang)))
    assert not found(root, "//w:pPr/w:bidi|//w:bidiVisual|//w:sectPr/w:bidi")
    (arabic,) = found(root, "//w:r[w:rPr/w:rtl]")
    assert found(arabic, "w:rPr/w:lang/@w:bidi") == ["ar-SA"]


@pytest.mark.parametrize(
    ("lang", "tags"),
    [
        ("ar", ("en-GB", "zh-CN", "ar-SA")),
        ("fr", ("fr-FR", "zh-CN", "ar-SA")),
        ("zh", ("en-GB", "zh-CN", "ar-SA")),
    ],
)
def test_the_language_is_told_to_programs(lang: str, tags: tuple[str, ...]) -> None:
    data = written(sample(lang))
    styles = etree.fromstring(parts(data)["word/styles.xml"])
    (told,) = found(styles, "w:docDefaults//w:lang")
    assert tuple(told.get(qn(f"w:{kind}")) for kind in ("val", "eastAsia", "bidi")) == tags
    assert (
        docx.Document(io.BytesIO(data)).core_properties.language == {"ar": "ar-SA", "fr": "fr-FR", "zh": "zh-CN"}[lang]
    )


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [
        ("« Ouverture »", "fr", "\u200f\u200e« Ouverture »\u200e\u200f"),
        ("17 October", "en", "\u200f\u200e17 October"),
        (" A/55 ", "en", " A/55\u200e\u200f "),
        ("Opening", "en", "Opening"),
        ("(المرفق)", "ar", "(المرفق)"),
        ("", "fr", ""),
    ],
)
def test_words_of_the_other_direction_keep_the_signs_at_their_ends(text: str, lang: str, shown: str) -> None:
    assert made(Paragraph((Run(text, lang),)), lang="ar").paragraphs[0].text == shown


def test_words_in_no_language_keep_the_direction_of_their_letters() -> None:
    english, arabic = (
        made(Paragraph((Run("قاعة"),)), Paragraph((Run("Hall"),))),
        made(Paragraph((Run("Hall 3."),)), lang="ar"),
    )
    assert [bool(found(run, "w:rPr/w:rtl")) for run in found(english.element.body, "//w:r")] == [True, False]
    (hall,) = found(arabic.element.body, "//w:r")
    assert not found(hall, "w:rPr/w:rtl|w:rPr/w:lang")
    assert arabic.paragraphs[0].text == "Hall 3.\u200e\u200f"


def test_chinese_signs_that_others_have_too_are_set_as_chinese() -> None:
    runs = found(body(written(sample("zh"))), "//w:r[w:t='会议开幕；“通过”议程']")
    assert runs
    assert all(found(run, "w:rPr/w:rFonts/@w:hint") == ["eastAsia"] for run in runs)


@pytest.mark.parametrize(
    ("text", "rtl", "cut"),
    [
        ("plain words", False, ["plain words"]),
        ("البند 17", True, ["البند 17"]),
        ("في CTOC/COP/WG.2/2012/1 وفي", True, ["في ", "<CTOC/COP/WG.2/2012/1", " وفي"]),
        ("في (A/RES/55) وفي", True, ["في (", "<A/RES/55", ") وفي"]),
        ("A/RES/55 (II)", True, ["<A/RES/55 (II)"]),
        ("see المرفق 2, and", False, ["see ", ">المرفق 2", ", and"]),
        ("", True, []),
    ],
)
def test_runs_are_cut_where_the_direction_changes(text: str, rtl: bool, cut: list[str]) -> None:
    made = [("" if to == rtl else ">" if to else "<") + piece for piece, to in pieces(text, rtl)]
    assert made == cut
