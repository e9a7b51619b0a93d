"""A calendar collection on a CalDAV server (RFC 4791): what lies in it, and single objects put there with conditions.

Under `sending.py`, which says what is to be there. The one place that imports the library `caldav`, of which
only the connection is used: it knows the ways to give a password, and its own ways to store an object know no
condition for each. Everything that a network or a server can do wrong becomes an `OutsideError` that says what to do;
the password is in none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit
from xml.sax.saxutils import escape

from session_planner.errors import InputError, Mistake, OutsideError
from session_planner.words import N_

_DAV, _CALDAV = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
_SPACES = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
_XML = {"Content-Type": "application/xml; charset=utf-8"}
_CALENDAR = {"Content-Type": "text/calendar; charset=utf-8"}
_AT_ONCE = 50
_SECONDS = 30
_MISSING, _CHANGED, _STRANGE = 404, 412, 0

_REASONS = {
    400: N_("`{url}`: the server does not understand what is sent to it; is this the address of a CalDAV calendar?"),
    401: N_("`{url}`: the server does not take this name and password; the name stands in the address, as in "
            "`https://name@example.org/…`, the password in SESSION_PLANNER_CALDAV_PASSWORD"),
    403: N_("`{url}`: you may not write there; ask whoever keeps the calendar for the right to"),
    404: N_("`{url}`: there is no such calendar; `--create` makes it, if the rest of the address is right"),
    405: N_("`{url}`: the server does not do this there; is this the address of a CalDAV calendar?"),
    409: N_("`{url}`: the folder that the calendar would be in is not there"),
    413: N_("`{url}`: the server takes no object of this size"),
    423: N_("`{url}`: the calendar is locked by another program; try again when it is done"),
    429: N_("`{url}`: the server wants fewer requests; run this again later, it puts what is left"),
    503: N_("`{url}`: the server is busy or closed for now; run this again later, it puts what is left"),
    507: N_("`{url}`: there is no space left for you on the server; make some, and run this again"),
}  # fmt: skip
_OTHERWISE = N_("`{url}`: the server answers {status} {reason}")
_NO_ANSWER = N_("`{url}`: this is not the answer of a CalDAV server; is this the address of a calendar there?")


@dataclass(frozen=True, slots=True)
class Stored:
    """An object as it lies in the collection: its name, its bytes, and the ETag that says whether it is still that."""

    name: str
    data: bytes
    etag: str | None


class Refused(Exception):
    """An object was not put: somebody else's hand was there first (`changed`), or has its UID elsewhere (`taken`)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Collection:
    """One calendar collection, by its address."""

    def __init__(self, url: str, password: str | None = None) -> None:
        self.url, user = address_of(url)
        try:
            import niquests
            from caldav.davclient import DAVClient
        except ImportError:
            said = N_(
                "CalDAV needs the library caldav: install `session-planner[caldav]`; `session-planner doctor` says how"
            )
            raise OutsideError(said) from None
        self._errors: Any = niquests.exceptions
        self._client: Any = DAVClient(
            url=self.url, username=user, password=password, timeout=_SECONDS, enable_rfc6764=False
        )
        # A PUT that is sent on would become a GET, and nothing would be put.
        self._client.session.max_redirects = 0

    def __enter__(self) -> Collection:
        return self

    def __exit__(self, *_error: object) -> None:
        self._client.close()

    def exists(self) -> bool:
        """Whether it is there; raises OutsideError for what is there and is no calendar."""
        body = f"<propfind {_SPACES}><prop><resourcetype/></prop></propfind>"
        answer = self._ask("PROPFIND", self.url, body, {"Depth": "0"})
        if answer.status == _MISSING:
            return False
        responses = _responses(answer) if answer.status == 207 else []
        if not responses:
            raise self._wrong(answer.status if answer.status >= 400 else _STRANGE, answer.reason)
        if " 404 " in (responses[0].findtext(f"{_DAV}status") or ""):
            return False  # so says a server that answers for each address apart
        if not any(one.find(f".//{_DAV}resourcetype/{_CALDAV}calendar") is not None for one in responses):
            said = N_("`{url}`: this is a folder and not a calendar; give the address of one calendar in it")
            raise OutsideError(said, url=self.url)
        return True

    def missing(self) -> OutsideError:
        """What is said where it is not there."""
        return self._wrong(_MISSING, "")

    def create(self, title: str) -> None:
        """Makes it, as a calendar of events."""
        body = (
            f"<C:mkcalendar {_SPACES}><set><prop><displayname>{escape(title)}</displayname>"
            '<C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set>'
            "</prop></set></C:mkcalendar>"
        )
        answer = self._ask("MKCALENDAR", self.url, body)
        if answer.status not in (200, 201):
            raise self._wrong(answer.status, answer.reason)

    def objects(self, named: re.Pattern[str]) -> dict[str, Stored]:
        """By name: the objects whose names match; nothing of others is read."""
        body = f"<propfind {_SPACES}><prop><getetag/></prop></propfind>"
        answer = self._ask("PROPFIND", self.url, body, {"Depth": "1"})
        if answer.status != 207:
            raise self._wrong(answer.status if answer.status >= 400 else _STRANGE, answer.reason)
        hrefs = [one.findtext(f"{_DAV}href") or "" for one in _responses(answer)]
        ours = sorted(href for href in hrefs if named.fullmatch(_name(href)))
        parts = (ours[first : first + _AT_ONCE] for first in range(0, len(ours), _AT_ONCE))
        return {one.name: one for part in parts for one in self._read(part)}

    def put(self, name: str, data: bytes, over: Stored | None) -> None:
        """Puts an object where there is none, or over one that is still what it was; else raises `Refused`."""
        condition = {"If-None-Match": "*"}
        if over:
            # A weak ETag matches nothing (RFC 9110, 13.1.1), and a condition that can never hold helps nobody.
            condition = {"If-Match": over.etag} if over.etag and not over.etag.startswith("W/") else {}
        answer = self._ask("PUT", self.url + name, data, {**_CALENDAR, **condition})
        if answer.status in (200, 201, 204):
            return
        if answer.tree is not None and answer.tree.find(f"{_CALDAV}no-uid-conflict") is not None:
            raise Refused("taken")
        if answer.status == _CHANGED:
            raise Refused("changed")
        raise self._wrong(answer.status if answer.status >= 400 else _STRANGE, answer.reason)

    def _read(self, hrefs: list[str]) -> Iterator[Stored]:
        listed = "".join(f"<href>{escape(href)}</href>" for href in hrefs)
        body = f"<C:calendar-multiget {_SPACES}><prop><getetag/><C:calendar-data/></prop>{listed}</C:calendar-multiget>"
        answer = self._ask("REPORT", self.url, body, {"Depth": "1"})
        if answer.status != 207:
            raise self._wrong(answer.status if answer.status >= 400 else _STRANGE, answer.reason)
        for one in _responses(answer):
            data = one.findtext(f".//{_CALDAV}calendar-data")
            if data is not None:
                yield Stored(_name(one.findtext(f"{_DAV}href") or ""), data.encode(), one.findtext(f".//{_DAV}getetag"))

    # -- the connection, and all that can be wrong with it --------------------------------------------------------

    def _ask(self, method: str, url: str, body: str | bytes, headers: Mapping[str, str] = {}) -> Any:
        with self._told():
            return self._client.request(url, method, body, {**_XML, **headers})

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Says what is wrong in our words; the exceptions are those of the library and of the one beneath it."""
        from caldav.lib.error import AuthorizationError, DAVError, RateLimitError

        http = self._errors
        try:
            yield
        except http.TooManyRedirects as error:
            said = N_("`{url}`: the calendar has moved to `{to}`; use that address")
            raise OutsideError(said, url=self.url, to=_place(error, self.url)) from None
        except http.SSLError as error:
            said = N_("`{url}`: there is no connection to this server that can be trusted ({reason}); nothing was sent")
            raise OutsideError(said, url=self.url, reason=_plain(error)) from None
        except http.Timeout:
            said = N_(
                "`{url}`: the server did not answer within {seconds} seconds; run this again, it puts what is left"
            )
            raise OutsideError(said, url=self.url, seconds=str(_SECONDS)) from None
        except http.RequestException as error:
            said = N_("`{url}`: the server cannot be reached ({reason}); check the address and the network")
            raise OutsideError(said, url=self.url, reason=_plain(error)) from None
        except NotImplementedError:
            said = N_("`{url}`: the server takes passwords in none of the usual ways; many have passwords for programs")
            raise OutsideError(said, url=self.url) from None
        except RateLimitError as error:
            raise self._wrong(getattr(error, "status", None) or 429, "") from None
        except AuthorizationError as error:
            if f"{_CALDAV}no-uid-conflict" in (getattr(error, "preconditions", None) or ()):
                raise Refused("taken") from None
            raise self._wrong(getattr(error, "status", None) or 401, "") from None
        except (DAVError, ValueError, AssertionError, SyntaxError):
            raise OutsideError(_NO_ANSWER, url=self.url) from None

    def _wrong(self, status: int, reason: str) -> OutsideError:
        said = _NO_ANSWER if status < 400 else _REASONS.get(status, _OTHERWISE)
        return OutsideError(said, url=self.url, status=str(status), reason=str(reason or ""))


def address_of(url: str) -> tuple[str, str | None]:
    """An address without its user, as that of a folder, and the user; raises InputError for what is no such address."""
    parts = _parts(url)
    if parts is None:
        said = N_(
            "this is not the address of a calendar; write it like `https://name@example.org/calendars/programme/`"
        )
        raise InputError([Mistake("", 0, 0, "caldav", said)])
    if parts.password is not None:
        said = N_("there is a password in the address, where others on this machine can read it; take it away, and set "
                  "SESSION_PLANNER_CALDAV_PASSWORD")  # fmt: skip
        raise InputError([Mistake("", 0, 0, "caldav", said)])
    place = parts.netloc.rpartition("@")[2]
    path = parts.path if parts.path.endswith("/") else parts.path + "/"
    return urlunsplit((parts.scheme, place, path, "", "")), unquote(parts.username) if parts.username else None


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        right = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return parts if right and not re.search(r"[\x00-\x20\x7f]", url) else None


def _responses(answer: Any) -> list[Any]:
    tree = answer.tree
    return [] if tree is None or tree.tag != f"{_DAV}multistatus" else list(tree.iterfind(f"{_DAV}response"))


def _name(href: str) -> str:
    return unquote(urlsplit(href).path.rpartition("/")[2])


def _place(error: Any, url: str) -> str:
    """Where a redirect leads, without any name and password in it."""
    to = urlsplit(urljoin(url, str(error.response.headers.get("Location", "")) if error.response is not None else ""))
    return urlunsplit((to.scheme, to.netloc.rpartition("@")[2], to.path, "", ""))


def _plain(error: BaseException) -> str:
    """The innermost reason of a chain of errors, in a line."""
    seen: list[BaseException] = []
    inner: Iterable[Any] = [error]
    while (one := next((e for e in inner if isinstance(e, BaseException) and e not in seen), None)) is not None:
        seen.append(one)
        inner = (one.__cause__, one.__context__, getattr(one, "reason", None), *one.args)
    return " ".join(str(seen[-1]).split())[:200] or type(seen[-1]).__name__
