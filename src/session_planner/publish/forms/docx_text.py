"""Words of a Word file: runs in their language and direction, links, paragraphs.

Beside `forms.docx`. Word asks of each run whether it reads from right to left, and does not look at its letters; a run
of both kinds is therefore cut where the direction changes, as the Unicode bidirectional algorithm would see it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import cast
from urllib.parse import quote

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.story import StoryPart

from session_planner.publish.document import Document, Line, Run, address, clean, direction
from session_planner.publish.forms.docx_styles import EAST_ASIAN, LOOKS, TAGS, style_id
from session_planner.words import RIGHT_TO_LEFT

_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
# By bidirectional class: letters of either direction, and figures; all else goes with what it stands among.
_CLASSES = {"L": "L", "R": "R", "AL": "R", "EN": "d", "AN": "d"}
# Words of the other direction with all that stands between them, up to the last letter or figure.
_OTHERS = {True: re.compile("L(?:[^R]*[Ld])?"), False: re.compile("R(?:[^L]*[Rd])?")}
# Signs without a width, which only say that a line goes from left to right, or from right to left.
_MARKS = {False: "\u200e", True: "\u200f"}
_BRACKETS = {")": "(", "]": "["}
# What an address may hold as it is; `%` is that of what is encoded already.
_OF_ADDRESSES = "%:/?#[]@!$&'()*+,;=~"


def element(tag: str, *children: BaseOxmlElement, text: str | None = None, **attributes: str | int) -> BaseOxmlElement:
    """An element of WordprocessingML; the attributes are of its own namespace."""
    given = {qn(f"w:{name}"): str(value) for name, value in attributes.items()}
    made = cast("BaseOxmlElement", OxmlElement(tag, given))  # what it gives for every tag of a namespace that it knows
    if text is not None:
        made.text = text
    made.extend(children)
    return made


class Writer:
    """Writes the paragraphs of one document."""

    def __init__(self, part: StoryPart, document: Document) -> None:
        self.part = part
        self.document = document
        self.rtl = document.direction == "rtl"

    def paragraph(self, style: str, lines: Sequence[Line] = (), *, opens_page: bool = False) -> BaseOxmlElement:
        """A paragraph of lines, which may begin a new page."""
        looks = element("w:pPr", element("w:pStyle", val=style_id(style)))
        if opens_page:
            looks.append(element("w:pageBreakBefore"))
        if self.rtl:
            looks.append(element("w:bidi"))
        made = element("w:p", looks)
        for number, line in enumerate(lines):
            if number:
                made.append(element("w:r", element("w:br")))
            made.extend(self.line(line))
        return made

    def line(self, line: Line) -> Iterator[BaseOxmlElement]:
        """Runs that follow each other."""
        for run in line:
            link = address(run.link)
            runs = self._runs(run, bool(link))
            if not link:
                yield from runs
                continue
            target = self.part.relate_to(
                quote(clean(link), safe=_OF_ADDRESSES), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
            made = element("w:hyperlink", *runs, history=1)
            made.set(qn("r:id"), target)
            yield made

    def _runs(self, run: Run, linked: bool) -> Iterator[BaseOxmlElement]:
        lang = run.lang or self.document.lang
        style = "Hyperlink" if linked else LOOKS.get(run.look, "")
        text = clean(run.text)
        to_left = direction(run, self.document) == "rtl"
        if to_left is not self.rtl:
            text = _marked(text, to_left)
        for words, rtl in pieces(text, to_left):
            looks = element("w:rPr")
            if style:
                looks.append(element("w:rStyle", val=style_id(style)))
            if lang in EAST_ASIAN:
                looks.append(element("w:rFonts", hint="eastAsia"))
            if linked and run.look == "struck":
                looks.append(element("w:strike"))
            if rtl:
                looks.append(element("w:rtl"))
            if lang != self.document.lang:
                looks.append(element("w:lang", **{_kind(lang): TAGS.get(lang, clean(lang))}))
            shown = element("w:t", text=words)
            shown.set(qn("xml:space"), "preserve")
            yield element("w:r", *([looks] if len(looks) else []), shown)


def _kind(lang: str) -> str:
    """Which of Word's three kinds of writing a language is written in."""
    return "bidi" if lang in RIGHT_TO_LEFT else "eastAsia" if lang in EAST_ASIAN else "val"


def _marked(text: str, rtl: bool) -> str:
    """The text so that the signs at its ends stay on its own sides, in a line of the other direction.

    Word knows no isolates (U+2066 to U+2069); it does know the marks of either direction, as all programs do. A mark of
    the line's own direction stands outside, so that a space between two such texts stays between them.
    """
    core = text.strip()
    if not core:
        return text
    first, last = (_CLASSES.get(unicodedata.bidirectional(core[place])) == "LR"[rtl] for place in (0, -1))
    before = "" if first else _MARKS[not rtl] + _MARKS[rtl]
    after = "" if last else _MARKS[rtl] + _MARKS[not rtl]
    return text.replace(core, before + core + after)


def pieces(text: str, rtl: bool) -> Iterator[tuple[str, bool]]:
    """The text in pieces of one direction each, in a line that goes from right to left or not."""
    done = 0
    if rtl or _RIGHT.search(text):
        classes = "".join(_CLASSES.get(unicodedata.bidirectional(sign), "-") for sign in text)
        for found in _OTHERS[rtl].finditer(classes):
            end = _closed(text, found.start(), found.end())
            if done < found.start():
                yield text[done : found.start()], rtl
            yield text[found.start() : end], not rtl
            done = end
    if done < len(text):
        yield text[done:], rtl


def _closed(text: str, start: int, end: int) -> int:
    """The end of a piece, moved past a bracket that closes one of its own."""
    opened = _BRACKETS.get(text[end : end + 1])
    if opened and text.count(opened, start, end) > text.count(text[end], start, end):
        return end + 1
    return end
