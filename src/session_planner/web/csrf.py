"""Whatever changes something under a session carries the session's own token, in a header or in a form's field.

Where a page comes from (`Origin`) was looked at before; this holds even where a browser does not say.
"""

from __future__ import annotations

import hmac

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from session_planner.web.context import Ctx
from session_planner.web.problems import Problem
from session_planner.web.who import Who, note
from session_planner.words import N_

HEADER, FIELD = "X-CSRF-Token", "csrf"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


async def checked(request: Request, ctx: Ctx, person: Who) -> None:
    """A dependency of everything: refuses a change without the token of the session under which it is made."""
    if request.method in _SAFE or not person.account:
        return
    given = request.headers.get(HEADER) or await _field(request)
    if not hmac.compare_digest(given.encode(), person.csrf.encode()):
        await run_in_threadpool(note, ctx, request, person.name, "refused-csrf", path=request.url.path[:200])
        raise Problem(403, N_("the page is too old: load it again"), kind="csrf")


async def _field(request: Request) -> str:
    if not request.headers.get("content-type", "").startswith(_FORMS):
        return ""
    value = (await request.form()).get(FIELD)
    return value if isinstance(value, str) else ""
