"""Ids for what a document names by titles: short, of plain letters, the same whenever the document is read again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from session_planner.programme.names import plain

# What kinds of bodies are called, longest first; the second member is what their ids begin with.
_KINDS = (
    ("government experts", ""),
    ("governmental experts", ""),
    ("d'experts gouvernementaux", ""),
    ("de expertos gubernamentales", ""),
    ("правительственных экспертов", ""),
    ("政府专家", ""),
    ("الخبراء الحكوميين", ""),
    ("working group", "wg"),
    ("groupe de travail", "wg"),
    ("grupo de trabajo", "wg"),
    ("рабочая группа", "wg"),
    ("工作组", "wg"),
    ("الفريق العامل", "wg"),
    ("expert group", "eg"),
    ("group of experts", "eg"),
    ("groupe d'experts", "eg"),
    ("grupo de expertos", "eg"),
    ("группа экспертов", "eg"),
    ("专家组", "eg"),
    ("فريق الخبراء", "eg"),
    ("subcommittee", "sub"),
    ("sous-comite", "sub"),
    ("subcomite", "sub"),
    ("подкомитет", "sub"),
    ("小组委员会", "sub"),
    ("اللجنة الفرعية", "sub"),
    ("committee", "ctte"),
    ("comite", "ctte"),
    ("комитет", "ctte"),
    ("commission", "comm"),
    ("comision", "comm"),
    ("комиссия", "comm"),
    ("委员会", "comm"),
    ("لجنة", "comm"),
    ("conference of the parties", "cop"),
    ("conference des parties", "cop"),
    ("conferencia de las partes", "cop"),
    ("конференция участников", "cop"),
    ("缔约方会议", "cop"),
    ("مؤتمر الاطراف", "cop"),
    ("conference", "conf"),
    ("conferencia", "conf"),
    ("конференция", "conf"),
    ("会议", "conf"),
    ("مؤتمر", "conf"),
    ("council", "council"),
    ("conseil", "council"),
    ("consejo", "council"),
    ("совет", "council"),
    ("理事会", "council"),
    ("مجلس", "council"),
    ("assembly", "assembly"),
    ("assemblee", "assembly"),
    ("asamblea", "assembly"),
    ("ассамблея", "assembly"),
    ("大会", "assembly"),
    ("جمعية", "assembly"),
)
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "d",
        "de",
        "des",
        "du",
        "l",
        "la",
        "le",
        "les",
        "et",
        "sur",
        "pour",
        "par",
        "aux",
        "au",
        "a",
        "en",
        "dans",
        "un",
        "une",
        "del",
        "el",
        "los",
        "las",
        "y",
        "sobre",
        "para",
        "por",
        "con",
        "su",
        "sus",
        "e",
        "o",
        "и",
        "в",
        "во",
        "на",
        "по",
        "о",
        "об",
        "для",
        "с",
        "со",
        "из",
        "к",
    ]
)
_RUSSIAN = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "iu",
            "ia",
        ],
        strict=True,
    )
)
_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
        [
            "a",
            "b",
            "t",
            "th",
            "j",
            "h",
            "kh",
            "d",
            "dh",
            "r",
            "z",
            "s",
            "sh",
            "s",
            "d",
            "t",
            "z",
            "a",
            "gh",
            "f",
            "q",
            "k",
            "l",
            "m",
            "n",
            "h",
            "w",
            "y",
        ],
        strict=True,
    )
)
_LATIN = str.maketrans({**_RUSSIAN, **_ARABIC, "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"})
_MOST = 24


def body_id(title: str, taken: Collection[str]) -> str:
    """The id of a body: what kind it is, and the initials of what it is about (`wg-ta`); an acronym as it is."""
    flat = plain(title)
    if re.fullmatch(r"[a-z][a-z0-9./-]{0,11}", flat):
        return unused(slug(flat) or "body", taken)
    kind = ""
    for words, short in _KINDS:
        if (words := plain(words)) in flat:
            flat = flat.replace(words, " ", 1)
            kind = kind or short
    if re.search(r"[\u4e00-\u9fff]", flat):
        return unused(kind or "body", taken)
    initials = "".join(
        word if word.isdecimal() else _ascii(word)[:1] for word in re.findall(r"\w+", flat) if word not in _SMALL
    )
    about = re.sub(r"[^a-z0-9]", "", initials)[:8]
    return unused("-".join(filter(None, (kind, about))) or "body", taken)


def slug(text: str) -> str:
    """The words of a text in plain letters, joined by hyphens; empty where none can be so written."""
    words = re.findall(r"[a-z0-9]+", _ascii(plain(text).replace("'", "")))
    made = ""
    for word in words:
        if made and len(made) + len(word) >= _MOST:
            break
        made = f"{made}-{word}" if made else word[:_MOST]
    return made


def room_id(title: str, taken: Collection[str]) -> str:
    """The id of a room: its name, or its number where no plain letters can write that."""
    name = slug(title)
    return unused(f"room-{name}" if not name or name[0].isdecimal() else name, taken).replace("room--", "room-")


def unused(name: str, taken: Collection[str]) -> str:
    """The name, or the name with the first number that makes it a new one."""
    name = name.strip("-") or "x"
    number = 2
    made = name
    while made in taken:
        made, number = f"{name}-{number}", number + 1
    return made


def _ascii(text: str) -> str:
    return text.translate(_LATIN)


def initialled(numbers: Iterable[str]) -> str:
    """The first of `u1`, `u2` … that no item has yet: for rows of a timetable that have no number."""
    taken = set(numbers)
    return next(name for name in (f"u{count}" for count in range(1, len(taken) + 2)) if name not in taken)
