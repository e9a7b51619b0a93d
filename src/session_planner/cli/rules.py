"""`session-planner rules`: the rules there are."""

from __future__ import annotations

from session_planner.cli.common import AsJson, Lang, draw, language, print_json
from session_planner.words import N_, text

HELP = """The rules by name: what each says, whether it is hard or soft, its weight, tier and parameters.

Example: session-planner rules --lang fr"""


def run(as_json: AsJson = False, lang: Lang = "") -> int:
    """Prints the table of rules."""
    import session_planner as sp

    speak = language(lang)
    table = sp.rule_table(speak)
    if as_json:
        print_json({"rules": table})
        return 0
    from rich.table import Table

    shown = Table(box=None, pad_edge=False)
    shown.add_column(text(N_("Rule"), speak), no_wrap=True)
    for heading in (N_("Says"), N_("Kind"), N_("Weight"), N_("Tier"), N_("Parameters")):
        shown.add_column(text(heading, speak))
    for rule in table:
        soft = rule["kind"] == "soft"
        parameters = ", ".join(f"{parameter['name']}={parameter['default']}" for parameter in rule["parameters"])
        shown.add_row(
            rule["id"],
            rule["statement"],
            _kind(rule["kind"], speak),
            str(rule["weight"]) if soft else "",
            rule["tier_title"] if soft else "",
            parameters,
        )
    draw(lambda console: console.print(shown))
    return 0


def _kind(kind: str, speak: str) -> str:
    return text({"hard": N_("hard"), "soft": N_("soft")}.get(kind, N_("off")), speak)
