"""Releases on a real CalDAV server: what a client reads there, what is left alone, and what is said when all fails."""

from __future__ import annotations

import datetime as dt
import http.server
import random
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import caldav
import icalendar
import pytest

from session_planner.errors import InputError, OutsideError, SessionPlannerError
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.publish.calendars.sending import Sent, publish_caldav
from session_planner.releases.entries import entries
from session_planner.releases.model import Release
from tests.publish.dav import PASSWORD, USER, Releases, Server, radicale, segment

UTC = dt.UTC
FIRST = (
    *(segment("a", n, n) for n in range(1, 7)),
    *(segment("b", n, n + 12, "m2") for n in range(1, 6)),
    segment("b", 6, 6),
)
SECOND = (
    *(segment("a", n, n + 1) for n in (2, 3)),  # moved
    segment("a", 4, 4, "m2"),  # another room
    segment("a", 5, 5),
    segment("a", 6, 8), segment("b", 6, 8),  # the joint session moved
    *(segment("b", n, n + 12, "m2") for n in range(1, 6)),
)  # fmt: skip

LUNCH = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20120901T000000Z
DTSTART:20121026T110000Z
DTEND:20121026T120000Z
SUMMARY:Lunch
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with radicale(tmp_path) as made:
        yield made


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    return Releases(tmp_path)


def put(release: Release, server: Server, keep: Filter = EVERYTHING, **options: Any) -> Sent:
    """Publishes, into a calendar that is made if it has to be."""
    return publish_caldav(release, server.url, "en", keep, **{"password": PASSWORD, "create": True, **options})


@contextmanager
def client(server: Server) -> Iterator[caldav.Calendar]:
    """The same calendar, as another program sees it."""
    with caldav.DAVClient(server.plain, username=USER, password=PASSWORD, enable_rfc6764=False) as made:
        yield made.calendar(url=server.plain)


def read(server: Server) -> dict[str, icalendar.Component]:
    """By UID: the event of every object there, each with one UID and no METHOD."""
    found = {}
    with client(server) as calendar:
        for one in calendar.events():
            whole = icalendar.Calendar.from_ical(one.data)
            assert "METHOD" not in whole
            (event,) = whole.walk("VEVENT")
            zones = {str(zone["TZID"]) for zone in whole.walk("VTIMEZONE")}
            assert {event[name].params.get("TZID") for name in ("DTSTART", "DTEND")} <= zones
            assert str(event["UID"]) not in found
            found[str(event["UID"])] = event
    return found


def held(server: Server) -> dict[str, tuple[dt.datetime, dt.datetime, str]]:
    """By UID: start, end (UTC) and room of what a client takes to be held."""
    return {
        uid: (event.decoded("dtstart").astimezone(UTC), event.decoded("dtend").astimezone(UTC), str(event["location"]))
        for uid, event in read(server).items()
        if event["status"] == "CONFIRMED"
    }


def wanted(release: Release) -> dict[str, tuple[dt.datetime, dt.datetime, str]]:
    """The same, from the programme itself."""
    rooms = {"m1": "Room M; 1st floor, east", "m2": "M2"}
    found = entries(release.programme(), release.scenario())
    return {
        one.uid: (one.start.astimezone(UTC), one.end.astimezone(UTC), rooms[one.segments[0].room or ""])
        for one in found
    }


def puts(server: Server) -> list[dict[str, str]]:
    """The headers of every PUT that there was."""
    return [one for (method, _), one in zip(server.asked, server.headers, strict=True) if method == "PUT"]


def titles(puts: Any) -> list[str]:
    return [one.title for one in puts]


