"""What the delegate's pages have in common: the release that is out, the language, the changes on top, the links.

Every page is made from the public release alone and needs neither login nor scripts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import HTMLResponse

import session_planner as sp
from session_planner.web.feeds import address
from session_planner.web.language import LANGUAGES, language_of
from session_planner.web.pages.page import page
from session_planner.web.released import Out, Released

_SEEN = "seen"
_YEAR = 365 * 24 * 60 * 60
EVERYTHING = sp.Following()


@dataclass(frozen=True, slots=True)
class Frame:
    """One request for a page of a board's release."""

    request: Request
    out: Out
    lang: str
    base: str

    @property
    def titles(self) -> sp.Titles:
        """The scenario's titles in the reader's language."""
        return self.out.kept(("titles", self.lang), lambda: sp.Titles(self.out.scenario, self.lang))

    def view(self, keep: sp.Filter | None = None) -> sp.View:
        """The programme, or what a filter leaves of it."""
        made = keep or sp.Filter()
        return self.out.kept(
            ("view", self.lang, made), lambda: sp.view(self.out.programme, self.out.scenario, self.lang, made)
        )

    def followed(self, following: sp.Following) -> sp.View:
        """What somebody follows; kept by nobody, as everybody follows something else."""
        if following.everything:
            return self.view()
        out = self.out
        segments = following.segments(out.programme, out.scenario)
        return sp.view(out.programme.filtered(segments), out.scenario, self.lang)

    def page(self, template: str, values: Mapping[str, Any], following: sp.Following = EVERYTHING) -> HTMLResponse:
        """A page with what changed for those who follow this since they were here, and the ways to subscribe."""
        seen = _seen(self.request, self.out)
        made = page(
            self.request,
            template,
            {
                "board": self.out.board,
                "out": self.out,
                "root": f"/s/{quote(self.out.board)}",
                "titles": self.titles,
                "session": self.titles.of(self.out.scenario.title),
                "changes": self._changes(following, seen),
                "mark_seen": _with(self.request, "seen", str(self.out.number)),
                "since_then": _with(self.request, "seen", str(self.out.since)),
                "subscribe": subscribing(self, following),
                "quoted": lambda text: quote(text, safe="/"),
                "here": self.request.url.path.removeprefix(f"/s/{self.out.board}/").partition("/")[0],
                **values,
            },
            headers={"Cache-Control": "private, no-cache"},
        )
        self._remember(made, seen)
        return made

    def _changes(self, following: sp.Following, seen: int | None) -> tuple[Any, ...]:
        """What the change notice says, block by block, without its head; nothing for who has seen this release."""
        out = self.out
        if seen is None or seen >= out.number:
            return ()
        found = out.kept(("changes", seen), lambda: sp.changes_between(out.store, out.number, seen))
        told = sp.notice(
            following.changes(found), out.scenario, self.lang, number=out.number, time=out.time, since=seen
        )
        return tuple(block for block in told.blocks if getattr(block, "kind", "") == "" and not _is_title(block))

    def _remember(self, made: HTMLResponse, seen: int | None) -> None:
        """Which release they have seen, and in which language they read, for the next time."""
        root, secure = f"/s/{self.out.board}", self.base.startswith("https:")
        number = self.out.number if seen is None else seen
        made.set_cookie(_SEEN, str(number), _YEAR, path=root, samesite="lax", httponly=True, secure=secure)
        if (asked := self.request.query_params.get("lang")) in LANGUAGES:
            made.set_cookie("lang", str(asked), _YEAR, samesite="lax", httponly=True, secure=secure)


def framed(request: Request, released: Released, board: str) -> Frame | None:
    """The request with the release that is out; None where none is."""
    out = released.public(board)
    if out is None:
        return None
    return Frame(request, out, language_of(request), request.app.state.context.settings.address)


def missing(request: Request) -> HTMLResponse:
    """That there is no such page, in the reader's language."""
    return page(request, "delegate_missing.html", {}, status=404)


def subscribing(frame: Frame, following: sp.Following) -> dict[str, str]:
    """The ways to have a calendar: one address, as each program likes to be given it."""
    feed = address(frame.base, frame.out.board, following, frame.lang)
    webcal = f"webcal://{urlsplit(feed).netloc}{urlsplit(feed).path}"
    name = frame.titles.of(frame.out.scenario.title).text
    return {
        "feed": feed,
        "webcal": webcal,
        "google": f"https://calendar.google.com/calendar/render?cid={quote(webcal, safe='')}",
        "outlook": "https://outlook.office.com/calendar/0/addfromweb"
        f"?url={quote(feed, safe='')}&name={quote(name, safe='')}",
        "path": urlsplit(feed).path,
    }


def today(out: Out) -> dt.date:
    """The date of now by the clock of the session's place."""
    return dt.datetime.now(ZoneInfo(out.scenario.timezone)).date()


def _seen(request: Request, out: Out) -> int | None:
    """The release that they say they have seen, else the one of their last visit; None at their first."""
    for given in (request.query_params.get("seen"), request.cookies.get(_SEEN)):
        if given and given.isdecimal() and len(given) < 8 and int(given) in out.publics:
            return int(given)
    return None


def _with(request: Request, name: str, value: str) -> str:
    url = request.url.include_query_params(**{name: value})
    return f"{url.path}?{url.query}"


def _is_title(block: Any) -> bool:
    return getattr(block, "level", 0) == 1
