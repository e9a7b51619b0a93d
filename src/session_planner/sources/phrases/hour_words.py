"""The words around hours in the six languages, as parts of regular expressions over flat text: data for `hours`."""

from __future__ import annotations

from session_planner.programme.time_words import (
    AFTERNOON_AFTER,
    AFTERNOON_BEFORE,
    HOUR_SIGNS,
    HOUR_UNITS,
    MIDNIGHT,
    MIDNIGHT_AFTER,
    MINUTE_UNITS,
    MORNING_AFTER,
    MORNING_BEFORE,
    NOON,
    NOON_AFTER,
    NOON_BEFORE,
)

AM_PM = r"[ap]\s?\.?\s?m(?![^\W\d_])\.?"
BEFORE = "|".join(MORNING_BEFORE + NOON_BEFORE + AFTERNOON_BEFORE)
AFTER = "|".join(
    (
        AM_PM,
        *(name for name in MORNING_AFTER + NOON_AFTER + MIDNIGHT_AFTER + AFTERNOON_AFTER if name not in ("am", "pm")),
    )
)
UNIT = rf"(?:(?:{'|'.join(HOUR_UNITS)})(?![^\W\d_])\.?|[{HOUR_SIGNS}])"
MINUTE_UNIT = rf"(?:(?:{'|'.join(MINUTE_UNITS)})(?![^\W\d_])\.?|分)"
NAMED_NOON = "|".join(name for name in NOON if name != "中午")
NAMED_MIDNIGHT = "|".join(MIDNIGHT)
MORNING_MARKS = {*MORNING_BEFORE, *MORNING_AFTER}
NOON_MARKS = {*NOON_BEFORE, *NOON_AFTER}

JOINED = (
    r"\s*(?:-|\x1f|(?:to|until|till)(?![^\W\d_])|(?:jusqu'?)?a(?:u|\s+las?)?(?![^\W\d_])|jusqu'a(?![^\W\d_])"
    r"|hasta(?:\s+las?)?(?![^\W\d_])|(?:до|по)(?![^\W\d_])|[至到]|(?:الى|حتى)(?![^\W\d_]))\s*(?:الساعة\s*)?"
)
"""What stands between the two hours of a stretch."""
PAIRED = r"\s*(?:and|et|y(?:\s+las?)?|и|و)\s*(?:الساعة\s*)?"
BETWEEN = r"(?:between|entre(?:\s+las?)?|между)\s*$"
"""`between 10 a.m. and 1 p.m.`: these words make a stretch of what else would be two hours."""

AT = r"(?:(?<![^\W\d_])(?:at|from|by|until|a|des|vers|jusqu'a|avant|las?|в|во|с|со|до|к)\s*|الساعة\s*|(?:从|自|于|在))$"
"""What stands before an hour that has nothing else to prove it."""
SINCE = (
    r"(?:(?<![^\W\d_])(?:from|starting (?:at|from)|beginning at|as (?:of|from)|a partir de(?: las)?|des|desde las?|с"
    r"|начиная с)\s*|(?:从|自)\s*|(?:ابتداء|اعتبارا|بدءا) من (?:الساعة\s*)?)$"
)
ONWARDS = (
    r"\s*(?:onwards?(?![^\W\d_])|et au-dela|en adelante|и далее|(?:开始|以后|之后|起)|فصاعدا|وما بعدها|-\s*$"
    r"|-\s*(?=\)|\()"
    r"|\.\.\.)"
)
"""`from 3 p.m. onwards`: the hours have no end."""

LASTS_BEFORE = (
    r"(?:(?<![^\W\d_])(?:pendant|duree(?: maximale| totale)? d'?e?|durant|dure(?:ra|nt)?|seances? de|reunions? de"
    r"|toutes les|plus de"
    r"|moins de|delai de|environ|total de|raison de|for|lasting|within|maximum of|durante|duracion de|cada|mas de"
    r"|menos de|unas|plazo de|в течение|продолжительностью|более|менее|около|каждые)\s*)$"
)
LASTS_AFTER = (
    r"\s*(?:par jour|par semaine|de (?:debat|discussion|travail|seance|trabajo|reunion)|supplementaires|diarias"
    r"|al dia|avant|antes|before|после|в день|в неделю)(?![^\W\d_])"
)
"""`pendant 3 heures`, `10 horas diarias`: a length of time and no hour."""

HALVES = {
    "a.m.": (
        r"a\.\s?m(?![^\W\d_])\.?|(?<=\s)am(?![^\W\d_])|mornings?|matin(?:ee)?|manana|утро|утром|утреннее|до полудня"
        r"|первая половина дня|в первой половине дня|上午|صباحا|(?:الفترة )?الصباحية|الصباح|قبل الظهر"
    ),
    "p.m.": (
        r"p\.\s?m(?![^\W\d_])\.?|(?<=\s)pm(?![^\W\d_])|afternoons?|apres-midi|tarde|после обеда|послеобеденное"
        r"|дневное(?= заседани)|вечернее(?= заседани)"
        r"|пополудни"
        r"|вторая половина дня|во второй половине дня|下午|بعد الظهر|(?:الفترة )?المسائية|مساء|بعد ظهر"
    ),
}
HALF = "|".join(rf"(?P<{half[0]}>{words})" for half, words in HALVES.items())
"""Which half of the day is meant, where no hour stands with it."""
