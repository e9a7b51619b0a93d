"""Facts as a document's reader gives them, for tests of what becomes of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from session_planner.sources.draft import Draft
from session_planner.sources.drafting import draft_of
from session_planner.sources.evidence import Evidence, Found, Place, seen
from session_planner.sources.facts import AgendaItem, Facts, Row, SittingFact
from session_planner.sources.paper import Paper

DAY = dt.date(2015, 6, 1)


def at(words: str, line: int = 1) -> Evidence:
    """Evidence in one line."""
    return seen(words, [Place(line=line)])


def found(words: str, line: int = 1) -> Found[str]:
    """A text found in one line."""
    return Found(words, at(words, line))


def item(number: str, title: str = "", *below: AgendaItem, **more: Any) -> AgendaItem:
    """An item of an agenda."""
    return AgendaItem(number, title, at(title), sub_items=below, **more)


def row(number: str | None, title: str = "", **more: Any) -> Row:
    """A row of a timetable."""
    return Row(number, title, at(title), title_printed=bool(title), **more)


def sitting(day: int, start: int, end: int | None, *rows: Row, **more: Any) -> SittingFact:
    """A sitting some days after the first, from hour to hour."""
    date = DAY + dt.timedelta(day)
    return SittingFact(date, start * 60, None if end is None else end * 60, at(f"{start}-{end}"), rows, **more)


def facts(lang: str = "en", body: str = "Commission on Rivers", **more: Any) -> Facts:
    """The facts of a document."""
    return Facts(lang, body=found(body) if body else None, **more)


def drafted(given: Facts, timezone: str | None = None) -> Draft:
    """The draft of some facts."""
    return draft_of(given, Paper("agenda.txt", "txt", ()), timezone=timezone)
