"""The words of the board: what its scripts show, in the reader's language.

The board asks for them by these names and holds none of its own.
"""

from __future__ import annotations

from session_planner.words import N_, text

WORDS = {
    "board": N_("Board"),
    "tray": N_("Not placed"),
    "tray-empty": N_("Everything is placed."),
    "conflicts": N_("Conflicts"),
    "conflicts-none": N_("No rule is broken."),
    "warnings": N_("Costs"),
    "columns": N_("Columns"),
    "columns-bodies": N_("Bodies"),
    "columns-rooms": N_("Rooms"),
    "undo": N_("Undo"),
    "redo": N_("Redo"),
    "solve": N_("Solve"),
    "stop": N_("Stop and keep the best"),
    "clash": N_("{who} has changed the same meanwhile; it stands as they left it."),
    "refused": N_("That cannot be done: {why}"),
    "lost": N_("The server does not answer; nothing is lost, and it is tried again."),
    "moved": N_("{title}: {when}"),
    "minutes": N_("{count} min"),
    "free": N_("free"),
    "warned": N_("allowed, but it costs {cost}"),
    "forbidden": N_("not allowed: {why}"),
}


def words_in(lang: str) -> dict[str, str]:
    """The words by name; fields stay `{field}`, for the board to fill."""
    fields = ("who", "why", "title", "when", "count", "cost")
    return {name: text(msgid, lang, **{field: f"{{{field}}}" for field in fields}) for name, msgid in WORDS.items()}
