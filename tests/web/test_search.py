"""The search over a release: titles in all languages, however they are typed, numbers, symbols, rooms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from session_planner.web.app import create_app
from session_planner.web.pages.search import plain
from session_planner.web.settings import Settings
from tests.web.released import BOARD, Session


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    session = Session(tmp_path_factory.mktemp("search"), Path("scenarios/six-languages.yaml"))
    session.release()
    return TestClient(create_app(Settings(session.folder, local=False, address="https://programme.example.org")),
                      base_url="https://programme.example.org")  # fmt: skip


def found(client: TestClient, q: str, lang: str = "en") -> list[str]:
    told = client.get(f"/s/{BOARD}/search", params={"q": q, "lang": lang})
    assert told.status_code == 200
    listed = told.text.partition('<ul class="links">')[2]
    return re.findall(rf'href="/s/{BOARD}/([^"]+)"', listed.partition("</ul>")[0])


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "q", ["technical assistance", "ASSISTANCE technique", "Asistencia Tecnica", "техническая", "技术援助", "المساعدة"]
)
def test_a_title_is_found_in_any_language_from_any_other(client: TestClient, q: str, lang: str) -> None:
    assert "item/plenary/3" in found(client, q, lang)


def test_symbols_rooms_and_bodies(client: TestClient) -> None:
    assert any(one.startswith("documents#M/2026/2") for one in found(client, "m/2026/2"))
    assert [one for one in found(client, "conference room") if one.startswith("room/")]
    assert [one for one in found(client, "plenary") if one.startswith("body/")]


def test_all_the_words_must_be_there(client: TestClient) -> None:
    assert found(client, "technical zebra") == []
    assert found(client, "") == []
    assert found(client, "  ") == []


def test_accents_and_signs_do_not_count() -> None:
    assert plain("Évaluation") == plain("EVALUATION")
    assert plain("المُسَاعَدَة") == plain("المساعدة")
