"""People at a browser: pages whose faults fail the test, what takes its time waited for, keys instead of a mouse."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.needs import NODE_MODULES

PATIENCE = 30_000.0
"""Milliseconds that a busy machine may take to show something."""
expect.set_options(timeout=PATIENCE)
DESK = {"width": 1400, "height": 1000}
PHONE = {"width": 390, "height": 844}
AXE = NODE_MODULES / "axe-core" / "axe.min.js"


@contextlib.contextmanager
def window(browser: Browser, size: dict[str, int] | None = None, **more: Any) -> Iterator[Page]:
    """A window of somebody's own; scripts that fail, and what the page's own policy forbids, fail the test."""
    context = browser.new_context(viewport=size or DESK, **more)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    try:
        yield page
    finally:
        context.close()
    assert wrong == []


def until(true: Callable[[], bool], seconds: float = PATIENCE / 1000) -> None:
    """Waits for what a server or a page does in its own time."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Goes on with the Tab key alone until the focus is on what is wanted."""
    for _ in range(250):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the Tab key does not come to {selector}")


def grave_faults(page: Page) -> list[str]:
    """What axe-core calls serious or critical on a page as it stands: rule, place, what is wrong."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{fault['id']}: {node['target']}: {node['failureSummary']}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]
