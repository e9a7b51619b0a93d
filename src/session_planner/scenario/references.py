"""Every id that names nothing, and every name that is given twice, each with its place and the nearest right name.

Looks at a scenario that its types let pass (or at what can be salvaged of one); `coherence` comes beside it and
asks whether what is named fits together.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from session_planner.scenario.draft import Draft, items_of
from session_planner.scenario.model import Document, JointSession
from session_planner.scenario.places import PathTo
from session_planner.scenario.values import raw
from session_planner.words import LANGUAGES, N_

# ISO 639-1: interpretation may be into any of these.
_ISO_639 = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee
el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is
it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms
mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk
sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi
yo za zh zu
"""
ISO_639 = frozenset(_ISO_639.split())


def check_references(draft: Draft) -> None:
    """Notes every unknown and every repeated name in `draft`."""
    for check in (
        _repeated,
        _repeated_numbers,
        _body_ids,
        _decisions,
        _zones,
        _languages,
        _venues,
        _joints,
        _joint_items,
        _documents,
        _followers,
        _precedences,
        _parallel_limits,
        _place_costs,
        _kept_apart,
        _locks,
        _replan,
    ):
        check(draft)


# -- names given twice -----------------------------------------------------------------------------


def _repeated(draft: Draft) -> None:
    data = draft.source.data
    for section in (
        "venues",
        "holidays",
        "rooms",
        "bodies",
        "joint_sessions",
        "decisions",
        "delegations",
        "officers",
        "precedences",
        "parallel_limits",
        "place_costs",
        "kept_apart",
        "tiers",
        "locks",
        "variants",
    ):
        _once(draft, ((section, index, "id") for index in range(len(data.get(section) or ()))))
    _once(
        draft, (("interpretation", "teams", index, "id") for index in range(len(draft.scenario.interpretation.teams)))
    )
    _once(draft, _symbols(draft.scenario.documents))


def _symbols(documents: Iterable[Document]) -> Iterator[PathTo]:
    for index, document in enumerate(documents):
        if document.symbol is not None:
            yield "documents", index, "symbol"
        for number in range(len(document.symbols)):
            yield "documents", index, "symbols", number


def _once(draft: Draft, paths: Iterable[PathTo]) -> None:
    """Notes every name at `paths` that stood before."""
    first: dict[str, PathTo] = {}
    for path in paths:
        value = _value(draft.source.data, path)
        if value is None:
            continue
        name = raw(value).strip()
        if name in first:
            line, _column = draft.source.place(first[name])
            draft.say(
                path,
                N_("`{name}` stands here twice in `{section}`, first in line {line}"),
                name=name,
                section=path[0],
                line=line,
            )
        first.setdefault(name, path)


def _value(data: Any, path: PathTo) -> Any:
    for part in path:
        data = data.get(part) if isinstance(data, dict) else data[int(part)] if isinstance(data, list) else None
    return data


def _repeated_numbers(draft: Draft) -> None:
    for index, body in enumerate(draft.scenario.bodies):
        first: dict[str, PathTo] = {}
        for path, item, _heading in items_of(body.agenda, ("bodies", index, "agenda")):
            if item.number in first:
                line, _column = draft.source.place(first[item.number])
                draft.say(
                    (*path, "number"),
                    N_("item `{number}` stands twice in this agenda, first in line {line}"),
                    number=item.number,
                    line=line,
                )
            first.setdefault(item.number, (*path, "number"))


def _body_ids(draft: Draft) -> None:
    """References are written `body/number` and `joint:id`, so a body's id may not look like one."""
    for index, body in enumerate(draft.scenario.bodies):
        if "/" in body.id or body.id.startswith("joint:"):
            draft.say(("bodies", index, "id"), N_("the id of a body has no `/` and does not begin with `joint:`"))


# -- the names of one thing ------------------------------------------------------------------------


def _decisions(draft: Draft) -> None:
    """Every `source` of every part, the parameters of rules included."""
    todo: list[tuple[PathTo, Any]] = [((key,), value) for key, value in draft.source.data.items() if key != "variants"]
    todo += [(("variants", index, "source"), variant.source) for index, variant in enumerate(draft.scenario.variants)]
    for path, value in todo:  # grows while it is walked
        if path[-1] == "source" and isinstance(value, str | int | float):
            if raw(value).strip() not in draft.names.decisions:
                draft.no_such("decision", raw(value), path, draft.names.decisions)
        elif isinstance(value, dict):
            todo.extend(((*path, key), below) for key, below in value.items())
        elif isinstance(value, list):
            todo.extend(((*path, index), below) for index, below in enumerate(value))


