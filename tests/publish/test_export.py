"""The one door to all formats: it loads what it needs and no more, and refuses what there is not."""

from __future__ import annotations

import subprocess
import sys

import pytest

from session_planner import words
from session_planner.errors import InputError
from session_planner.programme.filter import Filter
from session_planner.publish import FORMATS, export
from session_planner.publish.annex import annex_html, annex_md
from session_planner.publish.ics import calendar
from session_planner.publish.table import table_csv, table_json
from session_planner.publish.view import view
from tests.publish.cases import week


def test_each_format_is_what_its_module_writes() -> None:
    keep = Filter(bodies=("a",))
    written = {to: export(*week(), to, "fr", keep) for to in FORMATS}
    assert written == {
        "csv": table_csv(*week(), "fr", keep).encode(),
        "html": annex_html(view(*week(), "fr", keep)).encode(),
        "ics": calendar(*week(), "fr", keep),
        "json": table_json(*week(), "fr", keep).encode(),
        "md": annex_md(view(*week(), "fr", keep)).encode(),
    }


def test_options_reach_the_format() -> None:
    assert export(*week(), "ics", granularity="sitting") == calendar(*week(), "en", granularity="sitting")


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("to", sorted(FORMATS))
def test_every_format_speaks_every_language(to: str, lang: str) -> None:
    assert export(*week(), to, lang)


@pytest.mark.parametrize(("to", "lang", "said"), [("docx", "fr", "`docx`"), ("md", "de", "`de`")])
def test_what_there_is_not_is_refused_with_what_there_is(to: str, lang: str, said: str) -> None:
    with pytest.raises(InputError, match=f"{said} is not one there is; allowed: "):
        export(*week(), to, lang)


def test_the_list_of_formats_loads_none_of_their_libraries() -> None:
    loaded = "import sys, session_planner.publish; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert not {"icalendar", "jinja2", "rich", "babel", "pendulum"} & set(run.stdout.split())
