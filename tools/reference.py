"""Writes the reference pages of the docs from the code: `python tools/reference.py` after a change.

A test holds the pages against what this gives, so none of them is ever edited by hand.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import session_planner as sp

DOCS = Path(__file__).parents[1] / "docs"
MADE = "<!-- Written by tools/reference.py from the code: change that, and run it. -->"
COMMANDS = (
    "init", "import", "validate", "schema", "solve", "check", "explain", "export", "joint", "release", "releases",
    "state", "publish", "serve", "compare", "prices", "front", "replan", "risk", "sweep", "rules", "doctor", "bench",
)  # fmt: skip


def pages() -> dict[str, str]:
    """Every generated file of the docs: its path inside docs, and its text."""
    schema = sp.schema()
    return {
        "schema/scenario.schema.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n",
        "reference/scenario.md": _page(_scenario(schema)),
        "reference/rules.md": _page(_rules()),
        "reference/command-line.md": _page(_command_line()),
    }


def _page(lines: Iterator[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


# The scenario, key by key.


def _scenario(schema: dict[str, Any]) -> Iterator[str]:
    yield from ("# The scenario file", "", MADE, "")
    yield (
        "A scenario is one YAML 1.2 file. A text is a string or a map of languages (`{en: Report, fr: Rapport}`). "
        "Durations are written `45 min`, `1 h 30 min`, `6 weeks` or `PT1H30M`. Moments are local to `timezone` unless "
        "they carry an offset. Windows are written `2012-10-17`, `2012-10-17 15:00-18:00` or "
        "`2012-10-17T15:00/2012-10-18T12:00`. Every part may carry `source` (the id of the decision it rests on) and "
        "`note`. Unknown keys are mistakes. Whatever may be left out has no limit unless the table says otherwise."
    )
    yield from (
        "",
        "References name a body by its id, an item as `body/number` (a heading means all under it) and a joint session "
        "as `joint:id`.",
        "",
        "For editors there is a [JSON Schema](../schema/scenario.schema.json): put "
        "`# yaml-language-server: $schema=scenario.schema.json` on the first line of a scenario.",
        "",
    )
    yield from _part("Top level", schema)
    for name in _in_order(schema):
        yield from _part(_words(name), schema["$defs"][name])
    yield from (
        "## Rules",
        "",
        "Under `rules`, by the id of the [rule](rules.md): `hard`, `soft`, `off`, or a map of the keys below and the "
        "rule's own parameters. Soft rules fall in tiers; `tiers` lists those of the scenario in order, and a lower "
        "tier never pays for a higher one.",
        "",
    )
    yield from _table(schema["$defs"]["RuleSetting"])


def _in_order(schema: dict[str, Any]) -> list[str]:
    """The parts of a scenario as a reader comes to them, from the top level down."""
    found: list[str] = []
    waiting = [schema["properties"]]
    while waiting:
        for name in re.findall(r'"#/\$defs/(\w+)"', json.dumps(waiting.pop(0))):
            if name not in found and name != "RuleSetting":
                found.append(name)
                waiting.append(schema["$defs"][name]["properties"])
    return found


def _part(title: str, part: dict[str, Any]) -> Iterator[str]:
    yield from (f"## {title}", "")
    if part.get("description"):
        yield from (_cell(part["description"]), "")
    yield from _table(part)


def _table(part: dict[str, Any]) -> Iterator[str]:
    yield from ("| key | value | left out | |", "|---|---|---|---|")
    required = part.get("required", ())
    for key, value in part["properties"].items():
        if key in ("source", "note"):
            continue
        left_out = "needed" if key in required else _default(value)
        yield f"| `{key}` | {_value(value)} | {left_out} | {_cell(value.get('description', ''))} |"
    yield ""


def _left_out(default: Any) -> str:
    """What a parameter is if it is left out, in brackets; nothing where it then is not there."""
    return "" if default is None else f" (`{default}`)"


def _default(value: dict[str, Any]) -> str:
    default = value.get("default")
    return "" if default in (None, [], {}, "") or isinstance(default, dict) else f"`{json.dumps(default)}`"


def _value(value: dict[str, Any]) -> str:
    """What may stand there, in a few words."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{_words(name).lower()}](#{_words(name).lower().replace(' ', '-')})"
    if value.get("description") == "text, or a map of languages":
        return "text"
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return ", ".join(f"`{one}`" for one in value["enum"])
    if "anyOf" in value:
        ways = [_value(one) for one in value["anyOf"] if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(ways))
    if value.get("type") == "array":
        return f"list of {_value(value.get('items', {}))}"
    if value.get("type") == "object":
        inner = value.get("additionalProperties")
        return f"map of {_value(inner)}" if isinstance(inner, dict) else "map"
    if "examples" in value:
        return f"as `{value['examples'][0]}`"
    kind = value.get("type", "any value")
    return {"integer": "whole number", "boolean": "true or false", "string": "string"}.get(str(kind), "name")


def _words(name: str) -> str:
    """`JointSession` as words."""
    return "".join(f" {sign.lower()}" if sign.isupper() and place else sign for place, sign in enumerate(name))


# The rules.


def _rules() -> Iterator[str]:
    table = sp.rule_table()
    yield from ("# The rules", "", MADE, "")
    yield (
        f"There are {len(table)} rules. A hard rule holds in every programme; a soft one costs its weight times what "
        "the last column counts. A scenario can switch each off, make it hard or soft, weigh it and move it to another "
        "tier: see [change the rules](../how-to/change-the-rules.md)."
    )
    for kind in ("hard", "soft", "off"):
        yield from ("", f"## {kind.capitalize()} by default", "")
        soft = kind != "hard"
        yield "| rule | says | parameters |" + (" tier | weight | counts |" if soft else "")
        yield "|---|---|---|" + ("---|---|---|" if soft else "")
        for rule in table:
            if rule["kind"] != kind:
                continue
            parameters = "<br>".join(
                f"`{one['name']}`{_left_out(one['default'])}: {_cell(one['description'])}" for one in rule["parameters"]
            )
            line = f"| `{rule['id']}` | {_cell(rule['statement'])} | {parameters} |"
            yield line + (f" {rule['tier']} | {rule['weight']} | {_cell(rule['unit'] or 'breaches')} |" if soft else "")
    yield from ("", "## Tiers by default, first to last", "")
    yield from (f"- `{id}`: {title}" for id, title in _tiers(table).items())


def _tiers(table: list[dict[str, Any]]) -> dict[str, str]:
    from session_planner.rules import TIERS

    titles = {rule["tier"]: rule["tier_title"] for rule in table}
    return {id: titles.get(id, id) for id in TIERS}


# The command line.


def _command_line() -> Iterator[str]:
    yield from ("# The command line", "", MADE, "")
    yield (
        "What ends a command is told by its exit code: see [exit codes](exit-codes.md). `--debug` may stand anywhere; "
        "`SESSION_PLANNER_LANG` sets the language, else the locale does."
    )
    for command in ("", *COMMANDS):
        title = f"session-planner {command}".strip()
        yield from ("", f"## `{title}`", "", "```text")
        yield from _help(command).splitlines()
        yield "```"


def _help(command: str) -> str:
    arguments = [sys.executable, "-m", "session_planner", *filter(None, [command]), "--help"]
    environment = {**os.environ, "COLUMNS": "100", "LANG": "C.UTF-8", "NO_COLOR": "1"}
    told = subprocess.run(arguments, capture_output=True, text=True, check=True, env=environment).stdout
    return "\n".join(line.rstrip() for line in told.strip().splitlines())


def main() -> None:
    """Writes every page."""
    for path, text in pages().items():
        target = DOCS / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
