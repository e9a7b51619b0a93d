"""What a delegate follows: a form to choose from, and the page and the one link that come of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

import session_planner as sp
from session_planner.web.pages.delegate_frame import framed, missing
from session_planner.web.released import Public

router = APIRouter(include_in_schema=False)
_MOST = 200
Chosen = Annotated[list[str], Query(max_length=_MOST)]


@router.get("/s/{board}/follow", response_class=HTMLResponse)
def follow(
    board: str,
    request: Request,
    released: Public,
    body: Chosen = [],  # noqa: B006  # FastAPI copies it
    item: Chosen = [],  # noqa: B006
    delegation: Chosen = [],  # noqa: B006
    officer: Chosen = [],  # noqa: B006
    room: Chosen = [],  # noqa: B006
) -> HTMLResponse:
    """The form; what was chosen before is still so."""
    frame = framed(request, released, board)
    if frame is None:
        return missing(request)
    chosen = {"body": body, "item": item, "delegation": delegation, "officer": officer, "room": room}
    used = {one.room for one in frame.out.programme.segments}
    rooms = [one for one in frame.out.scenario.rooms if one.id in used]
    return frame.page("delegate_follow.html", {"chosen": chosen, "rooms": rooms})


@router.get("/s/{board}/mine", response_class=HTMLResponse)
def mine(
    board: str,
    request: Request,
    released: Public,
    body: Chosen = [],  # noqa: B006
    item: Chosen = [],  # noqa: B006
    delegation: Chosen = [],  # noqa: B006
    officer: Chosen = [],  # noqa: B006
    room: Chosen = [],  # noqa: B006
) -> HTMLResponse:
    """What was chosen: its link, what changed of it, when and where it is."""
    frame = framed(request, released, board)
    following = sp.Following(tuple(body), tuple(delegation), tuple(item), tuple(officer), tuple(room))
    if frame is None or not following.known(frame.out.scenario, frame.out.ledger):
        return missing(request)
    values = {"view": frame.followed(following), "following": following, "query": request.url.query}
    return frame.page("delegate_mine.html", values, following)
