"""Feeds broken files to the readers of documents until something other than a refusal comes out.

`python tools/fuzz.py FORM… --seconds 600 [--corpus FOLDER] [--crashes FOLDER] [--most BYTES]`, each form in turn for
its share of the time; without one, all. Needs the extra `fuzz` (atheris, which has no wheels for every system). The
seeds are the documents of tests/data and those that tests/sources/making writes. What a run finds goes into
tests/sources as a test.

`docx-xml` mutates the text part inside a sound .docx, since a mutated archive seldom gets beyond its check sums.
`source` is the whole of `import`: whichever reader the bytes lead to, and the draft made of them.
"""

from __future__ import annotations

import argparse
import importlib
import io
import pkgutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
FORMS = ("txt", "html", "docx", "docx-xml", "pdf", "source")
DATA = ROOT / "tests" / "data"
NAMES = {"docx-xml": "agenda.docx", "source": "agenda"}
MOST_SEED = 200_000


def seeds(form: str) -> list[bytes]:
    """Sound files of a form."""
    sys.path.insert(0, str(ROOT))
    from tests.sources.making.markup import page_from
    from tests.sources.making.pages import written

    pages = [page_from(path.read_text("utf-8")) for path in sorted((DATA / "sources" / "languages").glob("*.page"))]
    texts = [path.read_bytes() for path in sorted((DATA / "sources").rglob("*.txt"))]
    match form:
        case "txt":
            return texts + [text.decode().encode(code, "replace") for text in texts for code in ("utf-16", "cp1252")]
        case "docx-xml":
            return [_part(written(page, "docx")) for page in pages]
        case "source":
            made = [path for path in sorted(DATA.rglob("*.*")) if path.suffix in (".xml", ".json", ".ics", ".csv")]
            others = [path.read_bytes() for path in made if path.stat().st_size < MOST_SEED]
            return texts + others + [written(page, form) for page in pages[:3] for form in ("html", "docx")]
    return [written(page, form) for page in pages]


def _part(docx: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read("word/document.xml")


def around(part: bytes, docx: bytes) -> bytes:
    """A sound document with another text part."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, part if name == "word/document.xml" else old.read(name))
    return made.getvalue()


def reader(form: str) -> Callable[[bytes], object]:
    """What is tried with the bytes of a form."""
    from session_planner.sources.papers import parse_paper

    if form == "source":
        from session_planner.sources.reading import parse_source

        return lambda data: parse_source(data, NAMES[form])
    if form == "pdf":
        return _pdf
    if form == "docx-xml":
        from tests.sources.making.markup import page_from
        from tests.sources.making.pages import written

        page = next(iter(sorted((DATA / "sources" / "languages").glob("*.page"))))
        docx = written(page_from(page.read_text("utf-8")), "docx")
        return lambda data: parse_paper(around(data, docx), NAMES[form])
    return lambda data: parse_paper(data, f"agenda.{form}")


def _pdf(data: bytes) -> object:
    """In this process, where the fuzzer sees which ways are taken; what the libraries raise is told as a refusal."""
    from session_planner.sources.papers import pdf_child
    from session_planner.sources.papers.pdf import paper_of

    try:
        pages = pdf_child.pages_of(data)
    except Exception as error:  # the process for PDFs takes them in the same way
        return pdf_child.reason_of(error)
    return paper_of(pages, "agenda.pdf")


def fuzz(form: str, seconds: int, corpus: Path, crashes: Path, most: int) -> None:
    """One form in this process, which ends with it; nothing larger than `most` bytes is tried."""
    import atheris

    # All that the readers load when they are asked, too: the fuzzer is blind in modules that are imported later.
    with atheris.instrument_imports(include=["session_planner"]):
        from session_planner import programme, sources

        for package in (programme, sources):
            for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
                importlib.import_module(module.name)
    from session_planner.errors import InputError
    from session_planner.sources.papers import pdf_child

    pdf_child.bound_streams()
    first = [seed for seed in seeds(form) if len(seed) <= most]
    tried = reader(form)
    folder = corpus / form
    folder.mkdir(parents=True, exist_ok=True)
    for index, seed in enumerate(first):
        (folder / f"seed-{index}").write_bytes(seed)

    def one(data: bytes) -> None:
        try:
            tried(data)
        except InputError as error:
            if not error.text("en"):
                raise AssertionError("refused in silence") from error

    crashes.mkdir(parents=True, exist_ok=True)
    atheris.Setup(
        [sys.argv[0], f"-max_total_time={seconds}", f"-max_len={most}", "-timeout=100", "-report_slow_units=5",
         "-rss_limit_mb=4096", f"-artifact_prefix={crashes}/{form}-", "-print_final_stats=1", str(folder)],
        one,
    )  # fmt: skip
    atheris.Fuzz()


def main() -> int:
    """Each form in a process of its own, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("forms", nargs="*", choices=(*FORMS, []), metavar="FORM", help=", ".join(FORMS))
    parser.add_argument("--seconds", type=int, default=3600)
    parser.add_argument("--corpus", type=Path, default=Path("build/fuzz/corpus"))
    parser.add_argument("--crashes", type=Path, default=Path("build/fuzz/crashes"))
    parser.add_argument("--most", type=int, default=MOST_SEED, metavar="BYTES", help="no seed or input is larger")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    forms = given.forms or list(FORMS)
    if given.alone:
        fuzz(forms[0], given.seconds, given.corpus, given.crashes, given.most)
        return 0
    failed = 0
    for form in forms:
        began = time.monotonic()
        share = max(1, given.seconds // len(forms))
        command = [sys.executable, __file__, form, "--alone", "--seconds", str(share), "--most", str(given.most),
                   "--corpus", str(given.corpus), "--crashes", str(given.crashes)]  # fmt: skip
        code = subprocess.run(command, check=False).returncode
        print(f"{form}: {time.monotonic() - began:.0f} seconds, {'found something' if code else 'nothing found'}")
        failed += bool(code)
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
