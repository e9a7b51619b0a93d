"""The one door to all formats: it loads what it needs and no more, and refuses what there is not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from session_planner import words
from session_planner.errors import InputError
from session_planner.programme.filter import Filter
from session_planner.publish import FORMATS, LAYOUTS, export
from session_planner.publish.calendars.ics import calendar
from session_planner.publish.calendars.jcal import jcal
from session_planner.publish.calendars.xcal import xcal
from session_planner.publish.documents import FORMS, document, written
from session_planner.publish.frab import frab_json, frab_xml
from session_planner.publish.pictures.picture import png, svg
from session_planner.publish.table import table_csv, table_json
from tests.publish.cases import week

WRITERS: dict[str, Callable[..., bytes | str]] = {
    "csv": table_csv, "frab-json": frab_json, "frab-xml": frab_xml, "ics": calendar, "jcal": jcal, "json": table_json,
    "png": png, "svg": svg, "xcal": xcal,
}  # fmt: skip
NEEDS = {
    "pdf": ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-core", "fonts-noto-cjk"),
    "png": ("fonts-noto-core", "fonts-noto-cjk"),
}
EVERY_FORMAT = [pytest.param(to, marks=pytest.mark.needs(*NEEDS.get(to, ()))) for to in sorted(FORMATS)]


@pytest.mark.parametrize("to", EVERY_FORMAT)
def test_each_format_is_what_its_module_writes(to: str) -> None:
    keep = Filter(bodies=("a",))
    made = WRITERS[to](*week(), "fr", keep) if to in WRITERS else written(document(*week(), "fr", keep), to)
    assert export(*week(), to, "fr", keep) == (made.encode() if isinstance(made, str) else made)


def test_every_form_of_a_document_is_a_format() -> None:
    assert {*WRITERS, *FORMS} == set(FORMATS)


def test_options_reach_the_format() -> None:
    assert export(*week(), "ics", granularity="sitting") == calendar(*week(), "en", granularity="sitting")
    assert export(*week(), "md", layout="week") == written(document(*week(), "en", layout="week"), "md")


def test_a_format_leaves_aside_the_options_of_others() -> None:
    assert export(*week(), "csv", granularity="sitting", layout="week") == export(*week(), "csv")


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_layout_is_a_document_of_its_own_in_every_language(layout: str, lang: str) -> None:
    made = {to: export(*week(), to, lang, layout=layout) for to in ("html", "md")}
    others = {export(*week(), "md", lang, layout=other) for other in LAYOUTS if other != layout}
    assert made["md"] not in others
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">'.encode() in made["html"]


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("to", EVERY_FORMAT)
def test_every_format_speaks_every_language(to: str, lang: str) -> None:
    assert export(*week(), to, lang)


@pytest.mark.parametrize(
    ("to", "lang", "layout", "said"),
    [("doc", "fr", "annex", "`doc`"), ("md", "de", "annex", "`de`"), ("md", "fr", "poster", "`poster`")],
)
def test_what_there_is_not_is_refused_with_what_there_is(to: str, lang: str, layout: str, said: str) -> None:
    with pytest.raises(InputError, match=f"{said} is not one there is; allowed: "):
        export(*week(), to, lang, layout=layout)


@pytest.mark.parametrize("to", ["ics", "jcal", "xcal"])
def test_entries_are_of_items_or_of_sittings_and_of_nothing_else(to: str) -> None:
    with pytest.raises(InputError, match="`day` is not one there is; allowed: item, sitting"):
        export(*week(), to, granularity="day")


def test_the_list_of_formats_loads_none_of_their_libraries() -> None:
    loaded = "import sys, session_planner.publish; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert not {"icalendar", "jinja2", "rich", "babel", "pendulum", "docx", "lxml", "weasyprint", "resvg_py"} & set(
        run.stdout.split()
    )
