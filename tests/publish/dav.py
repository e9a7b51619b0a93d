"""A real CalDAV server (Radicale) on this machine, and a store of releases to publish to it."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from zoneinfo import ZoneInfo

import session_planner as sp
from session_planner.programme.model import Programme, Segment
from session_planner.releases.model import Release

USER, PASSWORD = "planner", "not-easily-guessed"
Application = Callable[..., Any]


@dataclass
class Server:
    """Where the server is, what it was asked, and what is to happen with a request before it comes there.

    `before` is called with the method and the path; what it gives is answered instead, as a status line.
    """

    folder: Path
    port: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    before: Callable[[str, str], str | None] = lambda method, path: None

    @property
    def plain(self) -> str:
        """The address of a collection, without the user."""
        return f"http://127.0.0.1:{self.port}/{USER}/programme/"

    @property
    def url(self) -> str:
        """The same with the user, as planners write it."""
        return self.plain.replace("http://", f"http://{USER}@")

    def count(self, method: str) -> int:
        """How many requests of a method there were."""
        return sum(1 for one, _ in self.asked if one == method)


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args: Any) -> None:
        """Says nothing."""


@contextmanager
def serving(application: Application, server: Server) -> Iterator[Server]:
    """The server on a free port, with an account of its requests, as long as the block lasts."""

    def counted(environ: dict[str, Any], start: Any) -> Any:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if answer := server.before(method, path):
            start(answer, [("Content-Length", "0")])
            return [b""]
        if "HTTP_AUTHORIZATION" in environ or server.port == 0:
            server.asked.append((method, path))
            server.headers.append({key: str(value) for key, value in environ.items() if key.startswith("HTTP_")})
        return application(environ, start)

    httpd = make_server("127.0.0.1", 0, counted, WSGIServer, _Quiet)
    server.port = httpd.server_port
    thread = threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


@contextmanager
def radicale(folder: Path, user: str = USER, password: str = PASSWORD) -> Iterator[Server]:
    """Radicale with one user, who has to say a password."""
    from radicale import app, config

    users = folder / "users"
    users.write_text(f"{user}:{password}\n", encoding="utf-8")
    settings = {
        "auth": {"type": "htpasswd", "htpasswd_filename": str(users), "htpasswd_encryption": "plain", "delay": "0"},
        "storage": {"filesystem_folder": str(folder / "collections")},
        "logging": {"level": "critical"},
    }
    configuration = config.load()
    configuration.update(settings, "tests", privileged=True)
    with serving(app.Application(configuration), Server(folder)) as server:
        yield server


WEEK = {
    "format": 1,
    "id": "week",
    "title": {"en": "Session week", "fr": "Semaine de session"},
    "timezone": "Europe/Vienna",
    "languages": ["en", "fr"],
    "days": [
        {"date": date, "sittings": ["10:00-13:00", "15:00-18:00"]}
        for date in ("2012-10-26", "2012-10-29", "2012-10-30")
    ],
    "rooms": [{"id": "m1", "title": {"en": "Room M; 1st floor, east", "fr": "Salle M"}}, {"id": "m2", "title": "M2"}],
    "bodies": [
        {
            "id": body,
            "title": {"en": f"Working Group {body.upper()}"},
            "short": f"WG.{body.upper()}",
            "agenda": [
                {"number": str(number), "title": {"en": f"Matter {body}{number}"}, "duration": "30 min"}
                for number in range(1, 7)
            ],
        }
        for body in "ab"
    ],
    "joint_sessions": [
        {"id": "property", "title": {"en": "Joint discussion"}, "bodies": ["a", "b"], "items": {"a": ["6"], "b": ["6"]}}
    ],
    "documents": [{"symbol": "A/1", "items": ["a/2"], "link": "https://docs.example.org/a/1"}],
}
VIENNA = ZoneInfo("Europe/Vienna")
SLOTS = [
    dt.datetime.combine(dt.date(2012, 10, day), dt.time(hour), VIENNA) + dt.timedelta(minutes=30 * half)
    for day in (26, 29, 30)
    for hour in (10, 11, 12, 15, 16, 17)
    for half in (0, 1)
]


def segment(body: str, number: int, slot: int, room: str = "m1") -> Segment:
    """An item of WEEK in one of the half hours there are; the sixth is the joint session's."""
    start = SLOTS[slot]
    joint, bodies = ("property", ("a", "b")) if number == 6 else (None, ())
    return Segment(body, str(number), start, start + dt.timedelta(minutes=30), room, joint=joint, bodies=bodies)


class Releases:
    """A store of releases of WEEK; each is made a day after the one before."""

    def __init__(self, folder: Path, id: str = "week") -> None:
        self.folder, self.id = folder / "releases", id
        self.path = folder / "week.yaml"
        self.path.write_text(json.dumps({**WEEK, "id": id}), encoding="utf-8")
        self.scenario = sp.load(self.path)
        self.store = sp.Store(self.folder)

    def reword(self, old: str, new: str) -> None:
        """The scenario says something else from now on."""
        self.path.write_text(self.path.read_text("utf-8").replace(old, new), encoding="utf-8")
        self.scenario = sp.load(self.path)

    def add(self, *segments: Segment, state: str = "proposed") -> Release:
        """One more release."""
        time = dt.datetime(2012, 9, 1, tzinfo=dt.UTC) + dt.timedelta(days=len(self.store.releases()))
        programme = replace(Programme(segments), scenario_id=self.id)
        made: Release = sp.release(programme, self.scenario, self.store, author="A. Planner", time=time, state=state)
        return made
