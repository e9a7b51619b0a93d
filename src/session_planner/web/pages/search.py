"""The search: titles in all languages, item numbers, symbols of documents, names of rooms."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

import session_planner as sp
from session_planner.web.pages.delegate_frame import Frame, framed, missing
from session_planner.web.released import Out, Public

router = APIRouter(include_in_schema=False)
_MOST = 50
"""Things found that are shown."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something to find: its kind, its id, and all its words in one form."""

    kind: str
    id: str
    words: str


@router.get("/s/{board}/search", response_class=HTMLResponse)
def search(
    board: str, request: Request, released: Public, q: Annotated[str, Query(max_length=200)] = ""
) -> HTMLResponse:
    """What has all the words, or parts of words, that were asked for."""
    frame = framed(request, released, board)
    if frame is None:
        return missing(request)
    wanted = plain(q).split()
    found = [one for one in index(frame.out) if all(word in one.words for word in wanted)] if wanted else []
    shown = [_shown(frame, one) for one in found[:_MOST]]
    return frame.page("delegate_search.html", {"q": q, "found": shown, "more": max(0, len(found) - _MOST)})


def index(out: Out) -> tuple[Found, ...]:
    """All there is to find in a release."""
    return out.kept("search", lambda: tuple(_index(out)))


def _index(out: Out) -> Iterator[Found]:
    scenario = out.scenario
    for body in scenario.bodies:
        yield Found("body", body.id, _words(body.id, body.title, body.short))
    for ref, leaf in _outline(out).leaves.items():
        titles = (leaf.item.title, leaf.item.programme_title, leaf.heading and leaf.heading.title)
        yield Found("item", ref, _words(leaf.item.number, *titles))
    for joint in scenario.joint_sessions:
        yield Found("joint", joint.id, _words(joint.id, joint.title))
    for number, document in enumerate(scenario.documents):
        names = " ".join((document.symbol or "", *document.symbols))
        yield Found("document", str(number), _words(names, document.title))
    for room in scenario.rooms:
        yield Found("room", room.id, _words(room.id, room.title))


def _outline(out: Out) -> Any:
    return sp.Titles(out.scenario, "en").outline


def _words(name: str, *texts: Any) -> str:
    return plain("\n".join((name, *(words for text in texts if text for words in text.values()))))


def plain(text: str) -> str:
    """Text without case, accents and vowel signs, as one types it in a hurry."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _shown(frame: Frame, one: Found) -> dict[str, Any]:
    titles, root = frame.titles, f"/s/{quote(frame.out.board)}"
    at = f"{root}/{one.kind}/{quote(one.id, safe='/')}"
    if one.kind == "body":
        return {"label": "", "title": titles.body(one.id), "at": at}
    if one.kind == "room":
        return {"label": "", "title": titles.room(one.id), "at": at}
    if one.kind == "joint":
        return {"label": "", "title": titles.joint(one.id), "at": f"{root}/mine?item=joint:{quote(one.id, safe='')}"}
    if one.kind == "document":
        document = frame.out.scenario.documents[int(one.id)]
        return {"label": document.name, "title": titles.of(document.title),
                "at": f"{root}/documents#{quote(document.name)}"}  # fmt: skip
    leaf = titles.outline.leaves[one.id]
    label = f"{titles.short(leaf.body)} {leaf.item.number}"
    return {"label": label, "title": titles.of(leaf.item.programme_title, leaf.item.title), "at": at}
