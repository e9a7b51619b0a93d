"""Errors as the API tells them: RFC 9457 problem details, with the places and rule ids that the command line gives; a
person who waits for a page is told by one.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from session_planner.board.changes import ClashError
from session_planner.errors import InputError, OutsideError, SessionPlannerError
from session_planner.web.language import language_of
from session_planner.web.pages.page import page
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
    return {status: {"content": {one: {} for one in media_types}}}


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
    if isinstance(error, Problem) and error.kind == "login" and _is_page(request):
        to = f"{request.url.path}?{request.url.query}".rstrip("?") if request.method == "GET" else _back(request)
        return RedirectResponse(f"/login?to={quote(to)}", 303)
    mistakes = [one.text(lang) for one in error.mistakes] if isinstance(error, InputError) else []
    answer = _answer(error, lang)
    return _told(request, answer, error.text(lang), mistakes)


def _answer(error: SessionPlannerError, lang: str) -> JSONResponse:
    if isinstance(error, Problem):
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


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    mistakes = [{"path": "/".join(str(part) for part in one["loc"]), "message": one["msg"]} for one in error.errors()]
    said = text(N_("the request is not as the interface has it"), language_of(request))
    told = [f"{one['path']}: {one['message']}" for one in mistakes]
    return _told(request, problem(422, said, "request", mistakes=mistakes), said, told)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = text(N_("there is no such page"), language_of(request)) if error.status_code == 404 else str(error.detail)
    answer = problem(error.status_code, str(error.detail), "http", headers=dict(error.headers or {}))
    return _told(request, answer, said, [])


def _told(request: Request, answer: JSONResponse, said: str, mistakes: list[str]) -> Response:
    """The answer as a program reads it; for a person who waits for a page, a page that says the same."""
    if not _is_page(request):
        return answer
    kept = {name: value for name, value in answer.headers.items() if not name.startswith("content-")}
    values = {"said": said, "mistakes": mistakes if mistakes != [said] else [], "back": _back(request)}
    return page(request, "problem.html", values, status=answer.status_code, headers=kept)


def _is_page(request: Request) -> bool:
    """Whether a person waits for a page."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")


def _back(request: Request) -> str:
    """The page of ours from which a request came, to be looked at anew; else the first one."""
    came = urlsplit(request.headers.get("referer", "")[:2_000])
    fine = came.netloc == request.headers.get("host") and came.path.startswith("/") and not came.path.startswith("//")
    return f"{came.path}?{came.query}".rstrip("?") if fine else "/"


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
