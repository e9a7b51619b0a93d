"""Dates in running text: every form of the six languages, their damage, and what only looks like one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session_planner.publish import dates as written
from session_planner.sources.phrases.dates import DatePhrase, dates_in, settled, weekday_agrees

LANGS = ("ar", "en", "es", "fr", "ru", "zh")
VIENNA = (dt.date(2012, 10, 15), dt.date(2012, 10, 19))

SINGLE = [
    ("en", "Monday, 15 October", "10-15", 0),
    ("en", "Wednesday, 22 June 2005", "2005-06-22", 2),
    ("en", "Friday 12 October 2012", "2012-10-12", 4),
    ("en", "15th of October 2012", "2012-10-15", None),
    ("en", "October 17, 2012", "2012-10-17", None),
    ("en", "MONDAY, 15 OCTOBER", "10-15", 0),
    ("en", "Mon. 15 Oct.", "10-15", 0),
    ("en", "17-Oct-2012", "2012-10-17", None),
    ("en", "2012-10-17", "2012-10-17", None),
    ("en", "17.10.2012", "2012-10-17", None),
    ("en", "17 October (Wednesday)", "10-17", 2),
    ("fr", "Mercredi 17 octobre", "10-17", 2),
    ("fr", "mercredi 17 octobre 2012 à 10 heures", "2012-10-17", 2),
    ("fr", "le lundi 1er juin 2015", "2015-06-01", 0),
    ("fr", "mar. 17 oct.", "10-17", 1),
    ("fr", "lundi\u00a015\u202foctobre", "10-15", 0),
    ("fr", "15 de\u0301cembre 2011", "2011-12-15", None),
    ("es", "lunes, 5 de mayo de 2003", "2003-05-05", 0),
    ("es", "Lunes 19 de septiembre de 2016", "2016-09-19", 0),
    ("es", "miércoles 1º de octubre", "10-01", 2),
    ("es", "el 22 de setiembre del 2015", "2015-09-22", None),
    ("ru", "15 октября 2009 г.", "2009-10-15", None),
    ("ru", "в среду, 17 октября 2012 года", "2012-10-17", 2),
    ("ru", "Понедельник, 15 октября", "10-15", 0),
    ("ru", "пн 15 окт.", "10-15", 0),
    ("ru", "17.10.2012 г.", "2012-10-17", None),
    ("zh", "11月19日星期一", "11-19", 0),
    ("zh", "2012年10月17日星期三", "2012-10-17", 2),
    ("zh", "11月26日,星期三", "11-26", 2),
    ("zh", "１０月１７日（星期三）", "10-17", 2),
    ("zh", "2012 年 10 月 17 日", "2012-10-17", None),
    ("zh", "1126日", "11-26", None),
    ("ar", "9 August 2017", "2017-08-09", None),
    ("ar", "الأربعاء، 17 تشرين الأول/أكتوبر 2012", "2012-10-17", 2),
    ("ar", "يوم الإثنين الموافق 10 حزيران/يونيه 2013", "2013-06-10", 0),
    ("ar", "١٧ أكتوبر ٢٠١٢", "2012-10-17", None),
    ("ar", "10 يونيو/حزيران 2013", "2013-06-10", None),
    ("ar", "5 كانون الثاني/يناير 2014", "2014-01-05", None),
]


def shown(day: tuple[int | None, int | None, int | None]) -> str:
    year, month, number = day
    return "-".join(f"{part:02}" for part in (year, month, number) if part is not None)


def one(text: str, lang: str) -> DatePhrase:
    (phrase,) = dates_in(text, lang)
    return phrase


@pytest.mark.parametrize(("lang", "text", "day", "weekday"), SINGLE)
def test_a_day_is_read(lang: str, text: str, day: str, weekday: int | None) -> None:
    phrase = one(text, lang)
    assert ([shown(each) for each in phrase.days], phrase.weekday, phrase.stretch) == ([day], weekday, False)


STRETCHES = [
    ("en", "Vienna, 17-18 October 2012", "2012-10-17", "2012-10-18", "17-18 October 2012"),
    ("en", "29 October–2 November 2012", "2012-10-29", "2012-11-02", "29 October–2 November 2012"),
    ("en", "29 December 2012 to 4 January 2013", "2012-12-29", "2013-01-04", "29 December 2012 to 4 January 2013"),
    ("en", "30 December-3 January 2013", "2012-12-30", "2013-01-03", "30 December-3 January 2013"),
    ("en", "Monday, 8 July-Wednesday, 10 July, a.m.", "07-08", "07-10", "Monday, 8 July-Wednesday, 10 July"),
    ("en", "October 17-18, 2012", "2012-10-17", "2012-10-18", "October 17-18, 2012"),
    ("fr", "1er-5 juin 2015", "2015-06-01", "2015-06-05", "1er-5 juin 2015"),
    ("fr", "du 24 au 26 novembre 2009", "2009-11-24", "2009-11-26", "24 au 26 novembre 2009"),
    ("fr", "du lundi 5 au vendredi 9 mai 2003", "2003-05-05", "2003-05-09", "lundi 5 au vendredi 9 mai 2003"),
    ("es", "5 a 9 de mayo de 2003", "2003-05-05", "2003-05-09", "5 a 9 de mayo de 2003"),
    ("es", "del 5 al 9 de mayo de 2003", "2003-05-05", "2003-05-09", "5 al 9 de mayo de 2003"),
    ("ru", "1-5 июня 2015 года", "2015-06-01", "2015-06-05", "1-5 июня 2015 года"),
    ("ru", "с 29 мая по 2 июня 2015 года", "2015-05-29", "2015-06-02", "29 мая по 2 июня 2015 года"),
    ("zh", "2003年11月26-28日", "2003-11-26", "2003-11-28", "2003年11月26-28日"),
    ("zh", "2012年10月29日至11月2日，维也纳", "2012-10-29", "2012-11-02", "2012年10月29日至11月2日"),
    ("ar", "18-23/6/2001", "2001-06-18", "2001-06-23", "18-23/6/2001"),
    ("ar", "13-15/3/2004", "2004-03-13", "2004-03-15", "13-15/3/2004"),
    ("ar", "22-29 يونيو/حزيران 2019", "2019-06-22", "2019-06-29", "22-29 يونيو/حزيران 2019"),
    ("ar", "من 23 الى 28 يونيو/حزيران 2003", "2003-06-23", "2003-06-28", "23 الى 28 يونيو/حزيران 2003"),
    ("ar", "فيينا، 17-19 تشرين الأول/أكتوبر 2012", "2012-10-17", "2012-10-19", "17-19 تشرين الأول/أكتوبر 2012"),
]


@pytest.mark.parametrize(("lang", "text", "first", "last", "words"), STRETCHES)
def test_a_stretch_has_its_first_and_last_day(lang: str, text: str, first: str, last: str, words: str) -> None:
    phrase = one(text, lang)
    assert ([shown(day) for day in phrase.days], phrase.stretch) == ([first, last], True)
    assert text[phrase.at : phrase.to] == words


SEVERAL = [
    ("fr", "tenue les 19 et 20 octobre 2010", ["2010-10-19", "2010-10-20"]),
    ("en", "8, 9 and 11 May 2012", ["2012-05-08", "2012-05-09", "2012-05-11"]),
    ("en", "Monday 8 July, Tuesday 9 and Wednesday 10", ["07-08", "07-09", "07-10"]),
    ("en", "October 17, 18 and 19, 2012", ["2012-10-17", "2012-10-18", "2012-10-19"]),
    ("es", "17 y 18 de octubre de 2012", ["2012-10-17", "2012-10-18"]),
    ("ru", "17 и 18 октября 2012 года", ["2012-10-17", "2012-10-18"]),
    ("zh", "2012年10月17日和18日", ["2012-10-17", "2012-10-18"]),
    ("ar", "17 و18 تشرين الأول/أكتوبر 2012", ["2012-10-17", "2012-10-18"]),
]


@pytest.mark.parametrize(("lang", "text", "days"), SEVERAL)
def test_days_in_a_list_are_all_read(lang: str, text: str, days: list[str]) -> None:
    phrase = one(text, lang)
    assert ([shown(day) for day in phrase.days], phrase.stretch) == (days, False)


def test_phrases_beside_each_other_stay_apart() -> None:
    text = (
        "du 24 au 26 novembre 2009 et du 27 au 29 juin 2012. 10.30 a.m.-12 noon Tuesday 17 October Thursday 18 October"
    )
    found = [(text[phrase.at : phrase.to], phrase.weekday) for phrase in dates_in(text, "fr")]
    assert found == [
        ("24 au 26 novembre 2009", None), ("27 au 29 juin 2012", None), ("Tuesday 17 October", 1),
        ("Thursday 18 October", 3),
    ]  # fmt: skip


NO_DATES = [
    ("en", "Items 1 may be considered together"), ("en", "resolution 5/7 and decision 2/6"), ("en", "A/CN.9/982, 16.1"),
    ("en", "10 a.m.-1 p.m."), ("en", "10.00-13.00"), ("en", "3 of the 17 States"), ("fr", "15 heures-18 heures"),
    ("fr", "4 Recensement des besoins"), ("fr", "1 a) Ouverture de la réunion"), ("es", "de 10 a 18.00 horas"),
    ("ru", "10 ч. 00 м.-13 ч. 00 м."), ("zh", "上午10时至下午1时"), ("zh", "第5/7号决议"), ("ar", "الساعة 10/00"),
    ("en", "a sun room and 5 sat there"), ("en", "the 2012/13 budget"), ("en", "march 20 men"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text"), NO_DATES)
def test_what_is_no_date_is_not_read(lang: str, text: str) -> None:
    assert dates_in(text, lang) == []


def test_a_figure_before_a_date_is_not_part_of_it() -> None:
    text = "Item 3, 8 July 2019"
    assert [text[phrase.at : phrase.to] for phrase in dates_in(text, "en")] == ["8 July 2019"]


def test_hours_after_a_date_are_no_second_day() -> None:
    phrase = one("Monday, 8 July, 10-10:30 a.m.", "en")
    assert ([shown(day) for day in phrase.days], phrase.stretch) == (["07-08"], False)


def test_the_weekday_decides_between_day_and_month_in_figures() -> None:
    assert [shown(day) for day in one("Friday, 10/12/2012", "en").days] == ["2012-10-12"]
    assert [shown(day) for day in one("Friday, 12/10/2012", "en").days] == ["2012-10-12"]
    assert [shown(day) for day in one("10/12/2012", "en").days] == ["2012-12-10"]


def test_a_date_without_a_year_is_settled_by_the_session() -> None:
    assert settled(one("Mercredi 17 octobre", "fr"), None, VIENNA) == (dt.date(2012, 10, 17),)
    assert settled(one("Mercredi 17 octobre", "fr"), 2012, None) == (dt.date(2012, 10, 17),)
    assert settled(one("Mercredi 17 octobre", "fr"), None, None) == ()


def test_a_weekday_that_contradicts_settles_nothing() -> None:
    assert settled(one("Jeudi 17 octobre", "fr"), 2012, None) == ()
    assert settled(one("Jeudi 17 octobre", "fr"), None, VIENNA) == ()


def test_a_full_date_stands_and_its_weekday_can_be_doubted() -> None:
    phrase = one("jeudi 17 octobre 2012", "fr")
    dates = settled(phrase, None, None)
    assert dates == (dt.date(2012, 10, 17),)
    assert not weekday_agrees(phrase, dates)


def test_a_weekday_alone_is_a_day_of_the_session_where_there_is_one_such() -> None:
    phrase = one("Wednesday", "en")
    assert settled(phrase, None, VIENNA) == (dt.date(2012, 10, 17),)
    assert settled(phrase, None, (dt.date(2012, 10, 1), dt.date(2012, 10, 31))) == ()


def test_the_year_of_a_session_over_new_year_is_the_one_that_the_day_falls_into() -> None:
    near = (dt.date(2012, 12, 27), dt.date(2013, 1, 4))
    assert settled(one("3 January", "en"), 2012, near) == (dt.date(2013, 1, 3),)


def test_a_day_that_does_not_exist_settles_nothing() -> None:
    assert settled(one("31 February 2012", "en"), None, None) == ()


@given(date=st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31)), lang=st.sampled_from(LANGS), year=st.booleans())
@settings(max_examples=300, deadline=None)
def test_what_we_write_is_read_back(date: dt.date, lang: str, year: bool) -> None:
    text = f"({written.day(date, lang, year=year)})"
    phrase = one(text, lang)
    assert settled(phrase, date.year, None) == (date,)
    assert phrase.weekday == date.weekday()
    assert (phrase.days[0].year == date.year) is year


@given(text=st.text(alphabet="0123456789 -./:,()年月日ч.apmjuinмая至و", max_size=60), lang=st.sampled_from(LANGS))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_a_fault_and_in_order(text: str, lang: str) -> None:
    last = 0
    for phrase in dates_in(text, lang):
        assert last <= phrase.at < phrase.to <= len(text)
        last = phrase.to
        settled(phrase, 2012, VIENNA)
