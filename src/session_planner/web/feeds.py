"""Feeds: calendars at addresses that never change, for thousands of programs that look again every few minutes.

    /feeds/BOARD/all.en.ics     /feeds/BOARD/body=wg-ic,wg-ta;item=cop/4.fr.ics     /feeds/private/TOKEN.ics

They stand in front of the application, since nothing it does for a page is needed for these: an address that was asked
for before is answered from memory, with the bytes of the newest public release, written and compressed once. The first
who asks after a release has them made; whoever asks meanwhile waits for the same. Addresses lead nowhere but into what
a release knows, and are looked at letter by letter; a file is never opened by one.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial
from urllib.parse import quote, unquote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

import session_planner as sp
from session_planner.errors import SessionPlannerError
from session_planner.web.language import LANGUAGES
from session_planner.web.released import Out, Released
from session_planner.words import N_, text

PREFIX = "/feeds/"
_KEPT_BYTES = 64 << 20
"""Of all calendars that are kept together, compressed ones too."""
_MADE_AT_ONCE = 2
_SAFE = (
    (b"x-content-type-options", b"nosniff"),
    # A sandbox with nothing in it, should a browser ever take a calendar for a page.
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; sandbox"),
    (b"x-frame-options", b"DENY"),
    # Not even to ourselves: an address may be a secret.
    (b"referrer-policy", b"no-referrer"),
)
_HTTPS = (b"strict-transport-security", b"max-age=31536000")
"""What pages say, too (`security`), which stands behind this layer."""
_Headers = list[tuple[bytes, bytes]]
Target = tuple[str, str]
"""Where a secret link leads: a board, and the rest of a feed's address without `.ics`, such as `all.en`."""


def address(base: str, board: str, following: sp.Following, lang: str) -> str:
    """The address of a feed: the same for ever, for the same things in the same language."""
    return f"{base}{PREFIX}{quote(board)}/{following.name}.{lang}.ics"


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The bytes of a feed, as they are and compressed, and the head of every answer."""

    out: Out
    etag: bytes
    etag_gzip: bytes
    modified: dt.datetime
    plain: bytes
    zipped: bytes
    head: tuple[tuple[bytes, bytes], ...]

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.zipped)


class Feeds:
    """The layer in front of the application. `links` gives the target of a secret link; None where it is none."""

    def __init__(
        self,
        app: ASGIApp,
        released: Released,
        base: str,
        links: Callable[[str], Target | None] = lambda _token: None,
        kept: int = _KEPT_BYTES,
    ) -> None:
        self.app, self.released, self.base, self.links, self.most = app, released, base, links, kept
        self._ready: OrderedDict[Target, _Calendar] = OrderedDict()
        self._size = 0
        self._making: dict[tuple[Target, int], asyncio.Future[_Calendar]] = {}
        self._slots = asyncio.Semaphore(_MADE_AT_ONCE)
        self.made = 0
        """Calendars written so far: what tests and the benchmark look at."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what begins with `/feeds/`; hands on all else."""
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            await self.app(scope, receive, send)
            return
        asked = dict(scope["headers"])
        send = _over_https(send) if self.base.startswith("https:") else send
        if scope["method"] not in ("GET", "HEAD"):
            said = text(N_("a calendar can only be read"))
            await _plain(send, scope, 405, said, [(b"allow", b"GET, HEAD")])
            return
        try:
            await self._answer(scope, send, asked)
        except SessionPlannerError as error:
            await _plain(send, scope, 503, error.text("en"), [(b"retry-after", b"30")])

    async def _answer(self, scope: Scope, send: Send, asked: dict[bytes, bytes]) -> None:
        raw = scope.get("raw_path") or scope["path"].encode()
        private = scope["path"].startswith(f"{PREFIX}private/")
        target = await self._private(scope["path"]) if private else _target(raw)
        known, out = self.released.at_hand(target[0]) if target else (True, None)
        if not known and target:
            out = await asyncio.to_thread(self.released.public, target[0])
        if target is None or out is None:
            await _missing(send, scope)
            return
        found = self._ready.get(target)
        if found is None or found.out is not out:
            read = _read(target, out)
            if read is None:
                await _missing(send, scope)
                return
            name = f"{read[0].name}.{read[1]}"
            if not private and unquote(name) != unquote(target[1]):
                where = address("", target[0], *read)
                await _plain(send, scope, 308, where, [(b"location", where.encode())])
                return
            found = await self._calendar((target[0], name), out, *read)
        await _send(send, scope, found, asked, private=private)

    async def _private(self, path: str) -> Target | None:
        token, dot, _ = path.removeprefix(f"{PREFIX}private/").rpartition(".ics")
        return await asyncio.to_thread(self.links, token) if dot and token.isascii() else None

    async def _calendar(self, target: Target, out: Out, following: sp.Following, lang: str) -> _Calendar:
        """The calendar, from memory or made: by the first who asks, for all."""
        found = self._ready.get(target)
        if found is not None and found.out is out:
            self._ready.move_to_end(target)
            return found
        key = target, id(out)
        if key not in self._making:
            self._making[key] = asyncio.ensure_future(self._make(target, out, following, lang))
            self._making[key].add_done_callback(lambda _done: self._making.pop(key))
        return await asyncio.shield(self._making[key])

    async def _make(self, target: Target, out: Out, following: sp.Following, lang: str) -> _Calendar:
        async with self._slots:
            source = address(self.base, target[0], following, lang)
            made = await asyncio.to_thread(partial(_written, out, following, lang, source))
        self.made += 1
        if (old := self._ready.pop(target, None)) is not None:
            self._size -= old.size
        self._ready[target] = made
        self._size += made.size
        while self._size > self.most and len(self._ready) > 1:
            self._size -= self._ready.popitem(last=False)[1].size
        return made


