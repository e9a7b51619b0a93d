"""`session-planner schema`: the JSON Schema of a scenario."""

from __future__ import annotations

from session_planner.cli.common import print_json

HELP = """The JSON Schema of a scenario, for editors that complete and check as you write.

Example: session-planner schema > scenario.schema.json"""


def run() -> int:
    """Prints the schema."""
    import session_planner as sp

    print_json(sp.schema())
    return 0
