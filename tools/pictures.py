"""Makes the pictures in docs/images: pages of the documents as their readers see them, in all six languages.

usage: python tools/pictures.py     needs what PDF and PNG need (`session-planner doctor`), and pypdfium2
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2

import session_planner as sp
from session_planner.words import LANGUAGES

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
POINTS = 1.25
"""Dots of a picture for each point of a page."""


def page(pdf: bytes, to: Path, height: float | None = None) -> None:
    """The first page of a document as a PNG; of its height only so many points, where that is given."""
    sheet = pypdfium2.PdfDocument(pdf)[0]
    picture = sheet.render(scale=POINTS).to_pil()
    if height is not None:
        picture = picture.crop((0, 0, picture.width, round(height * POINTS)))
    picture.quantize(64).save(to, optimize=True)


def main() -> None:
    """The annex of 2012, then the model session: each layout, and the annex and the week in each language."""
    case = sp.load(ROOT / "scenarios" / "untoc-wg-ta-2012.yaml")
    page(sp.export(sp.solve(case).programme, case, "pdf", "fr"), IMAGES / "annex-2012-fr.png", 790)
    model = sp.load(ROOT / "scenarios" / "six-languages.yaml")
    programme = sp.solve(model).programme
    for lang in LANGUAGES:
        page(sp.export(programme, model, "pdf", lang), IMAGES / f"annex-{lang}.png", 620)
        (IMAGES / f"week-{lang}.svg").write_bytes(sp.export(programme, model, "svg", lang))
    for layout in ("parallel", "week", "order", "day"):
        page(sp.export(programme, model, "pdf", "en", layout=layout), IMAGES / f"{layout}-en.png", 560)


if __name__ == "__main__":
    main()
