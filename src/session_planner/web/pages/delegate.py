"""The delegate's pages: today, the week, by body, by item, the rooms, the documents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

import session_planner as sp
from session_planner.web.pages.delegate_frame import Frame, framed, missing, today
from session_planner.web.released import Public
from session_planner.words import Date

router = APIRouter(include_in_schema=False)


@router.get("/s/{board}", response_class=RedirectResponse)
def without_slash(board: str) -> RedirectResponse:
    """To the address that the pages beneath it stand under."""
    return RedirectResponse(f"/s/{board}/", 308)


@router.get("/s/{board}/", response_class=HTMLResponse)
def day(board: str, request: Request, released: Public, day: Annotated[str, Query(max_length=10)] = "") -> HTMLResponse:
    """Today; before the session its first day, after it its last."""
    frame = framed(request, released, board)
    if frame is None:
        return missing(request)
    view = frame.view()
    now = today(frame.out)
    wanted = _date(day) or now
    shown = next((one for one in view.days if one.date >= wanted), view.days[-1] if view.days else None)
    return frame.page("delegate_day.html", {"view": view, "day": shown, "now": now})


@router.get("/s/{board}/week", response_class=HTMLResponse)
def week(board: str, request: Request, released: Public) -> HTMLResponse:
    """All days, side by side where there is room."""
    frame = framed(request, released, board)
    return frame.page("delegate_week.html", {"view": frame.view()}) if frame else missing(request)


@router.get("/s/{board}/bodies", response_class=HTMLResponse)
def bodies(board: str, request: Request, released: Public) -> HTMLResponse:
    """The bodies that meet."""
    frame = framed(request, released, board)
    return frame.page("delegate_bodies.html", {}) if frame else missing(request)


@router.get("/s/{board}/body/{body:path}", response_class=HTMLResponse)
def body(board: str, body: str, request: Request, released: Public) -> HTMLResponse:
    """A body: its agenda, when each item is taken up, its sittings."""
    frame = framed(request, released, board)
    if frame is None or body not in frame.titles.outline.bodies:
        return missing(request)
    values = {
        "title": frame.titles.body(body),
        "view": frame.view(sp.Filter(bodies=(body,))),
        "agenda": _agenda(frame, body),
    }
    return frame.page("delegate_body.html", values, sp.Following(bodies=(body,)))


@router.get("/s/{board}/item/{ref:path}", response_class=HTMLResponse)
def item(board: str, ref: str, request: Request, released: Public) -> HTMLResponse:
    """An item: when and where it is taken up, with whom, which documents it needs."""
    frame = framed(request, released, board)
    leaf = frame.titles.outline.leaves.get(ref) if frame else None
    if frame is None or leaf is None:
        return missing(request)
    following = sp.Following(items=(ref,))
    values = {
        "item": _item(frame, leaf),
        "body": leaf.body,
        "joint": leaf.joint,
        "view": frame.followed(following),
        "documents": [_document(frame, one) for one in frame.titles.outline.documents_of.get(ref, ())],
    }
    return frame.page("delegate_item.html", values, following)


@router.get("/s/{board}/rooms", response_class=HTMLResponse)
def rooms(board: str, request: Request, released: Public) -> HTMLResponse:
    """The rooms, each with its house."""
    frame = framed(request, released, board)
    if frame is None:
        return missing(request)
    return frame.page("delegate_rooms.html", {"rooms": [(one, frame.titles.room(one.id)) for one in _rooms(frame)]})


@router.get("/s/{board}/room/{room:path}", response_class=HTMLResponse)
def room(board: str, room: str, request: Request, released: Public) -> HTMLResponse:
    """A room: what is held there."""
    frame = framed(request, released, board)
    if frame is None or room not in frame.titles.outline.rooms:
        return missing(request)
    values = {"title": frame.titles.room(room), "view": frame.view(sp.Filter(rooms=(room,)))}
    return frame.page("delegate_room.html", values, sp.Following(rooms=(room,)))


@router.get("/s/{board}/documents", response_class=HTMLResponse)
def documents(board: str, request: Request, released: Public) -> HTMLResponse:
    """The documents, by symbol: for which items, from when on they are out."""
    frame = framed(request, released, board)
    if frame is None:
        return missing(request)
    found = sorted(frame.out.scenario.documents, key=lambda one: one.name)
    return frame.page("delegate_documents.html", {"documents": [_document(frame, one) for one in found]})


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as a list shows it; `ref` is empty for a heading, `when` are its days and hours."""

    ref: str
    number: str
    title: Any
    when: tuple[tuple[str, str], ...]


def _agenda(frame: Frame, body: str) -> list[Shown]:
    """The agenda of a body, headings too."""
    made: list[Shown] = []
    headings: list[str] = []
    for leaf in frame.titles.outline.leaves_of[body]:
        if leaf.heading and leaf.heading.number not in headings:
            headings.append(leaf.heading.number)
            made.append(Shown("", leaf.heading.number, frame.titles.of(leaf.heading.title), ()))
        made.append(_item(frame, leaf))
    return made


def _item(frame: Frame, leaf: Any) -> Shown:
    return Shown(leaf.ref, leaf.item.number, frame.titles.of(leaf.item.programme_title, leaf.item.title),
                 frame.out.kept(("when", frame.lang), lambda: _when(frame)).get(leaf.ref, ()))  # fmt: skip


def _when(frame: Frame) -> dict[str, tuple[tuple[str, str], ...]]:
    """By item: the day and the hours of each of its parts."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    days = {one.date: one.label for one in frame.view().days}
    for one in frame.out.programme.segments:
        if one.item and one.start.date() in days:
            hours = f"{one.start:%H:%M}–{one.end:%H:%M}"
            found[one.ref] = (*found.get(one.ref, ()), (days[one.start.date()], hours))
    return found


def _document(frame: Frame, one: Any) -> dict[str, Any]:
    """A document; its link only where it leads to the web."""
    link = one.link if one.link and one.link.startswith(("https://", "http://")) else ""
    refs = [leaf for ref in one.items for leaf in frame.titles.outline.under(ref)]
    out = max(one.out.values(), default=None) if isinstance(one.out, dict) else one.out
    items = [(leaf.ref, frame.titles.short(leaf.body), leaf.item.number) for leaf in refs]
    return {"name": one.name, "link": link, "title": frame.titles.of(one.title), "items": items,
            "out": Date(out).told(frame.lang) if out else ""}  # fmt: skip


def _rooms(frame: Frame) -> list[Any]:
    used = {one.room for one in frame.out.programme.segments}
    return [one for one in frame.out.scenario.rooms if one.id in used]


def _date(given: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(given)
    except ValueError:
        return None
