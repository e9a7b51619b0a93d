"""Errors as the API tells them: RFC 9457 problem details, with the places and rule ids that the command line gives."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from session_planner.board.changes import ClashError
from session_planner.errors import InputError, OutsideError, SessionPlannerError
from session_planner.web.language import language_of
from session_planner.web.store.boards import UnknownError
from session_planner.web.store.codecs import segments_to
from session_planner.words import N_, text

_PROBLEM = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "pattern": "^urn:session-planner:problem:"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail"],
}
_REFUSED: dict[str, Any] = {
    "description": "Refused: why, in words and by the name of the problem",
    "content": {"application/problem+json": {"schema": _PROBLEM}},
}
REFUSALS: dict[int | str, dict[str, Any]] = {"4XX": _REFUSED, "503": _REFUSED}
"""What any endpoint may answer beside what it is for, for the description of the API."""


def answers(*media_types: str, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """For the description of the API: an answer that is no JSON, in one of these types."""
    return {status: {"content": {one: {"schema": {"type": "string"}} for one in media_types}}}


class Problem(SessionPlannerError):
    """A refusal that is about the request: `status`, a sentence, and what a program may want to know of it."""

    def __init__(
        self, status: int, message: str, /, *, kind: str = "", headers: dict[str, str] | None = None, **fields: Any
    ):
        super().__init__(message, **fields)
        self.status = status
        self.kind = kind
        self.headers = headers


def install(app: FastAPI) -> None:
    """Makes every error of the application a problem."""
    app.add_exception_handler(SessionPlannerError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, SessionPlannerError)
    lang = language_of(request)
    if isinstance(error, Problem):
        if error.kind == "login" and _is_page(request):
            to = quote(f"{request.url.path}?{request.url.query}".rstrip("?"))
            return RedirectResponse(f"/login?to={to}", 303)
        return problem(error.status, error.text(lang), error.kind, headers=error.headers)
    if isinstance(error, ClashError):
        cards = {card: segments_to(parts) for card, parts in error.cards.items()}
        return problem(409, error.text(lang), "clash", cards=cards, text=error.text_changed)
    if isinstance(error, UnknownError):
        return problem(404, error.text(lang), "unknown")
    if isinstance(error, InputError):
        mistakes = [
            {"file": one.file, "line": one.line, "column": one.column, "path": one.path, "message": one.text(lang)}
            for one in error.mistakes
        ]
        return problem(422, error.text(lang), "mistakes", mistakes=mistakes)
    if isinstance(error, OutsideError):
        return problem(503, error.text(lang), "outside")
    return problem(500, error.text(lang), "internal")


def _is_page(request: Request) -> bool:
    """Whether a person waits for a page, who can be sent to another."""
    return request.method == "GET" and "text/html" in request.headers.get("accept", "")


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    mistakes = [{"path": "/".join(str(part) for part in one["loc"]), "message": one["msg"]} for one in error.errors()]
    return problem(422, text(N_("the request is not as the interface has it"), language_of(request)), "request",
                   mistakes=mistakes)  # fmt: skip


async def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, str(error.detail), "http", headers=dict(error.headers or {}))


def problem(
    status: int, detail: str, kind: str = "", *, headers: dict[str, str] | None = None, **more: Any
) -> JSONResponse:
    """A problem; `type` is a name of ours, stable across versions."""
    body = {
        "type": f"urn:session-planner:problem:{kind or 'refused'}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }
    return JSONResponse(body, status, headers, media_type="application/problem+json")
