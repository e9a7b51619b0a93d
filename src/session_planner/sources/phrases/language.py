"""Which of the six languages a text is in: by its script, and for Latin letters by its small words."""

from __future__ import annotations

import re
from collections import Counter

from session_planner.sources.phrases.flat import flat

_SMALL_WORDS = {
    "en": "the of and to in on for by its at with from item items meeting session agenda report adoption other matters"
    " opening annex work continued closed open room is be will",
    "fr": "le la les de des du et au aux en dans sur par une l'ordre jour point points seance reunion rapport autres"
    " questions ouverture annexe travaux suite salle heures est sera a",
    "es": "el la los las de del y en por para una con tema temas programa sesion reunion informe otros asuntos apertura"
    " anexo trabajos continuacion sala horas es sera se al",
}
_LANGUAGES = {word: tuple(lang for lang, text in _SMALL_WORDS.items() if word in text.split())
              for text in _SMALL_WORDS.values() for word in text.split()}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SPELLING = {
    "fr": re.compile("[çèêëàâùûîœæ]|[ldnsqj]['’][a-zéè]", re.IGNORECASE),
    "es": re.compile("[ñáíóú¿¡]", re.IGNORECASE),
}
_SCRIPTS = {
    "ru": re.compile("[а-яё]", re.IGNORECASE),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "ar": re.compile("[\u0621-\u064a\ufb50-\ufdff\ufe70-\ufefc]"),
}
_LATIN = re.compile("[a-zà-ÿ]", re.IGNORECASE)
# A character of Chinese says about as much as these letters of an alphabet.
_WEIGHTS = {"zh": 3, "ru": 1, "ar": 1}


def language_of(text: str) -> str:
    """The language that most of a text is in: `ar`, `en`, `es`, `fr`, `ru` or `zh`; English where nothing tells."""
    letters = {lang: len(script.findall(text)) * _WEIGHTS[lang] for lang, script in _SCRIPTS.items()}
    lang, most = max(letters.items(), key=lambda one: one[1])
    return lang if most > len(_LATIN.findall(text)) / 2 else _by_words(text)


def _by_words(text: str) -> str:
    points = Counter[str]()
    for word in _WORD.findall(flat(text).text):
        for part in {word, word.partition("'")[2]}:
            langs = _LANGUAGES.get(part, ())
            for lang in langs:
                points[lang] += 6 // len(langs)
    for lang, spelling in _SPELLING.items():
        points[lang] += 2 * len(spelling.findall(text))
    return max(("en", "fr", "es"), key=lambda lang: points[lang])
