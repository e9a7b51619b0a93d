"""Pages for planners who look after accounts, secret links and the audit log; and what people are told on a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from session_planner.web.store.accounts import Accounts
from session_planner.web.store.audit import Audit
from session_planner.web.store.links import Links
from tests.web.people import ADDRESS, PASSWORD, guarded, logged_in, nobody, quick

TEXT = Path("scenarios/untoc-wg-ta-2012.yaml").read_text("utf-8")
HTML = {"Accept": "text/html", "Referer": f"{ADDRESS}/accounts?lang=fr"}
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    quick(monkeypatch)
    app = guarded(tmp_path)
    app.state.context.boards.create("wg", "wg.yaml", TEXT, "planner")
    return app


def sent(client: TestClient, path: str, **fields: object) -> tuple[int, str]:
    """A form as a browser without scripts sends it: its token in a field. The status, and the page that came of it."""
    token = client.headers.pop("X-CSRF-Token")
    answer = client.post(path, data={"csrf": token, **fields}, headers=HTML)
    client.headers["X-CSRF-Token"] = token
    return answer.status_code, answer.text


def test_a_planner_makes_changes_and_closes_an_account(app: FastAPI) -> None:
    planner, accounts = logged_in(app, "planner"), Accounts(app.state.context.engine)
    status, page = sent(planner, "/accounts", name="<b>Ana</b>", role="reader", password=PASSWORD)
    assert status == 200
    assert "&lt;b&gt;Ana&lt;/b&gt;" in page
    ana = accounts.named("<b>Ana</b>")
    assert ana is not None
    assert f'action="/accounts/{ana.id}/role' in page
    sent(planner, f"/accounts/{ana.id}/role", role="bureau")
    assert accounts.get(ana.id).role == "bureau"
    sent(planner, f"/accounts/{ana.id}/password", password="Another one, longer")
    assert logged_in(app, "<b>Ana</b>", "Another one, longer").get("/").status_code == 200
    _, page = sent(planner, f"/accounts/{ana.id}/close")
    assert f"/accounts/{ana.id}" not in page
    assert accounts.get(ana.id).closed is not None


def test_what_is_refused_is_told_on_the_page_and_the_name_stays(app: FastAPI) -> None:
    planner = logged_in(app, "planner")
    status, page = sent(planner, "/accounts", name="Ben", role="reader", password="short")
    assert status == 422
    assert 'role="alert"' in page
    assert 'value="Ben"' in page
    assert Accounts(app.state.context.engine).named("Ben") is None
    own = Accounts(app.state.context.engine).named("planner")
    assert own is not None
    assert sent(planner, f"/accounts/{own.id}/close")[0] == 422
    assert sent(planner, "/accounts/none/role", role="reader")[0] == 404


def test_a_link_is_made_shown_once_and_revoked(app: FastAPI) -> None:
    planner, links = logged_in(app, "planner"), Links(app.state.context.engine)
    status, page = sent(planner, "/links/wg", note="for Ana", feed="fr", bodies=["wg-ta"], items=["wg-ta/3"])
    assert status == 201
    found = re.search(r"https://planner\.example/feeds/private/([\w-]+)\.ics", page)
    assert found is not None
    assert links.target(found[1]) == ("wg", "body=wg-ta;item=wg-ta/3.fr")
    again = planner.get("/links/wg", headers=HTML)
    assert "for Ana" in again.text
    assert found[1] not in again.text
    assert again.headers["Cache-Control"] == "no-store"
    (row,) = links.of("wg")
    sent(planner, f"/links/wg/{row.token}/revoke")
    assert links.target(found[1]) is None
    assert "/revoke" not in planner.get("/links/wg").text
    assert sent(planner, "/links/wg/none/revoke")[0] == 404
    assert planner.get("/links/none").status_code == 404


def test_the_log_is_read_a_page_at_a_time(app: FastAPI) -> None:
    planner = logged_in(app, "planner")
    for number in range(120):
        Audit(app.state.context.engine).note("<i>ana</i>", "192.0.2.7", "link-made", number=number)
    page = planner.get("/audit").text
    assert page.count("<tr>") == 101
    assert "&lt;i&gt;ana&lt;/i&gt;" in page
    assert "made a secret link" in page
    older = re.search(r'href="(/audit\?before=\d+[^"]*)"', page)
    assert older is not None
    rest = planner.get(older[1].replace("&amp;", "&")).text
    assert "came in" in rest
    assert "<bdi>119</bdi>" in page
    assert "<bdi>119</bdi>" not in rest


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["/accounts", "/audit", "/links/wg", "/"])
def test_each_page_is_there_in_each_language_without_scripts(app: FastAPI, path: str, lang: str) -> None:
    page = logged_in(app, "planner").get(f"{path}?lang={lang}").text
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in page
    assert "<script" not in page
    assert f"/accounts?lang={lang}" in page


def test_only_planners_see_the_way_there(app: FastAPI) -> None:
    page = logged_in(app, "reader").get("/").text
    assert "/accounts" not in page
    assert "/links/" not in page


def test_a_form_of_a_page_that_is_too_old_is_answered_by_a_page(app: FastAPI) -> None:
    planner = logged_in(app, "planner")
    planner.headers.pop("X-CSRF-Token")
    for path in ("/logout", "/accounts"):
        answer = planner.post(path, data={"csrf": "of another session"}, headers=HTML)
        assert answer.status_code == 403
        assert answer.headers["Content-Type"].startswith("text/html")
        assert 'href="/accounts?lang=fr"' in answer.text
    assert planner.post("/logout", data={}, headers={"Accept": "application/json"}).json()["status"] == 403


def test_who_was_logged_out_elsewhere_comes_back_to_the_page_of_the_form(app: FastAPI) -> None:
    answer = nobody(app, follow_redirects=False).post("/accounts", data={"csrf": "x"}, headers=HTML)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/login?to=/accounts%3Flang%3Dfr"
    away = HTML | {"Referer": "https://evil.example/accounts"}
    answer = nobody(app, follow_redirects=False).post("/accounts", data={"csrf": "x"}, headers=away)
    assert answer.headers["Location"] == "/login?to=/"


def test_people_are_told_on_a_page_and_programs_in_json(app: FastAPI) -> None:
    planner = logged_in(app, "planner")
    for path, said in (("/nowhere", "there is no such page"), ("/board/none", "there is no board `none`")):
        page = planner.get(path, headers=HTML)
        assert page.status_code == 404
        assert said in page.text
        assert planner.get(path).json()["status"] == 404
    assert planner.get("/api/v1/boards/none", headers=HTML).json()["status"] == 404


def test_there_is_an_icon(app: FastAPI) -> None:
    answer = nobody(app).get("/favicon.ico")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
