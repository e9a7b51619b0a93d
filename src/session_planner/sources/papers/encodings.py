"""Bytes as text: the encoding is proved by what it makes of them, or the file is refused with the encodings named.

Unicode proves itself by its form. An older encoding is taken only when the words it gives are words of one of the six
languages and no other encoding does as well: to guess wrongly would give a programme with names nobody can read.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import NamedTuple

from session_planner.sources.papers.common_words import ARABIC, HAN, LATIN_LETTERS, RUSSIAN
from session_planner.sources.papers.limits import refused
from session_planner.words import N_

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {
    "utf-8": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE",
    "utf-32": "UTF-32", "cp1252": "Windows-1252", "cp1251": "Windows-1251", "koi8-r": "KOI8-R",
    "iso-8859-5": "ISO-8859-5", "cp866": "IBM866", "cp1256": "Windows-1256", "iso-8859-6": "ISO-8859-6",
    "gb18030": "GB18030", "big5": "Big5",
}  # fmt: skip
_OLDER = ("cp1252", "cp1251", "koi8-r", "iso-8859-5", "cp866", "cp1256", "iso-8859-6", "gb18030", "big5")
_LOOKED_AT = 200_000
"""Bytes that the proof looks at; the whole is decoded after it."""
_ENOUGH = 0.10
"""Share of the words that must be known for a proof; function words alone are more in any text of a language."""
_CLEARLY = 1.5
"""How many times better than the next the proved encoding must be."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff\ue000-\uf8ff]")
_QUOTES = re.compile("[“”‘’–—…«»°§º]")
_STRANGE = re.compile("[§¤¦¬¶¨¯±²³¹×÷]")
"""Signs that stand beside letters in great number only where one is read as two."""
_QUOTE_IN_WORD = re.compile("[a-z][“”‘–—…«»°§º][a-z]")
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[\u3400-\u9fff]")
_CYRILLIC_WORD = re.compile("[А-Яа-яЁё]+")
_ARABIC_WORD = re.compile("[\u0621-\u064a]+")


class Decoded(NamedTuple):
    """Text, and the name of the encoding that it was in."""

    text: str
    encoding: str


