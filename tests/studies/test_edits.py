"""Edits of a scenario: on its data as on its text, with nothing beside them changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from session_planner.errors import InputError
from session_planner.loading import load
from session_planner.scenario.model import Scenario
from session_planner.studies.replanning.edits import Edit, Written, edited, written

TEXT = """\
# A week, by hand.
format: 1
title: A week
timezone: Europe/Vienna
grain: 5
days:
  - date: 2012-10-17
    sittings: ["10:00-13:00", "15:00-18:00"]  # as always
bodies:
  - id: a
    agenda:
      - number: 1
        duration: 30 min  # assumed
      - number: 2
        items:
          - {number: a, duration: 1 h}
          - {number: b, duration: 1 h}
  - id: b
    agenda: [{number: 1, duration: 1 h}]
locks:
  - {id: one, item: a/1, start: 2012-10-17T10:00}
  - {id: two, item: b/1, start: 2012-10-17T10:00}
  - {id: three, item: a/2(a), start: 2012-10-17T15:00}
replan:
  now: 2012-10-17T11:00
variants:
  - id: without-b
    remove: [bodies.b, locks.two]
  - id: later
    on: without-b
    set: {bodies.a.agenda.1.duration: 45 min}
  - id: longer
    set: {bodies.a.agenda.1.duration: 1 h}
"""


@pytest.fixture
def week(tmp_path: Path) -> Path:
    path = tmp_path / "week.yaml"
    path.write_text(TEXT, "utf-8")
    return path


def text_with(week: Path, *edits: Edit, variant: str | None = None, sets: tuple[str, ...] = ()) -> Written:
    return written(edited(load(week, variant, sets), edits, "here"))


def without_replan(text: str) -> str:
    return text.replace("replan:\n  now: 2012-10-17T11:00\n", "")


def test_what_is_edited_stands_in_the_text_and_all_else_stays(week: Path) -> None:
    found = text_with(
        week,
        Edit("set", "bodies[a].agenda[1].duration", "50 min"),
        Edit("set", "bodies[a].agenda[2].items[2(b)].splittable", True),
        Edit("add", "bodies[b].agenda", {"number": "2", "duration": "15 min"}),
    )
    expected = TEXT.replace("duration: 30 min  #", "duration: 50 min  #")
    expected = expected.replace("{number: b, duration: 1 h}", "{number: b, duration: 1 h, splittable: true}")
    expected = expected.replace(
        "[{number: 1, duration: 1 h}]", "[{number: 1, duration: 1 h}, {number: '2', duration: 15 min}]"
    )
    assert found.text == without_replan(expected)
    assert found.dropped == ()


def test_the_data_is_edited_as_the_text(week: Path, tmp_path: Path) -> None:
    changed = edited(
        load(week), [Edit("set", "bodies[a].agenda[1].duration", "50 min"), Edit("remove", "locks[two]")], "here"
    )
    again = tmp_path / "again" / "week.yaml"
    again.parent.mkdir()
    again.write_text(written(changed).text, "utf-8")
    assert comparable(load(again)) == comparable(changed)
    assert load(again)._sha256 == written(changed).sha256


def comparable(of: Scenario) -> dict[str, object]:
    return of.model_dump(exclude={"variants", "replan"})


def test_several_entries_of_a_list_go_at_once(week: Path) -> None:
    found = text_with(week, Edit("remove", "locks[one]"), Edit("remove", "locks[two]"))
    assert "id: three" in found.text
    assert "id: one" not in found.text
    assert "id: two" not in found.text
    # What took away a lock that is gone can no longer be laid on the scenario, nor what built on it.
    assert found.dropped == ("later", "without-b")
    assert "id: longer" in found.text


def test_a_variant_and_settings_are_written_out(week: Path) -> None:
    found = text_with(week, variant="longer", sets=("bodies.a.agenda.2.title=Matters",))
    assert "duration: 1 h  # assumed" in found.text
    assert "title: Matters" in found.text
    assert found.dropped == ()


def test_a_list_in_another_order_is_written_anew(week: Path) -> None:
    found = text_with(week, sets=('days.[2012-10-17].sittings=["15:00-18:00", "10:00-13:00"]',))
    assert load_text(week, found.text) == ["15:00-18:00", "10:00-13:00"]


def load_text(week: Path, text: str) -> list[str]:
    week.write_text(text, "utf-8")
    return [f"{one.hours.start // 60}:00-{one.hours.end // 60}:00" for one in load(week).days[0].sittings]


def test_an_edit_that_cannot_be_is_told_with_its_words(week: Path) -> None:
    for edit, why in (
        (Edit("set", "bodies[c].size", 5), "there is no `c`"),
        (Edit("set", "bodies[a].size", "many"), "many"),
        (Edit("set", "bodies[a].agenda[1].duration", "7 min"), "grain"),
    ):
        with pytest.raises(InputError, match=why) as wrong:
            edited(load(week), [edit], '--event "so"')
        assert [one.file for one in wrong.value.mistakes] == ['--event "so"']


def test_a_mistake_in_an_edit_after_settings_is_told_as_its_own(week: Path) -> None:
    whole = edited(load(week, None, ["title=Other"]), [Edit("set", "bodies[a].size", 5)], "first")
    with pytest.raises(InputError) as wrong:
        edited(whole, [Edit("set", "bodies[b].size", 0)], "second")
    assert [one.file for one in wrong.value.mistakes] == ["second"]


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(week: Path) -> None:
    whole = load(week)
    week.write_text(TEXT + "# more\n", "utf-8")
    with pytest.raises(InputError, match="changed meanwhile"):
        written(whole)


def test_a_scenario_without_a_file_cannot_be_edited() -> None:
    whole = Scenario.model_validate(
        {"format": 1, "title": "t", "timezone": "UTC", "days": [{"date": "2012-10-17"}], "bodies": [{"id": "a"}]}
    )
    with pytest.raises(InputError, match="only a scenario that was read from a file"):
        edited(whole, [Edit("set", "title", "T")], "here")
