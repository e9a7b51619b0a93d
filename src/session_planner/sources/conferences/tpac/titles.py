"""Whose meeting it is: the groups that a title names, and whether they meet together.

Under `reading`. Names of groups hold `&`, `,` and `and` themselves (Web & Networks IG), so a title is not cut at
these: it is eaten from the left, the longest name first that another title has alone, else as far as the first word
that ends a group's name (WG, IG, …).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

_LONG = {
    "business group": "BG",
    "community group": "CG",
    "interest group": "IG",
    "working group": "WG",
    "task force": "TF",
}
_LONG_NAMES = re.compile(rf"\b({'|'.join(_LONG)})\b", re.IGNORECASE)
_JOINT = re.compile(r"\s+joint meeting\b", re.IGNORECASE)
_SUBJECT = re.compile(r"[:>]")
_BETWEEN = re.compile(r"(?:\s*,\s*(?:and\s+|&\s*)?|\s*&\s*|\s+and\s+)(?=\S)", re.IGNORECASE)
_KINDS = tuple(f" {kind}".casefold() for kind in _LONG.values())


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says: the names as they stand in it, its subject, and whether it says that it is a joint meeting."""

    names: tuple[str, ...]
    subject: str
    joint: bool


def plain(title: str) -> str:
    """A title with single blanks and the short words for kinds of groups."""
    return _LONG_NAMES.sub(lambda found: _LONG[found[0].lower()], " ".join(title.split()))


def key(name: str) -> str:
    """What is the same for one name however it is spelled."""
    return plain(name).casefold()


def single(title: str) -> str | None:
    """The name of the group in a title that is not of a joint meeting."""
    return None if _JOINT.search(title) else _without_subject(plain(title))[0] or None


def title_of(title: str, known: Container[str]) -> Title:
    """The groups of a title; `known`: keys of names that other titles have alone, not this one's own."""
    text, subject = _without_subject(plain(title))
    joint = _JOINT.search(text)
    if joint is not None:
        text = text[: joint.start()]
    names = tuple(_names(text, known))
    if joint is None and not all(_of_kind(name) or name.casefold() in known for name in names):
        names = (text,)  # what stands between the parts is of the name itself
    return Title(names, subject, joint is not None)


def _without_subject(text: str) -> tuple[str, str]:
    found = _SUBJECT.search(text)
    return (text[: found.start()].strip(), text[found.end() :].strip()) if found else (text, "")


def _names(text: str, known: Container[str]) -> Iterator[str]:
    """The names one after the other; each ends where the text does, or before what stands between two names."""
    ends = [found.start() for found in _BETWEEN.finditer(text)] + [len(text)]
    at = 0
    while at < len(text):
        here = [end for end in ends if end > at]
        end = next((end for end in reversed(here) if text[at:end].casefold() in known), None)
        if end is None:
            end = next((end for end in here if _of_kind(text[at:end])), len(text))
        yield text[at:end]
        between = _BETWEEN.match(text, end)
        at = between.end() if between else len(text)


def _of_kind(name: str) -> bool:
    """Whether a name ends as those of groups do."""
    return name.casefold().endswith(_KINDS)
