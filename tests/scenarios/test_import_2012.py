"""The agenda of 2012 from end to end: its text becomes a draft, the draft a programme, the programme the real annex."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import session_planner as sp
from tests.cli.calling import CASE, ROOT, call
from tests.publish.test_annex import rows_of_the_annex, table

SOURCE = ROOT / "tests" / "data" / "sources" / "agenda-fr.txt"
GOLD = json.loads((ROOT / "tests" / "data" / "sources" / "agenda-fr.gold.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a draft, made by the command with no option but where it goes."""
    folder = tmp_path_factory.mktemp("drafted")
    done = call("import", SOURCE, "-o", folder / "agenda.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_the_annex_comes_from_the_text_without_help(drafted: Path) -> None:
    solved = call("solve", drafted / "agenda.yaml", "-o", drafted / "out")
    assert solved.returncode == 0
    assert "Proved" in solved.stdout
    annex = call("export", drafted / "out" / "programme.json", "--to", "md", "--lang", "fr").stdout
    head, _rule, *rows = table(annex)
    assert head == GOLD["annex_columns"]
    assert rows == rows_of_the_annex()
    assert annex.startswith(f"# {GOLD['annex_label']}\n\n## {GOLD['annex_title']}\n\n**{GOLD['body']}**\n\n")


def test_the_texts_own_annex_is_a_programme_free_of_conflict(drafted: Path) -> None:
    checked = call("check", drafted / "agenda.yaml", drafted / "agenda.programme.json", "--json")
    assert checked.returncode == 0
    assert json.loads(checked.stdout)["checked"]["segments"] == 10
    scenario = sp.load(drafted / "agenda.yaml")
    programme = sp.read_programme(drafted / "agenda.programme.json", scenario).programme
    own = [one for one in programme.segments if one.body == scenario.bodies[0].id]
    assert [one.item for one in own] == [row["item"] for row in GOLD["organization_of_work"]]
    for one, row in zip(own, GOLD["organization_of_work"], strict=True):
        assert f"{row['date']}T{row['start']}" <= one.start.isoformat()[:16] < f"{row['date']}T{row['end']}"


def test_the_draft_is_the_scenario_that_was_written_by_hand_as_far_as_the_text_goes(drafted: Path) -> None:
    """Titles, roles, the fixed opening, documents, decisions, the joint discussion; ids and durations are its own."""
    draft, hand = sp.load(drafted / "agenda.yaml"), sp.load(CASE)
    mine, theirs = ([item for top in one.bodies[0].agenda for item in (top, *top.items)] for one in (draft, hand))
    assert [one.number for one in mine] == [one.number for one in theirs]
    for one, other in zip(mine, theirs, strict=True):
        assert one.title == {"fr": (other.title or {})["fr"]}
        assert (one.programme_title or {}).get("fr") == (other.programme_title or {}).get("fr")
        assert (one.role, one.start) == (other.role, other.start)
    assert [day.model_dump() for day in draft.days] == [day.model_dump() for day in hand.days]
    assert {one.name: [ref.split("/")[1] for ref in one.items] for one in draft.documents} == {
        one.name: [ref.split("/")[1] for ref in one.items] for one in hand.documents
    }
    assert {one.id: one.on for one in draft.decisions} == {one.id: one.on for one in hand.decisions}
    (joint,), (other,) = draft.joint_sessions, hand.joint_sessions
    assert (joint.start, joint.source) == (other.start, other.source)
    assert [list(numbers) for numbers in joint.items.values()] == [["6", "7"]]
    assert [body.called["fr"] for body in draft.bodies] == [body.called["fr"] for body in hand.bodies]


def test_what_the_text_does_not_say_is_left_open_and_said(drafted: Path) -> None:
    text = (drafted / "agenda.yaml").read_text("utf-8")
    assert "timezone: UTC\n# open: the source names no place\n" in text
    assert "open: the source names no rooms" in text
    assert "open: its own agenda is not in the source" in text
    assert text.count("# estimate: ") == 9
    assert "% of 212 lines were used" in text


def test_a_zone_given_is_the_drafts(tmp_path: Path) -> None:
    assert call("import", SOURCE, "-o", tmp_path / "a.yaml", "--timezone", "Europe/Vienna").returncode == 0
    assert sp.load(tmp_path / "a.yaml").timezone == "Europe/Vienna"
    programme = json.loads((tmp_path / "a.programme.json").read_bytes())
    assert programme["segments"][0]["start"] == "2012-10-17T10:00:00+02:00"
