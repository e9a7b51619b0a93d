"""A document as a Word file (DOCX): real styles, tables whose head is repeated, either direction of writing.

A form of `publish`, written with python-docx, which is loaded when a document is written: `docx_file` prepares the
file, `docx_blocks` fills it, with `docx_text` for words and `docx_table` for tables; `docx_styles` says how it all
looks. The same document always gives the same bytes: the file holds no time and no author.
"""

from __future__ import annotations

import io
import zipfile

from session_planner.errors import OutsideError
from session_planner.publish.document import Document
from session_planner.words import N_

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name
_UNIX, _READABLE = 3, 0o644 << 16


def written(document: Document) -> bytes:
    """The document as a Word file.

    Raises OutsideError where python-docx, or what draws its pictures, is not installed.
    """
    try:
        import docx  # noqa: F401 - only to learn that it is there
    except ImportError:
        said = N_("DOCX needs python-docx: install `session-planner[docx]`; `session-planner doctor` says how")
        raise OutsideError(said) from None
    from session_planner.publish.forms.docx_blocks import fill
    from session_planner.publish.forms.docx_file import prepared

    file = prepared(document)
    fill(file, document)
    made = io.BytesIO()
    file.save(made)
    return _timeless(made.getvalue())


def _timeless(package: bytes) -> bytes:
    """The same package, as if all its parts had been written at one moment and on one machine."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as parts, zipfile.ZipFile(made, "w") as kept:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            kept.writestr(entry, parts.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
