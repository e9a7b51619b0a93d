"""The fields of a scenario's forms, made of its JSON Schema: what there is to fill in, and how.

Stands between the schema and `api.forms`. A field has a `kind`, by which the page chooses what to show:

`text`, `name`, `number`, `flag`, `choice` (of `options`), `duration`, `moment`, `date`, `hours`, `clock`, `window`: one
value; `texts`: a text, or one a language; `list` and `map`: many, each as `each` says, a map's keys as `keys` refer;
`part`: fields of its own, in `fields` or in the part called `of`; `either`: one of `ways`; `any`: whatever YAML holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from session_planner.web.form_words import choice, label
from session_planner.words import text

Schema = Mapping[str, Any]
Field = dict[str, Any]

_KINDS = {
    "1 h 30 min": "duration",
    "2012-10-17T10:00": "moment",
    "2012-10-17": "date",
    "10:00-13:00": "hours",
    "19:00": "clock",
    "2012-10-17 15:00-18:00": "window",
}
"""By the example that the schema gives of a way to write something."""
_ANYTHING = ("body", "item", "joint")
REFERS: Mapping[str, tuple[str, ...]] = {
    "source": ("decision",),
    "languages": ("language",),
    "timezone": ("zone",),
    "Delegation.follows": _ANYTHING,
    "Document.items": ("item",),
    "Document.out": ("language",),
    "Held.item": _ANYTHING[1:],
    "Held.room": ("room",),
    "Holiday.venues": ("venue",),
    "JointSession.after": ("joint-id",),
    "JointSession.bodies": ("body",),
    "JointSession.items": ("body",),
    "KeptApart.of": _ANYTHING,
    "Lock.item": _ANYTHING[1:],
    "Lock.room": ("room",),
    "Officer.serves": _ANYTHING,
    "ParallelLimit.bodies": ("body",),
    "PlaceCost.of": _ANYTHING,
    "PlaceCost.rooms": ("room",),
    "Precedence.after": _ANYTHING[1:],
    "Precedence.before": _ANYTHING[1:],
    "Published.item": _ANYTHING[1:],
    "Published.room": ("room",),
    "Room.venue": ("venue",),
    "RuleSetting.tier": ("tier",),
    "Variant.on": ("variant",),
    "Venue.travel": ("venue",),
}
"""By field: what its names (or, of a map, its keys) are names of. The others name something new, or anything."""
_OF_TEXTS = "text, or a map of languages"
"""What the schema says of every text: the form shows the languages."""
_CALLED_BY = ("title", "id", "number", "symbol", "date", "item", "when")
"""What an entry of a list goes by, the first that it has."""


def fields(schema: Schema, lang: str) -> dict[str, Any]:
    """`top`: the fields of a scenario, in the order of the schema; `parts`: by name, those of what is in it."""
    made = _Made(lang)
    return {
        "top": made.of_properties("Scenario", schema),
        "parts": {name: made.of_properties(name, part) for name, part in schema["$defs"].items()},
        "called_by": list(_CALLED_BY),
    }


class _Made:
    """Makes fields in one language."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def of_properties(self, part: str, schema: Schema) -> list[Field]:
        """The fields of an object; what everything may have (source, note) comes last."""
        required = schema.get("required", ())
        names = sorted(schema.get("properties", {}), key=lambda name: name in ("source", "note"))
        return [self._named(part, name, schema["properties"][name], name in required) for name in names]

    def _named(self, part: str, name: str, schema: Schema, required: bool) -> Field:
        field = {"name": name, "label": label(part, name, self._lang), **self._shape(part, name, schema)}
        told = text(schema.get("description", ""), self._lang)
        if told and told.casefold() != field["label"].casefold() and told != _OF_TEXTS:
            field["help"] = told
        return field | ({"required": True} if required else {})

    def _shape(self, part: str, name: str, schema: Schema) -> Field:
        """What is filled in, without its name."""
        ways = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
        if len(ways) == 1:
            return self._shape(part, name, ways[0])
        if ways:
            return self._either(part, name, ways)
        if (ref := schema.get("$ref")) is not None:
            return {"kind": "part", "of": ref.rpartition("/")[2]}
        refers = REFERS.get(f"{part}.{name}") or REFERS.get(name)
        named: Field = {"refers": list(refers)} if refers else {}
        if "enum" in schema:
            values = [one for one in schema["enum"] if isinstance(one, str)]
            return {"kind": "choice", "options": [[one, choice(one, self._lang)] for one in values]}
        kind = schema.get("type")
        if kind == "array":
            return {"kind": "list", "each": self._shape(part, name, schema["items"])}
        if kind == "object":
            return self._object(part, name, schema, named)
        made = self._scalar(schema, kind)
        return made | named if made["kind"] in ("name", "text") else made

    def _either(self, part: str, name: str, ways: Iterable[Schema]) -> Field:
        """One of several ways to write the same; a union in a union is one."""
        flat = [inner for one in ways for inner in (one.get("anyOf") or (one,))]
        if any("en" in one.get("properties", {}) for one in flat):
            return {"kind": "texts"}
        if {one.get("type") for one in flat} <= {"string", "number", "integer"} and not any(
            "enum" in one for one in flat
        ):
            return self._scalar(flat[0], flat[0].get("type"))
        return {"kind": "either", "ways": [self._shape(part, name, one) for one in flat]}

    def _object(self, part: str, name: str, schema: Schema, keys: Field) -> Field:
        if "properties" in schema:
            inner = "RuleSetting" if part == "rules" else "rules" if name == "rules" else part
            found = self.of_properties(inner, schema)
            if inner == "rules":  # a rule goes by what it says
                found = [one | {"label": one.get("help", one["name"]), "help": one["name"]} for one in found]
            return {"kind": "part", "fields": found}
        each = schema.get("additionalProperties")
        made = self._shape("", "", each) if isinstance(each, dict) and each else {"kind": "any"}
        return {"kind": "map", "each": made, **({"keys": keys["refers"]} if keys else {})}

    def _scalar(self, schema: Schema, kind: Any) -> Field:
        example = next(iter(schema.get("examples", ())), None)
        if example in _KINDS:
            return {"kind": _KINDS[example], "example": example}
        if kind in ("integer", "number"):
            bounds = {"least": schema.get("minimum"), "most": schema.get("maximum")}
            return {"kind": "number", **{name: value for name, value in bounds.items() if value is not None}}
        if kind == "boolean":
            return {"kind": "flag", **({"default": schema["default"]} if "default" in schema else {})}
        if isinstance(kind, list):
            return {"kind": "name"}
        return (
            {"kind": "number", "least": schema["const"], "most": schema["const"]}
            if "const" in schema
            else {"kind": "text"}
        )
