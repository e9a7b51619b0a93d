"""From the place where a meeting is held to its time zone: the cities where such meetings are, in six languages."""

from __future__ import annotations

import re
from functools import lru_cache
from zoneinfo import available_timezones

from session_planner.programme.names import plain

_CITIES: dict[str, tuple[str, ...]] = {
    "Europe/Vienna": ("Vienna", "Vienne", "Viena", "Вена", "Вене", "维也纳", "فيينا"),
    "Europe/Zurich": ("Geneva", "Genève", "Ginebra", "Женева", "Женеве", "日内瓦", "جنيف", "Bern", "Berne", "Basel"),
    "America/New_York": (
        "New York",
        "Nueva York",
        "Нью-Йорк",
        "Нью-Йорке",
        "纽约",
        "نيويورك",
        "Washington",
        "Вашингтон",
        "华盛顿",
        "واشنطن",
    ),
    "Africa/Nairobi": ("Nairobi", "Найроби", "内罗毕", "نيروبي"),
    "Europe/Rome": ("Rome", "Roma", "Рим", "Риме", "罗马", "روما"),
    "Europe/Paris": ("Paris", "París", "Париж", "Париже", "巴黎", "باريس", "Strasbourg", "Lyon"),
    "Europe/Amsterdam": ("The Hague", "La Haye", "La Haya", "Гаага", "Гааге", "海牙", "لاهاي"),
    "America/Toronto": ("Montreal", "Montréal", "Монреаль", "Монреале", "蒙特利尔", "مونتريال", "Ottawa"),
    "Europe/Berlin": ("Bonn", "Бонн", "Бонне", "波恩", "بون", "Berlin", "Hamburg"),
    "Asia/Bangkok": ("Bangkok", "Бангкок", "Бангкоке", "曼谷", "بانكوك"),
    "Africa/Addis_Ababa": (
        "Addis Ababa",
        "Addis-Abeba",
        "Addis Abeba",
        "Аддис-Абеба",
        "Аддис-Абебе",
        "亚的斯亚贝巴",
        "اديس ابابا",
    ),
    "America/Santiago": ("Santiago", "Сантьяго", "圣地亚哥", "سانتياغو"),
    "Asia/Beirut": ("Beirut", "Beyrouth", "Бейрут", "Бейруте", "贝鲁特", "بيروت"),
    "Europe/London": ("London", "Londres", "Лондон", "Лондоне", "伦敦", "لندن"),
    "Europe/Brussels": ("Brussels", "Bruxelles", "Bruselas", "Брюссель", "Брюсселе", "布鲁塞尔", "بروكسل"),
    "Europe/Madrid": ("Madrid", "Мадрид", "Мадриде", "马德里", "مدريد"),
    "Europe/Copenhagen": ("Copenhagen", "Copenhague", "Копенгаген", "Копенгагене", "哥本哈根", "كوبنهاغن"),
    "Africa/Johannesburg": ("Durban", "Дурбан", "Дурбане", "德班", "ديربان", "Cape Town", "Pretoria"),
    "Asia/Qatar": ("Doha", "Доха", "Дохе", "多哈", "الدوحة"),
    "Asia/Tokyo": ("Tokyo", "Kyoto", "Токио", "东京", "طوكيو"),
    "Asia/Shanghai": ("Beijing", "Pékin", "Pekín", "Пекин", "Пекине", "北京", "بيجين", "Kunming", "Nanjing"),
    "Europe/Moscow": ("Moscow", "Moscou", "Moscú", "Москва", "Москве", "莫斯科", "موسكو", "Saint Petersburg"),
    "Africa/Cairo": ("Cairo", "Le Caire", "El Cairo", "Каир", "Каире", "开罗", "القاهرة"),
    "Asia/Kolkata": ("New Delhi", "Delhi", "Нью-Дели", "新德里", "نيودلهي"),
    "America/Sao_Paulo": ("Brasilia", "Rio de Janeiro", "São Paulo", "Salvador", "Бразилиа", "巴西利亚", "برازيليا"),
    "Asia/Dubai": ("Abu Dhabi", "Dubai", "Абу-Даби", "Дубай", "阿布扎比", "迪拜", "ابو ظبي", "دبي"),
    "Africa/Casablanca": ("Marrakesh", "Marrakech", "Rabat", "Марракеш", "马拉喀什", "مراكش", "الرباط"),
    "Asia/Seoul": ("Seoul", "Incheon", "Busan", "Сеул", "首尔", "سيول"),
    "Europe/Istanbul": ("Istanbul", "Ankara", "Стамбул", "伊斯坦布尔", "اسطنبول"),
}


def zone_of(place: str) -> str | None:
    """The zone of the city that a place begins with (`Vienna`, `Vienna International Centre`); None if unknown."""
    flat = plain(place)
    for city, zone in _known().items():
        if re.search(rf"(?<!\w){re.escape(city)}(?!\w)", flat) or (
            city in flat and re.search(r"[\u4e00-\u9fff]", city)
        ):
            return zone
    return None


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    known = {plain(city): zone for zone, cities in _CITIES.items() for city in cities}
    for zone in sorted(available_timezones()):
        area, _, city = zone.partition("/")
        if city and area not in ("Etc", "US", "posix", "right", "SystemV"):
            known.setdefault(plain(city.rpartition("/")[2].replace("_", " ")), zone)
    return known
