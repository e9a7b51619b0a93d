"""Tables, calendars and schedules of any hand: each is refused by the command, within bounds of time and memory."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from session_planner.errors import InputError
from session_planner.sources.reading import parse_source

SECONDS, MEMORY = 20, 300
_FORGE = """
import os, sys, time
from session_planner.cli import run
import session_planner.sources.reading, session_planner.sources.draft, openpyxl, icalendar, lxml.etree
for line in sys.stdin:
    folder, name = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        print("done", flush=True)
        continue
    os.chdir(folder)
    os.dup2(os.open("../told", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
    began = time.process_time()
    code = run(["import", name, "-o", "draft.yaml"])
    peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
    with open("../measured", "w") as stream:
        stream.write(f"{code} {time.process_time() - began} {peak / 1024}")
    os._exit(0)
"""
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip
HEADING = "Date;Time;Title\n"
ROW = "2026-09-07;10:00-11:00;{}\n"


@pytest.fixture(scope="module")
def forge() -> Iterator[subprocess.Popen[str]]:
    """A process that has loaded the readers, and imports each file in a child of its own."""
    with subprocess.Popen(
        [sys.executable, "-c", _FORGE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as made:
        yield made


@dataclass(frozen=True)
class Importing:
    """The command, in a folder that holds nothing but the file."""

    forge: subprocess.Popen[str]
    folder: Path

    def refuses(self, name: str, data: bytes, told: str) -> None:
        """Exit code 2, a message that names the file and the fault, nothing written, within bounds."""
        (self.folder / name).write_bytes(data)
        assert self.forge.stdin is not None
        assert self.forge.stdout is not None
        print(self.folder, name, sep="\t", file=self.forge.stdin, flush=True)
        assert self.forge.stdout.readline().startswith("done")
        code, seconds, memory = (self.folder.parent / "measured").read_text().split()
        message = (self.folder.parent / "told").read_text()
        assert code == "2", message
        assert message.startswith(f"{name}:")
        assert told in message
        assert float(seconds) < SECONDS
        assert float(memory) < MEMORY
        assert [path.name for path in self.folder.iterdir()] == [name]


@pytest.fixture
def importing(forge: subprocess.Popen[str], tmp_path: Path) -> Importing:
    """Imports into an empty folder."""
    (tmp_path / "here").mkdir()
    return Importing(forge, tmp_path / "here")


# -- workbooks ---------------------------------------------------------------------------------------------------------

SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"


def parts() -> dict[str, bytes]:
    """The parts of a sound workbook."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["Date", "Time", "Title"], ["2026-09-07", "10:00-11:00", "A"], ["2026-09-07", "11:00-12:00", "B"]):
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(changed: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", way) as archive:
        for name, data in changed.items():
            archive.writestr(name, data)
    return made.getvalue()


def book(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one part changed."""
    sound = parts()
    return packed(sound | {part: change(sound[part])})


def rows(more: bytes, after: bytes = b"") -> bytes:
    """A workbook with more in its sheet."""
    return book(SHEET, lambda sheet: sheet.replace(b"</sheetData>", more + b"</sheetData>" + after))


def declared(kind: str, use: str) -> bytes:
    """A workbook whose sheet declares something before it uses it."""
    cell = f'<row r="9"><c r="A9" t="inlineStr"><is><t>{use}</t></is></c></row>'
    return book(SHEET, lambda sheet: (kind + sheet.decode()).replace("<sheetData>", f"<sheetData>{cell}").encode())


def strings(inner: bytes) -> bytes:
    """A workbook with texts that its sheets share."""
    sound = parts()
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return packed(sound | {"xl/sharedStrings.xml": b'<sst xmlns="' + space + b'">' + inner + b"</sst>"})


def entries(count: int) -> bytes:
    """An archive that is nothing but entries of its directory."""
    listed = (b"PK\x01\x02" + bytes(42)) * count
    end = b"PK\x05\x06" + bytes(4) + b"\xff\xff" * 2 + len(listed).to_bytes(4, "little") + (41).to_bytes(4, "little")
    return b"PK\x03\x04" + bytes(26) + b"xl/workbook" + listed + end + bytes(2)


WORKBOOKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "laughs": (lambda: declared(LAUGHS, "&i;"), "defines entities of its own"),
    "laughs-in-strings": (lambda: strings_with_laughs(), "entities of its own"),
    "entity-of-a-file": (lambda: declared('<!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/hostname">]>', "&s;"),
                         "defines entities of its own"),
    "ratio": (lambda: book(SHEET, lambda sheet: sheet + b" " * 200_000_000), "unpacks to 190 MiB"),
    "entries": (lambda: entries(1_000_000), "has 1000000 parts; at most 10000"),
    "nested": (lambda: book(SHEET, lambda _sheet: packed(parts()) * 99), "not well-formed"),
    "million-cells": (lambda: rows(b"<row>" + b"<c><v>1</v></c>" * 1_000_000 + b"</row>"), "more than 16384 cells"),
    "many-cells": (lambda: rows((b"<row>" + b"<c/>" * 200 + b"</row>") * 1001), "more than 200000 cells"),
    "two-to-the-20-rows": (lambda: rows(b'<row hidden="1"/>' * (1 << 20)), "more than 100000 rows"),
    "styles": (lambda: book(STYLES, lambda part: part.replace(b"</cellXfs>", b"<xf/>" * 3_000_000 + b"</cellXfs>")),
               "more than 60000 styles"),
    "strings": (lambda: strings(b"<si/>" * 5_000_000), "more than 200000 cells"),
    "runs": (lambda: strings(b"<si>" + b"<r/>" * 5_000_000 + b"</si>"), "more than 65536 elements"),
    "long-text": (lambda: strings(b"<si><t>" + b"x" * 40_000_000 + b"</t></si>"), "more than 1000000 characters"),
    "long-tag": (lambda: rows(b'<row x="' + b"y" * 40_000_000 + b'"/>'), "more than 262144 bytes"),
    "deep": (lambda: rows(b"<a>" * 4_000_000), "inside each other"),
    "link-to-all-places": (
        lambda: rows(b"", b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="a"/></hyperlinks>'),
        "cover 17179869184 places"),
    "reference": (lambda: rows(b'<row><c r="ZZZZZ99999999"/></row>'), "a cell `ZZZZZ99999999`"),
    "huge-number": (lambda: rows(b"<row><c><v>" + b"9" * 100_000 + b"</v></c></row>"), "4300 digits"),
    "cut": (lambda: packed(parts())[:2000], "no"),
    "no-sheet": (lambda: packed({name: part for name, part in parts().items() if name != SHEET}), "no row of it"),
    "no-book": (lambda: packed({name: part for name, part in parts().items() if name != BOOK}) , "xl/workbook.xml"),
    "odd-packing": (lambda: packed(parts(), zipfile.ZIP_LZMA), "packed in way 14"),
}  # fmt: skip


def strings_with_laughs() -> bytes:
    """A workbook whose shared texts laugh."""
    sound = parts()
    return packed(sound | {"xl/sharedStrings.xml": f"{LAUGHS}<sst><si><t>&i;</t></si></sst>".encode()})


@pytest.mark.parametrize("name", WORKBOOKS)
def test_workbooks_that_mean_harm(name: str, importing: Importing) -> None:
    made, told = WORKBOOKS[name]
    importing.refuses("table.xlsx", made(), told)


def test_a_workbook_that_claims_the_whole_sheet_is_read_by_its_cells() -> None:
    def far(sheet: bytes) -> bytes:
        return sheet.replace(b'ref="A1:C3"', b'ref="A1:XFD1048576"')

    draft = parse_source(book(SHEET, far), "table.xlsx")
    assert [one.start[11:] for one in draft.programme] == ["10:00:00+00:00", "11:00:00+00:00"]


# -- CSV ---------------------------------------------------------------------------------------------------------------

CSV: dict[str, tuple[Callable[[], bytes], str]] = {
    "line-of-100-mb": (lambda: HEADING.encode() + b"x" * 100_000_000, "larger than 64 MiB"),
    "line-of-60-mb": (lambda: (HEADING + "é" * 29_000_000 + "\U0001f600").encode(), "csv:2:0: this line has more than"),
    "nul": (lambda: (HEADING + ROW.format("A\0B")).encode(), "csv:2:0: the file holds NUL"),
    "cells": (lambda: HEADING.encode() + (b"x;" * 255 + b"x\n") * 9_000, "more than 200000 cells"),
    "open-quote": (lambda: f'{HEADING}2026-09-07;10:00;"'.encode() + b"x\n" * 15_000_000, "more than 10000 rows"),
    "unknown-encoding": (lambda: (HEADING + ROW.format("Ăąčđ")).encode("iso-8859-2"), "Windows-1252"),
}


@pytest.mark.parametrize("name", CSV)
def test_csv_that_means_harm(name: str, importing: Importing) -> None:
    made, told = CSV[name]
    importing.refuses("table.csv", made(), told)


@pytest.mark.parametrize(
    ("encoding", "heading", "title"),
    [
        ("utf-16", HEADING, "Présidence élue à l’ouverture, débat général"),
        ("cp1252", HEADING, "Présidence élue à l’ouverture, débat général"),
        ("gb18030", "日期;时间;标题\n", "通过议程和工作安排会议开幕"),
        ("iso-8859-6", "التاريخ;الساعة;البند\n", "افتتاح الدورة وإقرار جدول الأعمال"),
    ],
)
def test_encodings_that_words_prove_are_read(encoding: str, heading: str, title: str) -> None:
    draft = parse_source((heading + ROW.format(title)).encode(encoding), "table.csv")
    assert title in str(draft.data)


# -- calendars ---------------------------------------------------------------------------------------------------------

TIMES = "DTSTART:20260907T080000Z\r\nDTEND:20260907T090000Z\r\n"


def calendar(event: str, before: str = "") -> bytes:
    """A calendar with an event."""
    head = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{before}"
    return f"{head}BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:A\r\n{event}END:VEVENT\r\nEND:VCALENDAR\r\n".encode()


def zone(clock: str, times: int = 1) -> bytes:
    """A calendar that defines a zone."""
    one = f"BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\n{clock}END:STANDARD\r\n"
    defined = f"BEGIN:VTIMEZONE\r\nTZID:Foo\r\n{one * times}END:VTIMEZONE\r\n"
    return calendar(TIMES.replace("DTSTART", "DTSTART;TZID=Foo").replace("Z\r", "\r"), defined)


CALENDARS: dict[str, tuple[Callable[[], bytes], str]] = {
    "every-second": (lambda: calendar(f"{TIMES}RRULE:FREQ=SECONDLY\r\n"), "repeats too often"),
    "100000-times": (lambda: calendar(f"{TIMES}RRULE:FREQ=HOURLY;COUNT=100000\r\n"), "repeats too often"),
    "huge-count": (lambda: calendar(f"{TIMES}RRULE:FREQ=DAILY;COUNT={'9' * 20}\r\n"), "RRULE cannot be read"),
    "never": (lambda: calendar(f"{TIMES}RRULE:FREQ=DAILY;BYMONTH=13;COUNT=3\r\n"), "BYMONTH"),
    "rules": (lambda: calendar(TIMES + "RRULE:FREQ=DAILY;COUNT=1000\r\n" * 5_000), "repeats too often"),
    "line-of-100-mb": (lambda: calendar(f"{TIMES}DESCRIPTION:{'x' * 100_000_000}\r\n"), "larger than 64 MiB"),
    "line-of-60-mb": (lambda: calendar(f"{TIMES}DESCRIPTION:{'x' * 60_000_000}\r\n"), "at most 1000000 are read"),
    "folds": (lambda: calendar(TIMES + "DESCRIPTION:" + "x\r\n " * 14_000_000 + "\r\n"), "more than 3000000 lines"),
    "properties": (lambda: calendar(TIMES + "X:1\r\n" * 1_000_000), "more than 200000 properties"),
    "people": (lambda: calendar(TIMES + "".join(f"ATTENDEE:mailto:{n}@x.org\r\n" for n in range(21_000))),
               "more than 20000 people"),
    "deep": (lambda: calendar(TIMES + "BEGIN:VALARM\r\n" * 40_000), "20 components inside each other"),
    "no-such-zone": (lambda: calendar("DTSTART;TZID=Mars/Base:20260907T080000\r\n"), "no time zone `Mars/Base`"),
    "zone-of-99-hours": (lambda: zone("TZOFFSETTO:+9999\r\n"), "less than 24 hours"),
    "zone-every-day": (lambda: zone("TZOFFSETTO:+0200\r\nRRULE:FREQ=DAILY\r\n", 3_000), "is not yearly"),
    "zone-of-many-clocks": (lambda: zone("TZOFFSETTO:+0200\r\n", 3_000), "in more than 1000 ways"),
    "encoding": (lambda: calendar(TIMES).replace(b"SUMMARY:A", b"SUMMARY:\xe9t\xe9"), "export it anew as UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("name", CALENDARS)
def test_calendars_that_mean_harm(name: str, importing: Importing) -> None:
    made, told = CALENDARS[name]
    importing.refuses("calendar.ics", made(), told)


# -- schedules ---------------------------------------------------------------------------------------------------------

XML = "<schedule><conference><title>{}</title></conference></schedule>"
SCHEDULES: dict[str, tuple[Callable[[], bytes], str]] = {
    "laughs.xml": (lambda: (LAUGHS + XML.format("&i;")).encode(), "XML"),
    "file.xml": (lambda: ('<!DOCTYPE s [<!ENTITY s SYSTEM "file:///etc/hostname">]>' + XML.format("&s;")).encode(),
                 "declares a document type"),
    "wide.xml": (lambda: b"<schedule>" + b"<day/>" * 9_000_000 + b"</schedule>", "more than 1500000 tags"),
    "deep.xml": (lambda: b"<schedule>" + b"<a>" * 1_000_000, "depth"),
    "deep.json": (lambda: b'{"schedule":{"conference":' + b"[" * 900_000, "nested too deeply"),
    "wide.json": (lambda: b'{"schedule":{"conference":{"days":[' + b"1," * 25_000_000 + b"1]}}}", "2000000 values"),
    "int.json": (lambda: b'{"schedule":{"conference":{"days":[' + b"9" * 9_000_000 + b"]}}}", "4300 digits"),
    "nan.json": (lambda: b'{"schedule":{"conference":{"title":NaN}}}', "NaN"),
    "jcal.json": (lambda: b'["vcalendar",[],[' * 40_000 + b"]]" * 40_000, "recursion"),
}  # fmt: skip


@pytest.mark.parametrize("name", SCHEDULES)
def test_schedules_that_mean_harm(name: str, importing: Importing) -> None:
    made, told = SCHEDULES[name]
    importing.refuses(name, made(), told)


def test_a_document_of_a_million_parts_is_refused_before_any_is_looked_at(importing: Importing) -> None:
    importing.refuses("agenda.docx", entries(1_000_000).replace(b"xl/workbook", b"xx/workbook"), "has 1000000 parts")


# -- long tables -------------------------------------------------------------------------------------------------------


def lines_run(data: bytes) -> int:
    """How many lines of our own readers run while a table is read."""
    count = 0

    def trace(frame: object, event: str, _argument: object) -> object:
        nonlocal count
        if not re.search(r"session_planner.sources.systems", frame.f_code.co_filename):  # type: ignore[attr-defined]
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        parse_source(data, "table.csv")
    finally:
        sys.settrace(before)
    return count


LONG: dict[str, Callable[[int], str]] = {
    "one hour": lambda n: HEADING + "".join(ROW.format(f"Talk {number}") for number in range(n)),
    "one hour, no end": lambda n: (
        "Date;Start;Title\n"
        + "".join(f"2026-09-07;10:00;Talk {number}\n" for number in range(n))
        + "2026-09-07;11:00;X\n"
    ),
    "one room": lambda n: (
        "Date;Time;Title;Room;Body\n"
        + "".join(f"2026-09-07;10:00-11:00;Talk {number};Hall;Body {number}\n" for number in range(n))
    ),
    "one grid": lambda n: (
        "Time;Room A;Room B\n2026-09-07;;\n"
        + "".join(f"{n // 60 % 24}:{n % 60:02};Talk {n};Other {n}\n" for n in range(n))
    ),
}


@pytest.mark.parametrize("kind", LONG)
def test_work_grows_with_the_rows_of_a_table_and_no_faster(kind: str) -> None:
    parse_source(LONG[kind](3).encode(), "table.csv")
    few, many = (lines_run(LONG[kind](count).encode()) for count in (200, 800))
    assert many < 5 * few


def test_a_refusal_is_told_in_every_language() -> None:
    for lang in ("en", "fr", "es", "ru", "zh", "ar"):
        with pytest.raises(InputError) as caught:
            parse_source(strings_with_laughs(), "table.xlsx")
        assert "table.xlsx" in caught.value.text(lang)
