"""An import-linter contract that is a table: what each part of the package may import of the others.

The table stands in ``pyproject.toml``, one line a part (``"rules: scenario problem programme"``), and lists every part,
those still to come included. A part is a folder or module right under the package; the package's own ``__init__``
is the part ``api``. Parts named under ``anyone`` are the floor that all stand on. ``outside`` names packages of others
that only one part may import (``"ortools: solver"``).
"""

from __future__ import annotations

from importlinter import Contract, ContractCheck, fields, output

API = "api"


def table(lines: list[str]) -> dict[str, set[str]]:
    """``["a: b c"]`` as ``{"a": {"b", "c"}}``."""
    return {part.strip(): set(others.split()) for part, _, others in (line.partition(":") for line in lines)}


class StationsContract(Contract):
    """Every import between two parts, and of the packages kept to one part, is one that the table allows."""

    type_name = "stations"

    package = fields.StringField()
    parts = fields.ListField(subfield=fields.StringField())
    anyone = fields.ListField(subfield=fields.StringField())
    outside = fields.ListField(subfield=fields.StringField())

    def check(self, graph, verbose):
        """Hold each direct import of the graph against the table."""
        allowed, kept_to = table(self.parts), table(self.outside)
        breaches = []
        for importer in sorted(self._own(graph.modules)):
            part = self._part(importer)
            if part not in allowed and part not in self.anyone:
                breaches.append(f"{importer}: the table has no part `{part}`; say what it may import")
                continue
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                if self._may(part, imported, allowed, kept_to):
                    continue
                lines = [str(d["line_number"]) for d in graph.get_import_details(importer=importer, imported=imported)]
                breaches.append(f"{importer} (line {', '.join(lines)}) may not import {imported}")
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check):
        """One line a breach."""
        for breach in check.metadata["breaches"]:
            output.print_error(breach, bold=False)

    def _own(self, modules):
        return {name for name in modules if name == self.package or name.startswith(self.package + ".")}

    def _part(self, module):
        return API if module == self.package else module.split(".")[len(self.package.split("."))]

    def _may(self, part, imported, allowed, kept_to):
        if not self._own({imported}):
            return part in kept_to.get(imported.split(".")[0], {part})
        other = self._part(imported)
        return other in {part, *self.anyone, *allowed.get(part, ())}
