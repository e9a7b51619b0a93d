"""A page made from a template: words in the reader's language, its direction, its links; nothing inline, nothing loaded
from elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from session_planner import words
from session_planner.web.language import LANGUAGES, language_of

NAMES = {"ar": "العربية", "en": "English", "es": "Español", "fr": "Français", "ru": "Русский", "zh": "中文"}
"""Each language by its own name, as it stands in the list of languages."""


def page(
    request: Request,
    template: str,
    values: Mapping[str, Any],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """A template of `templates` with its values; `_("…", field=…)` in it is a message in the page's language."""
    lang = language_of(request)

    def say(msgid: str, **fields: Any) -> str:
        return words.text(msgid, lang, **fields)

    text = (
        _environment()
        .get_template(template)
        .render(
            _=say,
            lang=lang,
            direction="rtl" if lang == "ar" else "ltr",
            languages=[(each, NAMES[each], str(request.url.include_query_params(lang=each))) for each in LANGUAGES],
            request=request,
            person=(person := getattr(request.state, "person", None)),
            csrf=(csrf := person.csrf if person else ""),
            csrf_field=lambda: Markup('<input type="hidden" name="csrf" value="{}">').format(csrf),
            **values,
        )
    )
    return HTMLResponse(
        text, status, dict(headers or {}) | {"Content-Language": lang, "Vary": "Accept-Language, Cookie"}
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("session_planner.web.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
