"""Ordinals in the words of each language, and what they count: data for `sessions`.

Each language has its own way to put tens and units together; a function for each gives `words: number`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

NOUNS = {
    "en": r"(?:session|meeting)s?",
    "fr": r"(?:sessions?|reunions?|seances?)",
    "es": r"(?:periodos? de sesiones|reunion(?:es)?|sesion(?:es)?)",
    "ru": r"(?:сесси[яиюеи]+|совещани[еяюи]+|заседани[еяюи]+)",
    "zh": r"(?:届会议|届|次会议|次全体会议|次会)",
    "ar": r"(?:ال)?(?:دورة|دورته|دورتها|اجتماع|اجتماعه|جلسة)",
}


def _split(names: str) -> list[str]:
    return names.split()


_EN_UNITS = _split("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
             " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth")  # fmt: skip
_EN_TENS = _split("twenty thirty forty fifty sixty seventy eighty ninety")


def _english() -> dict[str, int]:
    below = dict(zip(_EN_UNITS, range(1, 20), strict=True))
    for tens, word in enumerate(_EN_TENS, 2):
        below[word.removesuffix("y") + "ieth"] = tens * 10
        below |= {
            f"{word}{dash}{unit}": tens * 10 + number for number, unit in enumerate(_EN_UNITS[:9], 1) for dash in "- "
        }
    hundred = {f"{start}hundred{link}{words}": 100 + value for words, value in below.items()
               for start in ("one ", "one-", "") for link in (" and ", "-and-")}  # fmt: skip
    return below | hundred | {"hundredth": 100, "one hundredth": 100}


_FR_UNITS = _split("unième deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième"
             " douzième treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième")  # fmt: skip
_FR_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}


def _french() -> dict[str, int]:
    found = {"premier": 1, "première": 1, "second": 2, "seconde": 2}
    found |= {word: number for number, word in enumerate(_FR_UNITS[1:], 2)}
    for value, word in _FR_TENS.items():
        found[word.removesuffix("e") + "ième"] = value
        for number, unit in enumerate(_FR_UNITS[:19] if value in (60, 80) else _FR_UNITS[:9], 1):
            links = ("-et-", " et ", "-") if number in (1, 11) and value != 80 else ("-",)
            found |= {f"{word}{link}{unit}": value + number for link in links}
    found |= {f"cent {words}": 100 + value for words, value in list(found.items())}
    return found | {"centième": 100}


_ES_UNITS = _split("primer segundo tercer cuarto quinto sexto séptimo octavo noveno")
_ES_TENS = {
    10: "décimo", 20: "vigésimo", 30: "trigésimo", 40: "cuadragésimo", 50: "quincuagésimo", 60: "sexagésimo",
    70: "septuagésimo", 80: "octogésimo", 90: "nonagésimo", 100: "centésimo",
}  # fmt: skip


def _spanish() -> dict[str, int]:
    found = dict(zip(_ES_UNITS, range(1, 10), strict=True)) | {"undécimo": 11, "duodécimo": 12}
    for value, word in _ES_TENS.items():
        found[word] = value
        for number, unit in enumerate(_ES_UNITS, 1):
            found |= {f"{word} {unit}": value + number, f"{word}{unit}": value + number}
    hundreds = {f"centésimo {words}": 100 + value for words, value in found.items() if value < 100}
    found |= hundreds
    # `tercera reunión`, `vigésima primera sesión`: the same for feminine nouns.
    feminine = {" ".join(_feminine(part) for part in words.split()): value for words, value in found.items()}
    whole = {f"{words}o": value for words, value in found.items() if words.endswith(("primer", "tercer"))}
    return found | feminine | whole


def _feminine(word: str) -> str:
    return word + "a" if word.endswith("r") else word.removesuffix("o") + "a"


_RU_UNITS = {
    1: "перв", 2: "втор", 3: "трет", 4: "четверт", 5: "пят", 6: "шест", 7: "седьм", 8: "восьм", 9: "девят", 10: "десят",
    11: "одиннадцат", 12: "двенадцат", 13: "тринадцат", 14: "четырнадцат", 15: "пятнадцат", 16: "шестнадцат",
    17: "семнадцат", 18: "восемнадцат", 19: "девятнадцат",
}  # fmt: skip
_RU_TENS = {
    20: ("двадцать", "двадцат"), 30: ("тридцать", "тридцат"), 40: ("сорок", "сороков"), 50: ("пятьдесят", "пятидесят"),
    60: ("шестьдесят", "шестидесят"), 70: ("семьдесят", "семидесят"), 80: ("восемьдесят", "восьмидесят"),
    90: ("девяносто", "девяност"), 100: ("сто", "сот"),
}  # fmt: skip
_RU_ENDINGS = ("ая", "ой", "ую", "ое", "ого", "ому", "ом", "ый", "ым", "ых", "ые", "ий", "ье", "ья", "ьей", "ью",
               "ьего", "ьем")  # fmt: skip


def _russian() -> dict[str, int]:
    found = dict(_declined(_RU_UNITS))
    units = {words: value for words, value in found.items() if value < 10}
    for value, (whole, stem) in _RU_TENS.items():
        found |= {stem + ending: value for ending in _RU_ENDINGS}
        found |= {f"{whole} {words}": value + number for words, number in units.items()}
    return found | {f"сто {words}": 100 + value for words, value in list(found.items()) if value < 100}


def _declined(stems: dict[int, str]) -> Iterator[tuple[str, int]]:
    for value, stem in stems.items():
        for ending in _RU_ENDINGS:
            yield stem + ending, value


_AR_UNITS = (
    _split("الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة"),
    _split("الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر"),
)
_AR_TENS = {
    20: ("العشرون", "العشرين"), 30: ("الثلاثون", "الثلاثين"), 40: ("الأربعون", "الأربعين"), 50: ("الخمسون", "الخمسين"),
    60: ("الستون", "الستين"), 70: ("السبعون", "السبعين"), 80: ("الثمانون", "الثمانين"), 90: ("التسعون", "التسعين"),
}  # fmt: skip


def _arabic() -> dict[str, int]:
    found: dict[str, int] = {}
    for feminine, units in zip((True, False), _AR_UNITS, strict=True):
        found |= dict(zip(units, range(1, 11), strict=True))
        ones = ["الحادية" if feminine else "الحادي", *units[1:9]]
        found |= {f"{one} {'عشرة' if feminine else 'عشر'}": 10 + number for number, one in enumerate(ones, 1)}
        for value, names in _AR_TENS.items():
            for name in names:
                found[name] = value
                found |= {f"{one} و{name}": value + number for number, one in enumerate(ones, 1)}
    hundreds = {f"{words} بعد المائة": 100 + value for words, value in found.items()}
    return found | hundreds | {f"المائة و{words}": 100 + value for words, value in found.items()} | {"المائة": 100}


def _none() -> dict[str, int]:
    return {}


ORDINALS: dict[str, Callable[[], dict[str, int]]] = {
    "ar": _arabic, "en": _english, "es": _spanish, "fr": _french, "ru": _russian, "zh": _none,
}  # fmt: skip
"""Chinese ordinals are figures of their own, read by `sessions`."""
