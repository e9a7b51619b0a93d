"""What somebody follows of a session: bodies, items, delegations, officers, rooms, and all that is for any one of them.

Beside the ledger and `programme.filter`. A filter narrows (this body *and* this room); who follows gathers: everything
that they named, each thing once, in one calendar and on one page. `name` is the same for the same things in whatever
order they were named, so that an address made of it is one, and stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme, Segment, ordered
from session_planner.programme.people import Followed
from session_planner.releases.changes import Changes
from session_planner.releases.ledger import Ledger, Version
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import Outline, outline

ALL = "all"
MOST = 200
"""Things that one can follow in one address."""
_KINDS = {"body": "bodies", "delegation": "delegations", "item": "items", "officer": "officers", "room": "rooms"}


@dataclass(frozen=True, slots=True)
class Following:
    """Ids of the scenario, items as `body/number` or `joint:id`; nothing at all is everything."""

    bodies: tuple[str, ...] = ()
    delegations: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field in _KINDS.values():
            object.__setattr__(self, field, tuple(sorted(set(getattr(self, field)))))

    @property
    def everything(self) -> bool:
        """Whether nothing was named."""
        return not any(getattr(self, field) for field in _KINDS.values())

    @property
    def name(self) -> str:
        """It as a part of an address: `all`, or such as `body=wg-ic,wg-ta;item=cop/4`, quoted, in one order."""
        named = [
            f"{kind}={','.join(quote(one, safe='/') for one in ids)}"
            for kind, field in _KINDS.items()
            if (ids := getattr(self, field))
        ]
        return ";".join(named) or ALL

    @staticmethod
    def named(name: str) -> Following | None:
        """What a name, quoted as in an address, stands for; None where it is none, or names too much."""
        if name == ALL:
            return Following()
        found: dict[str, list[str]] = {}
        for part in name.split(";"):
            kind, _, ids = part.partition("=")
            field = _KINDS.get(kind)
            if field is None or not ids or field in found:
                return None
            found[field] = [unquote(one, errors="replace") for one in ids.split(",")]
        if not all(one for ids in found.values() for one in ids) or sum(map(len, found.values())) > MOST:
            return None
        return Following(**{field: tuple(ids) for field, ids in found.items()})

    def known(self, scenario: Scenario, ledger: Ledger) -> bool:
        """Whether the scenario, or any release, has all of it: who is gone keeps a calendar, with all cancelled."""
        for field, ids in ((field, getattr(self, field)) for field in _KINDS.values() if field != "items"):
            there = {one.id for one in getattr(scenario, field)}
            if not there.issuperset(ids) and not there.union(ledger.ever(field)).issuperset(ids):  # type: ignore[arg-type]
                return False
        out = outline(scenario)
        gone = [ref for ref in self.items if not _is_item(ref, out)]
        return not gone or {
            name
            for record in ledger.records.values()
            for version in record.versions
            for one in version.segments
            for name in (one.ref, f"joint:{one.joint}")
        }.issuperset(gone)

    def shows(self, scenario: Scenario) -> Callable[[Version], bool]:
        """Whether a version of a calendar's entry is for those who follow this."""
        filters = self._filters()
        items = _Items(self.items, outline(scenario))

        def shown(version: Version) -> bool:
            return not version.cancelled and (
                self.everything
                or any(version.is_for(one) for one in filters)
                or any(items.has(one) for one in version.segments)
            )

        return shown

    def segments(self, programme: Programme, scenario: Scenario) -> tuple[Segment, ...]:
        """The segments that it means, in order."""
        if self.everything:
            return ordered(programme.segments)
        there = (_narrowed(keep, scenario) for keep in self._filters())
        found = {one.id: one for keep in there if keep != EVERYTHING for one in keep.kept(programme, scenario)}
        items = _Items(self.items, outline(scenario))
        found |= {one.id: one for one in programme.segments if items.has(one)}
        return ordered(found.values())

    def changes(self, found: Changes) -> Changes:
        """What changed of it."""
        if self.everything:
            return found
        items = _Items(self.items, outline(found.new_scenario))
        kinds = [field for field in _KINDS.values() if field != "items"]
        return replace(
            found,
            moves=tuple(
                move
                for move in found.moves
                if any(set(getattr(self, kind)) & set(getattr(move, kind)) for kind in kinds)
                or any(items.has(one) for one in (*move.old, *move.new))
            ),
        )

    def _filters(self) -> list[Filter]:
        """A filter for each kind: what any of them keeps is followed."""
        kinds = (field for field in _KINDS.values() if field != "items")
        return [Filter(**{kind: getattr(self, kind)}) for kind in kinds if getattr(self, kind)]


class _Items:
    """Items and joint sessions, as segments have them."""

    def __init__(self, refs: tuple[str, ...], out: Outline) -> None:
        # A guest's item in a joint session has no segment of its own in a calendar: the session stands for it.
        leaves = (leaf for ref in refs for leaf in out.under(ref))
        guests = [
            f"joint:{leaf.joint.id}"
            for leaf in leaves
            if leaf.joint and leaf.body != next((body for body in leaf.joint.bodies if leaf.joint.items.get(body)), "")
        ]
        self._followed = Followed((*refs, *guests), out) if refs else None

    def has(self, segment: Segment) -> bool:
        """Whether a segment is of one of them."""
        return self._followed is not None and self._followed.has(segment)


def _is_item(ref: str, out: Outline) -> bool:
    return out.item(ref) is not None or (ref.startswith("joint:") and ref[6:] in out.joints)


def _narrowed(keep: Filter, scenario: Scenario) -> Filter:
    """The filter with those alone that the scenario still knows."""
    return Filter(
        **{
            kind: tuple(one for one in getattr(keep, kind) if one in {named.id for named in getattr(scenario, kind)})
            for kind in ("bodies", "rooms", "delegations", "officers")
        }
    )
