"""Loads CP-SAT without pandas, which its Python layer imports for series of variables that nothing here uses.

pandas takes longer to load than many a scenario takes to solve. While CP-SAT loads, a stand-in stands in its place;
whoever asks CP-SAT for anything of pandas later gets it from pandas itself, loaded then.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _Late(type):
    """A class of pandas known by its name alone: nothing is an instance of it before pandas is there."""

    def __instancecheck__(cls, value: Any) -> bool:
        pandas = sys.modules.get("pandas")
        return pandas is not None and isinstance(value, getattr(pandas, cls.__name__))

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        return getattr(import_module("pandas"), cls.__name__)(*arguments, **named)


class _StandIn(ModuleType):
    """What CP-SAT knows as pandas: the two classes that its signatures name, and pandas itself for all else."""

    Index = _Late("Index", (), {})
    Series = _Late("Series", (), {})

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module("pandas"), name)


def load_solver() -> None:
    """Loads CP-SAT; leaves pandas alone where it is there already."""
    if "pandas" in sys.modules:
        return
    stand_in = sys.modules["pandas"] = _StandIn("pandas")
    try:
        import_module("ortools.sat.python.cp_model")
    finally:
        if sys.modules.get("pandas") is stand_in:
            del sys.modules["pandas"]
