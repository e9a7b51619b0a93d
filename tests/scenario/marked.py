"""Scenario files for tests, with a `^` before each place where a mistake is expected."""

from __future__ import annotations

from session_planner.errors import InputError, Mistake
from session_planner.scenario.contradictions import contradictions
from session_planner.scenario.model import Scenario
from session_planner.scenario.places import Source
from session_planner.scenario.reading import prepared, whole
from session_planner.scenario.text import parse

DAYS = """\
days:
  - {date: 2012-10-17, sittings: [10:00-13:00, 15:00-18:00]}
  - {date: 2012-10-18, sittings: [10:00-13:00]}
"""
HEAD = "format: 1\ntitle: T\ntimezone: Europe/Vienna\n" + DAYS
BODIES = """\
bodies:
  - id: ta
    agenda:
      - {number: 1, items: [{number: a, duration: 15 min}, {number: b, duration: 30 min}]}
      - {number: 2, duration: 1 h}
      - {number: 3, duration: 1 h}
  - id: ic
    agenda:
      - {number: 1, duration: 1 h}
"""


def source_of(text: str) -> Source:
    """The source of a scenario file `f.yaml`, with its numbers in full."""
    return prepared(parse(text.replace("^", ""), "f.yaml"))


def scenario_of(text: str) -> Scenario:
    """The scenario that `text` holds."""
    return whole(source_of(text))


def mistakes_in(text: str) -> tuple[Mistake, ...]:
    """What is wrong with the scenario that `text` holds."""
    try:
        whole(source_of(text))
    except InputError as error:
        return error.mistakes
    return ()


def expected(text: str, sentences: tuple[str, ...]) -> list[str]:
    """The sentences, each with the place of its `^`."""
    places = []
    for number, line in enumerate(text.split("\n"), 1):
        places += [(number, column - before + 1) for before, column in enumerate(_marks(line))]
    assert len(places) == len(sentences), "a `^` for each sentence"
    return [f"f.yaml:{line}:{column}: {said}" for (line, column), said in zip(places, sentences, strict=True)]


def _marks(line: str) -> list[int]:
    return [column for column, sign in enumerate(line) if sign == "^"]


def check(text: str, *sentences: str) -> None:
    """All that is wrong with `text` is `sentences`, at the places marked."""
    assert [str(mistake) for mistake in mistakes_in(text)] == expected(text, sentences)


def check_impossible(text: str, *sentences: str) -> None:
    """All that contradicts itself in `text` is `sentences`, at the places marked."""
    assert [str(mistake) for mistake in contradictions(scenario_of(text))] == expected(text, sentences)
