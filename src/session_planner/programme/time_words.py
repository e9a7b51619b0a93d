"""The words of dates and hours in the six languages, as `names.plain` leaves them: data, and nothing else.

Used by `times`, which reads the cells of tables, and by `sources.phrases`, which finds dates and hours in running text.
Months and weekdays are tuples in their order; each holds every name that stands for it, in any language.
"""

from __future__ import annotations

from session_planner.programme.names import plain


def _names(*rows: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(plain(name.replace("_", " ")) for name in row.split()) for row in rows)


MONTHS = _names(
    "January janvier enero января январь январе يناير كانون_الثاني",
    "February février febrero февраля февраль феврале فبراير شباط",
    "March mars marzo марта март марте مارس آذار",
    "April avril abril апреля апрель апреле أبريل نيسان",
    "May mai mayo мая май мае مايو أيار",
    "June juin junio июня июнь июне يونيو يونيه حزيران",
    "July juillet julio июля июль июле يوليو يوليه تموز",
    "August août agosto августа август августе أغسطس آب",
    "September septembre septiembre setiembre сентября сентябрь сентябре سبتمبر أيلول",
    "October octobre octubre октября октябрь октябре أكتوبر تشرين_الأول",
    "November novembre noviembre ноября ноябрь ноябре نوفمبر تشرين_الثاني",
    "December décembre diciembre декабря декабрь декабре ديسمبر كانون_الأول",
)
MONTHS_SHORT = _names(
    "Jan janv ene янв",
    "Feb fev fevr feb фев февр",
    "Mar мар",
    "Apr avr abr апр",
    "",
    "Jun июн",
    "Jul juil июл",
    "Aug ago авг",
    "Sep Sept сен сент",
    "Oct окт",
    "Nov ноя нояб",
    "Dec dic дек",
)
WEEKDAYS = _names(
    "Monday lundi lunes понедельник الاثنين الإثنين",
    "Tuesday mardi martes вторник الثلاثاء",
    "Wednesday mercredi miércoles среда среду الأربعاء",
    "Thursday jeudi jueves четверг الخميس",
    "Friday vendredi viernes пятница пятницу الجمعة",
    "Saturday samedi sábado суббота субботу السبت",
    "Sunday dimanche domingo воскресенье الأحد",
)
WEEKDAYS_SHORT = _names(
    "Mon lun пн",
    "Tue Tues mar вт",
    "Wed mer mier mie ср",
    "Thu Thur Thurs jeu jue чт",
    "Fri ven vie пт",
    "Sat sam sab сб",
    "Sun dim dom вс",
)
HAN_WEEKDAY = r"\(?(?:星期|礼拜|周|週)([一二三四五六日天])\)?"
HAN_DAYS = "一二三四五六日天"

# What stands with an hour and says which half of the day is meant: before the hour in Chinese, after it elsewhere.
MORNING_BEFORE = ("上午", "早上", "凌晨")
NOON_BEFORE = ("中午",)
AFTERNOON_BEFORE = ("下午", "晚上")
MORNING_AFTER = ("am", "du matin", "de la manana", "утра", "صباحا", "ص")
NOON_AFTER = ("noon", "midday", "del mediodia", "ظهرا")
MIDNIGHT_AFTER = ("midnight",)
AFTERNOON_AFTER = (
    "pm", "de la tarde", "de la noche", "du soir", "de l'apres-midi", "дня", "вечера", "بعد الظهر", "مساء", "م",
)  # fmt: skip
# What stands for a whole clock.
NOON = ("noon", "midday", "midi", "mediodia", "полдень", "полудня", "中午", "正午", "الظهر")
MIDNIGHT = ("midnight", "minuit", "medianoche", "полночь", "полуночи", "午夜", "منتصف الليل")

HOUR_UNITS = ("heures?", "hours?", "horas?", "hrs?", "h", "ч", "час", "часа", "часов")
MINUTE_UNITS = ("минут", "мин", "м", "min", "minutes")
HOUR_SIGNS = "时時点點"
"""The signs for `hour` of Chinese, which stand right after the figure."""

LATER = (
    ",? ?or later,? (?:if|as) (?:required|necessary|needed)",
    ",? ?(?:ou|et) plus tard,? (?:si (?:necessaire|besoin)|le cas echeant)",
    ",? ?o mas tarde(?:,? (?:de ser|en caso) necesario|,? si (?:es|fuera|fuese) necesario)",
    ",? ?или позднее,? (?:(?:если|при) необходим\\w+|если (?:это )?(?:потребуется|нужно))",
    "[,(]?\\s?如需要?则延长", "[,(]?\\s?必要时(?:可)?延长", "،? ?او في وقت لاحق (?:اذا|عند) \\w+(?: \\w+)?",
)  # fmt: skip
"""`or later if required`, as parts of a regular expression."""
