"""Workbooks as archives of XML: what they would come to in memory is counted before any library makes objects of it.

Before `sheets` (a programme) and before `sources.systems.cells` (a draft). Each part is walked once in small pieces;
nothing is kept of it but counts, no entity is expanded, and the first thing beyond measure ends the walk.
"""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from session_planner.errors import InputError, Mistake
from session_planner.words import N_

MOST_PARTS = 10_000
MOST_ROWS = 100_000
"""Rows of all sheets together, those too that only say how high or how hidden they are."""
MOST_IN_ROW = 16_384
"""Cells of a row, as many as a spreadsheet has columns."""
MOST_IN_PIECE = 65_536
"""Elements of a row or of a shared text, which are read as one piece."""
MOST_OTHERS = 60_000
"""Elements of all else: styles, widths of columns, names, rules."""
MOST_IN_TEXT = 1_000_000
MOST_IN_TAG = 1 << 18
"""Bytes of an element's tag with its attributes."""
MOST_DEPTH = 200
_CHUNK = 1 << 16
_COVERING = ("mergeCell", "hyperlink", "comment")
"""Elements for which the library makes a cell of every place that they cover."""
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_PIECES = ("row", "si")
_REF = re.compile(r"[A-Za-z]{1,3}[1-9][0-9]{0,6}")


@dataclass(slots=True)
class Counted:
    """What is in a workbook: cells (empty ones too), rows, texts and all else."""

    cells: int = 0
    rows: int = 0
    texts: int = 0
    others: int = 0
    covered: int = 0
    """Places under merged cells, links and comments."""
    bare_formulas: int = 0
    """Formulas without a stored value."""


def look_inside(file: str, data: bytes, most: int) -> None:
    """Refuses what is no workbook, and what would unpack to more bytes than it is worth."""
    # Each part has an entry with this mark: counted before zipfile makes an object of each.
    count = data.count(b"PK\1\2")
    try:
        if count > MOST_PARTS:
            raise _refused(file, N_("the workbook has {count} parts; at most {most} are read"), count, MOST_PARTS)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise InputError([Mistake(file, 0, 0, "", N_("the file is not an .xlsx workbook"))]) from error
    # zipfile never unpacks more of a part than its header says, so that the sum of the headers is a bound.
    if unpacked > most:
        raise InputError([Mistake(file, 0, 0, "", N_("the workbook unpacks to {size} MiB; at most {most} are read"),
                                  {"size": unpacked >> 20, "most": most >> 20})])  # fmt: skip


def counted(file: str, data: bytes, most_cells: int) -> Counted:
    """What is in the parts of a workbook that was looked inside. Raises InputError for what is beyond measure."""
    found = Counted()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist():
                if part.compress_type not in _PACKED:
                    raise ValueError(f"{part.filename}: packed in way {part.compress_type}, in which no workbook is")
                # Old drawings are no sound XML, and nobody reads them.
                if not part.filename.lower().endswith(".vml"):
                    with archive.open(part) as stream:
                        _Walk(file, part.filename, found, most_cells).through(stream)
    except InputError:
        raise
    except Exception as error:  # whatever a damaged archive makes zipfile stumble over, or expat
        reason = str(error)[:200] or type(error).__name__
        raise InputError([Mistake(file, 0, 0, "", N_("the workbook cannot be read: {reason}"),
                                  {"reason": reason})]) from error  # fmt: skip
    return found


def _refused(file: str, message: str, count: int, most: int) -> InputError:
    return InputError([Mistake(file, 0, 0, "", message, {"count": count, "most": most})])


