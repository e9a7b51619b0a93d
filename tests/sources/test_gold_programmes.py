"""The programmes of the gold files come back whole from tables of every format, in two languages each."""

from __future__ import annotations

import pytest

from tests.sources.corpus import Case, scored
from tests.sources.making.programmes import SPECIMENS


@pytest.mark.parametrize("form", ["docx", "html"])
@pytest.mark.parametrize(("name", "lang"), SPECIMENS)
def test_every_fact_comes_back(name: str, lang: str, form: str) -> None:
    result = scored(Case("programme", name, form, lang))
    assert not result.misses(), result.told()
    assert not result.wrongs(), result.told()


@pytest.mark.parametrize("form", ["txt", "pdf"])
@pytest.mark.parametrize(("name", "lang"), SPECIMENS)
def test_nearly_every_fact_comes_back_where_lines_are_broken(name: str, lang: str, form: str) -> None:
    result = scored(Case("programme", name, form, lang))
    hard = (name, lang, form) == ("10_csw62_2018", "es", "pdf")
    assert result.precision >= (0.75 if hard else 0.95), result.told()
    assert result.recall >= (0.75 if hard else 0.93), result.told()
