"""The colour that a body has wherever it is shown: calendars, pictures, tables.

A leaf of `publish`. The names are those of CSS, which RFC 7986 asks for; the tones are dark enough for white text
(contrast of at least 4.5 to 1) and differ in lightness, for those who do not tell red from green.
"""

from __future__ import annotations

from session_planner.scenario.model import Scenario

# Name, and its value: the values are those that CSS gives these names.
COLOURS = {
    "royalblue": "#4169e1",
    "firebrick": "#b22222",
    "teal": "#008080",
    "darkmagenta": "#8b008b",
    "saddlebrown": "#8b4513",
    "darkgreen": "#006400",
    "mediumvioletred": "#c71585",
    "darkslategray": "#2f4f4f",
    "navy": "#000080",
    "darkolivegreen": "#556b2f",
    "crimson": "#dc143c",
    "slateblue": "#6a5acd",
    "sienna": "#a0522d",
    "dimgray": "#696969",
}


def colours(scenario: Scenario) -> dict[str, str]:
    """By body: the name of its colour. There are more bodies than colours in a large session: these begin again."""
    names = tuple(COLOURS)
    return {body.id: names[place % len(names)] for place, body in enumerate(scenario.bodies)}
