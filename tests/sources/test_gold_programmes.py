"""The programmes of the gold files come back whole from tables of every format, in two languages each."""

from __future__ import annotations

import pytest

from tests.sources.corpus import Case, scored
from tests.sources.making.programmes import SPECIMENS


@pytest.mark.parametrize("form", ["txt", "docx", "html", "pdf"])
@pytest.mark.parametrize(("name", "lang"), SPECIMENS)
def test_every_fact_comes_back(name: str, lang: str, form: str) -> None:
    result = scored(Case("programme", name, form, lang))
    assert not result.misses(), result.told()
    assert not result.wrongs(), result.told()
