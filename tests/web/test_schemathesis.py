"""Schemathesis over the whole API, as a planner who is logged in: no fault of the server, no answer but as described.

Every endpoint is asked about what is there (so that what it does is really done) and about anything: values at their
bounds first, then by chance. What ends the session is left out, and what never ends (`events`, `stream`), all tried
elsewhere; jobs are asked for and not worked at.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from session_planner.board import moves
from session_planner.web.app import create_app
from session_planner.web.auth.passwords import hashed
from session_planner.web.settings import Settings
from session_planner.web.store.accounts import Accounts
from session_planner.web.store.links import Links
from session_planner.web.store.sessions import Sessions
from tests.web.browsing import until
from tests.web.people import PASSWORD, quick
from tests.web.released import CASE, Session
from tests.web.serving import free_port

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
LEFT_OUT = r"/(events|stream)$|^/api/v1/sessions"


@dataclass
class Api:
    """The API of a server: where it is, the cookie and the token of a planner, and ids of what there is."""

    address: str
    headers: dict[str, str]
    there: dict[str, str]

    def tried(self, folder: Path, most: int, *options: str, **pinned: str) -> subprocess.CompletedProcess[str]:
        """A run of schemathesis; path parameters are pinned to what is given."""
        lines = ["[parameters]", *(f'"path.{name}" = "{value}"' for name, value in pinned.items())]
        config = folder / "schemathesis.toml"
        config.write_text("\n".join(lines), "utf-8")
        call = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run"]
        call += [f"{self.address}/api/v1/openapi.json", "--exclude-path-regex", LEFT_OUT, "--checks", ",".join(CHECKS)]
        call += ["--max-examples", str(most), "--generation-deterministic"]
        call += ["--continue-on-failure", "--no-color", "--request-timeout", "60", "--suppress-health-check", "all"]
        for name, value in self.headers.items():
            call += ["--header", f"{name}: {value}"]
        environment = os.environ | {"SCHEMATHESIS_HOOKS": "tests.web.schemathesis_hooks", "PYTHONPATH": os.curdir}
        return subprocess.run(
            [*call, *options], capture_output=True, text=True, timeout=600, check=False, env=environment
        )


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """The working group of 2012 with a release, a proposal, a job, a link and somebody who may be sent away."""
    folder, port = tmp_path_factory.mktemp("schemathesis"), free_port()
    Session(folder).release()
    (folder / "wg.yaml").write_bytes(CASE.read_bytes())
    address = f"http://127.0.0.1:{port}"
    app = create_app(Settings(folder, local=False, address=address))
    context = app.state.context
    with pytest.MonkeyPatch.context() as patch:
        quick(patch)
        patch.setattr(context.runner, "start", lambda *_: None)
        accounts, sessions = Accounts(context.engine), Sessions(context.engine)
        planner, leaver = (accounts.add(name, "planner", hashed(PASSWORD, name)) for name in ("planner", "leaver"))
        cookie = sessions.open(planner)
        session = sessions.find(cookie)
        assert session is not None
        there = {
            "board": "wg",
            "account": leaver,
            "number": "1",
            "proposal": context.runner.proposals.add("wg", "", 0, {"segments": []}, title="none"),
            "job": context.runner.jobs.add("wg", "", "solve", {}, "planner", 0),
            "joint": "cultural-property",
            "link": Links(context.engine).add("wg", "all.en", "", "planner")[0],
            "name": "item-5-longer",
            "form": "csv",
        }
        start = dt.datetime.fromisoformat("2012-10-17T11:00+02:00")
        context.boards.commit("wg", "", lambda state: moves.place(state, "wg-ta/3", start, None), "planner", "place")
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
        thread = threading.Thread(target=server.run)
        thread.start()
        until(lambda: server.started)
        yield Api(address, {"Cookie": f"session={cookie}", "X-CSRF-Token": session.csrf}, there)
        server.should_exit = True
        thread.join(20)


def test_about_what_is_there(api: Api, tmp_path: Path) -> None:
    done = api.tried(tmp_path, 12, "--phases", "examples,coverage,fuzzing", **api.there)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]


def test_about_anything(api: Api, tmp_path: Path) -> None:
    done = api.tried(tmp_path, 20, "--phases", "fuzzing")
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
