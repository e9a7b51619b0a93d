"""The docs are true: their examples print what they say, their generated pages are new, their links lead somewhere."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from session_planner.scenario.text import parse, read
from tests.cli.calling import CASE, ROOT, call
from tests.docs.examples import PAGES, agree, examples, outputs

WITH_EXAMPLES = [page for page in PAGES if any(True for _ in examples(page))]
REFERENCE = runpy.run_path(str(ROOT / "tools" / "reference.py"))
SCHEMA = json.loads((ROOT / "docs/schema/scenario.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_examples_of_a_page_print_what_it_says(page: Path) -> None:
    for example, printed in outputs(page):
        said = f"{page.relative_to(ROOT)}:{example.line}: $ {example.command}"
        assert agree(example.printed, printed), f"{said}\nprints:\n" + "\n".join(printed)


def test_the_readme_and_every_guide_have_examples() -> None:
    guides = sorted((ROOT / "docs" / "how-to").glob("*.md"))
    assert len(guides) >= 5
    assert {ROOT / "README.md", *guides} <= set(WITH_EXAMPLES)


@pytest.mark.parametrize(
    "path", ["schema/scenario.schema.json", *(f"reference/{one}.md" for one in ("scenario", "rules", "command-line"))]
)
def test_generated_pages_are_what_the_code_says(path: str) -> None:
    assert (ROOT / "docs" / path).read_text(encoding="utf-8") == REFERENCE["pages"]()[path], "run tools/reference.py"


def test_every_key_of_a_scenario_is_in_the_reference() -> None:
    page = (ROOT / "docs/reference/scenario.md").read_text(encoding="utf-8")
    parts = [SCHEMA, *SCHEMA["$defs"].values()]
    keys = {key for part in parts for key in part.get("properties", {})} - {"source", "note"}
    assert {key for key in keys if f"| `{key}` |" not in page} == set()


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios").rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_committed_schema_takes_every_scenario_that_ships(path: Path) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(read(path).data)


def test_the_settings_of_rules_that_a_guide_shows_are_right() -> None:
    page = (ROOT / "docs/how-to/change-the-rules.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```yaml\n(.*?)^```$", page, re.M | re.S)
    assert shown
    for block in shown:
        settings = {**SCHEMA["properties"]["rules"], "$defs": SCHEMA["$defs"]}
        jsonschema.Draft202012Validator(settings).validate(parse(block, "guide").data["rules"])


def test_every_key_that_machines_get_is_described(tmp_path: Path) -> None:
    page = (ROOT / "docs/reference/files.md").read_text(encoding="utf-8")
    solved = json.loads(call("solve", CASE, "-o", tmp_path, "--json").stdout)
    checked = json.loads(call("check", CASE, tmp_path / "programme.json", "--json").stdout)
    reasons = json.loads(call("explain", CASE, "--variant", "second-group-late", "--json").stdout)
    mistakes = json.loads(call("validate", CASE, "--variant", "second-group-late", "--json").stdout)
    assert reasons["conflicts"]
    assert mistakes["mistakes"]
    assert {key for key in keys([solved, checked, reasons, mistakes]) if f"`{key}`" not in page} == set()


def keys(value: Any) -> Iterator[str]:
    """Every key in a JSON value, however deep."""
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys(inner)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#][^)]*)\)", text):
        path, _, heading = target.partition("#")
        if re.match(r"https?:", path):
            continue
        assert (page.parent / path).exists(), f"{page}: {target}"
        if heading and path.endswith(".md"):
            headings = re.findall(r"^#+ (.+)$", (page.parent / path).read_text(encoding="utf-8"), re.M)
            assert heading in {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}


def test_elisions_stand_for_what_is_left_out_and_nothing_else() -> None:
    assert agree(["a", "…", "z"], ["a", "b", "c", "z"])
    assert agree(["in … s"], ["in 3.2 s"])
    assert not agree(["a"], ["a", "b"])
    assert not agree(["a", "…", "z"], ["a", "b"])
    assert not agree(["…", "a.c"], ["abc"])