def test_what_is_put_is_read_back_and_what_moved_moves(releases: Releases, server: Server) -> None:
    first = releases.add(*FIRST)
    sent = put(first, server)
    assert (len(sent.new), sent.updated, sent.cancelled, sent.refused, sent.unchanged) == (11, (), (), (), 0)
    assert sent.created
    assert held(server) == wanted(first)
    second = releases.add(*SECOND)
    sent = put(second, server)
    assert titles(sent.updated) == [
        "WG.A: 2 Matter a2", "WG.A: 3 Matter a3", "WG.A: 4 Matter a4", "WG.A, WG.B: Matter a6"
    ]  # fmt: skip
    assert [one.uid for one in sent.cancelled] == ["week/a/1/1@session-planner"]
    assert (sent.new, sent.edited, sent.unchanged, sent.created) == ((), (), 6, False)
    assert held(server) == wanted(second)
    gone = read(server)["week/a/1/1@session-planner"]
    assert (gone["status"], gone["sequence"]) == ("CANCELLED", 1)


def test_ten_releases_in_a_row_with_moves_drops_and_returns(releases: Releases, server: Server) -> None:
    chance = random.Random(20121026)
    for number in range(10):
        slots = chance.sample(range(36), 12)
        segments = [
            segment("a", n, slots[n], chance.choice(["m1", "m2"])) for n in range(1, 6) if chance.random() < 0.8
        ]
        segments += [segment("b", n, slots[n + 5]) for n in range(1, 6) if chance.random() < 0.8]
        segments += [segment(body, 6, slots[11]) for body in "ab"]
        release = releases.add(*segments)
        if number in (3, 7):
            continue  # a release that was never put
        assert put(release, server).refused == ()
        assert held(server) == wanted(release)
        feed = {one.uid: one.sequence for one in release.ledger().feed()}
        assert {uid: event["sequence"] for uid, event in read(server).items()}.items() <= feed.items()


def test_a_second_run_puts_nothing(releases: Releases, server: Server) -> None:
    for segments in (FIRST, SECOND):
        release = releases.add(*segments)
        put(release, server)
        server.asked.clear()
        sent = put(release, server)
        assert server.count("PUT") == 0
        assert (sent.new, sent.updated, sent.cancelled, sent.refused) == ((), (), (), ())
    assert sent.unchanged == 11


def test_only_what_differs_is_put_and_always_under_a_condition(releases: Releases, server: Server) -> None:
    put(releases.add(*FIRST), server)
    assert [one.get("HTTP_IF_NONE_MATCH") for one in puts(server)] == ["*"] * 11
    sent = put(releases.add(*SECOND), server)
    again = puts(server)[11:]
    assert len(again) == len(sent.updated) + len(sent.cancelled) == 5
    assert all(one.get("HTTP_IF_MATCH", "").startswith('"') for one in again)
    assert server.count("DELETE") == 0


def test_other_words_alone_raise_no_number(releases: Releases, server: Server) -> None:
    put(releases.add(*FIRST), server)
    releases.reword("Matter a2", "Another matter")
    second = releases.add(*FIRST)
    assert titles(put(second, server).updated) == ["WG.A: 2 Another matter"]
    event = read(server)["week/a/2/1@session-planner"]
    assert (str(event["summary"]), event["sequence"]) == ("WG.A: 2 Another matter", 0)
    assert put(second, server).unchanged == 11


def test_what_was_cancelled_before_a_calendar_was_made_is_not_put(releases: Releases, server: Server) -> None:
    releases.add(*FIRST)
    second = releases.add(*SECOND)
    assert put(second, server).cancelled == ()
    assert "week/a/1/1@session-planner" not in read(server)
    third = releases.add(*SECOND, segment("a", 1, 20))
    assert titles(put(third, server).new) == ["WG.A: 1 Matter a1"]
    assert held(server) == wanted(third)


def test_objects_of_others_are_neither_touched_nor_read(releases: Releases, server: Server) -> None:
    put(releases.add(*FIRST), server)
    with client(server) as calendar:
        for uid in ("lunch@example.org", "week/a/1/1@elsewhere", "other-week/a/1/1@session-planner"):
            calendar.save_event(LUNCH.format(uid=uid))
        before = {one.url: one.data for one in calendar.events() if "session-planner-" not in str(one.url)}
    assert len(before) == 3
    server.asked.clear()
    put(releases.add(*SECOND), server)
    assert not any(path.rpartition("/")[2] for method, path in server.asked if method not in ("PUT",))
    with client(server) as calendar:
        after = {one.url: one.data for one in calendar.events() if "session-planner-" not in str(one.url)}
    assert after == before


