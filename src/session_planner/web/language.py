"""In which language a request is answered: what it asks for by name, else what the browser prefers, else English."""

from __future__ import annotations

from fastapi import Request

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


def language_of(request: Request) -> str:
    """`?lang=`, the language of the page's path, the cookie, then `Accept-Language`."""
    asked = (
        request.query_params.get("lang"),
        request.path_params.get("lang"),
        request.cookies.get("lang"),
        *_preferred(request.headers.get("accept-language", "")),
    )
    return next((lang for lang in asked if lang in LANGUAGES), "en")


def _preferred(header: str) -> list[str]:
    """The languages of an `Accept-Language` header, best first; what is no number counts for nothing."""
    weighed = []
    for place, part in enumerate(header[:500].split(",")):
        name, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            weight = 0.0
        weighed.append((-weight, place, name.split("-")[0].lower()))
    return [name for weight, _, name in sorted(weighed) if weight < 0]
