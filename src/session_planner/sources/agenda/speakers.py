"""What paragraphs say of speakers: how long each may speak, and how many are on the list, with the words that say it.

Used by `annotations` for what stands under an item, and by the reader itself for what stands under none.
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.sources.agenda.paragraphs import Paragraph
from session_planner.sources.evidence import Found
from session_planner.sources.facts import Speaking
from session_planner.sources.phrases.limits import limits_in, lists_in


def speaking_in(prose: Iterable[Paragraph], lang: str) -> Speaking:
    """The first limit of each kind and the first number of speakers."""
    delegation: Found[int] | None = None
    group: Found[int] | None = None
    speakers: Found[int] | None = None
    for paragraph in prose:
        for limit in limits_in(paragraph.text, lang):
            found = Found(limit.minutes, paragraph.evidence(*_around(paragraph.text, limit.at, limit.to)))
            if limit.for_groups:
                group = group or found
            else:
                delegation = delegation or found
        for one in lists_in(paragraph.text):
            where = paragraph.evidence(*_around(paragraph.text, one.at, one.to))
            speakers = speakers or Found(one.speakers, where)
    return Speaking(delegation, group, speakers)


def _around(text: str, at: int, to: int) -> tuple[int, int]:
    """A stretch with the words before it, from the beginning of their clause, as far as evidence shows them."""
    begin = max(text.rfind(mark, 0, at) for mark in ".;:。；：") + 1
    begin = max(begin, at - 80)
    return begin + len(text[begin:at]) - len(text[begin:at].lstrip()), to
