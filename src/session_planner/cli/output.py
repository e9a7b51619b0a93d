"""Where an answer goes: in which form, on the terminal, to standard output or into a file.

What the commands share that tell their answer as a document or a picture; beside `common`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

from session_planner.cli.common import draw, plain_text, write_out
from session_planner.words import N_, text

TEXT = "text"
DOCUMENT = (TEXT, "html", "pdf", "docx", "md")
"""The forms of a document."""
PICTURE = ("svg", "png")
"""The forms of a picture alone."""


def form_of(to: str | None, output: Path | None, speak: str, forms: tuple[str, ...] = DOCUMENT) -> str:
    """The form asked for, else the one that the file is named after, else text."""
    form = to or (output.suffix.lstrip(".").lower() if output and output.suffix else TEXT)
    form = TEXT if form == "txt" and to is None else form
    if form not in forms:
        said = N_("`{found}` is not one there is; allowed: {allowed}")
        raise typer.BadParameter(text(said, speak, found=form, allowed=", ".join(forms)), param_hint="--to")
    return form


def put(document: Any, form: str, output: Path | None, width: int = 100) -> None:
    """A document where it was asked for: on the terminal as wide as that is, or `width` signs wide in a file."""
    import session_planner as sp

    if form == TEXT and output is None:
        draw(lambda console: sp.show_document(document, console))
    else:
        put_bytes(plain_text(document, width) if form == TEXT else sp.written(document, form), output)


def put_picture(svg: str, form: str, output: Path | None) -> None:
    """A drawing as SVG or PNG."""
    import session_planner as sp

    put_bytes(sp.png_of(svg) if form == "png" else svg.encode(), output)


def put_bytes(data: bytes, output: Path | None) -> None:
    """What was made, on standard output, or in a file whose folder is made if missing."""
    from session_planner.files import write_atomically

    if output is None:
        write_out(data)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(output, data)


def put_answer(form: str, output: Path | None, document: Callable[[], Any], picture: Callable[[], str]) -> None:
    """An answer that can be told as a document or drawn: only what is asked for is made."""
    if form in PICTURE:
        put_picture(picture(), form, output)
    else:
        put(document(), form, output)
