"""Ids that are made of titles: short, plain, and the same for the same document."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_planner.scenario.values import name_of
from session_planner.sources.drafting.names import body_id, room_id, unused


@pytest.mark.parametrize(
    ("title", "identity"),
    [
        ("Working Group on International Cooperation", "wg-ic"),
        ("Groupe de travail d’experts gouvernementaux sur l’assistance technique", "wg-at"),
        ("Рабочая группа по технической помощи", "wg-tp"),
        ("COP", "cop"),
        ("Commission on the Status of Women", "comm-sw"),
        ("国际合作工作组", "wg"),
        ("委员会", "comm"),
        ("!!!", "body"),
    ],
)
def test_ids_of_bodies(title: str, identity: str) -> None:
    assert body_id(title, ()) == identity


@pytest.mark.parametrize(
    ("title", "identity"), [("Conference Room 8", "conference-room-8"), ("CR 4", "cr-4"), ("第3会议室", "room-3")]
)
def test_ids_of_rooms(title: str, identity: str) -> None:
    assert room_id(title, ()) == identity


def test_a_second_one_gets_a_number() -> None:
    assert unused("wg", {"wg", "wg-2"}) == "wg-3"


@given(st.text(max_size=200))
def test_whatever_a_title_is_its_id_is_a_name(title: str) -> None:
    for identity in (body_id(title, ()), room_id(title, ())):
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", identity)
        assert name_of(identity) == identity
