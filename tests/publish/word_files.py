"""Documents that the tests of Word files write, and how these tests look into the files."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from session_planner.publish.document import (
    Block,
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
from session_planner.publish.forms.docx import written
from session_planner.publish.titles import Told

_BOX = 'width="600" height="200"'
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" {_BOX}><rect {_BOX} fill="#008080"/></svg>'
# In each language: a title, a day, the hours, an item, the heads of three columns.
WORDS = {
    "ar": ("تنظيم الأعمال المقترح", "الأربعاء، 17 تشرين الأول/أكتوبر", "الساعة 10/00", "افتتاح الاجتماع",
           "التاريخ البند العنوان"),
    "en": ("Proposed organization of work", "Wednesday, 17 October", "10 a.m.-1 p.m.", "Opening", "Date Item Title"),
    "es": ("Organización de los trabajos", "Miércoles 17 de octubre", "10.00 horas", "Apertura", "Fecha Tema Título"),
    "fr": ("Organisation des travaux", "Mercredi 17 octobre", "10 heures", "Ouverture", "Date Point Titre"),
    "ru": ("Организация работы", "Среда, 17 октября", "10 час. 00 мин.", "Открытие", "Дата Пункт Название"),
    "zh": ("拟议工作安排", "10月17日星期三", "上午10时", "会议开幕；“通过”议程", "日期 项目 标题"),
}  # fmt: skip


def table(lang: str = "en", days: int = 1) -> Table:
    """Days of two sittings: one with two items and in a body's colour, one with a single item."""
    title, day, hours, item, heads = WORDS[lang]
    other = "fr" if lang == "ar" else "ar"
    group = (
        Row((Cell((line(day),), columns=3, heads="group"),), "day"),
        Row(
            (
                Cell((line(hours),), rows=2, heads="row", kind="hours", colour="royalblue"),
                Cell((line("1 (a)"),), kind="label"),
                Cell((line(item), line(Run("CTOC/COP/2012/1", link="https://example.org/x?a=1&b=é")))),
            ),
            "sitting",
        ),
        Row((Cell((line("2"),), kind="label"), Cell((line(Told(WORDS[other][3], other, True), " *"),)))),
        Row((Cell((line(hours),), heads="row"), Cell((line("3"),)), Cell((line(item),))), "sitting"),
    )
    columns = tuple(Column(line(head), share) for head, share in zip(heads.split(), (2, 1, 5), strict=True))
    return Table(title, columns, (group,) * days)


def sample(lang: str = "en", days: int = 1) -> Document:
    """A document with a block of every kind."""
    title, day, hours, item, _heads = WORDS[lang]
    blocks: tuple[Block, ...] = (
        Paragraph(line(item), "label"),
        Heading(line(title)),
        Paragraph(line(item), "whose"),
        Paragraph(line(hours), "where"),
        Paragraph(line(day), "alarm"),
        table(lang, days),
        Paragraph(line("* ", item), "note"),
        Heading(line(day), 2),
        Paragraph((Run(item, look="strong"), Run(" "), Run(item, look="em"), Run(item, look="struck"))),
        Bullets((line(item), line(hours))),
        Signature(line(title)),
        NewPage(),
        Heading(line(day), 3),
        Picture(SVG, item),
    )
    return Document(lang, title, blocks)


def made(*blocks: Block, lang: str = "en", **more: Any) -> Any:
    """A document of these blocks, written and opened by python-docx."""
    return docx.Document(io.BytesIO(written(Document(lang, "A title", blocks, **more))))


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a file by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(data: bytes) -> etree._Element:
    """The text of a file as XML."""
    return etree.fromstring(parts(data)["word/document.xml"])


def found(element: Any, path: str) -> list[Any]:
    """What XPath finds, with `w:` for the names of WordprocessingML."""
    return list(etree._Element.xpath(element, path, namespaces={"w": qn("w:p")[1:].partition("}")[0]}))
