"""A small model and a file for it: what the tests of reading and rewriting work on."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from session_planner.scenario.scalars import as_text, shown


def refuse(msgid: str, **fields: Any) -> PydanticCustomError:
    """An error of our own, its msgid beside its fields."""
    return PydanticCustomError("said", msgid, {"msgid": msgid, **fields})  # type: ignore[arg-type]


def _minutes(value: Any) -> int:
    if isinstance(value, str) and value.endswith(" min") and value[:-4].isdecimal() and len(value) < 12:
        return int(value[:-4])
    raise refuse("{found} is not a duration; write it like `45 min`", found=f"`{shown(value)}`")


Minutes = Annotated[int, BeforeValidator(_minutes)]


class Strict(BaseModel):
    """No key but those named."""

    model_config = ConfigDict(extra="forbid")


class Estimate(Strict):
    least: Minutes
    most: Minutes | None = None


class Item(Strict):
    number: Annotated[str, BeforeValidator(as_text)]
    duration: Minutes | Estimate
    title: str | dict[str, str] = ""
    mode: Literal["joint", "single"] = "single"
    seats: int = Field(1, ge=1)
    weight: float | Literal["auto"] = "auto"


class Lock(Strict):
    kind: Literal["lock"]
    item: str


class Span(Strict):
    kind: Literal["span"]
    date: str
    lock: bool = False


class Body(Strict):
    id: str
    agenda: list[Item]


class Week(Strict):
    title: str
    bodies: list[Body]
    locks: list[Annotated[Lock | Span, Field(discriminator="kind")]] = []
    limits: dict[str, Estimate] = {}

    @model_validator(mode="after")
    def _known(self) -> Week:
        items = {f"{body.id}/{item.number}" for body in self.bodies for item in body.agenda}
        for lock in self.locks:
            if isinstance(lock, Lock) and lock.item not in items:
                raise refuse("there is no item `{item}`", item=lock.item)
        return self


SAMPLE = """\
# A week of one body, to the last comment.
title: "A week: the second one"

bodies:
  # The group that the secretariat serves.
  - id: wg-ta   # its id
    agenda:
      - {number: 1, duration: 15 min}   # opening
      - {number: 1.10, duration: 30 min, title: {en: Report, fr: 'Rapport'}}

      # Two estimates.
      - number: 2
        duration:
          least: 45 min    # at the very least
          most: 60 min
        mode: joint
      - number: '3'
        duration: 5 min
        title: |
          Other
          matters

  - id: coop
    agenda:
    - number: 1
      duration: 20 min
locks:
  - {kind: lock, item: wg-ta/2}

  # the end
  - kind: span
    date: 2012-10-17
limits: {}
"""
