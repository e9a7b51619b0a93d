"""Pictures of the web application's pages for the docs, taken in Chromium from a server of its own.

Run by hand, after a page has changed: `python tools/screenshots.py`. It needs Debian's chromium, and the board built.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images" / "web"
PORT = 8791
HOME = f"http://127.0.0.1:{PORT}"
BOARD = "six-languages"
IMPOSSIBLE = "two-at-once"
DESK = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}
PAGES = (
    ("boards", "/?lang=en", DESK),
    ("board", f"/board/{BOARD}?lang=en", DESK),
    ("forms", f"/board/{BOARD}?lang=en#forms", DESK),
    ("forms-ar", f"/board/{BOARD}?lang=ar#forms", DESK),
    ("yaml", f"/board/{BOARD}?lang=en#yaml", DESK),
    ("compare", f"/board/{BOARD}?lang=en#compare", DESK),
    ("explain", f"/board/{IMPOSSIBLE}?lang=en#explain", DESK),
    ("board-ar", f"/board/{BOARD}?lang=ar", DESK),
    ("bureau", f"/bureau/{BOARD}/?lang=en", DESK),
    ("releases", f"/bureau/{BOARD}/releases?lang=fr", DESK),
    ("accounts", "/accounts?lang=en", DESK),
    ("audit", "/audit?lang=en", DESK),
    ("links", f"/links/{BOARD}?lang=en", DESK),
    ("delegate-week", f"/s/{BOARD}/week?lang=en", PHONE),
    ("delegate-bodies", f"/s/{BOARD}/bodies?lang=ru", PHONE),
    ("delegate-rooms", f"/s/{BOARD}/rooms?lang=zh", PHONE),
    ("delegate-documents", f"/s/{BOARD}/documents?lang=en", PHONE),
    ("delegate-search", f"/s/{BOARD}/search?q=report&lang=es", PHONE),
    ("delegate-follow", f"/s/{BOARD}/follow?lang=ar", PHONE),
    ("delegate", f"/s/{BOARD}/?lang=fr", PHONE),
    ("delegate-ar", f"/s/{BOARD}/?lang=ar", PHONE),
)
"""Name of the picture, address of the page, size of the window."""
STEPS = {
    "compare": ("img.chart",),
    "explain": (".ways-out > li:nth-child(3) li",),
    "forms": ('[data-section="bodies"]', ".entries summary"),
    "forms-ar": ('[data-section="bodies"]', ".entries summary"),
}
"""What is clicked before a picture is taken."""


def main() -> int:
    """Serves a solved and released scenario, and takes every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(ROOT / "scenarios" / f"{BOARD}.yaml", folder)
        shutil.copy(ROOT / "scenarios" / "impossible" / f"{IMPOSSIBLE}.yaml", folder)
        server = subprocess.Popen([sys.executable, "-m", "session_planner", "serve", folder, "--port", str(PORT)])
        try:
            _prepare()
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
                for name, address, size in PAGES:
                    page = browser.new_page(viewport=size)
                    _take(page, name, address)
                    page.close()
                browser.close()
        finally:
            server.terminate()
            server.wait()
    return 0


def _prepare() -> None:
    """The scenario solved, its programme taken and released."""
    for _ in range(300):
        try:
            _ask("GET", "/boards")
            break
        except OSError:
            time.sleep(0.2)
    solved = _done(BOARD, {"kind": "solve", "seconds": 60})
    _ask("POST", f"/boards/{BOARD}/proposals/{solved['result']['proposal']}/take", {})
    _ask("POST", f"/boards/{BOARD}/releases", {"state": "proposed"})
    sides = [{"of": "board", "name": ""}, {"of": "variant", "name": ""}]
    _done(BOARD, {"kind": "compare", "seconds": 60, "sides": sides})
    _done(IMPOSSIBLE, {"kind": "explain", "seconds": 60})


def _done(board: str, asked: Any) -> Any:
    """A job that has ended."""
    job = _ask("POST", f"/boards/{board}/jobs", asked)
    while job["ended"] is None:
        time.sleep(0.5)
        job = _ask("GET", f"/boards/{board}/jobs/{job['id']}")
    return job


def _take(page: Page, name: str, address: str) -> None:
    page.goto(HOME + address)
    page.wait_for_timeout(1_500)
    for step in STEPS.get(name, ()):
        page.locator(step).first.click()
        page.wait_for_timeout(800)
    page.screenshot(path=IMAGES / f"{name}.png")


def _ask(method: str, path: str, body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{HOME}/api/v1{path}", data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


if __name__ == "__main__":
    sys.exit(main())
