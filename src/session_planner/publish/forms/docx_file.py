"""A Word file that is still empty: its styles, settings, properties and pages.

Beside `forms.docx`. python-docx begins with a file of its own, whose styles and time of birth are not ours: of its
parts only those stay that are filled here.
"""

from __future__ import annotations

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Twips

from session_planner.publish.document import Document, clean
from session_planner.publish.forms import docx_styles
from session_planner.publish.forms.docx_text import Writer, element

# A4, 210 by 297 mm, in twentieths of a point.
_SHORT, _LONG = 11906, 16838
# By whether the page lies on its side: the margins above and below, and at the sides; 25 and 22 mm, 18 and 20 mm.
_MARGINS = {False: (1417, 1247), True: (1020, 1134)}
_PROPERTY = 255  # characters that a property of a file may have

_KEPT = {
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.SETTINGS,
}


def prepared(document: Document) -> WordFile:
    """A file for the document, with all that it needs but its blocks."""
    file = docx.Document()
    for relations in (file.part.rels, file.part.package.rels):
        for name in [name for name, relation in relations.items() if relation.reltype not in _KEPT]:
            del relations[name]
    lang = document.lang
    _replace(file.styles.element, docx_styles.styles(lang, across(document), large=document.large))
    _replace(file.settings.element, docx_styles.settings(lang))
    _replace(file.part.numbering_part.element, docx_styles.numbering())
    fonts = docx_styles.fonts().encode()
    table = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, fonts, file.part.package)
    file.part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)
    _name(file, document)
    _lay_out(file, document)
    return file


def across(document: Document) -> int:
    """The width of a line, in twentieths of a point."""
    return (_LONG if document.landscape else _SHORT) - 2 * _MARGINS[document.landscape][1]


def down(document: Document) -> int:
    """The height of a page between its margins, in twentieths of a point."""
    return (_SHORT if document.landscape else _LONG) - 2 * _MARGINS[document.landscape][0]


def _replace(old: BaseOxmlElement, new: str) -> None:
    for child in list(old):
        old.remove(child)
    old.extend(list(parse_xml(new)))


def _name(file: WordFile, document: Document) -> None:
    """The properties of the file: its title and its language, and nothing else."""
    properties = file.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element
    for child in list(properties):
        properties.remove(child)
    file.core_properties.title = clean(document.title)[:_PROPERTY]
    file.core_properties.language = docx_styles.TAGS.get(document.lang, document.lang)


def _lay_out(file: WordFile, document: Document) -> None:
    """The page: A4, upright or on its side, its number at the foot."""
    section = file.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if document.landscape else WD_ORIENT.PORTRAIT
    wide, high = (_LONG, _SHORT) if document.landscape else (_SHORT, _LONG)
    above, beside = _MARGINS[document.landscape]
    section.page_width, section.page_height = Twips(wide), Twips(high)
    section.top_margin = section.bottom_margin = Twips(above)
    section.left_margin = section.right_margin = Twips(beside)
    section.header_distance = section.footer_distance = Twips(above // 2)
    if document.direction == "rtl":
        file.element.body.find(qn("w:sectPr")).find(qn("w:docGrid")).addprevious(element("w:bidi"))
    section.footer.is_linked_to_previous = False
    number = Writer(section.footer.part, document).paragraph("footer")
    number.append(element("w:fldSimple", element("w:r", element("w:t", text="1")), instr="PAGE"))
    foot = section.footer.paragraphs[0]._p
    foot.getparent().replace(foot, number)
