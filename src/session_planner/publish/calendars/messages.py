"""Messages for direct sending (RFC 5546, RFC 6047): what somebody has to be told since a release that they know.

Beside `ics.py`, whose entries these are, with the same UIDs and the same numbers as in the feeds: who is sent
messages and also subscribes sees one entry. A message of iTIP holds one entry and no more, so there is one for each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import quote

from icalendar import Calendar
from icalendar.prop import vCalAddress

from session_planner.errors import InputError, Mistake
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.publish.calendars.ics import Files, refuse_unknown
from session_planner.releases.entries import Granularity
from session_planner.releases.ledger import FeedEntry, Ledger
from session_planner.scenario.model import Scenario
from session_planner.words import N_

Method = Literal["REQUEST", "CANCEL"]
# What an address may be here: one @, a host, and nothing that another header could begin with.
_PART = r"[^\s\x00-\x20\x7f-\x9f@<>()\[\]\\,;:\"/?#%]"
_ADDRESS = rf"{_PART}{{1,64}}@{_PART}{{1,253}}"
_PERSON = re.compile(rf"(?P<name>[^<>]*)<(?P<in>{_ADDRESS})>|(?P<bare>{_ADDRESS})")


_SAFE = "!$'*+-.=_~"


@dataclass(frozen=True, slots=True)
class Message:
    """One message: an invitation or an update (REQUEST), or a cancellation (CANCEL), as the file to send.

    `name` is for a file, in the order in which they are to be sent; `media_type` is that of the part of the mail.
    """

    name: str
    method: Method
    uid: str
    data: bytes

    @property
    def media_type(self) -> str:
        """As RFC 6047 asks for."""
        return f"text/calendar; charset=utf-8; method={self.method}"


def messages(
    ledger: Ledger,
    scenario: Scenario,
    lang: str,
    *,
    since: int | None = None,
    organizer: str,
    attendee: str,
    keep: Filter = EVERYTHING,
    granularity: Granularity = "item",
    alarm: int | None = None,
) -> tuple[Message, ...]:
    """What is new, changed or cancelled for those that `keep` leaves since the release `since`; None: they know none.

    `organizer` and `attendee` are addresses, `secretariat@example.org` or `Secretariat <secretariat@example.org>`.
    Cancellations come first, so that nobody reads of two things at one time. Raises InputError for what is no
    address, for a release that there is not, and for ids that nobody has.
    """
    people = {"ORGANIZER": _person("organizer", organizer), "ATTENDEE": _person("attendee", attendee)}
    refuse_unknown(keep, scenario, ledger)
    known = {one.uid: one for one in as_of(ledger, since).feed(keep, granularity)}
    told = [(method, one) for one in ledger.feed(keep, granularity) if (method := _method(known.get(one.uid), one))]
    told.sort(key=lambda pair: pair[0] != "CANCEL")
    files = {"REQUEST": Files(scenario, lang, alarm), "CANCEL": Files(scenario, lang)}
    return tuple(
        Message(f"{number:04}-{method.lower()}.ics", method, one.uid, _with(files[method].single(one, method), people))
        for number, (method, one) in enumerate(told, 1)
    )


def as_of(ledger: Ledger, release: int | None) -> Ledger:
    """The ledger as it was after a release; an empty one for None."""
    if release is not None and release not in ledger.times:
        known = ", ".join(map(str, ledger.times)) or "–"
        said = N_("there is no release {found}; there are: {known}")
        raise InputError([Mistake("", 0, 0, "since", said, {"found": str(release), "known": known})])
    until = 0 if release is None else release
    records = {}
    for key, record in ledger.records.items():
        if versions := tuple(version for version in record.versions if version.release <= until):
            records[key] = replace(record, versions=versions)
    return Ledger({number: time for number, time in ledger.times.items() if number <= until}, records)


def _method(known: FeedEntry | None, now: FeedEntry) -> Method | None:
    """Which message somebody needs who knows an entry in one state (None: not at all), when it is in another."""
    if now.cancelled:
        return "CANCEL" if known and not known.cancelled else None
    same = known and (known.sequence, known.modified, known.cancelled) == (now.sequence, now.modified, False)
    return None if same else "REQUEST"


def _with(made: Calendar, people: Mapping[str, vCalAddress]) -> bytes:
    """The message with who sends it and to whom it goes; nobody is asked to answer."""
    method = str(made["METHOD"])
    for event in made.walk("VEVENT"):
        event["ORGANIZER"] = people["ORGANIZER"]
        event["ATTENDEE"] = people["ATTENDEE"]
        if method == "REQUEST":
            answer = {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
            invited = vCalAddress(str(people["ATTENDEE"]))
            invited.params.update({**people["ATTENDEE"].params, **answer})
            event["ATTENDEE"] = invited
    written: bytes = made.to_ical()
    return written


def _person(what: str, given: str) -> vCalAddress:
    """An address, with or without a name before it, as a calendar writes it."""
    found = _PERSON.fullmatch(re.sub(r"^mailto:", "", given.strip(), flags=re.IGNORECASE))
    if found is None or not given.isprintable():
        said = N_("`{found}` is not an address of mail, such as `secretariat@example.org`")
        raise InputError([Mistake("", 0, 0, what, said, {"found": given})])
    user, _, host = (found["in"] or found["bare"]).partition("@")
    address = vCalAddress(f"mailto:{quote(user, safe=_SAFE)}@{host}")
    if name := (found["name"] or "").strip().strip('"'):
        address.params["CN"] = name.replace('"', "'")
    return address
