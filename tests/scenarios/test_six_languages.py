"""The model session: proved, with every title in every language, so that no document has to fall back."""

from __future__ import annotations

import pytest

from session_planner.planning import solve
from session_planner.publish import LAYOUTS, export
from session_planner.publish.view import view
from session_planner.words import LANGUAGES
from tests.scenarios.shipped import scenario

MODEL = scenario("six-languages")


@pytest.fixture(scope="module")
def programme():
    found = solve(MODEL).programme
    assert found is not None
    assert found.status == "optimal"
    return found


def test_the_joint_discussion_stands_where_the_bureau_put_it(programme) -> None:
    starts = {segment.start.isoformat() for segment in programme.segments if segment.joint}
    assert starts == {"2026-10-20T10:00:00+02:00"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_title_falls_back(programme, lang: str) -> None:
    seen = view(programme, MODEL, lang)
    assert not seen.falls_back
    for layout in LAYOUTS:
        assert str(seen.bodies[0]) in export(programme, MODEL, "html", lang, layout=layout).decode()
