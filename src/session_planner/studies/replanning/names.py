"""What a sentence about a session names: bodies, items, rooms, people, documents, by id or by title.

Under `events`. A name that nothing has is told with the nearest one; one that several things have, with all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from session_planner.scenario.mistakes import nearest
from session_planner.scenario.model import Body, Document, JointSession, Named, Officer, Room, Team
from session_planner.scenario.outline import Outline
from session_planner.scenario.scalars import shown
from session_planner.studies.replanning.moments import NotSaid
from session_planner.words import N_, Words, say

_MOST = 20


class Names:
    """The names of one scenario."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.scenario = outline.scenario

    def body(self, said: str) -> Body:
        """A body. Each of these raises NotSaid."""
        return self.outline.bodies[_one(said, _named(self.scenario.bodies), say(N_("body")))]

    def room(self, said: str) -> Room:
        """A room."""
        return self.outline.rooms[_one(said, _named(self.scenario.rooms), say(N_("room")))]

    def joint(self, said: str) -> JointSession:
        """A joint session."""
        ids = _named(self.scenario.joint_sessions)
        return self.outline.joints[_one(said.removeprefix("joint:"), ids, say(N_("joint session")))]

    def team(self, said: str | None) -> Team:
        """A kind of interpretation team; the only one where none is named."""
        teams = {team.id: team for team in self.scenario.interpretation.teams}
        if said is None and len(teams) == 1:
            return next(iter(teams.values()))
        if said is None:
            message = N_("say which kind of team was lost; there are {known}")
            raise NotSaid(
                message if teams else N_("the scenario has no interpretation teams"), known=list(teams)[:_MOST]
            )
        return teams[_one(said, _named(teams.values()), say(N_("interpretation team")))]

    def officer(self, said: str, body: str | None) -> Officer:
        """An officer by id, title or role; of those with one role, those who serve the body."""
        officers = {officer.id: officer for officer in self.scenario.officers}
        names = _named(officers.values())
        for officer in officers.values():
            if officer.role:
                names.setdefault(officer.role.casefold(), []).append(officer.id)
        if body is not None:
            serving = {
                one for one, officer in officers.items() if body in {ref.split("/")[0] for ref in officer.serves}
            }
            names = {name: [one for one in ids if one in serving] for name, ids in names.items()}
        return officers[_one(said, {name: ids for name, ids in names.items() if ids}, say(N_("officer")))]

    def document(self, said: str) -> Document:
        """A document by its symbol, or by one of its symbols."""
        documents = {document.name: document for document in self.scenario.documents}
        names = {symbol.casefold(): [one.name] for one in documents.values() for symbol in (one.name, *one.symbols)}
        return documents[_one(said, names, say(N_("document")))]

    def item(self, said: str, body: str | None) -> str:
        """An item that takes time, as `body/number`."""
        leaves = self.outline.leaves
        if body is None and said in leaves:
            return said
        if body is None and "/" in said and said.partition("/")[0] in self.outline.bodies:
            body, _, said = said.partition("/")
        numbers = {leaf.item.number.casefold(): [] for leaf in leaves.values()}  # type: dict[str, list[str]]
        for ref, leaf in leaves.items():
            if body is None or leaf.body == body:
                numbers[leaf.item.number.casefold()].append(ref)
        refs = numbers.get(said.casefold(), [])
        if len(refs) > 1:
            bodies = [leaves[ref].body for ref in refs]
            message = N_("several bodies have an item {found}; say of which: `item {found} of {first}` ({known})")
            raise NotSaid(message, found=said, first=bodies[0], known=bodies[:_MOST])
        return _one(said, {number: found for number, found in numbers.items() if found}, say(N_("item")))


def _named(things: Iterable[Named]) -> dict[str, list[str]]:
    """Ids by every name: the id itself, and the title in any language."""
    found: dict[str, list[str]] = {}
    for thing in things:
        for name in dict.fromkeys(one.casefold() for one in (thing.id, *(thing.title or {}).values())):
            found.setdefault(name, []).append(thing.id)
    return found


def _one(said: str, names: Mapping[str, list[str]], kind: Words) -> str:
    """The id of the one thing that has a name."""
    ids = names.get(said.casefold(), [])
    if said in ids:
        return said
    if len(ids) == 1:
        return ids[0]
    fields = {"kind": kind, "found": shown(said)}
    if len(ids) > 1:
        raise NotSaid(N_("{kind}: `{found}` may be any of {known}; say which"), **fields, known=ids[:_MOST])
    if guess := nearest(said, names):
        raise NotSaid(N_("{kind}: there is no `{found}`; did you mean `{nearest}`?"), **fields, nearest=names[guess][0])
    known = list(dict.fromkeys(one for found in names.values() for one in found))
    if not known:
        raise NotSaid(N_("{kind}: there is no `{found}`; the scenario has none"), **fields)
    raise NotSaid(N_("{kind}: there is no `{found}`; there are {known}"), **fields, known=known[:_MOST])
