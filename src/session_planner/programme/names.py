"""Names as people write them, and what they name in a scenario.

Used by every reader of a programme from another hand: bodies by id, title or short title in any language, items by
number in any common form or by title, joint sessions and rooms by id or title. Nothing is guessed: what is not a
known name is told with the nearest one.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from session_planner.scenario.model import Item, Scenario
from session_planner.scenario.outline import outline
from session_planner.scenario.values import Text
from session_planner.words import N_, Words, say

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
MARKS = str.maketrans(dict.fromkeys("‐‑‒–—−~〜～", "-") | dict.fromkeys("’‘ʼ`´", "'") | dict.fromkeys('«»“”„"'))
# Sub-items are counted in the letters of the language: б) and (ب) are the second, as (b) is.
LETTERS = str.maketrans("абвгдежзиклмابجدهوزحطيكل", "abcdefghijklabcdefghijkl")
_ITEM = re.compile(
    r"^\s*(?:agenda items?|items?|points?(?: de l'ordre du jour)?|temas?(?: del programa)?|пункты?(?: повестки дня)?"
    r"|nos?\.|#|议程项目|议题|项目|البند|البنود|بند)\s*"
)
CONTINUED = (
    r"\s*[(\[]\s*(?:continued|contd\.?|cont'?d\.?|cont\.?|concluded|conclusion"
    r"|suite(?: et fin)?\.?|fin|continuacion|conclusion"
    r"|продолжение|окончание|续[完]?|完|تابع|تتمة|ختام)\s*[)\]](?:\.\.\.)?"
)
_CONTINUED = re.compile(CONTINUED)
_BETWEEN_ITEMS = re.compile(r"\s*(?:[,;&+\n、]|\s(?:and|et|y|и)\s|\sو\s?)\s*")
_BETWEEN_BODIES = re.compile(r"\s*[;+\n、]\s*|\s*,\s+|\s+(?:&|/|and|et|y|и)\s+")
_LEADING_NUMBER = re.compile(r"(\d+(?:\s*\.\s*\d+)*\.?(?:\s*\(?\s*[^\W\d_]{1,3}\))*)\s*[.:)\-]*\s+(?=\S*[^\W\d_]{3})")


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """`text` without what people vary: case, accents, widths, dashes, quotes, spaces, kinds of digits."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text.translate(MARKS)).casefold())
    kept = "".join(mark for mark in folded if unicodedata.category(mark) not in ("Mn", "Cf"))
    return " ".join(kept.translate(MARKS).translate(DIGITS).split())


def without_marks(text: str) -> str:
    """The plain form of a title without `(continued)` and the full stop at its end."""
    return _CONTINUED.sub("", plain(text)).strip(" .")


def number_key(text: str) -> str:
    """What all forms of one number have in common: `1 (a)`, `1 a)`, `Item 1(a).` and `1 (أ)` give `1.a`."""
    number = _ITEM.sub("", _CONTINUED.sub("", plain(text)))
    parts = re.findall(r"\d+|[^\W\d_]+", number)
    return ".".join(part.translate(LETTERS) if len(part) == 1 else part for part in parts)


