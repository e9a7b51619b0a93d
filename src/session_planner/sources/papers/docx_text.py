"""The text of a Word paragraph: its runs as a reader sees them, and the text boxes that hang on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from session_planner.sources.papers.docx_numbering import child, name_of, value

# Deleted or moved away as a tracked change, properties, the words of fields (their results are runs), readings above
# characters, comments.
_LEFT_OUT = frozenset(
    ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText", "rt", "fldData", "footnoteReference",
     "endnoteReference", "annotationRef", "sdtPr", "object")
)  # fmt: skip
_AS_TEXT = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph's text with tabs, `\\n` for its line breaks and `\\f` for page breaks; `boxes` are text boxes."""

    text: str = ""
    boxes: tuple[Any, ...] = ()

    def __add__(self, other: Told) -> Told:
        return Told(self.text + other.text, self.boxes + other.boxes)


def told_of(paragraph: Any, page_mark: str) -> Told:
    """What a paragraph says; `page_mark` names the element that tells where a page begins."""
    boxes: list[Any] = []
    text = "".join(_parts(paragraph, page_mark, boxes))
    return Told(text, tuple(boxes))


def _parts(element: Any, page_mark: str, boxes: list[Any]) -> Iterator[str]:
    for each in element:
        name = name_of(each)
        if name in _LEFT_OUT or (name == "r" and _is_hidden(each)):
            continue
        if name == "t":
            yield each.text or ""
        elif name == page_mark and (name != "br" or value(each, "type") == "page"):
            yield "\f"
        elif name == "br":
            yield "" if value(each, "type") in ("page", "column") else "\n"
        elif name == "sym":
            yield _symbol(each)
        elif name in _AS_TEXT:
            yield _AS_TEXT[name]
        elif name == "txbxContent":
            boxes.append(each)
        elif name == "AlternateContent":
            # The same thing said twice, the second time for older readers.
            yield from _parts(each[0:1] if len(each) else each, page_mark, boxes)
        else:
            yield from _parts(each, page_mark, boxes)


def _is_hidden(run: Any) -> bool:
    hidden = child(run, "rPr", "vanish")
    return hidden is not None and value(hidden, default="1") not in ("0", "false", "off")


def _symbol(element: Any) -> str:
    """A character of a font of signs is no text; one of any other font is itself."""
    code = value(element, "char")
    try:
        letter = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ud800" <= letter <= "\uf8ff" else letter