def decode(data: bytes, file: str, declared: str = "") -> Decoded:
    """The bytes as text; `declared` is what the file says of itself, believed when it fits.

    Raises InputError naming the encodings that were tried when none is proved.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding, file)
    wide = _without_mark(data)
    if wide:
        return _strictly(data, wide, file)
    if b"\0" in data:
        raise refused(file, N_("the file holds NUL characters and is no text"), line=_line_of(data, data.index(b"\0")))
    for encoding in dict.fromkeys(("utf-8", *_known(declared))):
        try:
            return Decoded(data.decode(encoding), _NAMES.get(encoding, encoding))
        except UnicodeDecodeError:
            continue
    return _strictly(data, _proved(data, file), file)


def _line_of(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _strictly(data: bytes, encoding: str, file: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding).removeprefix("\ufeff"), _NAMES[encoding])
    except UnicodeDecodeError as error:
        line = _line_of(data, error.start) if not encoding.startswith(("utf-16", "utf-32")) else 0
        message = N_("the file begins as {encoding} text, and is damaged at byte {byte}; save it anew as UTF-8")
        raise refused(file, message, line=line, encoding=_NAMES[encoding], byte=error.start) from error


def _known(declared: str) -> tuple[str, ...]:
    """The Python codecs for what a file says of itself, with the wider one that browsers take for it."""
    name = declared.strip().lower().replace("_", "-")
    wider = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
             "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030"}.get(name, name)  # fmt: skip
    try:
        found = codecs.lookup(wider).name
    except (LookupError, ValueError):
        return ()
    text = {codecs.lookup(each).name for each in (*_OLDER, "utf-8", "iso-8859-15", "iso-8859-2", "cp1250", "euc-jp")}
    return (found,) if found in text else ()


def _without_mark(data: bytes) -> str:
    """UTF-16 without its mark: spaces and line ends stand in its own form, and what else there is are letters."""
    sample = data[: min(len(data), _LOOKED_AT) & ~1]
    if len(sample) < 8 or b"\0" not in sample:
        return ""
    found = [(share, name) for name in ("utf-16-le", "utf-16-be") if (share := _text_share(sample, name)) > 0.9]
    return max(found)[1] if found else ""


def _text_share(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, "replace")
    likely = sum(
        mark in " \n\r\t" or 0x20 <= ord(mark) < 0x530 or 0x600 <= ord(mark) < 0x700 or 0x2010 <= ord(mark) < 0x2040
        or 0x3000 <= ord(mark) < 0xA000 or 0xFF00 <= ord(mark) < 0xFFF0
        for mark in text
    )  # fmt: skip
    # The other byte order turns every space and line end into a letter of another script.
    common = sum(text.count(mark) for mark in " \n\u3000，、。")
    return likely / len(text) if common else 0.0


def _proved(data: bytes, file: str) -> str:
    sample = data[:_LOOKED_AT]
    scores = sorted(((_proof(sample, encoding), encoding) for encoding in _OLDER), reverse=True)
    (best, encoding), (second, other) = scores[0], scores[1]
    if best >= _ENOUGH and (best >= _CLEARLY * second):
        return encoding
    if best < _ENOUGH:
        message = N_(
            "the file is text in none of the encodings that are read: UTF-8, UTF-16 or, where its words prove it, "
            "{encodings}; save it as UTF-8"
        )
        raise refused(file, message, encodings=[_NAMES[name] for name in _OLDER])
    message = N_("the file may be in {encoding} or in {other}, and its words prove neither; save it as UTF-8")
    raise refused(file, message, encoding=_NAMES[encoding], other=_NAMES[other])


def _proof(sample: bytes, encoding: str) -> float:
    """From 0 to 1: how much of the text, read so, is words of a language that is written so."""
    try:
        text = codecs.getincrementaldecoder(encoding)("strict").decode(sample)
    except UnicodeDecodeError:
        return 0.0
    if _CONTROL.search(text):
        return 0.0
    foreign = [word for word in _WORD.findall(text) if not word.isascii()]
    if not foreign:
        # Quotes and dashes alone: only Windows-1252 has them where older texts in plain English do.
        fits = encoding == "cp1252" and _QUOTES.search(text) and not _QUOTE_IN_WORD.search(text)
        return 1.0 if fits else 0.0
    if len(_STRANGE.findall(text)) > len(foreign) / 2:
        return 0.0
    return _PROOFS[encoding](foreign)


def _latin(words: list[str]) -> float:
    """Letters of French and Spanish, in words whose other letters are plain ones of the same size."""
    told = [_is_latin(word) for word in words]
    share = sum(told) / len(told)
    return share if share > 0.9 else 0.0


def _is_latin(word: str) -> bool:
    strange = [letter for letter in word if not letter.isascii()]
    fits = all(letter.lower() in LATIN_LETTERS for letter in strange)
    same_size = word.islower() or word.isupper() or word[1:].islower() or len(word) == 1
    return fits and same_size and len(strange) <= max(1, len(word) // 2)


def _cyrillic(words: list[str]) -> float:
    ours = [word for word in words if _CYRILLIC_WORD.fullmatch(word)]
    if len(ours) < 0.95 * len(words):
        return 0.0
    sized = sum(word.islower() or word.isupper() or word.istitle() for word in ours)
    return sum(word.lower() in RUSSIAN for word in ours) / len(words) * (sized / len(ours)) ** 2


def _arabic(words: list[str]) -> float:
    ours = [word for word in words if _ARABIC_WORD.fullmatch(word)]
    if len(ours) < 0.8 * len(words):
        return 0.0
    known = sum(word in ARABIC or word.startswith("ال") for word in ours)
    return known / len(words)


def _chinese(words: list[str]) -> float:
    letters = [letter for word in words for letter in word if not letter.isascii()]
    share = sum(letter in HAN for letter in letters) / len(letters)
    # By chance some of the commonest signs come out of any bytes; in Chinese every third sign is one of them.
    return share if share > 0.25 and sum(bool(_HAN.match(letter)) for letter in letters) >= 0.8 * len(letters) else 0.0


_PROOFS: dict[str, Callable[[list[str]], float]] = {
    "cp1252": _latin, "cp1251": _cyrillic, "koi8-r": _cyrillic, "iso-8859-5": _cyrillic, "cp866": _cyrillic,
    "cp1256": _arabic, "iso-8859-6": _arabic, "gb18030": _chinese, "big5": _chinese,
}  # fmt: skip
