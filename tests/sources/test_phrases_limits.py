"""Limits of speaking time in the six languages, and minutes that are none."""

from __future__ import annotations

import pytest

from session_planner.sources.phrases import limits
from session_planner.sources.phrases.limits import limits_in, lists_in

LIMITS = [
    ("en", "Statements should not exceed five minutes.", [5]),
    ("en", "The time limit is three (3) minutes for individual statements and 5 minutes for groups.", [3, 5]),
    ("fr", "Le temps de parole est limité à 3 minutes.", [3]),
    ("fr", "Les déclarations ne devraient pas dépasser cinq minutes.", [5]),
    ("es", "Las intervenciones no deberán exceder de tres minutos.", [3]),
    ("ru", "Выступления не должны превышать пяти минут.", [5]),
    ("zh", "每次发言不得超过五分钟。", [5]),
    ("ar", "ينبغي ألا تتجاوز البيانات خمس دقائق.", [5]),
    ("en", "The meeting begins ten minutes late. Statements are welcome.", []),
    ("fr", "La pause dure 15 minutes.", []),
]


@pytest.mark.parametrize(("lang", "text", "minutes"), LIMITS)
def test_minutes_are_a_limit_where_speaking_is_spoken_of(lang: str, text: str, minutes: list[int]) -> None:
    found = limits_in(text, lang)
    assert [one.minutes for one in found] == minutes
    assert all(0 <= one.at < one.to <= len(text) for one in found)


def test_what_stands_before_a_number_of_speakers_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    class Counted:
        def search(self, text: str) -> None:
            read.append(len(text))

    monkeypatch.setattr(limits, "_AT_MOST", Counted())
    assert len(lists_in("5 speakers; " * 500)) == 500
    assert sum(read) < 500 * 50
