"""The board's words."""

from __future__ import annotations

from fastapi import APIRouter, Request

from session_planner.web.frontend_words import words_in
from session_planner.web.language import language_of

router = APIRouter(prefix="/words", tags=["words"])


@router.get("")
def words(request: Request) -> dict[str, str]:
    """The words of the board's page, by name, in the language asked for."""
    return words_in(language_of(request))
