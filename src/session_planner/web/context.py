"""What every request may need, made once: the boards, the settings, whoever listens to changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Engine

from session_planner.web.files import Folder
from session_planner.web.hub import Hub
from session_planner.web.jobs import Runner
from session_planner.web.settings import Settings
from session_planner.web.store.boards import Boards


@dataclass(frozen=True, slots=True)
class Context:
    """The application's parts."""

    settings: Settings
    engine: Engine
    boards: Boards
    hub: Hub
    runner: Runner
    folder: Folder


async def _context(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


Ctx = Annotated[Context, Depends(_context)]
