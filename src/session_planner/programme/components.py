"""Calendar files of any producer (RFC 5545, jCal of RFC 7265) as components, within bounds.

Before `calendars` (a programme), and before `sources.systems` (a draft, busy times). What is large and says nothing
of a programme, such as attachments inside the file, is left out before anything is parsed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.programme.sheets import decoded
from session_planner.words import N_

MOST_CHARACTERS = 24_000_000
MOST_COMPONENTS = 50_000
MOST_IN_LINE = 1_000_000
"""Characters of one property, its folded lines put together."""
MOST_PROPERTIES = 200_000
MOST_LINES = 3_000_000
"""Before folded ones are put together; attachments are most of them."""
MOST_DEPTH = 20
MOST_CLOCKS = 1_000
"""Times at which zones that calendars define change their clocks; each is followed through the years."""

_NO_CALENDAR = N_("the calendar is not in {encoding}, in which every calendar is written; export it anew as UTF-8")
_MANY_CLOCKS = N_("the zones that the calendar defines change their clocks in more than {most} ways")
_FOLD = re.compile(r"\r?\n[ \t]")
_LARGE = re.compile(r"(?:ATTACH|IMAGE|PHOTO|X-ALT-DESC|X-APPLE-STRUCTURED-DATA|COMMENT|LOGO)[;:]", re.I)
_CLOCKS = ("STANDARD", "DAYLIGHT")
_IN_YEARS = re.compile(r"FREQ\s*=\s*(?:YEARLY|MONTHLY)", re.I)
_OLD_ZONES = re.compile(r"[A-Z][A-Za-z_]+/[A-Z][A-Za-z_+-]+(?:/[A-Z][A-Za-z_]+)?$")


def is_calendar(data: bytes) -> bool:
    """Whether a file is a calendar by its first bytes: iCalendar, or jCal."""
    head = data[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head[:15].upper() == b"BEGIN:VCALENDAR" or is_jcal(head)


def is_jcal(data: bytes) -> bool:
    """Whether a JSON file is a calendar, or a list of them."""
    return re.match(rb'[\xef\xbb\xbf\s]*\[\s*(?:\[\s*)?"vcalendar"', data[:200], re.I) is not None


def calendars_of(file: str, data: bytes) -> list[Any]:
    """The calendars in a file. Raises InputError for what is none, and for more than can be read in reasonable time."""
    from icalendar import Calendar
    from icalendar.timezone import tzp

    # Zones that a file defines are kept by their names: those of the file before must not speak for this one.
    tzp.use_zoneinfo()
    try:
        if is_jcal(data):
            found = [Calendar.from_jcal(one) for one in _jcal(file, data)]
        else:
            found = list(Calendar.from_ical(_clean(file, decoded(file, data, _NO_CALENDAR)), multiple=True))
    except InputError:
        raise
    except Exception as error:  # icalendar has an error of its own for each way in which a value can be broken
        raise _unread(file, N_("the calendar cannot be read: {reason}"), reason=str(error)[:200]) from error
    if not all(isinstance(one, Calendar) for one in found):
        raise _unread(file, N_("the calendar cannot be read: {reason}"), reason="BEGIN:VCALENDAR")
    return found


def _jcal(file: str, data: bytes) -> list[Any]:
    text = decoded(file, data, _NO_CALENDAR)
    if len(text) > MOST_CHARACTERS:
        raise _too_large(file)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unread(file, N_("the calendar cannot be read: {reason}"), reason=str(error)[:200]) from error
    calendars = [found] if found and isinstance(found[0], str) else found
    if sum(1 for _ in _nested(calendars)) > MOST_COMPONENTS:
        raise _too_many(file)
    if sum(text.lower().count(f'"{name.lower()}"') for name in _CLOCKS) > MOST_CLOCKS:
        raise _unread(file, _MANY_CLOCKS, most=MOST_CLOCKS)
    return list(calendars)


def _nested(components: Any) -> Iterator[None]:
    """One for each component, however deep."""
    waiting = [components]
    while waiting:
        for one in waiting.pop():
            if isinstance(one, list) and len(one) == 3 and isinstance(one[2], list):
                yield None
                waiting.append(one[2])


def _clean(file: str, text: str) -> str:
    """The text with its lines unfolded, without what is large and says nothing here."""
    if text.upper().count("BEGIN:") > MOST_COMPONENTS:
        raise _too_many(file)
    if text.count("\n") > MOST_LINES:
        raise _unread(file, N_("the calendar has more than {most} lines"), most=MOST_LINES)
    unfolded = _FOLD.sub("", text).replace("\r\n", "\n")
    if unfolded.count("\n") > MOST_PROPERTIES:
        raise _unread(file, N_("the calendar has more than {most} properties"), most=MOST_PROPERTIES)
    kept = []
    size = 0
    nested = _Nested(file)
    for number, line in enumerate(unfolded.split("\n"), 1):
        if _LARGE.match(line):
            continue
        nested.take(line)
        size += len(line)
        if len(line) > MOST_IN_LINE:
            message = N_("property {number} of the calendar has {length} characters; at most {most} are read")
            raise _unread(file, message, number=number, length=len(line), most=MOST_IN_LINE)
        kept.append(line)
    if size > MOST_CHARACTERS:
        raise _too_large(file)
    return "\r\n".join(kept) + "\r\n"


class _Nested:
    """How deep the components of a calendar stand in each other, and the clocks of the zones that it defines."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.open: list[str] = []
        self.clocks = 0

    def take(self, line: str) -> None:
        """The next line. Raises InputError for what no calendar has."""
        mark, _colon, name = line[:40].upper().strip().partition(":")
        if mark == "BEGIN":
            self.open.append(name)
            if len(self.open) > MOST_DEPTH:
                raise _unread(self.file, N_("the calendar has more than {most} components inside each other"),
                              most=MOST_DEPTH)  # fmt: skip
        elif mark == "END" and self.open:
            self.open.pop()
        if self.open and self.open[-1] in _CLOCKS:
            self._clock(mark, line)

    def _clock(self, mark: str, line: str) -> None:
        self.clocks += mark == "BEGIN"
        if self.clocks > MOST_CLOCKS:
            raise _unread(self.file, _MANY_CLOCKS, most=MOST_CLOCKS)
        if mark.startswith("RRULE") and not _IN_YEARS.search(line):
            message = N_("a zone that the calendar defines changes its clocks by a rule that is not yearly: {rule}")
            raise _unread(self.file, message, rule=line[:80])


