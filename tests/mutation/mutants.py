"""Rules with one small mistake each: a boundary moved by one, a constraint left out.

Made from the source of a rule's module, so that they follow it wherever it goes.
"""

from __future__ import annotations

import ast
import copy
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from session_planner.rules.base import Rule
from tests.rules.recorded import module_of

_SHIFTED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
_POSTING = {"add", "any_of", "forbid", "no_overlap", "cumulative", "at_most_one"}


@dataclass(frozen=True)
class Mutant:
    """A rule with a mistake, the line it is in, and what was changed."""

    rule: Rule
    line: int
    change: str


def boundaries(rule: str) -> Iterator[Mutant]:
    """Each `<` of the rule's functions made `<=`, each `<=` made `<`, and so for `>` and `>=`: one at a time.

    Not those of a length, which only spare work where there is too little of something to be wrong.
    """
    for function, node in _nodes(rule):
        if isinstance(node, ast.Compare) and not ast.unparse(node.left).startswith("len("):
            for at, operator in enumerate(node.ops):
                if type(operator) in _SHIFTED:
                    other = copy.deepcopy(node)
                    other.ops[at] = _SHIFTED[type(operator)]()
                    yield _mutant(rule, node, other, f"{function}: {ast.unparse(node)} made {ast.unparse(other)}")


def left_out(rule: str) -> Iterator[Mutant]:
    """Each constraint that the rule posts, left out: one at a time."""
    for function, node in _nodes(rule):
        match node:
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr=name))) if name in _POSTING and _of_builder(node):
                yield _mutant(rule, node, ast.Pass(), f"{function}: left out {ast.unparse(node)}")


def _of_builder(statement: ast.Expr) -> bool:
    """Whether a call is one of the builder's: a set has an `add`, too."""
    return ast.unparse(statement).startswith(("b.", "self.b."))


def _tree(rule: str) -> tuple[ModuleType, ast.Module]:
    module = import_module(f"session_planner.rules.{module_of(rule)}")
    assert module.__file__
    return module, ast.parse(Path(module.__file__).read_text("utf-8"))


def _nodes(rule: str) -> Iterator[tuple[str, ast.stmt | ast.expr]]:
    """The statements and expressions inside the functions of a rule's module, with the function they stand in."""
    _, tree = _tree(rule)
    told = set()
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.stmt | ast.expr) and _place(node) not in told:
                    told.add(_place(node))
                    yield function.name, node


def _mutant(rule: str, node: ast.stmt | ast.expr, other: ast.stmt | ast.expr, change: str) -> Mutant:
    module, tree = _tree(rule)
    changed = ast.fix_missing_locations(_Swap(node, other).visit(tree))
    twin = ModuleType(f"{module.__name__}__mutant")
    twin.__file__ = module.__file__
    sys.modules[twin.__name__] = twin  # dataclasses and pydantic look a class's module up
    try:
        exec(compile(changed, str(module.__file__), "exec"), twin.__dict__)
    finally:
        del sys.modules[twin.__name__]
    return Mutant(twin.RULE, node.lineno, change)


class _Swap(ast.NodeTransformer):
    """Puts a node in the place of the one that stands where `node` stood."""

    def __init__(self, node: ast.stmt | ast.expr, other: ast.stmt | ast.expr) -> None:
        self._place = _place(node)
        self._other = other

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.stmt | ast.expr) and _place(node) == self._place:
            return ast.copy_location(self._other, node)
        return self.generic_visit(node)


def _place(node: ast.stmt | ast.expr) -> tuple[type[ast.AST], int, int, int | None, int | None]:
    return type(node), node.lineno, node.col_offset, node.end_lineno, node.end_col_offset
