"""The language that a document is written in, where its titles are in another: that of its days and hours decides.

Used at the beginning of `agenda`, for languages of a script of their own. A programme in Arabic whose titles exist in
French alone has more French letters than Arabic ones, and is still an Arabic document: its days, hours and heads are.
"""

from __future__ import annotations

import re

from session_planner.sources.paper import Paper
from session_planner.sources.phrases.dates import dates_in
from session_planner.sources.phrases.language import language_of

_MOST_LOOKED_AT = 400
_OF_OWN_SCRIPT = ("ar", "ru", "zh")
_LONGEST_DAY = 48
_DAYLIKE = re.compile(r"\d.*[^\W\d_]{2}|[^\W\d_]{2}.*\d|\d+月\d+日")


def language_of_paper(paper: Paper) -> str:
    """The language of the lines that are days of the week with their dates, else that of most of the text."""
    usual = language_of("\n".join(line.text for line in paper.lines()))
    days = [line.text for line in paper.lines() if len(line.text) <= _LONGEST_DAY and _DAYLIKE.search(line.text)]
    told = [text for text in days[:_MOST_LOOKED_AT] if _is_day(text, usual)]
    lang = language_of("\n".join(told))
    return lang if lang in _OF_OWN_SCRIPT else usual


def _is_day(text: str, lang: str) -> bool:
    """Whether a line is a day of the week with its date, and nothing else; all six languages are looked for."""
    return any(one.weekday is not None and one.to - one.at >= len(text) - 2 for one in dates_in(text, lang))
