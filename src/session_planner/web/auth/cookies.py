"""The cookie that holds a session: no script reads it, no other site's form brings it, over https nobody sees it."""

from __future__ import annotations

from fastapi import Request, Response

from session_planner.web.settings import Settings
from session_planner.web.store.sessions import LASTS


def session_in(request: Request, settings: Settings) -> str:
    """What a request's cookie holds; "" without one."""
    return request.cookies.get(_name(settings, "session"), "")


def give_session(response: Response, settings: Settings, token: str) -> None:
    """Puts a session into the browser."""
    give(response, settings, "session", token, int(LASTS.total_seconds()))


def take_session(response: Response, settings: Settings) -> None:
    """Takes it away."""
    give(response, settings, "session", "", 0)


def give(response: Response, settings: Settings, name: str, value: str, seconds: int) -> None:
    """A cookie of ours; over https it can be set by this host alone, and not by a neighbour of its domain."""
    response.set_cookie(
        _name(settings, name), value, seconds, path="/", secure=_https(settings), httponly=True, samesite="lax"
    )


def held(request: Request, settings: Settings, name: str) -> str:
    """The value of a cookie of ours."""
    return request.cookies.get(_name(settings, name), "")


def _name(settings: Settings, name: str) -> str:
    return f"__Host-{name}" if _https(settings) else name


def _https(settings: Settings) -> bool:
    return settings.address.lower().startswith("https:")
