"""`session-planner joint` as a bureau uses it: on the shipped sessions, with tables from other hands, to every form."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from tests.cli.calling import CASE, SCENARIOS, call
from tests.scenarios.shipped import DATA

WEEK = SCENARIOS / "commission-week.yaml"
SOLVED = DATA / "programmes" / "untoc-wg-ta-2012.json"
SOLVED_WEEK = DATA / "programmes" / "commission-week.json"
REAL = DATA / "untoc-2012" / "programme-en.csv"


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The working group's programme as a table that people can edit."""
    done = call("export", SOLVED, "--scenario", CASE, "--to", "csv", "--lang", "en")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def week() -> str:
    """The commission's week as such a table."""
    return call("export", SOLVED_WEEK, "--scenario", WEEK, "--to", "csv", "--lang", "en").stdout


def said(text: str) -> str:
    """What is printed, as one line."""
    return re.sub(r"\s+", " ", text)


def joint(folder: Path, name: str, text: str, *more: str | Path, scenario: Path = CASE) -> tuple[int, str]:
    """The exit code and the output for a programme written to a file."""
    (folder / name).write_text(text, "utf-8")
    done = call("joint", scenario, folder / name, *more, "--lang", "en")
    return done.returncode, said(done.stdout)


def test_all_agree() -> None:
    done = call("joint", CASE, SOLVED, "--lang", "en")
    assert done.returncode == 0
    assert "Every programme that was looked into has it as decided, to the minute." in done.stdout
    for words in (
        "Extended Bureau of the Conference of the Parties",
        "15 February 2012",
        "Vienna",
        "held on 18 October",
    ):
        assert words in said(done.stdout)


def test_a_table_without_the_row_of_one_body(tmp_path: Path, table: str) -> None:
    without = "".join(row for row in table.splitlines(True) if not row.startswith("wg-ic"))
    code, printed = joint(tmp_path, "mine.csv", without)
    assert code == 1
    assert "Working Group on International Cooperation: its programme is not given" in printed


def test_a_table_that_lost_the_session_of_a_body_that_has_other_items(tmp_path: Path, week: str) -> None:
    rows = [row for row in week.splitlines(True) if not (row.startswith("wg-fin") and "basin-financing" in row)]
    code, printed = joint(tmp_path, "mine.csv", "".join(rows), "--session", "basin-financing", scenario=WEEK)
    assert code == 1
    assert "Working Group on Financing: the joint session is missing" in printed


def test_a_table_that_has_it_a_quarter_of_an_hour_later(tmp_path: Path, table: str) -> None:
    later = re.sub(r"^(wg-ic.*)10:00,12:15", r"\g<1>10:15,12:30", table, flags=re.M)
    code, printed = joint(tmp_path, "mine.csv", later)
    assert code == 1
    assert re.search(r"mine\.csv: .*International Cooperation: begins 15 min later than decided", printed)


def test_a_table_that_has_it_in_another_room(tmp_path: Path, week: str) -> None:
    other = re.sub(r"^(wg-fin,.*)room-xx(.*basin-financing)", r"\1room-v\2", week, flags=re.M)
    assert other != week
    code, printed = joint(tmp_path, "mine.csv", other, scenario=WEEK)
    assert code == 1
    assert (
        "Working Group on Financing: is in Room V, and in Room XX for Working Group on Transboundary Waters" in printed
    )


def test_a_table_of_each_body(tmp_path: Path, table: str) -> None:
    head, *rows = table.splitlines(True)
    (tmp_path / "ic.csv").write_text(
        "body,title,date,time\n"
        "Working Group on International Cooperation,Joint discussion of the two working groups on trafficking in"
        " cultural property,18 October 2012,10 a.m.-12.15 p.m.\n",
        "utf-8",
    )
    own = "".join([head, *(row for row in rows if row.startswith("wg-ta"))])
    code, printed = joint(tmp_path, "ta.csv", own, tmp_path / "ic.csv")
    assert code == 0
    assert "ic.csv" in printed


def test_the_real_week_of_2012_names_who_is_wanted_twice() -> None:
    done = call("joint", SCENARIOS / "untoc-cop6-2012.yaml", REAL, "--to", "md", "--lang", "en")
    assert done.returncode == 0  # every programme has it as decided; that it clashes is no fault of theirs
    printed = said(done.stdout)
    assert "Plenary 4 International cooperation" in printed
    assert "2: **Experts of international cooperation**, Delegations of two<br>too few people: 1" in printed
    assert "It may not overrun at all: the sitting ends at 13:00." in printed


