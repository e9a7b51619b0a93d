"""An SVG to draw on: shapes and texts in the order of reading, mirrored as a whole for what is read right to left.

Under the picture of the week. Places are given as from the left; a canvas that is mirrored turns them round. Texts
carry their own direction in marks of Unicode, and are held at the side where they begin: not every program that draws
SVG knows of `direction`. All text is escaped, nothing is loaded, nothing is named (pages hold several pictures).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from session_planner.publish.document import clean
from session_planner.words import RIGHT_TO_LEFT

FONTS = "'Noto Sans', 'Liberation Sans', 'DejaVu Sans', Arial, sans-serif"
# resvg draws boxes for letters that the first typeface it finds has not, though another has them. So a line names first
# what has all that may stand in it: for Arabic beside figures and signs DejaVu Sans or Arial, which Noto's are not.
ARABIC_FONTS = "'DejaVu Sans', Arial, Tahoma, 'Noto Sans Arabic', sans-serif"
CHINESE_FONTS = "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe]")
_CHINESE = re.compile(r"[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT, _END = "\u2066", "\u2067", "\u2069"


class Canvas:
    """Collects what is drawn; `svg` gives the whole. `lang` says which way round."""

    def __init__(self, width: float, lang: str) -> None:
        self.width, self.lang = width, lang
        self.mirrored = lang in RIGHT_TO_LEFT
        self._parts: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, fill: str, *, round: float = 0) -> None:
        """A filled rectangle."""
        left = self.width - x - width if self.mirrored else x
        corner = f' rx="{_n(round)}"' if round else ""
        self._parts.append(
            f'<rect x="{_n(left)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"{corner} fill="{fill}"/>'
        )

    def line(self, x: float, y: float, x_end: float, y_end: float, stroke: str) -> None:
        """A thin line."""
        if self.mirrored:
            x, x_end = self.width - x, self.width - x_end
        self._parts.append(f'<path d="M{_n(x)} {_n(y)}L{_n(x_end)} {_n(y_end)}" stroke="{stroke}"/>')

    def path(self, points: Sequence[tuple[float, float]], stroke: str, thick: float, dashes: str = "") -> None:
        """A line from point to point."""
        places = "L".join(f"{_n(self.width - x if self.mirrored else x)} {_n(y)}" for x, y in points)
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self._parts.append(
            f'<path d="M{places}" fill="none" stroke="{stroke}" stroke-width="{_n(thick)}"{dashed}'
            ' stroke-linejoin="round"/>'
        )

    def dot(self, x: float, y: float, radius: float, fill: str, *, hollow: bool = False) -> None:
        """A disc; a hollow one is white with a rim."""
        inside = "#ffffff" if hollow else fill
        self._parts.append(
            f'<circle cx="{_n(self.width - x if self.mirrored else x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{inside}"'
            f' stroke="{fill}" stroke-width="1.5"/>'
        )

    def text(
        self, x: float, y: float, text: str, size: float, fill: str, *, strong: bool = False, middle: bool = False
    ) -> None:
        """A line of text that begins at `x`, or has its middle there; `y` is where its letters stand."""
        if self.mirrored:
            x = self.width - x
        anchor = ' text-anchor="middle"' if middle else ' text-anchor="end"' if self.mirrored else ""
        weight = ' font-weight="bold"' if strong else ""
        said = escape(directed(clean(text), self.lang))
        fonts = CHINESE_FONTS if _CHINESE.search(said) else ARABIC_FONTS if _ARABIC.search(said) else ""
        family = f' font-family="{fonts}"' if fonts else ""
        self._parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"{anchor}{weight}{family} fill="{fill}">{said}</text>'
        )

    def begin(self, title: str) -> None:
        """Opens a group; its title is shown when the pointer rests on it."""
        self._parts.append(f"<g><title>{escape(clean(title))}</title>")

    def end(self) -> None:
        """Closes the group."""
        self._parts.append("</g>")

    def svg(self, height: float, title: str, says: str) -> str:
        """The whole picture, on white; `title` and `says` are for those who do not see it."""
        size = f'width="{_n(self.width)}" height="{_n(height)}" viewBox="0 0 {_n(self.width)} {_n(height)}"'
        # Where a text is anchored must not turn with the page that the drawing stands in; each text has its own marks.
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} xml:lang={quoteattr(self.lang)} role="img"'
            f' direction="ltr" font-family="{FONTS}">',
            f"<title>{escape(clean(title))}</title>",
            f"<desc>{escape(clean(says))}</desc>",
            f'<rect width="{_n(self.width)}" height="{_n(height)}" fill="#ffffff"/>',
            *self._parts,
            "</svg>",
        ]
        return "\n".join(lines) + "\n"


def directed(text: str, lang: str) -> str:
    """The text in marks that say which way it runs: as its first letter does, else as the language does."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            to_left = kind != "L"
            break
    else:
        to_left = lang in RIGHT_TO_LEFT
    if not to_left and lang not in RIGHT_TO_LEFT:
        return text
    return f"{_RIGHT_TO_LEFT if to_left else _LEFT_TO_RIGHT}{text}{_END}"


def _n(number: float) -> str:
    """A number as short as it goes."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
