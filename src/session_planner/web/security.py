"""What holds for every request, whoever asks: by which names the server answers, from which pages it takes changes, and
what browsers may do with its answers.

Without a login (local mode) whoever reaches the server may plan. So a page elsewhere must reach it neither by a name
that it has pointed at this machine (`Host`) nor by sending a form (`Origin`), and it is reached from nowhere else.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from session_planner.errors import InputError, Mistake
from session_planner.web.language import language_of
from session_planner.web.limits import Limits
from session_planner.web.problems import problem
from session_planner.web.settings import Settings
from session_planner.words import N_, text

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{what}-src 'self'" for what in ("script", "style", "font", "connect", "manifest")),
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing inline, nothing from elsewhere, in nobody's frame."""
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_HSTS = {"Strict-Transport-Security": "max-age=31536000"}
_PRIVATE = "no-store"


def install(app: FastAPI, settings: Settings) -> None:
    """Puts the guards around an application. Raises InputError for a server without login that others can reach."""
    if settings.local and not is_loopback(_host(settings.address)):
        message = N_("without a login only this machine may come in, and not `{address}`: ask for a login (--login)")
        raise InputError([Mistake("", 0, 0, "", message, {"address": settings.address})])
    app.add_middleware(Limits)
    app.add_middleware(Guard, settings=settings)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


class Guard:
    """Stands outermost: refuses strange hosts and changes from other sites, and gives every answer its headers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._address = settings.address.rstrip("/").lower()
        self._name = None if _is_any(host := _host(settings.address)) and not settings.local else host
        told = HEADERS | (_HSTS if self._address.startswith("https:") else {})
        self._headers = tuple((name.lower().encode(), value.encode()) for name, value in told.items())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses a request, or hands it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(message, scope["path"])
            await send(message)

        headers = Headers(scope=scope)
        if not self._answers_to(headers.get("host", "")):
            said = text(N_("this server does not go by that name"), language_of(Request(scope)))
            await problem(421, said, "host")(scope, receive, with_headers)
        elif scope["method"] not in _SAFE and not self._own_page(headers):
            said = text(N_("this did not come from a page of this server"), language_of(Request(scope)))
            await problem(403, said, "origin")(scope, receive, with_headers)
        else:
            await self.app(scope, receive, with_headers)

    def _answers_to(self, host: str) -> bool:
        """Whether a `Host` is a name of ours: the address's, this machine's; any, where the address names none."""
        name = _host("//" + host)
        return bool(name) and (self._name is None or name == self._name or is_loopback(name))

    def _own_page(self, headers: Headers) -> bool:
        """Whether a change comes from a page of ours, or from no browser at all: browsers always say from where."""
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site", "none") in ("same-origin", "none")
        scheme, _, place = origin.lower().partition("://")
        return origin.lower() == self._address or (
            scheme in ("http", "https") and place == headers.get("host", "").lower()
        )

    def _add(self, message: Message, path: str) -> None:
        message["headers"] = [*message.get("headers", ()), *self._headers]
        answer = MutableHeaders(scope=message)
        if path.startswith("/api/"):  # what only some may see stays in nobody's cache
            answer.setdefault("cache-control", _PRIVATE)


def _host(address: str) -> str:
    """The name or number of the machine in an address, "" where there is none."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _is_any(host: str) -> bool:
    """Whether an address is every address of this machine, as one listens on it."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return not host
