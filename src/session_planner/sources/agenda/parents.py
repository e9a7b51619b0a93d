"""The body above the one that meets, where only its bureau's name tells it.

Used by `agenda`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from session_planner.sources.evidence import Found
from session_planner.sources.facts import Mandate
from session_planner.sources.phrases.bodies import names_in, noun_of, same_body
from session_planner.sources.phrases.language import language_of


def parent_of(body: Found[str] | None, mandates: Mapping[int, Sequence[Mandate]]) -> Found[str] | None:
    """`the extended Bureau of the Conference of the Parties to …` belongs to a body other than the one that meets."""
    for cited in mandates.values():
        for mandate in cited:
            if mandate.kind != "bureau_agreement":
                continue
            lang = language_of(mandate.by)
            for named in names_in(mandate.by, lang):
                own = body is not None and same_body(named.name, body.value)
                if not own and named.name != noun_of(named.name, lang):
                    return Found(named.name, mandate.evidence)
    return None
