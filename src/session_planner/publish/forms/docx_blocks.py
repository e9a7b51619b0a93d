"""The blocks of a document in a Word file.

Beside `forms.docx`: a heading, a paragraph, a list, a table, a picture and a line to sign on, one after the other.
"""

from __future__ import annotations

import io

from docx.document import Document as WordFile
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Twips

from session_planner.publish.document import (
    Block,
    Bullets,
    Document,
    Heading,
    NewPage,
    Paragraph,
    Picture,
    Signature,
    Table,
    clean,
)
from session_planner.publish.forms.docx_file import across, down
from session_planner.publish.forms.docx_styles import PARAGRAPHS
from session_planner.publish.forms.docx_table import table
from session_planner.publish.forms.docx_text import Writer, element

_LAST_LEVEL = 4
# A picture leaves room for the heading over it.
_OF_THE_PAGE = 0.85


def fill(file: WordFile, document: Document) -> None:
    """Writes the blocks of the document into the file."""
    writer = Writer(file.part, document)
    body = file.element.body
    end = body[-1]
    opens_page = False
    for block in document.blocks:
        if isinstance(block, NewPage):
            opens_page = len(body) > 1
            continue
        for made in _written(writer, block, opens_page=opens_page):
            end.addprevious(made)
        opens_page = False


def _written(writer: Writer, block: Block, *, opens_page: bool) -> list[BaseOxmlElement]:
    match block:
        case Heading(words, level):
            style = "Title" if level == 1 else f"heading {min(level, _LAST_LEVEL)}"
            return [writer.paragraph(style, [words], opens_page=opens_page)]
        case Paragraph(words, kind):
            return [writer.paragraph(PARAGRAPHS[kind], [words], opens_page=opens_page)]
        case Bullets(items):
            return [
                writer.paragraph("List Bullet", [item], opens_page=opens_page and not number)
                for number, item in enumerate(items)
            ]
        case Table():
            # Word makes one table of two that touch, and wants a paragraph behind the last.
            before = [writer.paragraph("Table Gap", opens_page=True)] if opens_page else []
            return [*before, table(writer, block, across(writer.document)), writer.paragraph("Table Gap")]
        case Picture():
            return [_picture(writer, block, opens_page=opens_page)]
        case Signature(words):
            return [writer.paragraph("Signature", [words], opens_page=opens_page)]
        case NewPage():
            return []


def _picture(writer: Writer, block: Picture, *, opens_page: bool) -> BaseOxmlElement:
    """The drawing as an image as wide as the lines, or as high as the page allows, and what it says in words."""
    from session_planner.publish.pictures.picture import png_of

    image = io.BytesIO(png_of(block.svg))
    _name, found = writer.part.get_or_add_image(image)
    wide, high = across(writer.document), int(down(writer.document) * _OF_THE_PAGE)
    scale = min(wide / found.px_width, high / found.px_height)
    image.seek(0)
    inline = writer.part.new_pic_inline(image, Twips(int(found.px_width * scale)), Twips(int(found.px_height * scale)))
    inline.docPr.set("descr", clean(block.says))
    made = writer.paragraph("Picture", opens_page=opens_page)
    made.append(element("w:r", element("w:drawing", inline)))
    return made
