"""The parts of an Office file, none of them unpacked before it is known how large they all become, and XML read safely.

No entity is ever expanded, nothing outside the file is fetched, and a part that claims to be small is not read beyond
what it claims.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any

from session_planner.sources.papers.limits import broken, missing_library, refused, too_large
from session_planner.words import N_

MOST_UNPACKED = 256 * 1024 * 1024
MOST_PART = 64 * 1024 * 1024
MOST_PARTS = 10_000
MOST_DEPTH = 200
"""Elements inside each other; Word itself stays far below."""


class Archive:
    """The parts of a file, by name."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        refuse_many_parts(data, file)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except Exception as error:  # whatever a damaged archive makes zipfile stumble over
            raise broken(file, ".docx", error) from error
        unpacked = sum(part.file_size for part in parts)
        if unpacked > MOST_UNPACKED:
            raise too_large(file, unpacked, MOST_UNPACKED)
        self._sizes = {part.filename: part.file_size for part in parts}
        self._locked = any(part.flag_bits & 1 for part in parts)

    def __contains__(self, name: str) -> bool:
        return name in self._sizes

    def part(self, name: str) -> bytes:
        """The bytes of a part."""
        if self._locked:
            raise refused(self.file, N_("this document is protected by a password; save it without one"))
        size = self._sizes[name]
        if size > MOST_PART:
            raise too_large(self.file, size, MOST_PART)
        try:
            with self._zip.open(name) as stream:
                return stream.read(size + 1)
        except Exception as error:  # a part cut off, a wrong sum, a way of packing that nobody uses
            raise broken(self.file, ".docx", error) from error

    def xml(self, name: str) -> Any:
        """The root of a part's XML; None where there is no such part."""
        return parse_xml(self.part(name), self.file) if name in self else None

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: by id, the last word of the kind and the part's name."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for each in root if root is not None else ():
            if isinstance(each.tag, str) and each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
                found[each.get("Id", "")] = (each.get("Type", "").rsplit("/", 1)[-1], target)
        return found


def refuse_many_parts(data: bytes, file: str) -> None:
    """Raises InputError for more parts than a document has, before an object is made of each."""
    count = data.count(b"PK\1\2")
    if count > MOST_PARTS:
        raise refused(file, N_("the document has {count} parts; at most {most} are read"), count=count, most=MOST_PARTS)


def parse_xml(data: bytes, file: str) -> Any:
    """XML as a tree of lxml."""
    try:
        from lxml import etree
    except ImportError as error:
        raise missing_library(file, ".docx") from error
    if b"<!ENTITY" in data or b"<\0!\0E\0N\0T" in data or b"\0<\0!\0E\0N\0T" in data:
        raise refused(file, N_("the file defines entities of its own, which no document does, and is not read"))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken(file, ".docx", error) from error
    if depth_of(root) > MOST_DEPTH:
        raise refused(file, N_("the file has more than {most} elements inside each other"), most=MOST_DEPTH)
    return root


def depth_of(root: Any) -> int:
    """How many elements stand inside each other."""
    from lxml import etree

    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