def _zones(draft: Draft) -> None:
    _zone(draft, draft.scenario.timezone, ("timezone",))
    for index, delegation in enumerate(draft.scenario.delegations):
        if delegation.timezone is not None:
            _zone(draft, delegation.timezone, ("delegations", index, "timezone"))


def _zone(draft: Draft, name: str, path: PathTo) -> None:
    if is_zone(name):
        return
    zones = _all_zones()
    # A city alone is the commonest slip: `Vienna` for `Europe/Vienna`.
    city = name.strip().replace(" ", "_").casefold()
    of_city = next((zone for zone in zones if zone.casefold().endswith("/" + city)), None)
    draft.no_such("timezone", name, path, zones, guess=of_city)


@lru_cache(maxsize=1)
def _all_zones() -> tuple[str, ...]:
    return tuple(sorted(zoneinfo.available_timezones()))


def is_zone(name: str) -> bool:
    """Whether the system or the package `tzdata` knows a zone of this name."""
    try:
        zoneinfo.ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _languages(draft: Draft) -> None:
    scenario = draft.scenario
    _each(draft, "language", scenario.languages, ("languages",), LANGUAGES)
    for index, body in enumerate(scenario.bodies):
        _each(draft, "language", body.languages, ("bodies", index, "languages"), ISO_639)
    for index, team in enumerate(scenario.interpretation.teams):
        _each(draft, "language", team.languages, ("interpretation", "teams", index, "languages"), ISO_639)
    for index, document in enumerate(scenario.documents):
        for lang in document.out if isinstance(document.out, dict) else ():
            if lang not in ISO_639:
                draft.no_such("language", lang, ("documents", index, "out", lang), ISO_639, at_key=True)


def _each(draft: Draft, kind: str, found: Iterable[str], path: PathTo, known: Iterable[str]) -> None:
    """Notes every name of a list that is not known."""
    for index, name in enumerate(found):
        if name not in known:
            draft.no_such(kind, name, (*path, index), known)


def _venues(draft: Draft) -> None:
    venues = draft.names.venues
    for index, room in enumerate(draft.scenario.rooms):
        if room.venue is not None and room.venue not in venues:
            draft.no_such("venue", room.venue, ("rooms", index, "venue"), venues)
    for index, holiday in enumerate(draft.scenario.holidays):
        _each(draft, "venue", holiday.venues, ("holidays", index, "venues"), venues)
    for index, venue in enumerate(draft.scenario.venues):
        for other in venue.travel:
            if other not in venues:
                draft.no_such("venue", other, ("venues", index, "travel", other), venues, at_key=True)


# -- joint sessions --------------------------------------------------------------------------------


def _joints(draft: Draft) -> None:
    for index, joint in enumerate(draft.scenario.joint_sessions):
        path: PathTo = ("joint_sessions", index)
        _each(draft, "body", joint.bodies, (*path, "bodies"), draft.names.bodies)
        _each(draft, "joint", joint.after, (*path, "after"), draft.names.joints)
        for number, body in enumerate(joint.bodies):
            if body in joint.bodies[:number]:
                draft.say((*path, "bodies", number), N_("the body `{body}` stands here twice"), body=body)
        for body, numbers in joint.items.items():
            if body not in joint.bodies:
                draft.no_such("partner", body, (*path, "items", body), joint.bodies, at_key=True)
            elif body in draft.names.bodies:
                _numbers_of(draft, body, numbers, (*path, "items", body))


def _numbers_of(draft: Draft, body: str, numbers: Iterable[str], path: PathTo) -> None:
    """A joint session takes up items that take time, not headings."""
    for index, number in enumerate(numbers):
        ref = f"{body}/{number}"
        if ref in draft.names.headings:
            below = draft.names.headings[ref]
            draft.say((*path, index), N_("`{ref}` is a heading; name its sub-items: {below}"), ref=ref, below=below)
        elif ref not in draft.names.leaves:
            draft.no_such("number", number, (*path, index), draft.names.numbers(body), body=body)


def _joint_items(draft: Draft) -> None:
    """An item is taken up in one joint session, once."""
    first: dict[str, str] = {}
    for index, joint in enumerate(draft.scenario.joint_sessions):
        for ref, path in _items_with_paths(joint, ("joint_sessions", index, "items")):
            if ref in first:
                draft.say(path, N_("item `{ref}` is in the joint session `{joint}` already"), ref=ref, joint=first[ref])
            first.setdefault(ref, joint.id)


def _items_with_paths(joint: JointSession, path: PathTo) -> Iterator[tuple[str, PathTo]]:
    for body, numbers in joint.items.items():
        for index, number in enumerate(numbers):
            yield f"{body}/{number}", (*path, body, index)


# -- references to items, bodies and joint sessions ------------------------------------------------


