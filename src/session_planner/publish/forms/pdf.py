"""A document as PDF: printed by WeasyPrint from the page that `forms.html` writes, tagged as PDF/UA-1 asks.

A form of `publish`. Nothing is fetched, no clock is read: the same document gives the same bytes with the same fonts.
What WeasyPrint needs and is not there (itself, Pango, fonts for a script) is an `OutsideError` that says what.
"""

from __future__ import annotations

import contextlib
import io
import logging
import threading
import unicodedata
import warnings
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from session_planner.errors import OutsideError
from session_planner.publish.document import Document
from session_planner.publish.forms import html
from session_planner.publish.forms.tagging import tell_cells_their_heads, tell_languages
from session_planner.words import N_

# By the first word of the names that Unicode gives their characters: what a page in that script cannot do without.
_SCRIPTS = {
    "LATIN": ("Latin", "fonts-liberation"),
    "CYRILLIC": ("Cyrillic", "fonts-liberation"),
    "ARABIC": ("Arabic", "fonts-noto-core"),
    "CJK": ("Chinese", "fonts-noto-cjk"),
}


def written(document: Document) -> bytes:
    """The document as PDF. Raises OutsideError where a library or the fonts of a script are missing."""
    weasyprint = _weasyprint()
    _refuse_no_fonts()
    with _signs_without_font() as lacking:
        made: bytes = weasyprint.HTML(
            string=html.written(document), base_url="", url_fetcher=_refused, media_type="print"
        ).write_pdf(pdf_variant="pdf/ua-1", finisher=_finished)
    _refuse_lacking(lacking)
    return made


def _weasyprint() -> Any:
    """WeasyPrint, which loads Pango as it is imported (and prints and warns in its own words where it cannot)."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            weasyprint = import_module("weasyprint")
    except ImportError:
        said = N_("a PDF needs WeasyPrint, which is not installed; `session-planner doctor` says how to install it")
        raise OutsideError(said) from None
    except OSError as error:
        said = N_("a PDF needs {library}, which is missing; `session-planner doctor` says how to install it")
        raise OutsideError(said, library=_library(error)) from error
    return weasyprint


def _library(error: OSError) -> str:
    """The library's name, from what the loader says of it: `cannot load library 'libpango-1.0-0': ...`."""
    quoted = str(error).split("'")
    return quoted[1] if len(quoted) > 2 else "Pango"


def _refuse_no_fonts() -> None:
    """Raises OutsideError where there is no font at all: Pango does not outlive that."""
    loaded = import_module("weasyprint.text.ffi")
    fonts = loaded.fontconfig.FcConfigGetFonts(loaded.ffi.NULL, loaded.fontconfig.FcSetSystem)
    if fonts == loaded.ffi.NULL or not fonts.nfont:
        said = N_("a PDF needs fonts, and there are none; `session-planner doctor` says how to install them")
        raise OutsideError(said)


def _refused(url: str, *_more: Any, **_named: Any) -> Any:
    """A document has all that it needs; whatever else a page might name is not fetched."""
    raise ValueError(url)


def _finished(laid_out: Any, pdf: Any) -> None:
    tell_cells_their_heads(pdf)
    tell_languages((page._page_box for page in laid_out.pages), pdf)


class _Lacking(logging.Handler):
    """Gathers the signs of which WeasyPrint says that no font has them, in this thread only."""

    def __init__(self) -> None:
        super().__init__()
        self.thread, self.signs = threading.get_ident(), set[str]()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread and str(record.msg).startswith(".notdef") and isinstance(record.args, tuple):
            self.signs.add(str(record.args[0]))


@contextlib.contextmanager
def _signs_without_font() -> Iterator[set[str]]:
    """The signs that no font had, while the context lasts."""
    log, handler = logging.getLogger("weasyprint"), _Lacking()
    log.addHandler(handler)
    try:
        yield handler.signs
    finally:
        log.removeHandler(handler)


def _refuse_lacking(signs: set[str]) -> None:
    """Raises OutsideError where letters of a language could not be shown; a rare sign without a font is only a box."""
    for script, (name, package) in _SCRIPTS.items():
        if any(unicodedata.name(sign, "").startswith(script) for sign in signs):
            said = N_(
                "no font here has {script} letters, which this PDF needs (on Debian: {package}); "
                "`session-planner doctor` says how to install it"
            )
            raise OutsideError(said, script=name, package=package)
