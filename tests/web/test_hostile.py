"""Attacks on the web application, each refused or harmless: paths out of the folder, markup in every text, YAML bombs,
formulas in tables. (Bodies of 100 MB: test_limits; what a role may not: test_roles.)
"""

from __future__ import annotations

import base64
import csv
import http.client
import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi.testclient import TestClient
from lxml import etree, html
from playwright.sync_api import Browser, expect

import session_planner as sp
from session_planner.web.app import create_app
from session_planner.web.settings import Settings
from tests.web.browsing import window
from tests.web.planner import ADDRESS, TEXT
from tests.web.released import CASE, Session
from tests.web.serving import Server, served

SECRET = "what nobody outside may read"
MARKUP = """<script>window.taken = 1</script><img src="x" onerror="window.taken = 1">" onfocus="window.taken = 1" x='"""
FORMULAS = ("=HYPERLINK(A1)", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1")

# --- paths ---------------------------------------------------------------------------------------------------------

UP = (
    "../secret",
    "..%2fsecret",
    "%2e%2e/secret",
    "%2e%2e%2fsecret",
    "..%5csecret",
    "..%252fsecret",
    "/secret",
    "%00secret",
)
PLACES = (
    "/static/{}.txt", "/style/{}.txt", "/s/{}/", "/s/wg/item/{}", "/s/wg/room/{}", "/s/wg/body/{}",
    "/feeds/{}/all.en.ics", "/feeds/wg/{}.ics", "/feeds/private/{}.ics", "/board/{}", "/bureau/{}/",
    "/bureau/{}/releases", "/api/v1/boards/{}", "/api/v1/boards/{}/text", "/api/v1/boards/{}/releases",
    "/api/v1/boards/wg/releases/{}",
    "/api/v1/boards/wg/releases/1/files/{}", "/api/v1/boards/wg/jobs/{}/document", "/api/v1/boards/wg/proposals/{}",
)  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose folder has a secret beside it, and a released board in it."""
    outside = tmp_path_factory.mktemp("hostile")
    for name in ("secret", "secret.txt", "secret.yaml", "secret.json"):
        (outside / name).write_text(SECRET, "utf-8")
    folder = outside / "site"
    folder.mkdir()
    (folder / "wg.yaml").write_text(TEXT, "utf-8")
    Session(folder).release()
    with served(folder) as found:
        yield found


def asked(server: Server, path: str) -> tuple[int, bytes]:
    """An answer to a path exactly as it is written here."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.putrequest("GET", path)
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.read()


@pytest.mark.parametrize("place", PLACES)
def test_no_path_leads_out_of_the_folder(server: Server, place: str) -> None:
    for up in UP:
        for depth in ("", "../", "../../", "%2e%2e%2f%2e%2e%2f"):
            status, body = asked(server, place.format(depth + up))
            assert status in (303, 307, 308, 400, 401, 404, 405, 422), (place, depth + up, status)
            assert SECRET.encode() not in body


@pytest.mark.parametrize("name", ["../evil", "..", "a/b", "/tmp/evil", ".hidden", "a\\b", "a\x00b", "CON:"])
def test_no_board_is_written_outside(server: Server, name: str) -> None:
    before = {path for path in server.folder.parent.rglob("*") if ".session-planner" not in path.parts}
    assert server.ask("POST", "/api/v1/boards", {"id": name, "text": TEXT})[0] == 422
    programme = base64.b64encode(b"body,item,date,start,end\n").decode()
    assert server.ask("POST", "/api/v1/boards/wg/proposals", {"file": f"{name}.csv", "data": programme})[0] == 422
    assert {path for path in server.folder.parent.rglob("*") if ".session-planner" not in path.parts} == before


# --- markup --------------------------------------------------------------------------------------------------------


def read() -> Any:
    """The scenario as plain data; YAML 1.1 takes the key `on` for a truth."""
    return yaml.safe_load(CASE.read_text("utf-8").replace(" on: ", " 'on': "))


def marked(value: Any) -> Any:
    """A scenario with markup in each of its texts in languages."""
    if isinstance(value, list):
        return [marked(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value and all(len(str(key)) == 2 and isinstance(one, str) for key, one in value.items()):
        return {key: f"{one} {MARKUP}" for key, one in value.items()}
    return {key: marked(one) for key, one in value.items()}


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose one board says markup wherever a scenario says anything, released twice."""
    folder = tmp_path_factory.mktemp("evil")
    text = yaml.safe_dump(marked(read()), allow_unicode=True, sort_keys=False)
    (folder / "wg.yaml").write_text(text, "utf-8")
    session = Session(folder, folder / "wg.yaml")
    session.release()
    session.swap_rooms_of_time("wg-ta/2", "wg-ta/3")
    session.release()
    return folder


PAGES = (
    "/", "/bureau/wg/", "/bureau/wg/releases", "/s/wg/?seen=1", "/s/wg/week", "/s/wg/bodies", "/s/wg/body/wg-ta",
    "/s/wg/item/wg-ta/6", "/s/wg/rooms", "/s/wg/documents", "/s/wg/follow", "/s/wg/mine?body=wg-ta",
    "/s/wg/search?q=%3Cscript%3E", "/s/wg/item/%3Cscript%3E",
)  # fmt: skip


@pytest.mark.needs("chromium")
def test_titles_are_text_on_every_page_and_on_the_board(browser: Browser, evil: Path) -> None:
    data = base64.b64encode(CSV.encode()).decode()
    with served(evil) as server, window(browser) as page:
        opened = {"file": "<img src=x onerror=window.taken=1>.csv", "data": data}
        assert server.ask("POST", "/api/v1/boards/wg/proposals", opened)[0] == 201
        note = {"release": 2, "stand": "object", "note": MARKUP}
        assert server.ask("POST", "/api/v1/boards/wg/joint/cultural-property/stands", note)[0] == 201
        place = {"move": "place", "card": "wg-ta/3", "start": "2012-10-17T20:00"}
        assert server.ask("POST", "/api/v1/boards/wg/moves", place)[0] == 200
        for path in PAGES:
            page.goto(server.address + path)
            assert harmless(page), path
        page.goto(f"{server.address}/board/wg?lang=en")
        page.wait_for_selector(".ec-event")
        expect(page.locator("h1")).to_contain_text("<script>")
        for tab in page.get_by_role("tab").all():
            tab.click()
            page.wait_for_timeout(500)
            assert harmless(page)
        for fold in page.locator(".side details:not([open]) > summary").all():
            fold.click()
        page.get_by_role("tab").first.click()
        page.locator('article[data-segment="wg-ta/3/1"]').click()
        page.wait_for_timeout(500)
        assert harmless(page)


CSV = "body,item,date,start,end\nwg-ta,2,2012-10-17,10:45,11:45\n"


def harmless(page: Any) -> bool:
    """Whether nothing of the markup became part of a page."""
    return page.evaluate(
        "() => window.taken === undefined && !document.querySelector('img, [onerror], [onfocus], main script')"
    )


@pytest.mark.parametrize("form", [*sp.FORMATS])
def test_titles_are_text_in_every_file(evil: Path, form: str) -> None:
    with TestClient(create_app(Settings(evil)), base_url=ADDRESS) as client:
        answer = client.get(f"/api/v1/boards/wg/releases/1/files/{form}?lang=en")
        notice = client.get("/api/v1/boards/wg/releases/2/notice?form=html&lang=en&since=1")
    assert answer.status_code == notice.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for text, kind in ((answer.text, form), (notice.text, "html")):
        if kind in ("html", "svg", "md"):
            read = html.fromstring(text) if kind != "svg" else etree.fromstring(text.encode())
            assert read.xpath("//*[local-name()='script' or local-name()='img'] | //@onerror | //@onfocus") == []


# --- texts that would use the machine up -----------------------------------------------------------------------------

LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]\n" for at in range(1, 12)
)
BOMBS = {
    "laughs": "format: 1\n" + LAUGHS,
    "laughs in a title": TEXT + LAUGHS,
    "merges": "format: 1\nb0: &b0 {k: 1}\n"
    + "".join(f"b{at}: &b{at} {{<<: [{', '.join([f'*b{at - 1}'] * 20)}]}}\n" for at in range(1, 30)),
    "deep": "format: 1\ntitle: " + "[" * 200_000,
    "deep maps": "format: 1\ntitle: " + "{a: " * 100_000,
    "itself": "format: 1\ntitle: &t {en: *t}\n",
    "tags": "format: 1\ntitle: !!python/object/apply:os.system ['touch taken']\n",
    "digits": "format: 1\ngrain: " + "9" * 1_000_000,
    "keys": "format: 1\n" + "".join(f"k{at}: 1\n" for at in range(200_000)),
    "signs": 'format: 1\ntitle: {en: "' + "\\u0000" * 1000 + '"}\n',
    "documents": "---\nformat: 1\n" * 50_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_yaml_bomb_is_refused_soon(server: Server, bomb: str) -> None:
    began = time.monotonic()
    status, told = server.ask("POST", "/api/v1/boards", {"id": "bomb", "text": BOMBS[bomb]})
    assert status == 422, told
    assert len(str(told)) < 1_000_000
    status, told = server.ask("POST", "/api/v1/boards/wg/validate", {"text": BOMBS[bomb]})
    assert status == 200
    assert told["valid"] is False
    assert len(str(told)) < 1_000_000
    assert time.monotonic() - began < 30  # two readings on a busy machine
    assert not (server.folder / "taken").exists()
    assert server.ask("GET", "/api/v1/boards/wg")[0] == 200


# --- formulas in tables ----------------------------------------------------------------------------------------------


def test_no_cell_of_a_table_is_a_formula(tmp_path: Path) -> None:
    titles, scenario = iter(FORMULAS * 20), read()
    for body in scenario["bodies"]:
        body["title"] = {"en": next(titles)}
        for item in body.get("agenda", ()):
            for one in (item, *item.get("items", ())):
                one["title"] = {"en": next(titles)}
                one.pop("programme_title", None)
    (tmp_path / "wg.yaml").write_text(yaml.safe_dump(scenario, sort_keys=False), "utf-8")
    Session(tmp_path, tmp_path / "wg.yaml").release()
    with TestClient(create_app(Settings(tmp_path)), base_url=ADDRESS) as client:
        table = client.get("/api/v1/boards/wg/releases/1/files/csv?lang=en")
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"), newline="")))
    cells = [cell for row in rows for cell in row]
    assert {formula.strip() for formula in FORMULAS} <= {cell.lstrip("'").strip() for cell in cells}
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