def test_another_sessions_releases_can_be_in_the_same_calendar(
    releases: Releases, server: Server, tmp_path: Path
) -> None:
    put(releases.add(*FIRST), server)
    (tmp_path / "other").mkdir()
    other = Releases(tmp_path / "other", "other-week")
    put(other.add(*SECOND), server)
    assert len(held(server)) == 21
    assert put(releases.add(*SECOND), server).refused == ()
    assert sum(uid.startswith("other-week/") for uid in held(server)) == 10


def test_an_edit_by_another_hand_is_put_right_and_told(releases: Releases, server: Server) -> None:
    release = releases.add(*FIRST)
    put(release, server)
    edit(server, "week/a/2/1@session-planner", lambda event: event.replace("SUMMARY;LANGUAGE=en:", "SUMMARY:My own "))
    edit(server, "week/a/3/1@session-planner", moved)
    sent = put(release, server)
    assert titles(sent.updated) == titles(sent.edited) == ["WG.A: 2 Matter a2", "WG.A: 3 Matter a3"]
    assert held(server) == wanted(release)
    # The number that the other hand raised does not go back.
    assert read(server)["week/a/3/1@session-planner"]["sequence"] > 7
    server.asked.clear()
    assert put(release, server).unchanged == 11
    assert server.count("PUT") == 0


def test_an_alarm_that_somebody_set_for_themselves_stays_until_the_entry_changes(
    releases: Releases, server: Server
) -> None:
    put(releases.add(*FIRST), server)
    alarm = "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Go\nTRIGGER:-PT5M\nEND:VALARM\nEND:VEVENT"
    for number in (2, 5):
        edit(server, f"week/a/{number}/1@session-planner", lambda event: event.replace("END:VEVENT", alarm))
    sent = put(releases.add(*SECOND), server)
    assert sent.edited == ()
    found = {number: read(server)[f"week/a/{number}/1@session-planner"].walk("VALARM") for number in (2, 5)}
    assert (len(found[2]), len(found[5])) == (0, 1)


def test_what_somebody_took_away_is_put_again(releases: Releases, server: Server) -> None:
    release = releases.add(*FIRST)
    put(release, server)
    with client(server) as calendar:
        calendar.event_by_uid("week/a/2/1@session-planner").delete()
    assert titles(put(release, server).new) == ["WG.A: 2 Matter a2"]
    assert held(server) == wanted(release)


def test_an_edit_while_we_write_is_not_lost(releases: Releases, server: Server) -> None:
    put(releases.add(*FIRST), server)
    second = releases.add(*SECOND)
    theirs: list[str] = []

    def meanwhile(method: str, path: str) -> None:
        if method == "PUT" and not theirs:
            theirs.append(path)
            found = server.folder / "collections" / "collection-root" / path.strip("/")
            found.write_text(found.read_text("utf-8").replace("WG.A: 1 Matter", "Not this"), "utf-8")

    server.before = meanwhile
    sent = put(second, server)
    assert [(one.title, one.why) for one in sent.refused] == [("Cancelled: WG.A: 1 Matter a1", "changed")]
    assert str(read(server)["week/a/1/1@session-planner"]["summary"]) == "Not this a1"
    assert len(sent.updated) == 4
    again = put(second, server)
    assert (again.refused, titles(again.edited)) == ((), ["Cancelled: WG.A: 1 Matter a1"])
    assert held(server) == wanted(second)


def test_an_object_of_ours_imported_by_hand_stands_in_the_way_and_is_told(releases: Releases, server: Server) -> None:
    release = releases.add(*FIRST)
    put(release, server)
    with client(server) as calendar:
        event = calendar.event_by_uid("week/a/2/1@session-planner")
        data = event.data
        event.delete()
        calendar.save_event(data)
    sent = put(release, server)
    assert [(one.title, one.why) for one in sent.refused] == [("WG.A: 2 Matter a2", "taken")]
    assert sent.unchanged == 10
    assert held(server) == wanted(release)


