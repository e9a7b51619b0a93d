"""The words and letters of item numbers in the six languages: data for `numbers`."""

from __future__ import annotations

import string

ITEM = (
    r"(?:provisional\s+)?agenda\s+items?|sub-?items?|items?|points?|questions?(?=\s+\d)|temas?|puntos?|подпункты?"
    r"|пункт(?:у|а|е|ом|ы|ов|ам|ах)?|议程(?:项目|议题)|议题|项目|分项"
    r"|(?:ال)?(?:بنود|بندان|بندين|بند)(?:\s+الفرعي[ةان]*)?"
)
"""What stands before an item's number."""
OF_AGENDA = (
    r"\s+(?:of the (?:provisional )?agenda|de l'ordre du jour(?: provisoire)?|del (?:programa|temario"
    r"|orden del dia)(?: provisional)?"
    r"|(?:предварительной )?повестки дня|من جدول الاعمال(?: المؤقت)?)"
)
NOT_ITEMS = (
    r"\s*(?:of (?:the )?(?:present |its )?(?:resolution|decision|report|annex|article|preamble|note)|du dispositif"
    r"|de (?:la|sa|cette)? ?(?:resolution|decision)"
    r"|du rapport|de la (?:resolucion|decision)|de la parte dispositiva|del informe"
    r"|(?:постановляющей|резолюции|решения|статьи|доклада|документа|преамбулы)|من (?:قرار|منطوق|المادة))"
)
"""`пункт 3 резолюции`: the paragraph of a text and no item."""

_LATIN = string.ascii_lowercase
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_ABJAD = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"
LETTERS = {letter: place for alphabet in (_LATIN, _CYRILLIC, _ABJAD) for place, letter in enumerate(alphabet)} | {
    "ه": 4
}
"""The place of each letter, from 0, in the alphabet in which sub-items are counted."""
LETTER = r"[a-zабвгдежзиклмнопрстуфхцчшщэюяابجدهوزحطيكلمنسعفصقرشتثخذضظغ]"
ROMAN = {
    numeral: place
    for place, numeral in enumerate(
        [
            "i",
            "ii",
            "iii",
            "iv",
            "v",
            "vi",
            "vii",
            "viii",
            "ix",
            "x",
            "xi",
            "xii",
            "xiii",
            "xiv",
            "xv",
            "xvi",
            "xvii",
            "xviii",
            "xix",
            "xx",
        ],
        1,
    )
}
_HAN = {figure: value for value, figure in enumerate("零一二三四五六七八九")}


def han_number(figures: str) -> int:
    """`十二` is 12, `二十` is 20, `二五` is 25."""
    tens, ten, ones = figures.partition("十")
    if not ten:
        return int("".join(str(_HAN.get(figure, 0)) for figure in figures) or 0)
    return (_HAN.get(tens, 1) if tens else 1) * 10 + (_HAN.get(ones, 0) if ones else 0)


# `SECOND ITEM ON THE AGENDA`: the ordinals of the International Labour Office, in their order from first to twelfth.
ORDINALS = tuple(
    tuple(row.split())
    for row in (
        "first premiere premier primer primero первый البند_الاول",
        "second deuxieme segundo второй البند_الثاني",
        "third troisieme tercer tercero третий البند_الثالث",
        "fourth quatrieme cuarto четвертыи البند_الرابع",
        "fifth cinquieme quinto пятыи البند_الخامس",
        "sixth sixieme sexto шестои البند_السادس",
        "seventh septieme septimo седьмои البند_السابع",
        "eighth huitieme octavo восьмои البند_الثامن",
        "ninth neuvieme noveno девятыи البند_التاسع",
        "tenth dixieme decimo десятыи البند_العاشر",
        "eleventh onzieme undecimo одиннадцатыи",
        "twelfth douzieme duodecimo двенадцатыи",
    )
)
