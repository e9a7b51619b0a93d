"""`A joint discussion with the Working Group on Finance`: the body that a sentence names, beside the one that meets.

Used by `joint`. Only where the words are plain: `with` stands right before the name and near the joint discussion, no
consultation or agreement is what is had `with` it, and no third body is spoken of before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from session_planner.sources.agenda.words import INSTRUMENTAL, TRAILING, WITH, WITH_AFTER, WITH_ELSE
from session_planner.sources.phrases.bodies import Named, names_in, same_body
from session_planner.sources.phrases.quiet import pattern, quiet

_MOST_AFTER, _MOST_BEFORE = 150, 25
"""How far after the words for a joint discussion `with` may stand, and how far before them its name may end."""


def partner(
    text: str, lang: str, mark: tuple[int, int], moment: int, named: Callable[[Named], str]
) -> tuple[str, int] | None:
    """The body with which the joint discussion at `mark` is held, and where `with` stands; `named` makes it whole."""
    low = quiet(text)
    for hit in pattern(WITH[lang]).finditer(low):
        if hit.start() > mark[1] + _MOST_AFTER or pattern(WITH_ELSE[lang]).search(low[: hit.start()]):
            continue
        end = min((one for one in (mark[0], moment) if one >= hit.end()), default=len(text))
        found = _name_at(text[hit.end() : end], lang)
        if found is None or (hit.end() <= mark[0] and mark[0] - hit.end() - found[1] > _MOST_BEFORE):
            continue
        after = low[hit.end() + found[1] :]
        if not (WITH_AFTER[lang] and pattern(WITH_AFTER[lang]).match(after)) and (name := named(found[0])):
            return name, hit.start()
    return None


def _name_at(text: str, lang: str) -> tuple[Named, int] | None:
    """The name with which a stretch of text begins, in the nominative, and where it ends."""
    even, longer = text, 0
    for form, noun in INSTRUMENTAL.get(lang, {}).items():
        if re.match(rf"{form}(?!\w)", quiet(text)):
            even, longer = noun + text[len(form) :], len(noun) - len(form)
            break
    cut = pattern(TRAILING).sub("", even)
    first = next(iter(names_in(cut, lang)), None)
    return (first, first.to - longer) if first is not None and first.at == 0 else None


def others_before(text: str, lang: str, ours: Sequence[str], named: Callable[[Named], str]) -> bool:
    """Whether a text speaks of bodies that are none of ours; one of whose name a part is ours is ours too."""
    names = [name for one in names_in(text, lang) if (name := named(one))]
    return any(not any(_alike(name, our) for our in ours if our) for name in names)


def _alike(name: str, our: str) -> bool:
    return same_body(name, our) or quiet(our).startswith(quiet(name)) or quiet(name).startswith(quiet(our))
