"""Encodings: proved by the words that they make, or refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from session_planner.errors import InputError
from session_planner.sources.papers import parse_paper
from tests.sources.making.programmes import DATA

TEXTS = {
    "en": "Provisional agenda\n1. Opening – “the session”\n",
    "fr": "Ordre du jour provisoire\n1. Élection du Bureau\n2. Questions d’organisation à régler\n",
    "es": "Programa provisional\n1. Apertura del período de sesiones\n2. Elección de la Mesa\n",
    "ru": "Предварительная повестка дня\n1. Открытие сессии\n2. Утверждение повестки дня и организация работы\n",
    "ar": "جدول الأعمال المؤقت\n1- افتتاح الدورة\n2- إقرار جدول الأعمال وتنظيم الأعمال\n3- مسائل أخرى\n",
    "zh": "临时议程\n1. 会议开幕\n2. 通过议程和工作安排\n3. 技术援助\n4. 其他事项\n",
    "tw": "臨時議程\n1. 會議開幕\n2. 通過議程和工作安排\n3. 技術援助\n4. 其他事項\n",
}
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
OLDER = [
    *(("en", "cp1252"), ("fr", "cp1252"), ("es", "cp1252"), ("es", "iso-8859-1")),
    *(("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "iso-8859-5"), ("ru", "cp866")),
    *(("ar", "cp1256"), ("ar", "iso-8859-6"), ("zh", "gb18030"), ("zh", "gb2312"), ("tw", "big5")),
]


@pytest.mark.parametrize("encoding", UNICODE)
@pytest.mark.parametrize("lang", TEXTS)
def test_unicode_is_known_by_its_form(lang: str, encoding: str) -> None:
    paper = parse_paper(TEXTS[lang].encode(encoding), "agenda.txt")
    assert [line.text for line in paper.lines()] == TEXTS[lang].splitlines()


@pytest.mark.parametrize(("lang", "encoding"), OLDER)
def test_older_encodings_are_proved_by_their_words(lang: str, encoding: str) -> None:
    paper = parse_paper(TEXTS[lang].encode(encoding), "agenda.txt")
    assert [line.text for line in paper.lines()] == TEXTS[lang].splitlines()


def test_the_name_of_the_encoding_is_kept() -> None:
    assert parse_paper(TEXTS["ru"].encode("koi8-r"), "agenda.txt").encoding == "KOI8-R"


@pytest.mark.parametrize("path", sorted((DATA / "languages").glob("*.txt")), ids=lambda path: path.name)
def test_documents_come_back_from_the_encodings_of_their_language_and_are_never_misread(path: Path) -> None:
    written = path.read_text("utf-8")
    right = parse_paper(written.encode(), "a.txt").blocks
    for lang, encoding in OLDER:
        try:
            data = written.encode(encoding)
            assert parse_paper(data, "a.txt").blocks == right
        except UnicodeEncodeError:
            continue
        except InputError:
            # Russian in a Chinese encoding, which nobody writes: no proof is better than a wrong one.
            assert lang != path.name[:2]


@pytest.mark.parametrize(
    ("lang", "encoding"), [("fr", "cp850"), ("fr", "mac-roman"), ("ru", "mac-cyrillic"), ("es", "cp037")]
)
def test_other_encodings_are_refused_with_the_names_of_those_that_are_read(lang: str, encoding: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_paper(TEXTS[lang].encode(encoding, "replace"), "agenda.txt")
    assert "Windows-1252" in str(caught.value) or "NUL" in str(caught.value)
    assert "UTF-8" in str(caught.value) or "NUL" in str(caught.value)


def test_a_mark_that_the_rest_belies_is_told_with_its_byte() -> None:
    with pytest.raises(InputError, match="begins as UTF-8 text, and is damaged at byte 10"):
        parse_paper(b"\xef\xbb\xbfAgenda \xff\xfe", "agenda.txt")


@pytest.mark.parametrize(
    ("declared", "encoding"), [("windows-1251", "cp1251"), ("gb2312", "gb18030"), ("iso-8859-1", "cp1252")]
)
def test_a_page_that_tells_its_encoding_is_believed(declared: str, encoding: str) -> None:
    told = {"cp1251": "Да", "gb18030": "中", "cp1252": "“é”"}[encoding]
    page = f'<html><meta charset="{declared}"><p>{told}</p></html>'.encode(encoding)
    assert [line.text for line in parse_paper(page, "agenda.html").lines()] == [told]


def test_a_page_that_tells_a_wrong_encoding_is_read_by_its_words() -> None:
    page = ("<html><meta charset=utf-8><p>" + TEXTS["ru"].replace("\n", "<br>") + "</html>").encode("cp1251")
    assert [line.text for line in parse_paper(page, "agenda.html").lines()] == TEXTS["ru"].splitlines()