def _ref(draft: Draft, ref: str, path: PathTo, *, bodies: bool = True) -> bool:
    """Whether `ref` means something; notes it where it does not, as narrowly as can be told."""
    names = draft.names
    if ref in names.leaves or ref in names.headings or (bodies and ref in names.bodies):
        return True
    body, slash, number = ref.partition("/")
    if ref.startswith("joint:"):
        if ref[6:] in names.joints:
            return True
        draft.no_such("joint", ref[6:], path, names.joints)
    elif slash and body in names.bodies:
        draft.no_such("number", number, path, names.numbers(body, headings=True), body=body)
    elif slash and body:
        draft.no_such("body", body, path, names.bodies)
    elif ref in names.bodies:
        draft.say(path, N_("`{ref}` is a body; name one of its items, such as `{ref}/1`, or a joint session"), ref=ref)
    else:
        draft.no_such("reference", ref, path, names.refs(bodies))
    return False


def _documents(draft: Draft) -> None:
    for index, document in enumerate(draft.scenario.documents):
        for number, ref in enumerate(document.items):
            _ref(draft, ref, ("documents", index, "items", number))


def _followers(draft: Draft) -> None:
    for index, delegation in enumerate(draft.scenario.delegations):
        for number, ref in enumerate(delegation.follows):
            _ref(draft, ref, ("delegations", index, "follows", number))
    for index, officer in enumerate(draft.scenario.officers):
        for number, ref in enumerate(officer.serves):
            _ref(draft, ref, ("officers", index, "serves", number))


def _precedences(draft: Draft) -> None:
    for index, precedence in enumerate(draft.scenario.precedences):
        _ref(draft, precedence.before, ("precedences", index, "before"), bodies=False)
        _ref(draft, precedence.after, ("precedences", index, "after"), bodies=False)


def _parallel_limits(draft: Draft) -> None:
    for index, limit in enumerate(draft.scenario.parallel_limits):
        _each(draft, "body", limit.bodies, ("parallel_limits", index, "bodies"), draft.names.bodies)


def _place_costs(draft: Draft) -> None:
    for index, entry in enumerate(draft.scenario.place_costs):
        path: PathTo = ("place_costs", index)
        _things(draft, entry.of, (*path, "of"))
        _each(draft, "room", entry.rooms, (*path, "rooms"), draft.names.rooms)


def _kept_apart(draft: Draft) -> None:
    for index, entry in enumerate(draft.scenario.kept_apart):
        _things(draft, entry.of, ("kept_apart", index, "of"))


def _things(draft: Draft, refs: Sequence[str], path: PathTo) -> None:
    """Bodies, items that take time and joint sessions, each once."""
    for index, ref in enumerate(refs):
        if not _ref(draft, ref, (*path, index)):
            continue
        if ref in draft.names.headings:
            below = draft.names.headings[ref]
            draft.say((*path, index), N_("`{ref}` is a heading; name its sub-items: {below}"), ref=ref, below=below)
    for index in _repeats(refs):
        draft.say((*path, index), N_("`{ref}` stands here twice"), ref=refs[index])


def _repeats(refs: Sequence[str]) -> Iterator[int]:
    """Where a name stands that stood before."""
    if len(set(refs)) < len(refs):
        known: set[str] = set()
        for index, ref in enumerate(refs):
            if ref in known:
                yield index
            known.add(ref)


def _locks(draft: Draft) -> None:
    for index, lock in enumerate(draft.scenario.locks):
        path: PathTo = ("locks", index)
        _placed(draft, lock.item, (*path, "item"))
        if lock.room is not None and lock.room not in draft.names.rooms:
            draft.no_such("room", lock.room, (*path, "room"), draft.names.rooms)
        if lock.start is None and lock.room is None and "locks" not in draft.spoilt:
            draft.say(path, N_("the lock `{id}` holds nothing; give it a `start`, a `room` or both"), id=lock.id)


def _replan(draft: Draft) -> None:
    """Rooms may be gone since: what was published there has to move."""
    for section in ("published", "held"):
        for index, one in enumerate(getattr(draft.scenario.replan, section)):
            _placed(draft, one.item, ("replan", section, index, "item"))


def _placed(draft: Draft, ref: str, path: PathTo) -> None:
    """Notes a reference that is not to one thing with a place of its own: an item that takes time, a joint session."""
    if not _ref(draft, ref, path, bodies=False):
        return
    if ref in draft.names.headings:
        below = draft.names.headings[ref]
        draft.say(path, N_("`{ref}` is a heading; name its sub-items: {below}"), ref=ref, below=below)
    for joint in draft.scenario.joint_sessions:
        if ref in (named for named, _path in _items_with_paths(joint, ())):
            said = N_("item `{ref}` is taken up in a joint session; name `joint:{joint}` instead")
            draft.say(path, said, ref=ref, joint=joint.id)
