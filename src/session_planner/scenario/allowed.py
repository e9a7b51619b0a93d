"""What a pydantic model allows at a place: its keys, kinds of value and choices, in words.

Used by `mistakes.py`; knows pydantic's error types and annotations, and nothing of any one model.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from session_planner.scenario.places import PathTo
from session_planner.words import N_


class Kind(NamedTuple):
    """A kind of value: its name as a msgid, and an example of it."""

    sentence: str
    example: str


_KINDS = {
    "text": Kind(N_("text"), "Report"),
    "int": Kind(N_("a whole number"), "3"),
    "float": Kind(N_("a number"), "1.5"),
    "bool": Kind(N_("true or false"), "true"),
    "list": Kind(N_("a list"), "[a, b]"),
    "map": Kind(N_("a mapping"), "{key: value}"),
    "date": Kind(N_("a date"), "2012-10-17"),
    "time": Kind(N_("an hour of the day"), "10:00"),
    "datetime": Kind(N_("a date and an hour"), "2012-10-17T10:00"),
    "none": Kind(N_("nothing"), "null"),
}
# The first part of pydantic's error type tells the kind that was wanted: `int_parsing`, `int_from_float`, `list_type`.
_BY_PREFIX = {
    "string_type": "text",
    "string_sub_type": "text",
    "string_unicode": "text",
    "int_": "int",
    "float_": "float",
    "bool_": "bool",
    "list_type": "list",
    "tuple_type": "list",
    "set_type": "list",
    "frozen_set_type": "list",
    "iterable_type": "list",
    "dict_type": "map",
    "mapping_type": "map",
    "model_type": "map",
    "model_attributes_type": "map",
    "dataclass_type": "map",
    "datetime_": "datetime",
    "date_": "date",
    "time_delta": "time",
    "time_": "time",
    "none_required": "none",
}


def kind_of(error_type: str) -> Kind | None:
    """The kind of value that a pydantic error of this type wanted; None if it is about something else."""
    for prefix, kind in _BY_PREFIX.items():
        if error_type.startswith(prefix):
            return _KINDS[kind]
    return None


def choices_of(error_type: str, context: Mapping[str, Any]) -> list[str]:
    """The words allowed by a `Literal` or an enumeration, from its error; none for other errors."""
    if error_type not in ("literal_error", "enum"):
        return []
    # pydantic gives them as one sentence: 'a', 'b' or 'c'
    listed = str(context.get("expected", ""))
    head, _, last = listed.rpartition(" or ")
    parts = [*head.split(", "), last] if head else [last]
    return [_unquoted(part) for part in parts if part]


def _unquoted(part: str) -> str:
    try:
        return str(ast.literal_eval(part))
    except (ValueError, SyntaxError):
        return part


def keys_at(model: type[BaseModel], path: PathTo, tags: Sequence[str], data: Any) -> list[str]:
    """The keys that a mapping at `path` may have, following the model's annotations along the path.

    Where a union leaves several models, the ones that pydantic named in `tags` are meant, else the one that has
    most of the keys that stand there.
    """
    here: list[Any] = [model]
    for part in path:
        here = [below for one in here for below in _below(one, part)]
        data = data[part]
    models = [one for one in _members(here) if isinstance(one, type) and issubclass(one, BaseModel)]
    named = [one for one in models if one.__name__ in tags] or models
    best = max(named, key=lambda one: len(set(data) & set(_fields(one))), default=None)
    return sorted(_fields(best)) if best is not None else []


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    """Annotation by the key that a file uses for it."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _members(annotations: Sequence[Any]) -> list[Any]:
    """The annotations with unions, `Annotated` and named aliases taken apart."""
    flat: list[Any] = []
    todo = list(annotations)
    while todo and len(flat) < 1000:
        one = todo.pop(0)
        if hasattr(one, "__value__"):
            todo.insert(0, one.__value__)
        elif get_origin(one) is Annotated:
            todo.insert(0, get_args(one)[0])
        elif get_origin(one) in (Union, UnionType):
            todo[:0] = get_args(one)
        else:
            flat.append(one)
    return flat


def _below(annotation: Any, part: str | int) -> list[Any]:
    """What the annotation says of the value at one key or index."""
    found: list[Any] = []
    for one in _members([annotation]):
        inner = get_args(one)
        if isinstance(one, type) and issubclass(one, BaseModel) and get_origin(one) is None:
            fields = _fields(one)
            if part in fields:
                found.append(fields[str(part)])
        elif inner and isinstance(part, str):
            found.append(inner[-1])
        elif inner:
            found.extend(argument for argument in inner if argument is not Ellipsis)
    return found