def _too_many(file: str) -> InputError:
    return _unread(file, N_("the calendar has more than {most} components"), most=MOST_COMPONENTS)


def _too_large(file: str) -> InputError:
    return _unread(file, N_("the calendar has more than {most} characters"), most=MOST_CHARACTERS)


def _unread(file: str, message: str, **fields: str | int) -> InputError:
    return InputError([Mistake(file, 0, 0, "", message, fields)])


def said_in(component: Any, name: str) -> str:
    """A property as text, the first where it stands several times; empty where there is none."""
    value = component.get(name, "")
    return str(value[0] if isinstance(value, list) and value else value).strip()


def called(component: Any) -> str:
    """How a component is named in messages: its title, else its UID."""
    return (said_in(component, "SUMMARY") or said_in(component, "UID"))[:200]


def is_cancelled(component: Any) -> bool:
    """Whether an event is cancelled."""
    return said_in(component, "STATUS").upper() == "CANCELLED"


def categories(component: Any) -> list[str]:
    """The categories of an event, or of a calendar."""
    found = component.get("CATEGORIES") or []
    return [str(name) for group in (found if isinstance(found, list) else [found])
            for name in getattr(group, "cats", [group])]  # fmt: skip


def zone_named(name: str) -> str:
    """The IANA name of a zone: its own, that of a Windows name, or the end of a longer one (`/x.org/Europe/Rome`)."""
    from zoneinfo import ZoneInfo

    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    ending = _OLD_ZONES.search(name)
    for one in (name, WINDOWS_TO_OLSON.get(name.strip('"'), ""), ending[0] if ending else ""):
        try:
            if one:
                return ZoneInfo(one).key
        except (KeyError, ValueError, OSError):
            continue
    return ""
