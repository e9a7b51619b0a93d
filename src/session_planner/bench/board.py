"""`bench board`: how long after a drop the planner's board is right: segment, conflicts, costs.

In Chromium, by Playwright, with the mouse: segments of the programmes of `bench check` are dragged about the grid, one
after the other, on a server that is a process of its own. The clock runs in the page: from letting go until the frame
is drawn that shows the answer; and for the shading, from taking hold until the first verdict is drawn.
"""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from session_planner.bench import servers
from session_planner.bench.measure import Demand, Measured
from session_planner.bench.programmes import programme
from session_planner.errors import InputError, Mistake
from session_planner.words import N_

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIZES, DRAGS = (100, 1_000, 5_000), (8, 60)
ASKED, MOST = 1_000, 100.0
"""The size that the demand is on, and the milliseconds within which 95 of 100 drops are right."""
_SCRIPT = Path(__file__).with_name("board.js")
_WINDOW = {"width": 1600, "height": 1100}
_WAIT = 20_000.0


def measure(quick: bool) -> Measured:
    """Quick: the smallest size alone, without the demand, and few drags."""
    rows = [_measured(size, DRAGS[not quick]) for size in (SIZES[:1] if quick else SIZES)]
    asked = [row for size, row in zip(SIZES, rows, strict=False) if size == ASKED]
    demands = [
        Demand(f"{row['segments']:,} segments: milliseconds from the drop to the frame, p95", MOST, row["drop p95 ms"])
        for row in asked
    ]
    return Measured(tuple(rows[0]), rows, demands)


def _measured(size: int, drags: int) -> dict[str, Any]:
    scenario, planned = programme(size)
    with TemporaryDirectory() as name:
        # Each key on a line of its own, as the server knows a scenario by.
        lines = (f"{key}: {json.dumps(value)}\n" for key, value in scenario.items())
        (Path(name) / "board.yaml").write_text("".join(lines), "utf-8")
        with servers.serving(Path(name)) as port:
            data = base64.b64encode(json.dumps(planned).encode()).decode()
            found = servers.post(port, "/boards/board/proposals", {"file": "programme.json", "data": data})
            servers.post(port, f"/boards/board/proposals/{found['id']}/take", {})
            with _opened(f"http://127.0.0.1:{port}/board/board?lang=en") as page:
                told = _dragged(page, Random(f"drags {size}"), drags)
    drops, asked, shades = (
        [value for one in told if (value := one[what]) is not None] for what in ("drop", "asked", "shade")
    )
    return {
        "segments": len(planned["segments"]),
        "drags": len(drops),
        "drop p50 ms": _quantile(drops, 0.5),
        "drop p95 ms": _quantile(drops, 0.95),
        "of it asking p95 ms": _quantile(asked, 0.95),
        "first verdict p95 ms": _quantile(shades, 0.95),
    }


@contextmanager
def _opened(address: str) -> Iterator[Page]:
    """The page in a window, with our clock in it. Raises InputError where Playwright or Chromium is not here."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None or find_spec("playwright") is None:
        said = N_("this benchmark needs Playwright (`pip install playwright`) and Chromium")
        raise InputError([Mistake("", 0, 0, "", said)])
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=_WINDOW)  # type: ignore[arg-type]
        page.set_default_timeout(_WAIT)
        page.goto(address)
        page.wait_for_selector(".ec-event")
        page.evaluate(_SCRIPT.read_text("utf-8"))
        yield page
        browser.close()


def _dragged(page: Page, chance: Random, drags: int) -> Sequence[Mapping[str, float | None]]:
    """What the page's clock says of each drag; the first two warm up. A segment let go where it was changes nothing."""
    told = (_drag(page, chance) for _ in range(2 * drags))
    return list(islice((one for one in told if one is not None), 2, drags + 2))


def _drag(page: Page, chance: Random) -> Mapping[str, float | None] | None:
    """Takes hold of a segment, holds it over its new place as a hand does, lets go, and waits for the board."""
    page.wait_for_timeout(150)
    seen = page.evaluate("bench.visible()")
    at = chance.choice(seen)
    to = chance.choice(seen)
    page.evaluate("bench.begin()")
    page.mouse.move(*at)
    page.mouse.down()
    page.mouse.move((at[0] + to[0]) / 2, (at[1] + to[1]) / 2, steps=4)
    page.mouse.move(to[0], to[1] + chance.choice((-40, 40, 80)), steps=4)
    page.wait_for_timeout(250)
    page.mouse.up()
    found: dict[str, float | None] | None = page.evaluate("bench.told()")
    return found


def _quantile(values: Sequence[float], share: float) -> float | None:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else None