def test_something_else_under_our_name_is_left_alone(releases: Releases, server: Server) -> None:
    release = releases.add(*FIRST)
    put(release, server)
    one = next(
        path for path in (server.folder / "collections").rglob("*.ics") if "UID:week/a/2/" in path.read_text("utf-8")
    )
    one.write_text(one.read_text("utf-8").replace("UID:week/a/2/1@session-planner", "UID:theirs"), "utf-8")
    assert [one.why for one in put(release, server).refused] == ["taken"]
    assert "theirs" in read(server)


def test_a_body_has_a_calendar_of_its_own(releases: Releases, server: Server) -> None:
    first = releases.add(*FIRST)
    put(first, server, Filter(bodies=("b",)))
    shown = {uid for uid in wanted(first) if "/b/" in uid or "joint" in uid}
    assert len(shown) == 6
    assert set(held(server)) == shown
    with client(server) as calendar:
        assert "WG.B" not in str(calendar.get_display_name())
        assert str(calendar.get_display_name()) == "Session week – Working Group B"


def test_a_calendar_that_is_put_to_another_use_has_nothing_twice(releases: Releases, server: Server) -> None:
    first = releases.add(*FIRST)
    put(first, server)
    sent = put(first, server, granularity="sitting")
    assert len(sent.cancelled) == 11
    assert all("/sitting/" in uid for uid in held(server))
    assert put(first, server, granularity="sitting").unchanged == len(held(server)) + 11
    back = put(first, server)
    assert held(server) == wanted(first)
    assert (len(back.updated), back.edited) == (11, ())
    assert {event["sequence"] for uid, event in read(server).items() if "/sitting/" not in uid} == {2}
    server.asked.clear()
    put(first, server)
    assert server.count("PUT") == 0


def test_an_alarm_is_put_where_it_is_asked_for(releases: Releases, server: Server) -> None:
    first = releases.add(*FIRST)
    put(first, server)
    assert len(put(first, server, alarm=10).updated) == 11
    assert all(event.walk("VALARM") for event in read(server).values())
    assert put(first, server, alarm=10).unchanged == 11


def test_a_dry_run_says_the_same_and_does_nothing(releases: Releases, server: Server) -> None:
    first = releases.add(*FIRST)
    dry = put(first, server, dry_run=True)
    assert dry.created
    assert server.count("MKCALENDAR") == server.count("PUT") == 0
    assert dry == put(first, server)
    second = releases.add(*SECOND)
    server.asked.clear()
    dry = put(second, server, dry_run=True)
    assert server.count("PUT") == 0
    assert dry == put(second, server)


def test_a_run_that_broke_off_is_gone_on_with(releases: Releases, server: Server) -> None:
    release = releases.add(*FIRST)
    server.before = lambda method, _path: (
        "507 Insufficient Storage" if method == "PUT" and server.count("PUT") >= 4 else None
    )
    with pytest.raises(OutsideError, match="there is no space left for you"):
        put(release, server)
    assert len(held(server)) == 4
    server.before = lambda _method, _path: None
    assert (len(put(release, server).new), len(held(server))) == (7, 11)


def test_progress_is_told(releases: Releases, server: Server) -> None:
    seen: list[tuple[int, int]] = []
    put(releases.add(*FIRST), server, watch=lambda *done: seen.append(done))
    assert seen == [(number, 11) for number in range(1, 12)]


def test_an_older_release_does_not_leave_entries_of_a_later_one_standing(releases: Releases, server: Server) -> None:
    old = releases.add(*FIRST[1:])
    new = releases.add(*FIRST)
    put(new, server)
    server.asked.clear()
    with pytest.raises(InputError, match="entries of a later release are in this calendar, and release 1"):
        put(old, server)
    assert server.count("PUT") == 0
    assert held(server) == wanted(new)


