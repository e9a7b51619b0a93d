"""A review in the terminal: one doubtful value after the other, with the words of the source around it.

Answers are written as they are given, into the draft and beside it, so that a review can be left at any time and goes
on where it stopped. Works with a pipe instead of a terminal, too.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from session_planner.cli.common import print_lines, say_error
from session_planner.cli.drafts import Files
from session_planner.errors import InputError, Mistake
from session_planner.files import write_atomically
from session_planner.words import N_, text


def reviewed(draft: Any, source: Path, files: Files, speak: str, *, force: bool) -> int:
    """Walks through a draft. Exit code 0 when nothing is left or whoever reviews stops."""
    import session_planner as sp

    walk = _Walk(sp.Review(draft), source, files, speak)
    walk.start(force)
    finished = walk.all()
    mistakes = walk.keep(finished)
    print_lines([*files.told(draft), *sp.draft_summary(walk.review.result(), speak)])
    if not finished:
        left = text(N_("left to review: {count}; the same command goes on with them"), speak,
                    count=str(len(walk.review.questions())))  # fmt: skip
        print_lines([left])
    from session_planner.cli.import_ import tell_mistakes

    return tell_mistakes(mistakes, speak)


class _Walk:
    """One review, its files and its questions."""

    def __init__(self, review: Any, source: Path, files: Files, speak: str) -> None:
        self.review, self.files, self.speak = review, files, speak
        self.source = hashlib.sha256(source.read_bytes()).hexdigest()
        self.beside = files.scenario.with_name(f"{files.scenario.name}.review.json")
        self.later: set[Any] = set()

    def start(self, force: bool) -> None:
        """Takes up an earlier review; refuses a draft that is another's, or that was changed by hand since."""
        import session_planner as sp

        if force or not self.files.scenario.exists():
            self.files.refuse_existing(force)
        elif not self.beside.exists():
            written = sp.draft_text(self.review.draft, self.speak).encode()
            if self.files.scenario.read_bytes() != written:
                self.files.refuse_existing(force=False)
        else:
            self._take_up()
        self.keep(finished=False)

    def _take_up(self) -> None:
        try:
            noted = json.loads(self.beside.read_bytes())
        except ValueError:
            noted = None
        if not isinstance(noted, dict) or noted.get("source") != self.source:
            self._refuse(N_("this review is of another source; --force begins anew"))
        if noted.get("draft") != hashlib.sha256(self.files.scenario.read_bytes()).hexdigest():
            self._refuse(N_("the draft was changed since this review stopped; --force writes it anew"))
        self.review.take_up(noted.get("answers"))

    def _refuse(self, message: str) -> None:
        raise InputError([Mistake(str(self.beside), 0, 0, "", message)])

    def keep(self, finished: bool) -> Any:
        """Writes the draft as it is by now, and beside it the answers, while any question is left."""
        mistakes = self.files.write(self.review.draft, self.review.result())
        if finished:
            self.beside.unlink(missing_ok=True)
        else:
            noted = {
                "format": 1,
                "source": self.source,
                "draft": hashlib.sha256(self.files.scenario.read_bytes()).hexdigest(),
                "answers": self.review.as_list(),
            }
            write_atomically(self.beside, (json.dumps(noted, ensure_ascii=False, indent=1) + "\n").encode())
        return mistakes

    def all(self) -> bool:
        """Asks until nothing is left, or whoever answers stops; whether nothing is left."""
        while True:
            left = [one for one in self.review.questions() if one.path not in self.later]
            if not left:
                return not self.review.questions()
            self._show(left[0], len(left))
            if not self._answered(left[0]):
                return False

    def _show(self, question: Any, left: int) -> None:
        import session_planner as sp

        value = question.value
        if isinstance(value, dict) and value and all(isinstance(one, str) for one in value.values()):
            value = " / ".join(value.values())
        lines = ["", f"[{left}] {question.name}: {value}"]
        lines.append(f"    {sp.comment_of(question.evidence, None, self.speak)}")
        lines += [f"  {'>' if marked else ' '} {said}" for said, marked in question.context]
        print_lines(lines)

    def _answered(self, question: Any) -> bool:
        """Asks until an answer can be taken; False where whoever answers stops."""
        asked = N_("[a]ccept, accept [all] like it, [c]hange, [d]rop, [s]kip, [q]uit: ")
        while True:
            sys.stdout.write(text(asked, self.speak))
            sys.stdout.flush()
            line = sys.stdin.readline()
            if not line or line.strip().lower() in ("q", "quit"):
                print_lines([""])
                return False
            if self._take(question, line.strip()):
                return True

    def _take(self, question: Any, typed: str) -> bool:
        """Takes an answer; False where it is none, or is wrong, which is told."""
        word, _, value = typed.partition(" ")
        match word.lower():
            case "" | "a" | "accept":
                self.review.answer(question.path, "accept")
            case "all":
                self.review.accept_like(question)
            case "s" | "skip":
                self.later.add(question.path)
                return True
            case "d" | "drop":
                return self._kept(self.review.answer(question.path, "drop"))
            case "c" | "change":
                value = value.strip() or self._value()
                return bool(value) and self._kept(self.review.answer(question.path, "change", value))
            case _:
                say_error(text(N_("`{found}` is no answer"), self.speak, found=typed[:60]))
                return False
        self.keep(finished=False)
        return True

    def _value(self) -> str:
        sys.stdout.write(text(N_("the value, as it stands in a scenario: "), self.speak))
        sys.stdout.flush()
        return sys.stdin.readline().strip()

    def _kept(self, mistakes: Any) -> bool:
        for mistake in mistakes:
            say_error(mistake.text(self.speak))
        if not mistakes:
            self.keep(finished=False)
        return not mistakes
