"""Messages for direct sending: who knew one release is told what the next one changed, and nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from session_planner.errors import InputError
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme
from session_planner.publish.calendars.ics import calendar
from session_planner.publish.calendars.messages import Message, messages
from session_planner.releases.ledger import Ledger
from tests.publish import readers
from tests.publish.calendars import SECOND, read, session, two_releases

PEOPLE = {"organizer": "Secretariat, the <sec+x@example.org>", "attendee": "mailto:délégué@example.net"}


def sent(since: int | None, keep: Filter = EVERYTHING, **options: Any) -> tuple[Message, ...]:
    """The messages of the second of two releases."""
    ledger, scenario, _ = two_releases()
    return messages(ledger, scenario, "en", since=since, keep=keep, **{**PEOPLE, **options})


def told(found: tuple[Message, ...]) -> set[tuple[str, str]]:
    """Each message as its method and the middle of its UID."""
    return {(one.method, one.uid.removesuffix("@session-planner").partition("/")[2]) for one in found}


def test_what_changed_since_a_release_is_sent_and_nothing_else() -> None:
    assert told(sent(1)) == {
        ("CANCEL", "a/4/1"), ("REQUEST", "a/2/2"), ("REQUEST", "b/5/1"), ("REQUEST", "joint:property/3/1"),
    }  # fmt: skip
    assert sent(2) == ()


def test_who_knows_nothing_is_invited_to_all_that_is_held() -> None:
    held = {("REQUEST", name) for name in ("a/1/1", "a/2/1", "a/2/2", "b/5/1", "joint:property/3/1")}
    assert told(sent(None)) == held


def test_who_no_longer_takes_part_is_sent_a_cancellation() -> None:
    assert told(sent(1, Filter(bodies=("c",)))) == {("CANCEL", "joint:property/3/1")}
    assert told(sent(1, Filter(rooms=("m2",)))) == {("CANCEL", "b/5/1")}
    assert told(sent(1, Filter(rooms=("m3",)))) == {("REQUEST", "b/5/1")}


def test_what_came_and_went_between_is_never_spoken_of() -> None:
    ledger, scenario, programme = two_releases()
    without = Programme(tuple(one for one in programme.segments if one.item != "5"), "two")
    third = ledger.advance(without, scenario, 3, SECOND + dt.timedelta(hours=1))
    assert messages(third, scenario, "en", since=1, keep=Filter(rooms=("m3",)), **PEOPLE) == ()
    back = third.advance(programme, scenario, 4, SECOND + dt.timedelta(hours=2))
    [again] = messages(back, scenario, "en", since=3, **PEOPLE)
    assert (again.method, read(again.data).events[0]["sequence"]) == ("REQUEST", 3)


def test_cancellations_go_first_and_files_keep_that_order() -> None:
    found = sent(1)
    assert [one.method for one in found] == ["CANCEL", "REQUEST", "REQUEST", "REQUEST"]
    assert [one.name for one in found] == sorted(one.name for one in found)
    assert found[0].name == "0001-cancel.ics"
    assert found[0].media_type == "text/calendar; charset=utf-8; method=CANCEL"


def test_a_message_is_the_entry_of_the_feed_with_its_people() -> None:
    ledger, scenario, programme = two_releases()
    feed = {str(one["uid"]): one for one in read(calendar(programme, scenario, "en", ledger=ledger, alarm=5)).events}
    for message in sent(1, alarm=5):
        file = read(message.data)
        assert file["method"] == message.method
        [event] = file.events
        expected = feed[message.uid]
        assert {key: event[key] for key in event if key not in ("ATTENDEE", "ORGANIZER")} == dict(expected)
        assert len(event.walk("VALARM")) == (message.method == "REQUEST")
        assert str(event["organizer"]) == "mailto:sec+x@example.org"
        assert event["organizer"].params == {"CN": "Secretariat, the"}
        assert str(event["attendee"]) == "mailto:d%C3%A9l%C3%A9gu%C3%A9@example.net"
        answer = {"PARTSTAT": "NEEDS-ACTION", "ROLE": "REQ-PARTICIPANT", "RSVP": "FALSE"}
        assert event["attendee"].params == (answer if message.method == "REQUEST" else {})


def test_whole_sittings_can_be_sent() -> None:
    assert ("REQUEST", "a/sitting/1") in told(sent(None, granularity="sitting"))


@pytest.mark.needs("php-cli", "php-sabre-vobject")
def test_a_server_has_no_complaint(tmp_path: Path) -> None:
    paths = []
    for message in (*sent(1, alarm=5), *sent(None)):
        paths.append(tmp_path / f"{len(paths)}.ics")
        paths[-1].write_bytes(message.data)
    found = readers.all_by_sabre(paths)
    assert found == [(readers.by_icalendar(path), []) for path in paths]


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@b@c", "a b@example.org", "a@example.org\r\nX: 1", "<a@example.org", "a@", "@b", "a@b, c@d",
     "http://a@b", "N\u202eame <a@b>", "a@b?bcc=c", "Name <a@b>, <c@d>"],
)  # fmt: skip
@pytest.mark.parametrize("who", ["organizer", "attendee"])
def test_what_is_no_address_is_refused(who: str, address: str) -> None:
    with pytest.raises(InputError, match="is not an address of mail"):
        sent(1, **{who: address})


def test_what_there_is_not_is_refused() -> None:
    with pytest.raises(InputError, match="there is no release 7; there are: 1, 2"):
        sent(7)
    with pytest.raises(InputError, match="`nobody` is not among the bodies"):
        sent(1, Filter(bodies=("nobody",)))


def test_without_any_release_nothing_is_sent() -> None:
    assert messages(Ledger(), session(), "en", **PEOPLE) == ()