def test_two_sessions_share_a_calendar(releases: Releases, server: Server, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Releases(tmp_path / "other", "week-2")
    first, second = releases.add(*FIRST), other.add(*FIRST)
    put(first, server)
    assert len(put(second, server).new) == put(first, server).unchanged == 11
    assert held(server) == {**wanted(first), **wanted(second)}


def test_a_draft_is_not_put(releases: Releases, server: Server) -> None:
    with pytest.raises(InputError, match="release 1 is a draft"):
        put(releases.add(*FIRST, state="draft"), server)
    assert server.asked == []


def test_an_id_that_nobody_has_is_refused(releases: Releases, server: Server) -> None:
    with pytest.raises(InputError, match="`c` is not among the bodies"):
        put(releases.add(*FIRST), server, Filter(bodies=("c",)))


# -- what can be wrong with the address, the server and the network ---------------------------------------------------


def told(error: SessionPlannerError) -> str:
    """What is said; never the password."""
    assert PASSWORD not in error.text() + repr(error) + repr(error.__cause__) + repr(error.__context__)
    return error.text()


@pytest.mark.parametrize("password", ["wrong", None, ""])
def test_a_wrong_password_says_what_to_do(releases: Releases, server: Server, password: str | None) -> None:
    with pytest.raises(OutsideError) as caught:
        put(releases.add(*FIRST), server, password=password)
    assert re.search(r"does not take this name and password.*SESSION_PLANNER_CALDAV_PASSWORD", told(caught.value))


def test_another_ones_calendar_may_not_be_written(releases: Releases, server: Server) -> None:
    url = server.url.replace(f"/{USER}/programme", "/chief/programme")
    with pytest.raises(OutsideError, match="you may not write there"):
        publish_caldav(releases.add(*FIRST), url, password=PASSWORD, create=True)


def test_a_calendar_that_is_not_there_is_made_only_when_asked(releases: Releases, server: Server) -> None:
    release = releases.add(*FIRST)
    with pytest.raises(OutsideError, match="there is no such calendar; `--create` makes it"):
        put(release, server, create=False)
    assert server.count("MKCALENDAR") == 0
    assert put(release, server).created


def test_a_folder_of_calendars_is_no_calendar(releases: Releases, server: Server) -> None:
    release = releases.add(*FIRST)
    put(release, server)
    with pytest.raises(OutsideError, match="a folder and not a calendar"):
        publish_caldav(release, server.url.replace("programme/", ""), password=PASSWORD, create=True)


def test_an_address_without_its_last_slash_will_do(releases: Releases, server: Server) -> None:
    release = releases.add(*FIRST)
    publish_caldav(release, server.url.rstrip("/"), password=PASSWORD, create=True)
    assert held(server) == wanted(release)


def test_names_passwords_and_addresses_of_any_letters(releases: Releases, tmp_path: Path) -> None:
    user, password = "planner@example.org", "пароль: ü 密码"
    release = releases.add(*FIRST)
    with radicale(tmp_path, user, password) as there:
        url = f"http://{quote(user)}@127.0.0.1:{there.port}/{quote(user)}/{quote('programme du Congrès')}"
        assert len(publish_caldav(release, url, password=password, create=True).new) == 11
        assert publish_caldav(release, url, password=password).unchanged == 11


@pytest.mark.parametrize(
    "url",
    ["calendars/programme", "ftp://example.org/x/", "https:///x/", "https://example.org:x/", "https://exa mple.org/"],
)
def test_what_is_no_address_is_refused(releases: Releases, url: str) -> None:
    with pytest.raises(InputError, match="not the address of a calendar"):
        publish_caldav(releases.add(*FIRST), url)


def test_a_password_in_the_address_is_refused_and_not_shown(releases: Releases) -> None:
    with pytest.raises(InputError, match="there is a password in the address") as caught:
        publish_caldav(releases.add(*FIRST), f"https://{USER}:{PASSWORD}@example.org/x/")
    told(caught.value)


def test_nobody_there_says_so(releases: Releases, server: Server) -> None:
    with pytest.raises(OutsideError) as caught:
        publish_caldav(releases.add(*FIRST), f"http://{USER}@127.0.0.1:1/x/", password=PASSWORD)
    assert re.search(r"`http://127.0.0.1:1/x/`: the server cannot be reached \(.*refused.*\)", told(caught.value))


def test_a_server_without_tls_is_not_trusted(releases: Releases) -> None:
    with answering(200) as url, pytest.raises(OutsideError) as caught:
        publish_caldav(releases.add(*FIRST), url.replace("http:", "https:"), password=PASSWORD)
    assert "no connection to this server that can be trusted" in told(caught.value)


@contextmanager
def answering(status: int, body: bytes = b"", **headers: str) -> Iterator[str]:
    """A server that says one and the same to everything; its address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def __getattr__(self, name: str) -> Any:
            if not name.startswith("do_"):
                raise AttributeError(name)
            return self.answer

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            pass

    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://{USER}@127.0.0.1:{httpd.server_port}/programme/"
    finally:
        httpd.shutdown()
        httpd.server_close()


MULTI = b'<?xml version="1.0"?><multistatus xmlns="DAV:">%s</multistatus>'
ANSWERS: list[tuple[str, int, bytes, dict[str, str], str]] = [
    ("moved", 301, b"", {"Location": "https://somebody:secret@example.org/dav/"}, "has moved to `https://example.org/dav/`"),
    ("moved for now", 302, b"", {"Location": "/elsewhere/"}, r"has moved to `http://127.0.0.1:\d+/elsewhere/`"),
    ("a page", 200, b"<html><body>Welcome</body></html>", {"Content_Type": "text/html"}, "not the answer of a CalDAV"),
    ("nothing", 200, b"", {}, "not the answer of a CalDAV"),
    ("no xml", 207, b"<<<", {"Content_Type": "text/xml"}, "not the answer of a CalDAV"),
    ("other xml", 207, b"<a/>", {"Content_Type": "text/xml"}, "not the answer of a CalDAV"),
    ("no one", 207, MULTI % b"", {"Content_Type": "text/xml"}, "not the answer of a CalDAV"),
    ("broken", 500, b"oops", {"Content_Type": "text/plain"}, "the server answers 500"),
    ("busy", 503, b"", {"Retry_After": "3600"}, "busy or closed for now"),
    ("too fast", 429, b"", {}, "fewer requests"),
    ("no method", 405, b"", {}, "the server does not do this there"),
    ("forbidden", 403, b"", {}, "you may not write there"),
    ("strange way", 401, b"", {"WWW_Authenticate": "Negotiate"}, "in none of the usual ways"),
    ("no way", 401, b"", {}, "does not take this name and password"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "status", "body", "headers", "said"), ANSWERS, ids=[one[0] for one in ANSWERS])
def test_whatever_a_server_answers_is_told_in_words(
    releases: Releases, what: str, status: int, body: bytes, headers: dict[str, str], said: str
) -> None:
    with answering(status, body, **headers) as url, pytest.raises(OutsideError) as caught:
        publish_caldav(releases.add(*FIRST), url, password=PASSWORD, create=True)
    assert re.search(said, told(caught.value))
    assert "secret" not in caught.value.text()
    assert "http://127.0.0.1" in caught.value.text()


def test_a_server_that_says_of_each_address_apart_that_it_is_not_there(releases: Releases) -> None:
    one = b"<response><href>/programme/</href><status>HTTP/1.1 404 Not Found</status></response>"
    with answering(207, MULTI % one, Content_Type="text/xml") as url, pytest.raises(OutsideError) as caught:
        publish_caldav(releases.add(*FIRST), url, password=PASSWORD)
    assert "there is no such calendar" in told(caught.value)


# -- hands of others --------------------------------------------------------------------------------------------------


def edit(server: Server, uid: str, change: Any) -> None:
    """What another program does to an object."""
    with client(server) as calendar:
        event = calendar.event_by_uid(uid)
        event.data = change(event.data.replace("\r\n", "\n"))
        event.save()


def moved(event: str) -> str:
    """An hour later, with the number that a client gives."""
    return re.sub(r"T(1\d)(\d{4})\n", lambda at: f"T{int(at[1]) + 1}{at[2]}\n", event).replace(
        "SEQUENCE:0", "SEQUENCE:7"
    )
