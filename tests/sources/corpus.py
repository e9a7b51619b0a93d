"""Every document of the corpus with the facts that a person reads in it: the gold programmes, the 2012 agenda, our own.

`python -m tests.sources.corpus [-v] [words of names…]` prints the scores; `-v` every missed and every wrong fact.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from session_planner.sources.agenda import read_agenda
from session_planner.sources.papers import parse_paper
from tests.sources.making.markup import page_from
from tests.sources.making.pages import FORMS, Page, written
from tests.sources.making.programmes import DATA, SPECIMENS, gold_of, page_of
from tests.sources.scoring import Score, score

HELD = DATA / "held"


@dataclass(frozen=True)
class Case:
    """A document in one format: `kind` is `programme`, `agenda` or `language`; a page is written, a file is read."""

    kind: str
    name: str
    form: str
    lang: str
    gold: Path | None = None
    page: Path | None = None

    def __str__(self) -> str:
        return f"{self.kind} {self.name} {self.lang}.{self.form}"

    def facts(self) -> dict[str, Any]:
        """What a person reads in it."""
        if self.gold is None:
            return gold_of(self.name, self.lang)
        made: dict[str, Any] = json.loads(self.gold.read_text())
        return made

    def data(self) -> bytes:
        """The file itself."""
        if self.gold is not None and self.page is None:
            return self.gold.with_name(f"{self.name}.txt").read_bytes()
        page = page_of(self.name, self.lang) if self.page is None else _page(self.page)
        return written(page, self.form)


@cache
def _page(path: Path) -> Page:
    return page_from(path.read_text())


def cases(folder: Path = DATA / "languages") -> Iterator[Case]:
    """The whole corpus, the documents of a folder of our own at its end."""
    for name, lang in SPECIMENS:
        yield from (Case("programme", name, form, lang) for form in FORMS)
    yield Case("agenda", "agenda-fr", "txt", "fr", DATA / "agenda-fr.gold.json")
    yield from own(folder)


def own(folder: Path) -> Iterator[Case]:
    """The documents of a folder: `x.txt` as it is, `x.page` in every format."""
    for gold in sorted(folder.glob("*.gold.json")):
        name = gold.name.removesuffix(".gold.json")
        lang = json.loads(gold.read_text())["language"]
        page = folder / f"{name}.page"
        if page.exists():
            yield from (Case("language", name, form, lang, gold, page) for form in FORMS)
        else:
            yield Case("language", name, "txt", lang, gold)


@cache
def scored(case: Case) -> Score:
    """The reader's score on a document."""
    paper = parse_paper(case.data(), f"{case.name}.{case.form}")
    return score(case.facts(), read_agenda(paper))


def main(arguments: list[str]) -> None:
    """Prints the score of every document whose name has all the words given, and of all together."""
    words = [word for word in arguments if not word.startswith("-")]
    folders = [Path(word) for word in words if "/" in word]
    words = [word for word in words if "/" not in word]
    sums: dict[str, Score] = {}
    for case in own(folders[0]) if folders else cases():
        if not all(word in str(case) for word in words):
            continue
        result = scored(case)
        print(f"{case!s:60} precision {result.precision:.3f} recall {result.recall:.3f}")
        if "-v" in arguments:
            print(result.told())
        for group in ("all", case.kind, case.form, case.lang):
            sums[group] = sums.get(group, Score()) + result
    for group, total in sums.items():
        print(
            f"{group:12} precision {total.precision:.3f} recall {total.recall:.3f} of {sum(total.there.values())} facts"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
