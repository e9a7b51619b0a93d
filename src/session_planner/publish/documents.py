"""Documents: any layout in any form.

A format of `publish` each; the layouts say what stands where (`LAYOUTS`), the forms how a format writes it.
"""

from __future__ import annotations

from functools import partial

from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme
from session_planner.publish import LAYOUTS, loaded
from session_planner.publish.document import Document
from session_planner.scenario.model import Scenario

FORMS = {
    "docx": "forms.docx:written",
    "html": "forms.html:written",
    "md": "forms.markdown:written",
    "pdf": "forms.pdf:written",
}
"""How a document is written: a function of a `Document` each, that gives bytes or text."""


def document(
    programme: Programme, scenario: Scenario, lang: str, keep: Filter = EVERYTHING, layout: str = "annex"
) -> Document:
    """A programme, or the part that `keep` leaves, laid out as a document."""
    made: Document = loaded(LAYOUTS[layout])(programme, scenario, lang, keep)
    return made


def written(document: Document, form: str) -> bytes:
    """A document in one of `FORMS`."""
    made: bytes | str = loaded(FORMS[form])(document)
    return made.encode() if isinstance(made, str) else made


def laid_out(
    programme: Programme,
    scenario: Scenario,
    lang: str,
    keep: Filter = EVERYTHING,
    layout: str = "annex",
    *,
    form: str,
) -> bytes:
    """A programme, or the part that `keep` leaves, in a layout of `LAYOUTS` and one of `FORMS`."""
    return written(document(programme, scenario, lang, keep, layout), form)


docx, html, markdown, pdf = (partial(laid_out, form=form) for form in ("docx", "html", "md", "pdf"))
