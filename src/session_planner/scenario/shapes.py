"""What the types of a scenario say of one value in it: is it a map, a list, and what may stand below.

Lets an overlay tell a wrong path from one that the scenario merely does not use yet.
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from session_planner.scenario.lasting import Count, Estimate
from session_planner.scenario.model import Absence, RuleSetting, Scenario, SittingHours
from session_planner.scenario.values import Text
from session_planner.words import LANGUAGES

Shape = Literal["map", "list", "plain"]
# Parts that may be written as one plain value, and the key that this value stands for.
_SHORT_FORMS: dict[type, str] = {
    Absence: "when",
    Count: "expected",
    Estimate: "expected",
    RuleSetting: "kind",
    SittingHours: "hours",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What may stand at one place of a scenario; `names` are the keys that the types know."""

    shape: Shape
    names: tuple[str, ...] = ()
    open: bool = True
    short: str | None = None
    type: Any = None

    def below(self, key: str | int) -> Kind:
        """What may stand under `key`, or in each entry of a list."""
        if isinstance(self.type, type) and issubclass(self.type, BaseModel):
            field = self.type.model_fields.get(str(key))
            return kind_of(field.annotation) if field else _ANYTHING
        arguments = get_args(self.type)
        if self.shape == "list" and arguments:
            return kind_of(arguments[0])
        if self.shape == "map" and len(arguments) == 2:
            return kind_of(arguments[1])
        return _ANYTHING


_ANYTHING = Kind("plain")


def kind_of(annotation: Any) -> Kind:
    """The kind that an annotation of a model stands for."""
    return max((_one(choice) for choice in _choices(annotation)), key=lambda kind: kind.shape != "plain")


def _choices(annotation: Any) -> tuple[Any, ...]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _choices(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return tuple(choice for part in get_args(annotation) for choice in _choices(part))
    return (annotation,)


def _one(annotation: Any) -> Kind:
    if annotation is Text:
        return Kind("map", LANGUAGES, open=False)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        opened = annotation.model_config.get("extra") == "allow"
        return Kind("map", tuple(annotation.model_fields), opened, _SHORT_FORMS.get(annotation), annotation)
    if get_origin(annotation) is dict:
        return Kind("map", type=annotation)
    if get_origin(annotation) is tuple:
        return Kind("list", type=annotation)
    return _ANYTHING


@lru_cache(maxsize=1)
def scenario_kind() -> Kind:
    """The kind of a whole scenario."""
    return kind_of(Scenario)
