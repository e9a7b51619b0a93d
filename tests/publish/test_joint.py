"""The bureau's sheet as a document, and any document in a terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from session_planner.publish.document import (
    Bullets,
    Document,
    Heading,
    NewPage,
    Paragraph,
    Signature,
    Table,
    line,
    plain,
)
from session_planner.publish.documents import written
from session_planner.publish.forms.terminal import show_document
from session_planner.publish.layouts.joint import joint_document
from session_planner.words import LANGUAGES
from tests.bureau.session import SCENARIO, at, programme, scenario, sheet, with_another
from tests.publish.samples import HOSTILE, sample

LATER = {"start": at("10:45"), "end": at("11:45")}


def document(lang: str = "en", *changes: tuple[str, dict[str, object]]) -> Document:
    """The sheet of the day by hand."""
    return joint_document([sheet(programme(*changes))], scenario(), lang)


def table(made: Document, caption: str) -> list[list[str]]:
    """The rows of a table, each cell in one line."""
    (found,) = [block for block in made.blocks if isinstance(block, Table) and block.caption == caption]
    return [[" / ".join(plain(one) for one in cell.lines) for cell in row.cells] for row in found.rows]


def paragraphs(made: Document) -> list[str]:
    """All paragraphs and points of lists."""
    found = [[block.words] if isinstance(block, Paragraph) else block.items if isinstance(block, Bullets) else []
             for block in made.blocks]  # fmt: skip
    return [plain(one) for lines in found for one in lines]


def terminal(made: Document, width: int = 100) -> str:
    """A document as a terminal without colours shows it."""
    console = Console(file=io.StringIO(), width=width, color_system=None)
    show_document(made, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_what_was_decided_and_what_the_programme_has() -> None:
    made = document()
    said = paragraphs(made)
    assert "Bureau of A and B, Geneva, 15 January 2026, A/B/1" in said
    assert "They meet jointly on 10 March at 10.30 a.m." in said
    assert table(made, "What is asked of it, and what the programme has") == [
        ["Date and time", "Tuesday 10 March, 10:30", "Tuesday, 10 March / 10.30-11.30 a.m."],
        ["Duration", "1 h, by its items", "1 h"],
        ["Room", "", "Room M1"],
        ["Bodies", "Committee A / Committee B", "Committee A / Committee B"],
        ["Agenda items", "Committee A 2 / Committee B 2", "Committee A 2 / Committee B 2"],
    ]


def test_what_is_wrong_stands_first() -> None:
    made = document("en", ("b/2/1", LATER))
    alarm = next(place for place, one in enumerate(made.blocks) if isinstance(one, Paragraph) and one.kind == "alarm")
    faults = made.blocks[alarm + 1]
    assert isinstance(faults, Bullets)
    assert [plain(one) for one in faults.items] == [
        "1.json: Joint discussion on rivers, Committee B: begins 15 min later than decided"
    ]
    rows = table(made, "In the programme of each body")
    assert [row[3] for row in rows] == ["in agreement", "begins 15 min later than decided"]
    assert not any(isinstance(one, Paragraph) and one.kind == "alarm" for one in document().blocks)


def test_who_is_hurt_by_name_and_number() -> None:
    made = document()
    assert table(made, "At the same time") == [
        [
            "Committee C 1 Roads",
            "Tuesday, 10 March / 10-11 a.m. / Room M3",
            "2: Solo, Pair / too few people: 1",
            "1: Ms. Reporter",
        ]
    ]
    teams = "Interpreted sittings at the time, this one included: 2 (Committee A, Committee C). Teams: the team (1)."
    assert teams in paragraphs(made)


def test_slack_in_words() -> None:
    made = document()
    onto = "Committee B: Committee B 1 Money at 11:40; Ms. Reporter: Committee B 1 Money at 11:40"
    assert f"It may overrun by 10 min: {onto}." in paragraphs(made)
    rows = {row[0]: row[1:] for row in table(made, "Slack before and after")}
    whose = ["Committee A", "Committee B", "Room M1", "Ms. Chair", "Ms. Reporter", "Mr. Expert"]
    assert list(rows) == [*whose, "Sitting (Committee A, Committee B)"]
    assert rows["Room M1"] == [
        "nothing else on that day",
        "2 h 10 min / 14:00: Committee D (without 20 min of turnover)",
    ]
    assert rows["Mr. Expert"] == ["15 min / 10:15: not available", "30 min / 12:00: Committee C 2 Bridges"]
    assert rows["Sitting (Committee A, Committee B)"] == ["30 min / 10:00", "1 h 30 min / 13:00"]


def test_a_line_to_sign_for_the_chair_of_each_body() -> None:
    signed = [plain(one.words) for one in document().blocks if isinstance(one, Signature)]
    assert signed == ["Ms. Chair, for: Committee A", "Chair: Committee B"]


def test_each_session_on_pages_of_its_own() -> None:
    two = with_another(id="next", title={"en": "Second"}, bodies=["a", "b"])
    one = sheet(programme())
    made = joint_document([one, one], two, "en")
    assert sum(isinstance(block, NewPage) for block in made.blocks) == 1
    assert [block.level for block in made.blocks if isinstance(block, Heading)].count(1) == 1
    assert not any(isinstance(block, NewPage) for block in document().blocks)


def test_titles_are_never_translated_and_marked_where_they_fall_back() -> None:
    made = document("fr")
    heads = [plain(block.words) for block in made.blocks if isinstance(block, Heading)]
    assert "Discussion conjointe sur les cours d’eau" in heads
    cells = [cell for block in made.blocks if isinstance(block, Table) for row in block.rows for cell in row.cells]
    assert "Committee A*" in [plain(one) for cell in cells for one in cell.lines]
    note = made.blocks[-1]
    assert isinstance(note, Paragraph)
    assert note.kind == "note"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_form_in_every_language(lang: str) -> None:
    made = document(lang, ("b/2/1", LATER))
    for form in ("html", "md", "docx"):
        assert written(made, form) == written(document(lang, ("b/2/1", LATER)), form)
    assert terminal(made)


def test_no_decision_and_no_session() -> None:
    of = scenario(source=None)
    assert "The scenario names no decision for it." in paragraphs(joint_document([sheet(programme(), of=of)], of, "en"))
    assert "There is no joint session in this scenario." in paragraphs(joint_document([], of, "en"))


def test_hostile_titles_stay_text() -> None:
    bodies = [{**body, "title": {"en": HOSTILE}} for body in SCENARIO["bodies"]]
    of = scenario({"bodies": bodies})
    made = joint_document([sheet(programme(), of=of)], of, "en")
    assert b"<script>" not in written(made, "html")
    assert "<script>" in terminal(made, 400)


# -- any document in a terminal --------------------------------------------------------------------------------------


def test_a_terminal_shows_every_kind_of_block() -> None:
    lines = [" ".join(line.split()) for line in terminal(sample(), 160).splitlines()]
    assert "Annex" in lines
    assert "Time Item Title" in lines
    assert "Friday" in lines
    assert "10 a.m. 1 Opening" in lines
    assert "3 p.m. Both columns" in lines
    assert "Was Room 1, is Room 2" in lines
    assert "- A/1" in lines
    assert 'The week & its "rooms"' in lines
    assert lines[-2:] == ["_" * 44, "The Secretary"]


def test_rich_marks_in_titles_stay_text() -> None:
    assert "[d](e)" in terminal(sample(), 400)
    assert "[bold]x[/bold]" in terminal(Document("en", "t", (Heading(line("[bold]x[/bold]")),)))


def test_no_line_is_wider_than_the_terminal() -> None:
    assert max(map(len, terminal(document(), 60).splitlines())) <= 60
