"""Whatever the bytes are: a programme, or mistakes in words; never another error."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter

from session_planner.errors import InputError
from session_planner.programme.reading import parse_programme
from session_planner.publish.calendars.ics import calendar
from tests.programme.sample import SCENARIO, read
from tests.programme.test_calendars import MORNING, TABLE, event, whole
from tests.programme.test_interface import WHOLE
from tests.programme.test_workbook import HEADING, book

FILES = {
    "plan.json": WHOLE.to_json().encode(),
    "plan.csv": TABLE.encode(),
    "ours.ics": calendar(read(TABLE).programme, SCENARIO, "fr"),
    "theirs.ics": whole(event("UID:1", *MORNING, "SUMMARY:National strategies", "CATEGORIES:a,b")).encode(),
    "plan.xlsx": book([HEADING, ["wg-ta", "1(a)", dt.datetime(2012, 10, 17), dt.time(10), dt.time(13), "m1"]]),
}
PIECES = [piece.encode() for piece in (
    "10:00", "a.m.", "é", "2012-10-17", ";", ",", '"', "\n", "9" * 12, "0", "-", "null", "{}", "[", "T", "\0", "noon",
    "wg-ta; wg-ic", "1 (a) and", "DTSTART:0000", "TZID=Foo/Bar", "DURATION:PT0S\r\n", "9999-12-31T23:59:00+00:00",
    "下午", "بعد الظهر",
)]  # fmt: skip


def broken(data: bytes, by: random.Random) -> bytes:
    """A file with some bytes cut out, doubled, changed or put in."""
    changed = bytearray(data)
    for _ in range(by.randint(1, 4)):
        at, other = by.randrange(len(changed) + 1), by.randrange(len(changed) + 1)
        match by.randrange(5):
            case 0:
                del changed[at : at + by.randint(1, 6)]
            case 1:
                changed[at : at + by.randint(0, 6)] = by.choice(PIECES)
            case 2:
                changed[at : at + 1] = bytes([by.randrange(256)])
            case 3:
                del changed[at:]
            case _:
                changed[at:at] = changed[other : other + by.randint(1, 40)]
    return bytes(changed)


def test_five_hundred_broken_files() -> None:
    count: Counter[str] = Counter()
    for seed in range(500):
        by = random.Random(seed)
        name = by.choice(list(FILES))
        try:
            reading = parse_programme(broken(FILES[name], by), name, SCENARIO)
        except InputError as error:
            count["refused" if error.text("fr") else "refused in silence"] += 1
        else:
            reading.programme.to_json().encode()
            assert all(str(note) for note in reading.notes)
            count["read"] += 1
    assert set(count) == {"refused", "read"}
    assert count["refused"] > 300
    assert count["read"] > 50
