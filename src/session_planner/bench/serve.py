"""`bench serve`: how many who look for a calendar the server answers, against what uvicorn gives for constant bytes.

Server, floor and load are processes of their own on this machine. The floor answers with the bytes of the same size
and nothing else. Waiting is measured with few requests, alone and while the same server solves.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import session_planner as sp
from session_planner.bench import load, servers
from session_planner.bench.measure import Demand, Measured
from session_planner.bench.start import scenario

CASE = "commission-week"
LEAST = 3000.0
"""Feeds a second; where half of the floor is less than that, half of the floor is enough."""
SECONDS, RUNS = (1.0, 5.0), (1, 3)
CONNECTIONS, RATE = 16, 200.0
MOST_WAIT = 3.0
_FLOOR = """
import sys, uvicorn
body = b"x" * int(sys.argv[2])
head = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", str(len(body)).encode())]}
async def app(scope, receive, send):
    await send(head)
    await send({"type": "http.response.body", "body": body})
uvicorn.run(app, port=int(sys.argv[1]), log_level="critical", lifespan="off", access_log=False)
"""


def measure(quick: bool) -> Measured:
    """Runs in turn, floor and feeds; medians of the runs."""
    seconds, runs = SECONDS[not quick], RUNS[not quick]
    with TemporaryDirectory() as name, _serving(Path(name)) as port:
        plain, same, zipped = _requests(port)
        size = int(_load(port, plain, 0.2)["bytes"])
        floor = servers.free_port()
        with servers.process([sys.executable, "-c", _FLOOR, str(floor), str(size)], floor):
            found: dict[str, list[dict[str, float]]] = {"constant": [], "feed": [], "gzip": [], "304": []}
            asked = {"constant": (floor, plain), "feed": (port, plain), "gzip": (port, zipped), "304": (port, same)}
            for _ in range(runs):
                for what, (where, request) in asked.items():
                    found[what].append(_load(where, request, seconds))
        alone = _load(port, plain, 2 * seconds, 4, RATE)
        _solve(port)
        solving = _load(port, plain, 2 * seconds, 4, RATE)
    rows = [_row(what, [one["a second"] for one in told], told[0]["bytes"]) for what, told in found.items()]
    rows += [
        {"what": what, "p99 ms": 1000 * one["p99"], "a second": one["a second"]}
        for what, one in (("few, alone", alone), ("few, while it solves", solving))
    ]
    rate = {what: median(one["a second"] for one in told) for what, told in found.items()}
    least = min(LEAST, rate["constant"] / 2)
    demands = [
        Demand("feeds: least a second (3,000, or half the floor if less), against found", 1, least / rate["feed"]),
        Demand("304: 90 % of that, against found", 1, 0.9 * least / rate["304"]),
        Demand("p99 while it solves, against alone", MOST_WAIT, solving["p99"] / alone["p99"]),
    ]
    return Measured(("what", "a second", "p99 ms", "bytes"), rows, demands)


def _row(what: str, rates: Sequence[float], size: float) -> dict[str, Any]:
    return {"what": what, "a second": median(rates), "bytes": int(size)}


@contextlib.contextmanager
def _serving(folder: Path) -> Iterator[int]:
    """The web application over a folder with a scenario and its release; gives its port."""
    (folder / f"{CASE}.yaml").write_bytes(scenario(f"{CASE}.yaml").read_bytes())
    planned = sp.load(folder / f"{CASE}.yaml")
    programme = sp.solve(planned).programme
    assert programme is not None
    store = sp.Store(folder / "releases" / CASE)
    sp.release(programme, planned, store, author="bench", time=dt.datetime(2026, 7, 1, 12))
    with servers.serving(folder) as port:
        yield port


def _requests(port: int) -> tuple[str, str, str]:
    """For the whole calendar, for one that the asker has, for a compressed one."""
    path = f"/feeds/{CASE}/all.en.ics"
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as told:
        tag = told.headers["ETag"]
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    return f"{head}\r\n", f"{head}If-None-Match: {tag}\r\n\r\n", f"{head}Accept-Encoding: gzip\r\n\r\n"


def _solve(port: int) -> None:
    """Has the server solve for longer than the next measurement takes."""
    servers.post(port, f"/boards/{CASE}/jobs", {"kind": "solve", "seconds": 60})
    time.sleep(1.0)


def _load(port: int, request: str, seconds: float, connections: int = CONNECTIONS, rate: float = 0) -> dict[str, float]:
    asked = {"port": port, "request": request, "seconds": seconds, "connections": connections, "rate": rate}
    run = subprocess.run(
        [sys.executable, load.__file__, json.dumps(asked)], capture_output=True, text=True, check=False, timeout=120
    )
    if run.returncode != 0:
        raise RuntimeError(run.stderr[-500:])
    found: dict[str, float] = json.loads(run.stdout)
    return found
