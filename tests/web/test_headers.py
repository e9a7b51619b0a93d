"""What holds for every request: who may reach the server, from which pages, and what browsers do with the answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from session_planner.errors import InputError
from session_planner.web.app import create_app
from session_planner.web.settings import Settings

TEXT = Path("scenarios/untoc-wg-ta-2012.yaml").read_text("utf-8")
ADDRESS = "http://127.0.0.1:8000"
NEW = {"id": "wg", "text": TEXT}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(tmp_path)), base_url=ADDRESS) as found:
        yield found


def test_a_name_that_was_pointed_at_this_machine_is_not_answered(client: TestClient) -> None:
    for host in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example:8000", "[::1", "", "user@127.0.0.1@x"):
        answer = client.get("/api/v1/boards", headers={"Host": host})
        assert answer.status_code == 421, host
        assert answer.json()["type"].endswith(":host")
    for host in ("127.0.0.1:8000", "localhost", "LOCALHOST:8000", "[::1]:8000"):
        assert client.get("/api/v1/boards", headers={"Host": host}).status_code == 200, host


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Origin": "http://127.0.0.1:8000.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_elsewhere_changes_nothing(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/api/v1/boards", json=NEW, headers=headers)
    assert answer.status_code == 403
    assert answer.json()["type"].endswith(":origin")
    assert client.get("/api/v1/boards").json() == []


@pytest.mark.parametrize("headers", [{"Origin": ADDRESS}, {"Sec-Fetch-Site": "same-origin"}, {}])
def test_a_page_of_ours_and_a_program_may_change(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/api/v1/boards", json=NEW, headers=headers).status_code == 201


def test_every_answer_says_what_browsers_may_do_with_it(client: TestClient) -> None:
    for path in ("/", "/api/v1/boards", "/style/pages.css", "/nowhere", "/api/v1/boards/none"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "strict-transport-security" not in headers
    assert client.get("/api/v1/boards").headers["cache-control"] == "no-store"
    assert "x-content-type-options" in client.get("/", headers={"Host": "evil.example"}).headers


def test_pages_have_nothing_inline(client: TestClient) -> None:
    client.post("/api/v1/boards", json=NEW)
    for path in ("/", "/board/wg"):
        page = client.get(path).text
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page
        assert page.count("<script") == page.count("<script type=") == page.count(" src=")


def test_over_https_browsers_come_back_over_https(tmp_path: Path) -> None:
    app = create_app(Settings(tmp_path, local=False, address="https://planner.example"))
    with TestClient(app, base_url="https://planner.example") as client:
        assert "max-age=" in client.get("/api/v1/words").headers["strict-transport-security"]
        assert client.get("/api/v1/words", headers={"Host": "other.example"}).status_code == 421
        for origin, status in (("https://planner.example", 401), ("https://other.example", 403)):
            answer = client.post("/api/v1/boards", json=NEW, headers={"Origin": origin})
            assert answer.status_code == status


@pytest.mark.parametrize("address", ["http://192.0.2.1:8000", "https://planner.example", "http://0.0.0.0:8000"])
def test_without_a_login_only_this_machine_may_come_in(tmp_path: Path, address: str) -> None:
    with pytest.raises(InputError, match="without a login"):
        create_app(Settings(tmp_path, address=address))
