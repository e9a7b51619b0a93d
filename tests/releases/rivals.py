"""Two processes that do something to one store at the same time: `python -m tests.releases.rivals WHAT LOCKED FOLDER`.

Both have read the store, and made what they want to put into it, before either writes. Prints what became of each, as
JSON.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from session_planner.releases import store
from session_planner.releasing import set_state
from tests.releases.session import DAY, Planner, moved

PAIRS: dict[str, tuple[Callable[[Planner], Any], ...]] = {
    "releases": (
        lambda planner: planner.release(moved("b/1/1", 60), author="Ada").number,
        lambda planner: planner.release(moved("b/1/1", 90), author="Bob").number,
    ),
    "states": (
        lambda planner: set_state(planner.store, len(planner.store.releases()), "proposed", by="Ada", today=DAY).number,
        lambda planner: set_state(planner.store, len(planner.store.releases()), "proposed", by="Bob", today=DAY).number,
    ),
    "both": (
        lambda planner: planner.release(moved("b/1/1", 60), author="Ada").number,
        lambda planner: set_state(planner.store, len(planner.store.releases()), "proposed", by="Bob", today=DAY).number,
    ),
}


@contextlib.contextmanager
def _unlocked(_folder: Path) -> Iterator[bool]:
    """As on a system that has no locks."""
    yield False


def main(what: str, locked: bool, folder: Path) -> None:
    """One round."""
    fork = multiprocessing.get_context("fork")
    start, told = fork.Barrier(2), fork.SimpleQueue()

    def rival(place: int) -> None:
        if not locked:
            store.alone = _unlocked
        prepare, refuse = store.Store._prepare, store.Store.refuse_state
        waited = False

        def wait() -> None:
            nonlocal waited
            if not waited:
                waited = True
                start.wait(30)

        store.Store._prepare = lambda self: (wait(), prepare(self))[1]  # type: ignore[method-assign]
        store.Store.refuse_state = lambda self, *given: (refuse(self, *given), wait())[0]  # type: ignore[method-assign]
        try:
            told.put((place, "", PAIRS[what][place](Planner(folder))))
        except Exception as error:  # whatever it is, the other side must not wait for it
            told.put((place, type(error).__name__, str(error)))

    children = [fork.Process(target=rival, args=(place,)) for place in (0, 1)]
    for child in children:
        child.start()
    found = sorted(told.get() for _ in children)
    for child in children:
        child.join()
    print(json.dumps(found))


if __name__ == "__main__":
    for _round in range(int(sys.argv[4])):
        main(sys.argv[1], sys.argv[2] == "locked", Path(sys.argv[3]) / str(_round))