def test_json_for_machines() -> None:
    done = call("joint", WEEK, SOLVED_WEEK, "--json", "--lang", "en")
    found = json.loads(done.stdout)
    assert found["agree"] is True
    first, second = found["sheets"]
    assert (first["id"], second["id"]) == ("basin-financing", "compliance-resources")
    assert first["asked"]["start"] == first["place"]["start"] == "2026-09-08T15:00:00+02:00"
    assert second["asked"]["after"] == ["basin-financing"]
    assert {one["status"] for one in first["programmes"]} == {"as asked"}
    assert first["slack"]["overrun"] == 75


@pytest.mark.parametrize(
    ("name", "begins"), [("a.html", b"<!DOCTYPE html>"), ("a.md", b"# Joint"), ("a.docx", b"PK"), ("a.txt", b"Joint")]
)
def test_forms_by_the_name_of_the_file(tmp_path: Path, name: str, begins: bytes) -> None:
    done = call("joint", CASE, SOLVED, "-o", tmp_path / name, "--lang", "en")
    assert (done.returncode, done.stdout) == (0, "")
    data = (tmp_path / name).read_bytes()
    assert data.startswith(begins)
    if name == "a.docx":
        data = zipfile.ZipFile(tmp_path / name).read("word/document.xml")
    assert b"Seen by the chair of each body" in data


def test_pdf(tmp_path: Path) -> None:
    assert call("joint", CASE, SOLVED, "-o", tmp_path / "a.pdf").returncode == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_wrong_is_told_beside_a_file(tmp_path: Path, table: str) -> None:
    (tmp_path / "mine.csv").write_text(
        "".join(row for row in table.splitlines(True) if "wg-ic" not in row[:5]), "utf-8"
    )
    done = call("joint", CASE, tmp_path / "mine.csv", "-o", tmp_path / "a.html", "--lang", "en")
    assert done.returncode == 1
    assert "its programme is not given" in done.stderr
    assert (tmp_path / "a.html").exists()


def test_calendars_and_releases(tmp_path: Path) -> None:
    store, feeds = tmp_path / "releases", tmp_path / "feeds"
    made = call("release", SOLVED_WEEK, "--scenario", WEEK, "--store", store, "--calendars", feeds,
                "--at", "2026-08-01T10:00", "--author", "me")  # fmt: skip
    assert made.returncode == 0, made.stderr
    done = call("joint", WEEK, store / "0001" / "programme.json", "--calendars", feeds / "en", "--lang", "en")
    assert done.returncode == 0, done.stdout
    assert "Calendars that concern its bodies: 34; as in the programme: 34." in done.stdout
    assert "The programme has it as release 1 does." in done.stdout
    (feeds / "en/body/wg-fin.ics").write_bytes((feeds / "en/body/bureau.ics").read_bytes())
    done = call("joint", WEEK, SOLVED_WEEK, "--calendars", feeds / "en", "--session", "basin-financing", "--lang", "en")
    assert done.returncode == 1
    assert "en/body/wg-fin.ics: the joint session is missing" in said(done.stdout)
    done = call("joint", CASE, SOLVED, "--store", store, "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert "the releases here are those of `commission-week`" in said(done.stderr)


def test_nothing_to_check(tmp_path: Path, table: str) -> None:
    rows = [row for row in table.replace("cultural-property", "").splitlines(True) if not row.startswith("wg-ic")]
    code, printed = joint(tmp_path, "mine.csv", "".join(rows), "--variant", "no-joint")
    assert (code, "There is no joint session in this scenario." in printed) == (0, True)


def test_wrong_calls(tmp_path: Path, table: str) -> None:
    (tmp_path / "bad.csv").write_text("body,item,date,time\nnobody,1,2012-10-17,10:00-11:00\n", "utf-8")
    assert call("joint", CASE, tmp_path / "bad.csv").returncode == 2
    assert call("joint", CASE, tmp_path / "none.csv").returncode == 2
    assert call("joint", CASE, SOLVED, "--session", "cultural").returncode == 2
    assert call("joint", CASE, SOLVED, "--store", tmp_path / "none").returncode == 2
    assert call("joint", CASE, SOLVED, "--calendars", tmp_path).returncode == 2
    assert call("joint", CASE, SOLVED, "--to", "odt").returncode == 2
    assert call("joint", CASE, SOLVED, "-o", tmp_path / "a.odt").returncode == 2


@pytest.mark.parametrize("lang", ["ar", "es", "fr", "ru", "zh"])
def test_every_language(lang: str) -> None:
    done = call("joint", CASE, SOLVED, "--lang", lang)
    assert done.returncode == 0
    assert done.stdout
