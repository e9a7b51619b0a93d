"""How much a request may send, and how slowly: a body too large or too slow is refused before anybody keeps it.

It stands around the application and counts what passes; nothing is gathered here. A body that says how long it is need
not even begin.
"""

from __future__ import annotations

import asyncio
import contextlib
import time

from fastapi import Request, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from session_planner.web.language import language_of
from session_planner.web.problems import problem
from session_planner.words import N_, text

MOST = 16 * 1024 * 1024
"""Bytes of a body: the longest scenario that is read, in any alphabet."""
MOST_OF_A_LOGIN = 16 * 1024
PATIENCE = 60.0
"""Seconds in which a whole body must have come."""
_LINGERS = 2.0
_LOGINS = ("/login", "/api/v1/sessions")
_TOO_LARGE = N_("the request is too large: at most {most} bytes")
_TOO_SLOW = N_("the request came too slowly")


class Limits:
    """Refuses with 413 what is too large and with 408 what is too slow."""

    def __init__(self, app: ASGIApp, most: int = MOST, patience: float = PATIENCE) -> None:
        self.app, self._most, self._patience = app, most, patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands a request on, its body counted and timed."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = min(self._most, MOST_OF_A_LOGIN) if scope["path"].startswith(_LOGINS) else self._most
        if _length(scope) > most:
            answer = problem(413, _said(scope, _TOO_LARGE, most=most), "too-large", headers={"Connection": "close"})
            await _refuse(answer, receive, send)
            return
        await self.app(scope, _Counted(scope, receive, most, self._patience).receive, send)


class _Counted:
    """A body on its way in."""

    def __init__(self, scope: Scope, receive: Receive, most: int, patience: float) -> None:
        self._scope, self._receive, self._most = scope, receive, most
        self._came, self._whole = 0, False
        self._patience, self._until = patience, 0.0

    async def receive(self) -> Message:
        """The next piece. Raises HTTPException, which becomes the answer."""
        if self._whole:  # only the end of the connection can come now, and that may take its time
            return await self._receive()
        self._until = self._until or time.monotonic() + self._patience  # from when somebody begins to read
        try:
            message = await asyncio.wait_for(self._receive(), self._until - time.monotonic())
        except TimeoutError:
            raise HTTPException(408, _said(self._scope, _TOO_SLOW), {"Connection": "close"}) from None
        self._came += len(message.get("body", b""))
        if self._came > self._most:
            detail = _said(self._scope, _TOO_LARGE, most=self._most)
            raise HTTPException(413, detail, {"Connection": "close"})
        self._whole = not message.get("more_body", False)
        return message


async def _refuse(answer: Response, receive: Receive, send: Send) -> None:
    """Answers at once, and lets a client that sends before it listens go on for a moment: it would not hear us else."""
    await send({"type": "http.response.start", "status": answer.status_code, "headers": answer.raw_headers})
    await send({"type": "http.response.body", "body": answer.body, "more_body": True})
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_LINGERS):
            while (await receive()).get("more_body"):
                pass
    await send({"type": "http.response.body"})


def _length(scope: Scope) -> int:
    """What a request says of its length; 0 where it says nothing. The server has refused what is no number."""
    told = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(told) if told.isdigit() else 0


def _said(scope: Scope, message: str, **fields: int) -> str:
    return text(message, language_of(Request(scope)), **fields)
