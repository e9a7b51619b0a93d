"""Numbers as lists print them: letters, Roman, Chinese and Arabic numerals. Shared by .docx and .html lists."""

from __future__ import annotations

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ALIF_BA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_HAN = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_ALPHABETS = {
    "lowerletter": _LATIN, "loweralpha": _LATIN, "lower-alpha": _LATIN, "lower-latin": _LATIN, "a": _LATIN,
    "russianlower": _RUSSIAN, "arabicabjad": _ABJAD, "arabicalpha": _ALIF_BA, "lower-greek": _GREEK,
    "ideographtraditional": _STEMS,
}  # fmt: skip
_UPPER = {"upperletter": _LATIN, "upper-alpha": _LATIN, "upper-latin": _LATIN, "russianupper": _RUSSIAN}
_CHINESE = {"chinesecounting", "chinesecountingthousand", "taiwanesecounting", "taiwanesecountingthousand",
            "japanesecounting", "ideographdigital", "cjk-ideographic", "simp-chinese-informal",
            "trad-chinese-informal", "chineselegalsimplified"}  # fmt: skip


def numeral(number: int, style: str) -> str:
    """The number in a style of Word's (`lowerLetter`) or of CSS (`lower-alpha`); in digits where it has no such."""
    name = style if style in ("A", "I") else style.lower()
    if not 0 < number < 4000:
        return str(number)
    if name in _ALPHABETS:
        return _letters(number, _ALPHABETS[name])
    if name in _UPPER or name == "A":
        return _letters(number, _UPPER.get(name, _LATIN)).upper()
    if name in ("lowerroman", "lower-roman", "i"):
        return _roman(number)
    if name in ("upperroman", "upper-roman", "I"):
        return _roman(number).upper()
    if name in _CHINESE:
        return _chinese(number)
    if name in ("hindinumbers", "arabic-indic"):
        return str(number).translate(_ARABIC_DIGITS)
    return f"{number:02}" if name in ("decimalzero", "decimal-leading-zero") else str(number)


def _letters(number: int, alphabet: str) -> str:
    """After the last letter Word doubles them: z, aa, bb."""
    times, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * min(times + 1, 10)


def _roman(number: int) -> str:
    told = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        told += letters * count
    return told


def _chinese(number: int) -> str:
    if number > 99:
        return "".join(_HAN[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return (_HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (_HAN[ones] if ones else "")
