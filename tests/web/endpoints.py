"""Every endpoint of an application, however deep its router stands, and the table of who may use it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from fastapi import FastAPI

TABLE = Path(__file__).with_name("endpoints.txt")
ROLES = ("public", "reader", "bureau", "planner")


def endpoints(app: FastAPI) -> set[tuple[str, str]]:
    """Method and path of each; what only serves files is not among them."""
    return {(method, path) for method, path in _walked(app.routes, "") if method != "HEAD"}


def _walked(routes: Iterable[Any], prefix: str) -> Iterator[tuple[str, str]]:
    for route in routes:
        if (inner := getattr(route, "original_router", None)) is not None:
            yield from _walked(inner.routes, prefix + route.include_context.prefix)
        elif getattr(route, "methods", None):
            yield from ((method, prefix + route.path) for method in route.methods)


def table() -> dict[tuple[str, str], frozenset[str]]:
    """Who may use what: a line an endpoint, `METHOD PATH ROLE`, the least role or a list of them."""
    found = {}
    for line in TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            method, path, who = line.split()
            roles = ROLES[ROLES.index(who) :] if who in ROLES else tuple(who.split(","))
            found[method, path] = frozenset(roles)
    return found
