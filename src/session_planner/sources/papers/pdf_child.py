"""The process that opens a PDF, for `pdf`: the file comes by its input, the pages go by its output as JSON.

A PDF is a program of sorts: it may ask for any amount of time and memory. This process may not take them, and if it
dies nothing else does.
"""

from __future__ import annotations

import io
import json
import sys
import types
import zlib
from typing import Any

from session_planner.sources.papers.pdf_page import PageData, page_data

MOST_PAGES = 500
MOST_SIGNS = 3_000_000
MOST_STREAM = 128 * 1024 * 1024
"""Of one stream, unpacked."""
MEMORY = 2 * 1024 * 1024 * 1024
SECONDS = 40
"""Of processor time."""


class RefusedError(Exception):
    """The PDF is not read; the argument says why in a word that `pdf` knows."""


def pages_of(data: bytes) -> list[PageData]:
    """The pages of a PDF. Raises RefusedError, or whatever the libraries raise."""
    import pdfplumber
    from pdfminer.pdfpage import PDFPage

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for count, _ in enumerate(PDFPage.create_pages(pdf.doc), 1):
            if count > MOST_PAGES:
                raise RefusedError("pages")
        pages: list[PageData] = []
        signs = 0
        for page in pdf.pages:
            pages.append(page_data(page))
            signs += len(page.chars)
            if signs > MOST_SIGNS:
                raise RefusedError("long")
            page.close()
    return pages


def reason_of(error: BaseException) -> str:
    """Why a PDF could not be read: `password`, or what the library says."""
    seen: BaseException | None = error
    for _ in range(10):
        if seen is None:
            break
        if type(seen).__name__ in ("PDFPasswordIncorrect", "PDFEncryptionError"):
            return "password"
        if isinstance(seen, RefusedError):
            return str(seen)
        if isinstance(seen, MemoryError):
            return "memory"
        inner = seen.args[0] if seen.args and isinstance(seen.args[0], BaseException) else None
        seen = inner or seen.__cause__ or seen.__context__
    return f"damaged: {str(error)[:200] or type(error).__name__}"


class _Bounded(types.ModuleType):
    """zlib as pdfminer uses it, unpacking no more than a page of text can be."""

    error = zlib.error

    @staticmethod
    def decompress(data: bytes) -> bytes:
        """As zlib's own; MemoryError beyond the bound."""
        worker = zlib.decompressobj()
        unpacked = worker.decompress(data, MOST_STREAM)
        if worker.unconsumed_tail:
            raise MemoryError
        if not worker.eof:
            raise zlib.error("incomplete")
        return unpacked

    decompressobj = staticmethod(zlib.decompressobj)


def bound_streams() -> None:
    """From now on no stream of a PDF is unpacked beyond its bound in this process."""
    import pdfminer.pdftypes

    pdfminer.pdftypes.zlib = _Bounded("zlib")  # type: ignore[attr-defined]


def _limit(seconds: int) -> None:
    bound_streams()
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, seconds)):
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, hard))


def main() -> None:
    """Reads a PDF from standard input and writes its pages, or why there are none, to standard output.

    The one argument is the seconds that it may take.
    """
    data = sys.stdin.buffer.read()
    answer: dict[str, Any]
    try:
        _limit(int(sys.argv[1]))
        answer = {"pages": pages_of(data)}
    except Exception as error:  # the libraries raise whatever a broken file makes them stumble over
        answer = {"refused": reason_of(error)}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=True).encode("ascii"))


if __name__ == "__main__":
    main()
