"""Text as a page shows it, brought into the order in which it is written: right to left where its letters are.

A PDF holds glyphs and where they stand. Latin words and numbers inside Arabic text run from left to right there, and
brackets may be told as they look or as they are meant.
"""

from __future__ import annotations

import re

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RTL_LETTER = re.compile("[\u05d0-\u05f4\u0620-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Read from the right: a stretch with Latin letters in it, or a number with the single marks that stay inside one.
_SIGN = "[A-Za-z\u00c0-\u024f\u0400-\u04ff0-9%]"
_LTR = re.compile(f"[()]?{_SIGN}(?:[A-Za-z\u00c0-\u024f\u0400-\u04ff0-9% .,:;/()_&'+\\-\u2010-\u2015]*{_SIGN})?[()]?")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0400-\u04ff]")
_NUMBER = re.compile("[0-9]+(?:[.,:/][0-9]+)*|[\u0660-\u0669]+(?:[.,:/\u066b\u066c][\u0660-\u0669]+)*")
_BRACKETS = str.maketrans("()[]{}«»（）", ")(][}{»«）（")


# A lam-alef ligature whose two letters a converter has put in the order that they are seen in: no word has such an alef
# after another one or after a lam that begins it.
_TURNED = (
    (re.compile("(?<=\u0627)([\u0622\u0623\u0625\u0627])\u0644"), "\u0644\\1"),
    (re.compile("(?<![\u0620-\u065f])(\u0644)([\u0622\u0623\u0625])\u0644"), "\\1\u0644\\2"),
    (re.compile("(?<=\u0627\u0644\u062b)\u0627\u0644(?=\u062b\u0627\u0621)"), "\u0644\u0627"),
)


def is_rtl(text: str) -> bool:
    """Whether most letters are of a script that runs from right to left."""
    right = len(_RTL_LETTER.findall(text))
    return right > 0 and 2 * right > sum(letter.isalpha() for letter in text)


def has_rtl(text: str) -> bool:
    """Whether any letter is."""
    return bool(_RTL.search(text))


def written(seen: str, *, mirrored: bool) -> str:
    """The text of a line from what is seen on it, left to right. `mirrored`: its brackets are told as they look."""
    if not has_rtl(seen):
        return seen
    backwards = seen[::-1]
    if mirrored:
        backwards = backwards.translate(_BRACKETS)
    for turned, right in _TURNED:
        backwards = turned.sub(right, backwards)
    return _LTR.sub(_latin, backwards) if _LATIN.search(seen) else _NUMBER.sub(_turned, backwards)


def _turned(found: re.Match[str]) -> str:
    return found[0][::-1]


def _latin(found: re.Match[str]) -> str:
    text = found[0]
    if not _LATIN.search(text):
        return _NUMBER.sub(_turned, text)
    # A bracket at its edge is of it only when the other one of the pair is inside.
    before = text[0] if text[0] in "()" and not re.search("[()]", text[1:]) else ""
    after = text[-1] if text[-1] in "()" and not before and not re.search("[()]", text[:-1]) else ""
    turned = text[len(before) : len(text) - len(after)][::-1]
    return before + (turned.translate(_BRACKETS) if _crossed(turned) else turned) + after


def _crossed(text: str) -> bool:
    """Whether its first bracket closes."""
    return bool(re.match(r"[^()]*\)", text))


def looks_mirrored(lines: list[str]) -> bool:
    """Whether brackets on right-to-left lines, seen left to right, are told as they look: `(text)` and not `)text(`."""
    found = [mark for line in lines if has_rtl(line) for mark in re.findall(r"[()]", line)[:1]]
    return found.count("(") > found.count(")")
