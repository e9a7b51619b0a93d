"""Days, hours and item labels as the documents of each language write them."""

from __future__ import annotations

import datetime as dt

import pytest

from session_planner.publish import dates

OCTOBER_17 = dt.date(2012, 10, 17)


@pytest.mark.parametrize(
    ("lang", "written", "with_year"),
    [
        ("ar", "الأربعاء، 17 أكتوبر/تشرين الأول", "الأربعاء، 17 أكتوبر/تشرين الأول 2012"),
        ("en", "Wednesday, 17 October", "Wednesday, 17 October 2012"),
        ("es", "Miércoles 17 de octubre", "Miércoles 17 de octubre de 2012"),
        ("fr", "Mercredi 17 octobre", "Mercredi 17 octobre 2012"),
        ("ru", "Среда, 17 октября", "Среда, 17 октября 2012 года"),
        ("zh", "10月17日星期三", "2012年10月17日星期三"),
    ],
)
def test_a_day(lang: str, written: str, with_year: str) -> None:
    assert dates.day(OCTOBER_17, lang) == written
    assert dates.day(OCTOBER_17, lang, year=True) == with_year


def test_the_first_of_a_month_in_french() -> None:
    assert dates.day(dt.date(2015, 6, 1), "fr") == "Lundi 1er juin"
    assert dates.day(dt.date(2015, 6, 1), "es") == "Lunes 1 de junio"


@pytest.mark.parametrize(
    ("hours", "en", "fr", "es", "zh"),
    [
        ("10:00-13:00", "10 a.m.-1 p.m.", "10 heures-13 heures", "10.00 a 13.00 horas", "上午10时至下午1时"),
        ("15:00-18:00", "3-6 p.m.", "15 heures-18 heures", "15.00 a 18.00 horas", "下午3时至6时"),
        ("09:30-11:00", "9.30-11 a.m.", "9 h 30-11 heures", "09.30 a 11.00 horas", "上午9时30分至11时"),
        ("14:30-18:30", "2.30-6.30 p.m.", "14 h 30-18 h 30", "14.30 a 18.30 horas", "下午2时30分至6时30分"),
        ("12:00-14:00", "12 noon-2 p.m.", "12 heures-14 heures", "12.00 a 14.00 horas", "中午12时至下午2时"),
        ("10:00-12:00", "10 a.m.-12 noon", "10 heures-12 heures", "10.00 a 12.00 horas", "上午10时至中午12时"),
        ("12:15-13:00", "12.15-1 p.m.", "12 h 15-13 heures", "12.15 a 13.00 horas", "下午12时15分至1时"),
        ("22:00-00:00", "10 p.m.-12 midnight", "22 heures-minuit", "22.00 a 24.00 horas", "下午10时至午夜12时"),
        ("22:00-01:00", "10 p.m.-1 a.m.", "22 heures-1 heure", "22.00 a 01.00 horas", "下午10时至上午1时"),
        ("23:00-22:00", "11 p.m.-10 p.m.", "23 heures-22 heures", "23.00 a 22.00 horas", "下午11时至下午10时"),
    ],
)
def test_hours(hours: str, en: str, fr: str, es: str, zh: str) -> None:
    start, end = (dt.datetime.combine(OCTOBER_17, dt.time.fromisoformat(clock)) for clock in hours.split("-"))
    assert [dates.hours(start, end, lang) for lang in ("en", "fr", "es", "zh")] == [en, fr, es, zh]


@pytest.mark.parametrize(
    ("hours", "ar", "ru"),
    [
        ("10:00-13:00", "الساعة 10/00 إلى الساعة 13/00", "10 ч. 00 м.-13 ч. 00 м."),
        ("09:30-11:15", "الساعة 09/30 إلى الساعة 11/15", "9 ч. 30 м.-11 ч. 15 м."),
        ("22:00-00:00", "الساعة 22/00 إلى الساعة 24/00", "22 ч. 00 м.-24 ч. 00 м."),
        ("22:00-00:30", "الساعة 22/00 إلى الساعة 00/30", "22 ч. 00 м.-0 ч. 30 м."),
    ],
)
def test_hours_of_the_day_of_24(hours: str, ar: str, ru: str) -> None:
    start, end = (dt.datetime.combine(OCTOBER_17, dt.time.fromisoformat(clock)) for clock in hours.split("-"))
    assert [dates.hours(start, end, lang) for lang in ("ar", "ru")] == [ar, ru]


@pytest.mark.parametrize(
    ("number", "labels"),
    [
        ("1(a)", {"ar": "1 (أ)", "en": "1 (a)", "es": "1 a)", "fr": "1 a)", "ru": "1 a)", "zh": "1(a)"}),
        ("12(c)(ii)", {"ar": "12 (ج) (2)", "en": "12 (c) (ii)", "fr": "12 c) ii)", "zh": "12(c)(ii)"}),
        ("16.1", dict.fromkeys(("ar", "en", "es", "fr", "ru", "zh"), "16.1")),
        ("8", {"fr": "8", "ar": "8"}),
        ("II", {"fr": "II"}),
    ],
)
def test_labels(number: str, labels: dict[str, str]) -> None:
    assert {lang: dates.label(number, lang) for lang in labels} == labels
