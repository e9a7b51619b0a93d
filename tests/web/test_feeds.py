"""Feeds as calendar programs ask for them: the right bytes at once after a release, and nothing made twice."""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path

import httpx
import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

import session_planner as sp
from session_planner.web.feeds import Feeds
from session_planner.web.released import Released
from tests.web.released import BOARD, Session

BASE = "https://programme.example.org"
ALL = f"/feeds/{BOARD}/all.en.ics"


class Served:
    """The feeds of a session, with nothing behind them."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.links: dict[str, tuple[str, str]] = {}
        released = Released(lambda board: session.folder / "releases" / board, lately=0)
        self.feeds = Feeds(_nothing, released, BASE, self.links.get, kept=200_000)
        self.client = TestClient(self.feeds, follow_redirects=False)


async def _nothing(scope: object, receive: object, send: object) -> None:
    raise AssertionError("only feeds are asked for here")


@pytest.fixture
def served(tmp_path: Path) -> Served:
    session = Session(tmp_path)
    session.release()
    return Served(session)


def events(data: bytes) -> dict[str, tuple[object, object]]:
    """By UID: SEQUENCE and STATUS of each entry."""
    found = Calendar.from_ical(data).walk("VEVENT")
    return {str(one["UID"]): (int(one.get("SEQUENCE", 0)), str(one.get("STATUS"))) for one in found}


def test_everybodys_feed_is_what_the_command_line_publishes(served: Served, tmp_path: Path) -> None:
    sp.publish_calendars(served.session.store, tmp_path / "out", address="https://other.example.org")
    told = served.client.get(ALL)
    published = (tmp_path / "out" / "en" / "all.ics").read_bytes()
    assert events(told.content) == events(published)
    assert len(events(told.content)) >= 8
    assert Calendar.from_ical(told.content)["SOURCE"] == f"{BASE}{ALL}"


def test_the_heads_of_an_answer(served: Served) -> None:
    told = served.client.get(f"/feeds/{BOARD}/body=wg-ta.fr.ics", headers={"Accept-Encoding": "identity"})
    assert told.status_code == 200
    assert told.headers["content-type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert told.headers["content-disposition"] == 'inline; filename="wg-body-wg-ta.fr.ics"'
    assert told.headers["cache-control"] == "public, no-cache"
    assert told.headers["last-modified"] == "Wed, 04 Jul 2012 10:00:00 GMT"
    assert told.headers["content-language"] == "fr"
    assert told.headers["vary"] == "Accept-Encoding"
    assert told.headers["etag"].startswith('"')
    head = served.client.head(f"/feeds/{BOARD}/body=wg-ta.fr.ics", headers={"Accept-Encoding": "identity"})
    assert head.content == b""
    assert dict(head.headers) == dict(told.headers)


@pytest.mark.parametrize("path", [f"/feeds/{BOARD}/body=wg-ta.fr.ics", "/feeds/nowhere/all.en.ics", "/feeds/x"])
def test_every_answer_says_what_browsers_may_do_with_it(served: Served, path: str) -> None:
    """Also where there is nothing, and where it is still the same."""
    told = served.client.get(path)
    answers = [told, served.client.head(path), served.client.post(path)]
    answers += [served.client.get(path, headers={"If-None-Match": told.headers["etag"]})] if told.is_success else []
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-frame-options"] == "DENY"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_compressed_where_it_is_taken(served: Served) -> None:
    with served.client.stream("GET", ALL, headers={"Accept-Encoding": "br, gzip"}) as told:
        raw = b"".join(told.iter_raw())
    plain = served.client.get(ALL, headers={"Accept-Encoding": "gzip;q=0"})
    assert told.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(raw) == plain.content
    assert told.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_who_has_it_is_told_so(served: Served, encoding: str) -> None:
    first = served.client.get(ALL, headers={"Accept-Encoding": encoding})
    tag = first.headers["etag"]
    for given in (tag, f'W/{tag}, "other"', f'"other", {tag}', "*"):
        again = served.client.get(ALL, headers={"Accept-Encoding": encoding, "If-None-Match": given})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert served.client.get(ALL, headers={"If-None-Match": '"other"'}).status_code == 200
    since = {"If-Modified-Since": first.headers["last-modified"]}
    assert served.client.get(ALL, headers=since).status_code == 304
    assert served.client.get(ALL, headers={"If-Modified-Since": "Wed, 04 Jul 2012 09:59:59 GMT"}).status_code == 200
    assert served.client.get(ALL, headers={"If-Modified-Since": "no time"}).status_code == 200
    # A tag counts more than a time.
    assert served.client.get(ALL, headers={**since, "If-None-Match": '"other"'}).status_code == 200


def test_a_release_is_out_at_once_and_a_draft_never(served: Served) -> None:
    first = served.client.get(ALL)
    served.session.drop("wg-ta/3")
    draft = served.session.release("draft")
    unchanged = served.client.get(ALL, headers={"If-None-Match": first.headers["etag"]})
    assert unchanged.status_code == 304
    sp.set_state(served.session.store, draft, "proposed", when=served.session.store.release(draft).time)
    second = served.client.get(ALL, headers={"If-None-Match": first.headers["etag"]})
    assert second.status_code == 200
    before, after = events(first.content), events(second.content)
    assert before.keys() == after.keys()
    changed = {uid for uid in after if after[uid] != before[uid]}
    assert [after[uid][1] for uid in changed] == ["CANCELLED"]
    assert all(after[uid][0] > before[uid][0] for uid in changed)


def test_thousands_who_look_have_nothing_made(served: Served) -> None:
    tag = served.client.get(ALL).headers["etag"]
    for _ in range(300):
        assert served.client.get(ALL, headers={"If-None-Match": tag}).status_code == 304
    assert served.feeds.made == 1


def test_who_asks_at_the_same_time_waits_for_the_same_bytes(served: Served) -> None:
    async def asked() -> set[bytes]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(served.feeds), base_url=BASE) as client:
            return {told.content for told in await asyncio.gather(*(client.get(ALL) for _ in range(24)))}

    assert len(asyncio.run(asked())) == 1
    assert served.feeds.made == 1


def test_memory_is_bounded(served: Served) -> None:
    refs = [one.ref for one in served.session.programme.segments]
    for ref in refs:
        for lang in ("ar", "en", "es", "fr", "ru", "zh"):
            assert served.client.get(f"/feeds/{BOARD}/item={ref}.{lang}.ics").status_code in (200, 308)
    held = sum(one.size for one in served.feeds._ready.values())
    assert held == served.feeds._size <= 200_000
    assert len(served.feeds._ready) < served.feeds.made


def test_what_is_followed_is_together_in_one_feed_once(served: Served) -> None:
    body = events(served.client.get(f"/feeds/{BOARD}/body=wg-ic.en.ics").content)
    item = events(served.client.get(f"/feeds/{BOARD}/item=wg-ta/3.en.ics").content)
    assert len(item) == 1
    assert not item.keys() & body.keys()
    both = events(served.client.get(f"/feeds/{BOARD}/body=wg-ic;item=wg-ta/3.en.ics").content)
    assert both == body | item
    joint = events(served.client.get(f"/feeds/{BOARD}/item=joint:cultural-property.en.ics").content)
    assert joint == body


def test_addresses_have_one_order(served: Served) -> None:
    told = served.client.get(f"/feeds/{BOARD}/body=wg-ta,wg-ic.en.ics")
    assert told.status_code == 308
    assert told.headers["location"] == f"/feeds/{BOARD}/body=wg-ic,wg-ta.en.ics"
    for same in (f"/feeds/{BOARD}/item=wg-ta%2F1%28a%29.en.ics", f"/feeds/{BOARD}/item=wg-ta/1(a).en.ics"):
        assert served.client.get(same).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/",
        "/feeds/wg",
        "/feeds/wg/",
        "/feeds/wg/.ics",
        "/feeds/wg/all.de.ics",
        "/feeds/wg/all.en.ics/more",
        "/feeds/wg/body=nix.en.ics",
        "/feeds/wg/item=wg-ta/99.en.ics",
        "/feeds/wg/colour=red.en.ics",
        "/feeds/wg/body=wg-ta;body=wg-ic.en.ics",
        "/feeds/wg/body=.en.ics",
        "/feeds/wg/body=wg-ta,,wg-ic.en.ics",
        "/feeds/other/all.en.ics",
        "/feeds/..%2f..%2fetc/passwd.ics",
        "/feeds/%2e%2e/all.en.ics",
        "/feeds/wg/..%2f..%2fwg%2f0001%2fprogramme.json",
        "/feeds/wg/%00.ics",
        "/feeds/wg/%ff%fe.en.ics",
        "/feeds/private/unknown.ics",
        "/feeds/private/..%2f..%2fall.en.ics",
        f"/feeds/wg/body={','.join(f'b{one}' for one in range(300))}.en.ics",
        f"/feeds/wg/{'a' * 9000}.ics",
    ],
)
def test_what_is_no_feed_is_said_in_a_line(served: Served, path: str) -> None:
    told = served.client.get(path)
    assert (told.status_code, told.text) == (404, "there is no such calendar\n")
    assert told.headers["content-type"] == "text/plain; charset=utf-8"
    assert served.feeds.made == 0


def test_calendars_are_read_only(served: Served) -> None:
    told = served.client.post(ALL)
    assert (told.status_code, told.headers["allow"]) == (405, "GET, HEAD")


def test_secret_links_lead_to_a_feed_until_they_are_revoked(served: Served) -> None:
    served.links["s3cret"] = (BOARD, "body=wg-ic.fr")
    told = served.client.get("/feeds/private/s3cret.ics")
    assert told.content == served.client.get(f"/feeds/{BOARD}/body=wg-ic.fr.ics").content
    assert told.headers["cache-control"] == "private, no-cache"
    del served.links["s3cret"]
    assert served.client.get("/feeds/private/s3cret.ics").status_code == 404


def test_a_store_that_was_damaged_is_said_for_now(served: Served) -> None:
    (served.session.store.path / "0001" / "programme.json").write_text("{}")
    told = served.client.get(ALL)
    assert (told.status_code, told.headers["retry-after"]) == (503, "30")
