"""A document of all kinds of blocks, made by hand, that the tests of the forms share."""

from __future__ import annotations

from session_planner.publish.document import (
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    NewPage,
    Paragraph,
    Picture,
    Row,
    Run,
    Signature,
    Table,
    line,
)
from session_planner.publish.titles import Told

HOSTILE = "<script>alert(1)</script> \"&amp;\" 'x' | *a* _b_ `c` [d](e) ~~f~~ \\ {{ 7 * 7 }}"
SVG = (
    '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">'
    '<rect width="40" height="20" fill="#000080"/></svg>'
)
ENGLISH, ARABIC = Told("Working Group A", "en", fallback=True), Told("الفريق العامل ألف", "ar", fallback=True)

TABLE = Table(
    "What is held when",
    (Column(line("Time"), 1), Column(line("Item"), 1), Column(line("Title"), 2)),
    (
        (
            Row((Cell((line("Friday"),), columns=3, heads="group"),), "day"),
            Row(
                (
                    Cell((line("10 a.m."),), rows=2, heads="row", kind="hours"),
                    Cell((line("1"),), kind="label"),
                    Cell((line("Opening"), line(ARABIC, look="em")), colour="navy"),
                ),
                "sitting",
            ),
            Row((Cell((line("2"),), kind="label"), Cell((line(HOSTILE),), colour="not-a-colour"))),
            Row((Cell((line("3 p.m."),), heads="row"), Cell((line("Both columns"),), columns=2)), "sitting"),
        ),
        ((Row((Cell((line("Monday"),), columns=3, heads="group"),), "day")),),
    ),
)


def sample(lang: str = "en", *, landscape: bool = False) -> Document:
    """One of each."""
    return Document(
        lang,
        "A title <&>",
        (
            Paragraph(line("Annex"), "label"),
            Heading(line("The title")),
            Paragraph(line(ENGLISH), "whose"),
            Paragraph(line("Room <M>"), "where"),
            TABLE,
            Paragraph((Run("Was "), Run("Room 1", look="struck"), Run(", is "), Run("Room 2", look="strong")), "note"),
            Paragraph(line("Not in the programme of B"), "alarm"),
            NewPage(),
            Heading(line("Documents"), 2),
            Bullets(
                (
                    (Run("A/1", link="https://example.org/a?b=1&c=2"),),
                    (Run("bad", link="javascript:alert(1)"),),
                    line("1. not a list"),
                )
            ),
            Picture(SVG, 'The week & its "rooms"'),
            Signature(line("The Secretary")),
        ),
        landscape,
    )
