"""Message catalogues are compiled by the build, and a translation can always be filled in."""

from __future__ import annotations

import gettext
import string
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from hatch_build import compile_catalogues

ROOT = Path(__file__).parents[2]
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def write(root: Path, body: str) -> Path:
    """A project at ``root`` whose French catalogue has this body."""
    source = root / "src/session_planner/locale/fr/LC_MESSAGES/session_planner.po"
    source.parent.mkdir(parents=True)
    source.write_text(HEAD + body, "utf-8")
    return source


def test_a_catalogue_is_compiled_beside_its_source(tmp_path: Path) -> None:
    source = write(tmp_path, 'msgid "room"\nmsgstr "salle"\n')
    assert compile_catalogues(tmp_path) == [source.with_suffix(".mo")]
    french = gettext.translation("session_planner", tmp_path / "src/session_planner/locale", ["fr"])
    assert french.gettext("room") == "salle"


def test_a_project_without_catalogues_builds(tmp_path: Path) -> None:
    assert compile_catalogues(tmp_path) == []


def test_a_broken_catalogue_stops_the_build(tmp_path: Path) -> None:
    source = write(tmp_path, '#, python-format\nmsgid "%(room)s"\nmsgstr "%(salle)s"\n')
    with pytest.raises(SystemExit, match="%\\(room\\)s"):
        compile_catalogues(tmp_path)
    assert not source.with_suffix(".mo").exists()


def fields(sentence: str) -> set[str]:
    """The ``{named}`` fields of a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_each_translation_has_the_fields_of_its_sentence() -> None:
    for source in sorted(ROOT.glob("src/session_planner/locale/*/LC_MESSAGES/*.po")):
        with source.open("rb") as lines:
            catalogue = read_po(lines)
        wrong = [
            m.id
            for m in catalogue
            if m.id and m.string and isinstance(m.id, str) and fields(m.id) != fields(str(m.string))
        ]
        assert wrong == [], source


@pytest.fixture(scope="module")
def sentences() -> set[str]:
    """Every sentence of the code that is marked for the catalogues."""
    keywords = dict.fromkeys(("text", "say", "_", "N_"))
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)
    found = extract_from_dir(ROOT / "src/session_planner", methods, options, keywords)
    return {str(message) for _file, _line, message, _comments, _context in found}


@pytest.mark.parametrize("lang", ["ar", "es", "fr", "ru", "zh"])
def test_every_sentence_is_translated(lang: str, sentences: set[str]) -> None:
    with (ROOT / f"src/session_planner/locale/{lang}/LC_MESSAGES/session_planner.po").open("rb") as lines:
        translated = {m.id for m in read_po(lines) if m.string}
    assert sorted(sentences - translated) == []