class _Walk:
    """Once through one part."""

    def __init__(self, file: str, part: str, found: Counted, most_cells: int) -> None:
        self.file, self.part, self.found, self.most_cells = file, part, found, most_cells
        self.path: list[str] = []
        self.in_piece = self.in_row = self.size = 0
        self.formula = self.value = False

    def through(self, stream: Any) -> None:
        """Reads the part to its end, where it begins like XML."""
        head = stream.read(_CHUNK)
        if not head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
            return
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.EntityDeclHandler = self._text, self._entity
        fed = 0
        while head:
            parser.Parse(head, False)
            fed += len(head)
            # What is not yet read is a tag without its end, which expat would begin again with every piece.
            self._most(
                N_("a tag of the workbook has more than {most} bytes"), fed - parser.CurrentByteIndex, MOST_IN_TAG
            )
            head = stream.read(_CHUNK)
        parser.Parse(b"", True)

    def _entity(self, *_said: object) -> None:
        message = N_("part `{part}` of the workbook defines entities of its own, which no workbook does")
        raise InputError([Mistake(self.file, 0, 0, "", message, {"part": self.part})])

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        found = self.found
        self.path.append(name)
        self.size = 0
        if len(self.path) > MOST_DEPTH:
            self._beyond(N_("the workbook has {count} elements inside each other; at most {most} are read"),
                         len(self.path), MOST_DEPTH)  # fmt: skip
        if name in _PIECES:
            self.in_piece = self.in_row = 0
            found.rows += name == "row"
            found.texts += name == "si"
            self._most(N_("the workbook has more than {most} rows"), found.rows, MOST_ROWS)
            self._most(N_("the workbook has more than {most} cells"), found.texts, self.most_cells)
        elif not self._in_a_piece():
            found.others += 1 + attributes.get("sqref", "").count(" ")
            self._most(N_("the workbook has more than {most} styles, names and the like"), found.others, MOST_OTHERS)
            if name in _COVERING:
                found.covered += _places(attributes.get("ref", ""))
        else:
            self._inside(name, attributes)

    def _inside(self, name: str, attributes: dict[str, str]) -> None:
        """An element of a row or of a shared text."""
        self.in_piece += 1
        self._most(N_("a row or a text of the workbook has more than {most} elements"), self.in_piece, MOST_IN_PIECE)
        if name == "c":
            self.found.cells += 1
            self.in_row += 1
            self.formula = self.value = False
            self._most(N_("a row of the workbook has more than {most} cells"), self.in_row, MOST_IN_ROW)
            self._most(N_("the workbook has more than {most} cells"), self.found.cells, self.most_cells)
            if (ref := attributes.get("r")) is not None and not _REF.fullmatch(ref):
                message = N_("part `{part}` of the workbook names a cell `{found}`, and there is no such cell")
                raise InputError([Mistake(self.file, 0, 0, "", message, {"part": self.part, "found": ref[:80]})])
        elif name == "f":
            self.formula = True

    def _in_a_piece(self) -> bool:
        return any(name in _PIECES for name in self.path[:4])

    def _end(self, _tag: str) -> None:
        if self.path.pop() == "c" and self.formula and not self.value:
            self.found.bare_formulas += 1

    def _text(self, text: str) -> None:
        self.size += len(text)
        self.value = self.value or (self.path[-1] in ("v", "t") and bool(text))
        self._most(N_("a text of the workbook has more than {most} characters"), self.size, MOST_IN_TEXT)

    def _most(self, message: str, count: int, most: int) -> None:
        if count > most:
            self._beyond(message, count, most)

    def _beyond(self, message: str, count: int, most: int) -> None:
        raise _refused(self.file, message, count, most)


def _places(ref: str) -> int:
    """How many places a range of cells covers; 0 for what is none, which the library tells."""
    first, _colon, last = ref.replace("$", "").partition(":")
    with suppress(ValueError):
        (column, row), (other, end) = _place(first), _place(last)
        return (abs(column - other) + 1) * (abs(row - end) + 1)
    return 0


def _place(ref: str) -> tuple[int, int]:
    """Column and row of a cell by its name: 28 and 7 for `AB7`."""
    letters = ref.rstrip("0123456789")[:4]
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column, int(ref[len(letters) :])
