"""The folder behind the boards: files are boards, boards are files, and nobody's text is lost between the two."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from session_planner.web.api.news import News
from tests.web.planner import BOARD, TEXT, move, planner

EDIT = {"move": "edit", "edits": [{"action": "set", "path": ["note"], "value": "by the board"}]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "wg.yaml").write_text(TEXT, "utf-8")
    return tmp_path


@contextlib.contextmanager
def quiet(folder: Path) -> Iterator[TestClient]:
    """A planner whose folder is looked at when the test says so."""
    with planner(folder) as client:
        context(client).folder.close()
        yield client


def context(client: TestClient) -> Any:
    return client.app.state.context  # type: ignore[attr-defined]


def by_hand(client: TestClient, folder: Path, text: str) -> None:
    (folder / "wg.yaml").write_text(text, "utf-8")
    context(client).folder.look()


def text(client: TestClient) -> str:
    return client.get(f"{BOARD}/text").text


def kinds(client: TestClient) -> list[str]:
    return [step["kind"] for step in client.get(f"{BOARD}/history").json()]


def test_a_file_is_a_board(folder: Path) -> None:
    with quiet(folder) as client:
        assert text(client) == TEXT
        assert client.get(f"{BOARD}/file").json() == {"file": "wg.yaml", "mistakes": []}
        assert kinds(client) == []


def test_a_change_of_the_text_is_in_the_file_before_it_is_acknowledged(folder: Path) -> None:
    with quiet(folder) as client:
        move(client, EDIT)
        assert (folder / "wg.yaml").read_text("utf-8") == text(client)
        assert "by the board" in text(client)
        client.post(f"{BOARD}/undo")
        assert (folder / "wg.yaml").read_text("utf-8") == TEXT


def test_a_move_of_a_card_does_not_touch_the_file(folder: Path) -> None:
    with quiet(folder) as client:
        before = (folder / "wg.yaml").stat()
        move(client, {"move": "place", "card": "wg-ta/3", "start": "2012-10-17T10:00"})
        assert (folder / "wg.yaml").stat() == before


def test_a_file_changed_by_hand_comes_in(folder: Path) -> None:
    with quiet(folder) as client:
        by_hand(client, folder, TEXT + "# by hand\n")
        assert text(client).endswith("# by hand\n")
        assert kinds(client) == ["file"]
        context(client).folder.look()
        assert kinds(client) == ["file"], "once"


def test_a_file_changed_while_nobody_served_comes_in(folder: Path) -> None:
    with quiet(folder) as client:
        move(client, EDIT)
    (folder / "wg.yaml").write_text(TEXT + "# meanwhile\n", "utf-8")
    with quiet(folder) as client:
        assert text(client).endswith("# meanwhile\n")
        assert kinds(client) == ["file", "edit"]


def test_what_was_not_seen_is_never_written_over(folder: Path) -> None:
    """Between two looks a planner changes the text: the file's change comes in, and theirs is in the history."""
    with quiet(folder) as client:
        (folder / "wg.yaml").write_text(TEXT + "# by hand\n", "utf-8")
        move(client, EDIT)
        assert (folder / "wg.yaml").read_text("utf-8") == TEXT + "# by hand\n"
        assert text(client) == TEXT + "# by hand\n"
        assert kinds(client) == ["file", "edit"]
        assert "by the board" in client.get(f"{BOARD}/history/1/text").text


def test_a_broken_file_is_told_and_left_alone(folder: Path) -> None:
    with quiet(folder) as client:
        broken = TEXT.replace("grain:", "grian:").replace("timezone:", "timezoen:")
        by_hand(client, folder, broken)
        told = client.get(f"{BOARD}/file").json()["mistakes"]
        news = News(context(client), "wg", "en")
        assert news.fresh() == [("file", {"mistakes": told})], "who listens is told"
        assert news.fresh() == []
        assert any("timezoen" in one["message"] for one in told)
        assert all(one["line"] > 0 for one in told)
        move(client, EDIT)
        assert (folder / "wg.yaml").read_text("utf-8") == broken
        assert "by the board" in text(client)
        by_hand(client, folder, TEXT + "# mended\n")
        assert client.get(f"{BOARD}/file").json()["mistakes"] == []
        assert news.fresh() == [("file", {"mistakes": []})]
        assert text(client) == TEXT + "# mended\n"


def test_a_file_taken_away_is_written_again_with_the_next_change(folder: Path) -> None:
    with quiet(folder) as client:
        (folder / "wg.yaml").unlink()
        move(client, EDIT)
        assert (folder / "wg.yaml").read_text("utf-8") == text(client)


def test_what_is_no_scenario_is_none_of_ours(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    (folder / "wrong.yaml").write_text("format: 1\ntitle: {en: Wrong}\n", "utf-8")
    (folder / "WG.yml").write_text(TEXT, "utf-8")
    with quiet(folder) as client:
        assert len(client.get("/api/v1/boards").json()) == 1
        refused = {one["file"]: one["mistakes"] for one in client.get("/api/v1/files").json()}
        assert "timezone" in str(refused["wrong.yaml"])
        assert len(refused) == 2, "of two files of one name, one is the board and the other is told"
        (folder / "wrong.yaml").write_text(TEXT, "utf-8")
        context(client).folder.look()
        assert "wrong.yaml" not in {one["file"] for one in client.get("/api/v1/files").json()}


def test_a_board_made_in_the_browser_has_a_file(tmp_path: Path) -> None:
    with quiet(tmp_path):
        assert (tmp_path / "wg.yaml").read_text("utf-8") == TEXT


def test_a_board_never_leaves_its_folder(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    with quiet(inside) as client:
        context(client).boards.create("far", "../far.yaml", TEXT, "ana")
        context(client).folder.keep("far")
    assert not (tmp_path / "far.yaml").exists()
