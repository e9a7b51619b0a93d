"""The audit log as planners read it, a hundred lines a page, newest first."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import Row

from session_planner.web.context import Ctx
from session_planner.web.language import language_of
from session_planner.web.pages.page import page
from session_planner.web.store.audit import Audit
from session_planner.web.who import Planning
from session_planner.words import N_, text

router = APIRouter(prefix="/audit", include_in_schema=False)
_LINES = 100
_ACTIONS = {
    "login": N_("came in"),
    "login-failed": N_("tried to log in"),
    "logout": N_("logged out"),
    "account-made": N_("made an account"),
    "account-closed": N_("closed an account"),
    "role-changed": N_("changed a role"),
    "password-changed": N_("changed their password"),
    "password-reset": N_("set a password"),
    "link-made": N_("made a secret link"),
    "link-revoked": N_("revoked a secret link"),
    "refused": N_("was refused"),
    "refused-csrf": N_("was refused: the page was too old"),
    "released": N_("made a release"),
    "release-state": N_("set the state of a release"),
    "agree": N_("agreed to a joint session"),
    "object": N_("objected to a joint session"),
}


@router.get("", response_class=HTMLResponse)
def log(
    request: Request, ctx: Ctx, _: Planning, before: Annotated[int | None, Query(ge=0, le=2**31 - 1)] = None
) -> HTMLResponse:
    """Who did what from where."""
    lang = language_of(request)
    lines = [_line(row, lang) for row in Audit(ctx.engine).lines(before, _LINES)]
    older = lines[-1]["id"] if len(lines) == _LINES else None
    values = {"lines": lines, "older": older, "newer": before is not None}
    return page(request, "audit.html", values, headers={"Cache-Control": "no-store"})


def _line(row: Row[Any], lang: str) -> dict[str, Any]:
    """A line; an action that has no words yet is told by its name."""
    said = _ACTIONS.get(row.action)
    return {
        "id": row.id,
        "at": row.at,
        "who": row.who,
        "where": row.where,
        "action": text(said, lang) if said else row.action,
        "what": [(name, value) for name, value in row.what.items() if value not in (None, "")],
    }
