"""`session-planner validate`: every mistake of a scenario at once."""

from __future__ import annotations

from session_planner.cli.common import AsJson, Lang, ScenarioFile, Sets, VariantName, language, print_json
from session_planner.words import N_, text

HELP = """Every mistake of a scenario at once, with file:line:column, what was found and what is allowed.

Example: session-planner validate scenarios/untoc-wg-ta-2012.yaml"""


def run(
    scenario: ScenarioFile, variant: VariantName = None, sets: Sets = None, as_json: AsJson = False, lang: Lang = ""
) -> int:
    """Exit code 0 if there is none, 2 if there are some."""
    import session_planner as sp

    speak = language(lang)
    mistakes = sp.validate(scenario, variant, sets or ())
    if as_json:
        print_json({"mistakes": [mistake.as_dict(speak) for mistake in mistakes]})
    elif mistakes:
        for mistake in mistakes:
            print(mistake.told(speak))
        print(text(N_("{count} mistakes"), speak, count=str(len(mistakes))))
    else:
        print(text(N_("{file}: in order"), speak, file=str(scenario)))
    return 2 if mistakes else 0
