"""`Idempotency-Key`: a request that is sent again is done once, and answered the same.

Two halves, since only FastAPI knows who asks and only the server sees the whole answer: `once` is a dependency of every
endpoint, and answers a repeated request itself; `KeepAnswers` stands around the application and keeps what was
answered. Keys are a person's own. Only what was done is kept: a refusal did nothing and is simply tried anew. An answer
that tells a secret (`request.state.secret = True`) is never kept.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import time
from typing import Annotated, Any

from fastapi import FastAPI, Header, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from session_planner.web.context import Ctx
from session_planner.web.problems import Problem
from session_planner.web.store.requests import Kept, Requests
from session_planner.web.who import Who
from session_planner.words import N_

_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_PATIENCE = 30.0
"""Seconds for which a twin waits for the answer to the first."""
_POLL = 0.05
_DEAD = dt.timedelta(minutes=10)
"""After which a request that never got its answer is one whose server ended."""
_KEEP_HEADERS = frozenset({"content-type", "etag", "location", "content-disposition"})
_MOST_KEPT = 4_000_000
_OPEN = "idempotency"


class Answered(Exception):
    """The request was answered before."""

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self.kept = kept


Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="a name of this request by whoever makes it: sent again with the same key, it is done once",
    ),
]


async def once(request: Request, ctx: Ctx, person: Who, key: Key = None) -> None:
    """Lets a request with a new key pass; answers one that was answered, waits with one whose twin is under way."""
    if key is None or request.method not in _CHANGING or person.role == "public":
        return
    who = person.account or person.name
    whole = f"{request.method} {request.url.path}?{request.url.query}\n".encode() + await request.body()
    digest, store = hashlib.sha256(whole).hexdigest(), Requests(ctx.engine)
    until = time.monotonic() + _PATIENCE
    while (kept := await run_in_threadpool(store.reserve, key, who, digest)) is not None:
        if kept.digest != digest:
            raise Problem(422, N_("this `Idempotency-Key` was used for another request"), kind="key-reused")
        if kept.answered:
            raise Answered(kept)
        if dt.datetime.now(dt.UTC) - kept.at > _DEAD:
            message = N_("whether this was done is not known: the server ended meanwhile; look, and use another key")
            raise Problem(409, message, kind="key-unfinished")
        if time.monotonic() > until:
            raise Problem(409, N_("the first request with this key is still under way"), kind="key-under-way")
        await asyncio.sleep(_POLL)
    request.scope.setdefault("state", {})[_OPEN] = (store, key, who)


def install(app: FastAPI) -> None:
    """Makes the application keep its answers."""
    app.add_exception_handler(Answered, _again)
    app.add_middleware(KeepAnswers)


async def _again(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Answered)
    headers = {**error.kept.headers, "Idempotency-Replayed": "true"}
    return Response(error.kept.body, error.kept.status, headers)


class KeepAnswers:
    """Keeps the answers of requests that `once` let pass."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands everything on; with a key, remembers what was sent."""
        if scope["type"] != "http" or not any(name == b"idempotency-key" for name, _ in scope["headers"]):
            await self.app(scope, receive, send)
            return
        state: dict[str, Any] = scope.setdefault("state", {})
        answer = _Answer(send, state)
        try:
            await self.app(scope, receive, answer.send)
        finally:
            # Not answered, or refused: the key is free again.
            await answer.give_back()


class _Answer:
    """An answer on its way out. It is kept before its last piece is sent: who has it can count on it."""

    def __init__(self, send: Send, state: dict[str, Any]) -> None:
        self._send, self._state = send, state
        self._status = 0
        self._headers: dict[str, str] = {}
        self._body = b""

    async def send(self, message: Message) -> None:
        """Sends a piece."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
            named = ((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in message["headers"])
            self._headers = {name: value for name, value in named if name in _KEEP_HEADERS}
        elif message["type"] == "http.response.body" and self._good:
            self._body += message.get("body", b"")
            if not message.get("more_body") or len(self._body) > _MOST_KEPT:
                await self._keep()
        await self._send(message)

    @property
    def _good(self) -> bool:
        return _OPEN in self._state and 200 <= self._status < 300 and not self._state.get("secret")

    async def _keep(self) -> None:
        store, key, who = self._state.pop(_OPEN)
        await run_in_threadpool(store.answer, key, who, self._status, self._headers, self._body)

    async def give_back(self) -> None:
        """Frees a key under which nothing was done."""
        if (opened := self._state.pop(_OPEN, None)) is not None:
            store, key, who = opened
            await run_in_threadpool(store.release, key, who)
