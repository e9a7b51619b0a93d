"""What an item is for the order of a meeting, by the standing words of its title in the six languages.

The role of an item makes rules hold for it (the opening comes first, the report last). So only titles that begin with
the standing words get one, and only where the source's own timetable does not speak against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from session_planner.programme.names import plain
from session_planner.sources.drafting.plan import Organ, Point, Taking
from session_planner.sources.evidence import Found, seen
from session_planner.words import N_, Words, say

# In the order in which they are tried: a title that opens the meeting and adopts the agenda is an opening.
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "opening",
        (
            r"(?:official |formal )?opening of (?:the|its)\b",
            r"opening$",
            r"opening (?:session|meeting|remarks|ceremony)",
            r"ouverture (?:de la|du|des)\b",
            r"ouverture$",
            r"apertura (?:de la|del|de los)\b",
            r"apertura$",
            r"открытие\b",
            r"(?:会议|届会|本届会议)?开幕",
            r"(?:会议|届会)开幕",
            r"افتتاح\b",
        ),
    ),
    (
        "agenda",
        (
            r"(?:consideration and )?adoption of (?:the|its) (?:provisional )?agenda",
            r"adoption of agenda",
            r"approval of the agenda",
            r"adoption (?:de l'|du projet d'|de son )ordre du jour",
            r"(?:aprobacion|adopcion) del (?:programa|temario|orden del dia)",
            r"утверждение повестки дня",
            r"принятие повестки дня",
            r"通过(?:临时)?议程",
            r"(?:临时)?议程的通过",
            r"اقرار جدول الاعمال",
            r"اعتماد جدول الاعمال",
        ),
    ),
    (
        "election",
        (
            r"election of (?:the )?(?:officers|bureau|chair|president|the)",
            r"election du bureau",
            r"election (?:des membres )?du bureau",
            r"election (?:du|de la) president",
            r"eleccion de (?:la mesa|autoridades|los miembros de la mesa)",
            r"выборы (?:должностных лиц|бюро|председателя)",
            r"选举主席团",
            r"选举",
            r"انتخاب (?:اعضاء المكتب|الرئيس|المكتب)",
        ),
    ),
    (
        "report",
        (
            r"(?:consideration and )?adoption of (?:the|its) (?:draft )?(?:final )?report",
            r"(?:examen et )?adoption du (?:projet de )?rapport",
            r"adoption de son rapport",
            r"(?:examen y )?(?:aprobacion|adopcion) del (?:proyecto de )?informe",
            r"утверждение доклада",
            r"принятие доклада",
            r"通过.{0,12}报告$",
            r"اعتماد (?:ال)?تقرير",
            r"اعتماد (?:مشروع )?التقرير",
        ),
    ),
    (
        "closing",
        (
            r"clos(?:ing|ure) of (?:the|its)\b",
            r"clos(?:ing|ure)$",
            r"cloture (?:de la|du|des)\b",
            r"cloture$",
            r"clausura (?:de la|del|de los)\b",
            r"clausura$",
            r"закрытие\b",
            r"(?:会议|届会|本届会议)?闭幕",
            r"اختتام\b",
        ),
    ),
    (
        "other",
        (
            r"(?:any )?other (?:matters|business|questions)\b",
            r"autres questions\b",
            r"questions diverses",
            r"(?:otros asuntos|otras cuestiones|asuntos varios)\b",
            r"(?:другие|прочие) вопросы",
            r"其他(?:事项|事宜|问题)",
            r"(?:ال)?مسائل (?:ال)?اخرى",
            r"ما يستجد من اعمال",
        ),
    ),
    (
        "organizational",
        (
            r"credentials\b",
            r"(?:verification des )?pouvoirs\b",
            r"credenciales\b",
            r"полномочия\b",
            r"全权证书",
            r"وثائق التفويض",
            r"organi[sz]ational (?:matters|and procedural)",
            r"organi[sz]ation of (?:the )?work",
            r"questions d'organisation",
            r"organisation des travaux",
            r"(?:cuestiones|asuntos) de organizacion",
            r"organizacion de los trabajos",
            r"организационные вопросы",
            r"организация работы",
            r"组织事项",
            r"工作安排",
            r"(?:ال)?مسائل (?:ال)?تنظيمية",
            r"تنظيم (?:ال)?اعمال",
        ),
    ),
)
_FLAT = str.maketrans("أإآئؤ", "اااي" + "و")
"""What `plain` makes of Arabic letters, for patterns."""
_PATTERNS = tuple((role, re.compile(rf"(?:{'|'.join(words)})".translate(_FLAT))) for role, words in _WORDS)
_FIRST, _BEFORE = frozenset({"opening"}), frozenset({"opening", "election", "organizational", "agenda"})
STANDING = {"opening": 15, "agenda": 30, "election": 15, "other": 30, "organizational": 30, "closing": 15}
"""Minutes that items of these roles are planned with, where their sitting has room for it."""


def role_of(title: str) -> str:
    """The role that a title's first words tell; empty for matters of substance."""
    flat = plain(title)
    return next((role for role, pattern in _PATTERNS if pattern.match(flat)), "")


def give_roles(organ: Organ) -> list[Words]:
    """Gives the items of an organ their roles; what the timetable speaks against is told and left out."""
    leaves = list(organ.leaves())
    for point in leaves:
        title = point.title or (point.programme_title.value if point.programme_title else "")
        if role := role_of(title):
            why = say(N_("from the standing words of its title"))
            point.role = Found(role, seen("", point.evidence.places, inferred=why))
    return [note for point in leaves if (note := _against(point, leaves))]


def _against(point: Point, leaves: Sequence[Point]) -> Words | None:
    """Takes a role away that the order of the timetable contradicts, and says so."""
    role = point.role.value if point.role else ""
    others = [other for other in leaves if other is not point and _role(other) != role]
    match role:
        case "opening":
            wrong = any(_first(other) < _last(point) for other in others if other.takings and point.takings)
        case "agenda":
            later = [other for other in others if _role(other) not in _BEFORE]
            wrong = any(_first(other) < _last(point) for other in later if other.takings and point.takings)
        case "report" | "closing":
            earlier = [other for other in others if role == "closing" or _role(other) != "closing"]
            wrong = any(_last(other) > _first(point) for other in earlier if other.takings and point.takings)
        case _:
            wrong = False
    if not wrong:
        return None
    point.role = None
    said = N_("item {number} reads like {role}, but the timetable has it elsewhere: it was given no role")
    return say(said, number=point.number, role=role)


def _role(point: Point) -> str:
    return point.role.value if point.role else ""


def _first(point: Point) -> tuple[object, ...]:
    return min(map(_place, point.takings))


def _last(point: Point) -> tuple[object, ...]:
    return max(map(_place, point.takings))


def _place(taking: Taking) -> tuple[object, ...]:
    """Its place in time: hours inside a meeting are not shared out yet, so by the order there."""
    return taking.meeting.span[0], taking.meeting.takings.index(taking)