def _target(raw: bytes) -> Target | None:
    """The board and the quoted name in a path as it came."""
    board, slash, rest = raw.partition(b"?")[0].decode("ascii", "replace").removeprefix(PREFIX).partition("/")
    return (board, rest.removesuffix(".ics")) if slash and rest.endswith(".ics") and len(rest) < 6000 else None


def _read(target: Target, out: Out) -> tuple[sp.Following, str] | None:
    """What a name stands for in a release: what is followed, in which language; None where it knows no such thing."""
    name, dot, lang = target[1].rpartition(".")
    if not dot or lang not in LANGUAGES:
        name, lang = target[1], "en"
    following = sp.Following.named(name)
    return (following, lang) if following is not None and following.known(out.scenario, out.ledger) else None


def _written(out: Out, following: sp.Following, lang: str, source: str) -> _Calendar:
    plain = out.calendars.written(following, lang, source=source)
    etag = hashlib.sha256(plain).hexdigest()[:32]
    modified = out.time.astimezone(dt.UTC)
    name = re.sub(r"[^a-z0-9]+", "-", f"{out.board}-{unquote(following.name)}".lower()).strip("-")[:80]
    head = (
        (b"content-type", b"text/calendar; charset=utf-8; method=PUBLISH"),
        (b"content-language", lang.encode()),
        (b"content-disposition", f'inline; filename="{name}.{lang}.ics"'.encode()),
        (b"last-modified", format_datetime(modified, usegmt=True).encode()),
        (b"vary", b"Accept-Encoding"),
        *_SAFE,
    )
    return _Calendar(
        out, f'"{etag}"'.encode(), f'"{etag}-gzip"'.encode(), modified, plain,
        gzip.compress(plain, 6, mtime=0), head,
    )  # fmt: skip


async def _send(send: Send, scope: Scope, found: _Calendar, asked: dict[bytes, bytes], *, private: bool) -> None:
    """A calendar, or that it is still the same."""
    zipped = _takes_gzip(asked.get(b"accept-encoding", b""))
    body, etag = (found.zipped, found.etag_gzip) if zipped else (found.plain, found.etag)
    # Kept by whoever likes, and asked for again each time: an answer of a few bytes, and nobody sees what is over.
    kept = (b"private, no-cache", b"noindex") if private else (b"public, no-cache", b"all")
    headers: _Headers = [*found.head, (b"etag", etag), (b"cache-control", kept[0]), (b"x-robots-tag", kept[1])]
    if _same(asked, found):
        await send({"type": "http.response.start", "status": 304, "headers": headers[1:]})
        await send({"type": "http.response.body", "body": b""})
        return
    headers.append((b"content-length", str(len(body)).encode()))
    if zipped:
        headers.append((b"content-encoding", b"gzip"))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def _same(asked: dict[bytes, bytes], found: _Calendar) -> bool:
    """Whether who asks has it already: by its tag where it gives one, else by its time (RFC 9110, 13.1)."""
    if (tags := asked.get(b"if-none-match")) is not None:
        have = {tag.strip().removeprefix(b"W/") for tag in tags.split(b",")}
        return b"*" in have or found.etag in have or found.etag_gzip in have
    if since := asked.get(b"if-modified-since"):
        try:
            return found.modified <= parsedate_to_datetime(since.decode("latin-1"))
        except (TypeError, ValueError):
            return False
    return False


def _takes_gzip(accepted: bytes) -> bool:
    """Whether gzip may be sent; `gzip;q=0` says that it may not."""
    for part in accepted.lower().split(b","):
        name, _, quality = part.partition(b";")
        if name.strip() in (b"gzip", b"x-gzip", b"*"):
            return quality.replace(b" ", b"").rstrip(b"0").rstrip(b".") not in (b"q=",)
    return False


def _over_https(send: Send) -> Send:
    """Says with every answer that browsers come back over https."""

    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], _HTTPS]
        await send(message)

    return told


async def _missing(send: Send, scope: Scope) -> None:
    await _plain(send, scope, 404, text(N_("there is no such calendar")))


async def _plain(send: Send, scope: Scope, status: int, said: str, more: _Headers | None = None) -> None:
    """A line of text."""
    body = f"{said}\n".encode()
    headers: _Headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-cache"),
        *_SAFE,
        *(more or ()),
    ]
    start: Message = {"type": "http.response.start", "status": status, "headers": headers}
    await send(start)
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
