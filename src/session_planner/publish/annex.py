"""The annex, "Proposed organization of work", in Markdown and in HTML, in the layout of the official documents.

A format of `publish`: three columns, a row for each day, a block for each sitting with its hours on the first row
only. Markdown escapes what it would read as its own; HTML is one page without anything to load.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from session_planner import words
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme
from session_planner.publish.view import Row, Sitting, View
from session_planner.publish.view import view as view_of
from session_planner.scenario.model import Scenario

if TYPE_CHECKING:
    from jinja2 import Environment

_MARKDOWN = re.compile(r"[\\|*_`\[\]~]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
FALLBACK_MARK = "*"


def markdown(programme: Programme, scenario: Scenario, lang: str, keep: Filter = EVERYTHING) -> str:
    """The annex of a programme in Markdown."""
    return annex_md(view_of(programme, scenario, lang, keep))


def html(programme: Programme, scenario: Scenario, lang: str, keep: Filter = EVERYTHING) -> str:
    """The annex of a programme as an HTML page."""
    return annex_html(view_of(programme, scenario, lang, keep))


def annex_md(view: View) -> str:
    """The annex in Markdown (GitHub's tables)."""
    said = _headings(view.lang)
    lines = [f"# {said['annex']}", "", f"## {said['title']}", "", *_intro(view)]
    lines += [_line(said["time"], said["item"], said["text"]), "|---|---|---|"]
    for day in view.days:
        lines.append(_line(escaped(day.label), "", ""))
        for sitting in day.sittings:
            lines += _block(view, sitting)
    if view.falls_back:
        lines += ["", f"{escaped(FALLBACK_MARK)} {_note(view.lang)}"]
    if view.unscheduled:
        lines += ["", said["unscheduled"], "", *(f"- {escaped(item)}" for item in view.unscheduled)]
    text = "\n".join(lines) + "\n"
    return text if view.direction == "ltr" else f'<div dir="rtl" lang="{view.lang}">\n\n{text}\n</div>\n'


def _headings(lang: str) -> dict[str, str]:
    return {
        "annex": words.text("Annex", lang),
        "title": words.text("Proposed organization of work", lang),
        "time": words.text("Date and time", lang),
        "item": words.text("Agenda item", lang),
        "text": words.text("Title or description", lang),
        "unscheduled": words.text("Items without a place in the programme", lang),
    }


def _note(lang: str) -> str:
    return words.text("Title given in another language, as there is none in this one.", lang)


def _intro(view: View) -> Iterator[str]:
    """Whose programme it is, where one body's; where it sits, where that is one room."""
    if view.names_bodies:
        yield f"**{escaped(view.title.text)}**\n"
        return
    for told in (*view.bodies, *view.rooms):
        yield f"**{escaped(told.text)}**\n"


def _block(view: View, sitting: Sitting) -> Iterator[str]:
    hours = escaped(sitting.hours)
    if view.names_bodies:
        yield _line(hours, "", " — ".join(f"**{escaped(part)}**" for part in heading(sitting)))
        hours = ""
    for row in sitting.rows:
        yield _line(hours, escaped(row.label), escaped(row_text(row, view.lang)))
        hours = ""


def heading(sitting: Sitting) -> list[str]:
    """What the first line of a block says where several bodies are shown: who sits, what they do jointly, where."""
    names = words.comma(sitting.names[0].lang).join(name.text for name in sitting.names)
    return [names, *(joint.text for joint in sitting.joint), *([sitting.room.text] if sitting.room else [])]


def row_text(row: Row, lang: str) -> str:
    """The third column: the title, whether it goes on from an earlier sitting, a mark where its language is another."""
    parts = [row.title.text, words.text("(continued)", lang) if row.continued else ""]
    return " ".join(filter(None, parts)) + (FALLBACK_MARK if row.title.fallback else "")


def escaped(text: str) -> str:
    """Text as a cell of a Markdown table shows it, whatever is in it."""
    for mark, entity in _ENTITIES.items():
        text = text.replace(mark, entity)
    return _MARKDOWN.sub(r"\\\g<0>", text)


def _line(*cells: str) -> str:
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


def annex_html(view: View) -> str:
    """The annex as one HTML page, to read, to print and to hear."""
    page = _environment().get_template("annex.html")
    return page.render(
        view=view,
        said=_headings(view.lang),
        continued=words.text("(continued)", view.lang),
        note=_note(view.lang),
        mark=FALLBACK_MARK,
    )


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("session_planner.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