class Index:
    """Names of one kind of thing, and the ids they stand for."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._names: dict[str, set[str]] = {}
        self._shown: dict[str, str] = {}
        self._near: dict[tuple[str, float], str | None] = {}

    def add(self, identity: str, *titles: Text | None) -> None:
        """Makes a thing known by its id and by its titles in every language."""
        self._ids[plain(identity)] = identity
        for name in (identity, *(name for title in titles if title for name in title.values())):
            self._names.setdefault(without_marks(name), set()).add(identity)
            self._shown[without_marks(name)] = name

    def find(self, name: str) -> tuple[str, ...]:
        """The ids that a name stands for: none, one, or several; an id itself comes before titles."""
        if plain(name) in self._ids:
            return (self._ids[plain(name)],)
        return tuple(sorted(self._names.get(without_marks(name), ())))

    def nearest(self, name: str, cutoff: float = 0.6) -> str | None:
        """The known name that is most like `name`, as it is written in the scenario."""
        key = without_marks(name)[:200], cutoff
        if key not in self._near:
            found = difflib.get_close_matches(key[0], self._shown, 1, cutoff)
            self._near[key] = self._shown[found[0]] if found else None
        return self._near[key]

    def __len__(self) -> int:
        return len(self._ids)

    def ids(self) -> tuple[str, ...]:
        """Every id, in the order of the scenario."""
        return tuple(self._ids.values())


def hint(name: str, known: Index) -> Words:
    """What a refusal of an unknown name ends with: the nearest name there is, else all of them."""
    if nearest := known.nearest(name):
        return say(N_("; did you mean `{name}`?"), name=nearest)
    if not len(known):
        return Words("")
    return say(N_("; known are: {allowed}"), allowed=", ".join(known.ids()[:20]))


class Agenda:
    """The items of one body, headings included, by number and by title."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.titles = Index()
        self.leaves: dict[str, tuple[str, ...]] = {}
        self._keys: dict[str, str] = {}
        self._order: list[str] = []
        for item in items:
            self._add(item)

    def _add(self, item: Item) -> tuple[str, ...]:
        self._keys[number_key(item.number)] = item.number
        self.titles.add(item.number, item.title, item.programme_title)
        if not item.items:
            self._order.append(item.number)
        below = tuple(number for sub in item.items for number in self._add(sub))
        self.leaves[item.number] = below or (item.number,)
        return self.leaves[item.number]

    def is_heading(self, number: str) -> bool:
        """Whether an item only heads others and takes no time itself."""
        return self.leaves.get(number, (number,)) != (number,)

    def numbered(self, text: str) -> tuple[str, ...]:
        """The items that a cell names: `3`, `Item 3`, `1 (a) and (b)`, `2, 3`, `4-6`; none if any is unknown."""
        if one := self._keys.get(number_key(text)):
            return (one,)
        return self._listed(text) or self._ranged(text)

    def _listed(self, text: str) -> tuple[str, ...]:
        found: list[str] = []
        for part in _BETWEEN_ITEMS.split(_ITEM.sub("", plain(text))):
            key = number_key(part)
            head = number_key(found[-1]).rpartition(".")[0] if found else ""
            one = self._keys.get(key) or self._keys.get(f"{head}.{key}")
            if one is None:
                return ()
            found.append(one)
        return tuple(found)

    def _ranged(self, text: str) -> tuple[str, ...]:
        first, _, last = _ITEM.sub("", plain(text)).partition("-")
        ends = self._keys.get(number_key(first)), self._keys.get(number_key(last))
        if None in ends or not last:
            return ()
        begin, end = (self._order.index(self.leaves[one][side]) for one, side in zip(ends, (0, -1), strict=True) if one)
        return tuple(self._order[begin : end + 1])

    def titled(self, text: str) -> tuple[str, ...]:
        """The items that have this title; a number before it must be that item's."""
        unmarked = _ITEM.sub("", plain(text))
        lead = _LEADING_NUMBER.match(unmarked)
        if lead is None:
            return self.titles.find(text)
        by_number = self.numbered(lead[1])
        by_title = self.titles.find(unmarked[lead.end() :])
        return tuple(number for number in by_number if not by_title or number in by_title) or self.titles.find(text)


class Names:
    """Everything in a scenario that a cell of a table may name."""

    def __init__(self, scenario: Scenario) -> None:
        self.outline = outline(scenario)
        self.bodies, self.rooms, self.joints = Index(), Index(), Index()
        for body in scenario.bodies:
            self.bodies.add(body.id, body.title, body.short)
        for room in scenario.rooms:
            self.rooms.add(room.id, room.title)
        for joint in scenario.joint_sessions:
            self.joints.add(joint.id, joint.title)
            self.joints.add(f"joint:{joint.id}")
        self.agendas = {body.id: Agenda(body.agenda) for body in scenario.bodies}

    def joint(self, name: str) -> str | None:
        """The joint session that a cell names by its id or title."""
        found = {identity.removeprefix("joint:") for identity in self.joints.find(name)}
        return found.pop() if len(found) == 1 else None

    def several_bodies(self, text: str) -> tuple[tuple[str, ...], str | None]:
        """The bodies that a cell names (`wg-ta; wg-ic`), and the first name in it that is none."""
        if len(whole := self.bodies.find(text)) == 1:
            return whole, None
        found: list[str] = []
        for name in filter(None, _BETWEEN_BODIES.split(text.strip())):
            one = self.bodies.find(name)
            if len(one) != 1:
                return (), name
            found += (body for body in one if body not in found)
        return tuple(found), None
