"""What kind of document a file is, by its first bytes; and for kinds that are not read, what to do instead."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath
from typing import Literal

from session_planner.sources.papers.archive import refuse_many_parts
from session_planner.sources.papers.limits import refused
from session_planner.words import N_

Kind = Literal["txt", "docx", "pdf", "html"]

_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|h[1-6]|ul|ol|section|article)[\s>/]", re.I
)
_SIGNS = (
    (b"{\\rtf", N_("this is an RTF document; open it and save it as .docx")),
    (b"\x89PNG", N_("this is a picture; recognise its text first, or save the document itself as .docx or .txt")),
    (b"\xff\xd8\xff", N_("this is a picture; recognise its text first, or save the document itself as .docx or .txt")),
    (b"II*\0", N_("this is a picture; recognise its text first, or save the document itself as .docx or .txt")),
    (b"MM\0*", N_("this is a picture; recognise its text first, or save the document itself as .docx or .txt")),
    (b"\x1f\x8b", N_("this file is packed; unpack it first")),
    (b"7z\xbc\xaf", N_("this file is packed; unpack it first")),
    (b"Rar!", N_("this file is packed; unpack it first")),
    (b"%!PS", N_("this is a PostScript file; save it as .pdf")),
    (b"\xffWPC", N_("this is a WordPerfect document; open it and save it as .docx")),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOOKED_AT = 4096


def kind_of(data: bytes, file: str) -> Kind:
    """The kind of a document. Raises InputError for one that is not read, naming it and what to do."""
    if not data.strip():
        raise refused(file, N_("the file is empty"))
    head = data[:_LOOKED_AT]
    for sign, message in _SIGNS:
        if head.startswith(sign):
            raise refused(file, message)
    if head.startswith(_OLE):
        raise refused(file, _old_office(data))
    if head.startswith(b"PK") and (head[2:4] in (b"\3\4", b"\5\6", b"\7\x08")):
        return _packed(data, file)
    # Readers allow for some bytes before a PDF's mark.
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return _text_kind(head, file)


def _old_office(data: bytes) -> str:
    if _ENCRYPTED in data:
        return N_("this document is protected by a password; save it without one")
    return N_("this is a document of an older Word or Office (.doc); open it and save it as .docx")


def _packed(data: bytes, file: str) -> Kind:
    refuse_many_parts(data, file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            # A good OpenDocument file says what it is in its first part, unpacked.
            told = (
                archive.read("mimetype") if "mimetype" in names and archive.getinfo("mimetype").file_size < 200 else b""
            )
    except Exception as error:  # whatever a damaged archive makes zipfile stumble over
        raise refused(file, N_("this .docx file is damaged or cut off; take a fresh copy of it")) from error
    if any(name.startswith("word/") for name in names) or ("[Content_Types].xml" in names and not _other(names)):
        return "docx"
    if b"opendocument" in told or "content.xml" in names:
        raise refused(file, N_("this is an OpenDocument file (.odt); open it and save it as .docx"))
    if any(name.startswith("xl/") for name in names):
        raise refused(file, N_("this is a workbook (.xlsx) and no document"))
    if any(name.startswith("ppt/") for name in names):
        raise refused(file, N_("these are slides (.pptx); save their text as .docx or .txt"))
    if b"epub" in told:
        raise refused(file, N_("this is an e-book (.epub); save its text as .html or .txt"))
    raise refused(file, N_("this is an archive and no document; unpack it first"))


def _other(names: list[str]) -> bool:
    return any(name.startswith(("xl/", "ppt/")) for name in names)


def _text_kind(head: bytes, file: str) -> Kind:
    suffix = PurePath(file).suffix.lower()
    # UTF-16 has a NUL beside every letter of a tag.
    plain = head.replace(b"\0", b"")
    if suffix in (".html", ".htm", ".xhtml") or (suffix not in (".txt", ".text", ".md") and _HTML.search(plain[:1024])):
        return "html"
    start = plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return "html" if start.startswith((b"<!doctype html", b"<html")) else "txt"
