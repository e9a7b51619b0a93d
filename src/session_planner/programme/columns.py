"""How the columns of a programme's table are headed, in the six languages.

Used by `sheets` to tell the separator of a CSV file, and by `table` to tell what its columns are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from session_planner.programme.names import plain

COLUMNS = ("body", "item", "date", "start", "end", "time", "room", "title", "sitting", "part", "joint", "day")
"""What a table may say, in the words of messages; `when` (date and time), `parts` and `bodies` are read too."""

_HEADINGS = {
    "body": (
        "body | organ | working group | group | organe | groupe | groupe de travail | órgano"
        " | grupo de trabajo | орган | рабочая группа | 机构 | 机关 | 工作组 | الهيئة | هيئة | الفريق العامل"
    ),
    "item": (
        "item | items | agenda item | agenda items | item no | no | point | points"
        " | point de l’ordre du jour | tema | temas | tema del programa | пункт | пункты"
        " | пункт повестки дня | 议程项目 | 议题 | 项目 | البند | بند | بند جدول الأعمال"
    ),
    "date": "date | dates | fecha | дата | 日期 | التاريخ | تاريخ",
    "day": "day | weekday | jour | día | день | день недели | 星期 | 日 | اليوم | يوم",
    "when": (
        "date and time | date/time | when | date et heure | fecha y hora | дата и время | 日期和时间 | التاريخ والوقت"
    ),
    "start": (
        "start | starts | begin | begins | from | start time | début | heure de début | inicio"
        " | comienzo | hora de inicio | начало | время начала | 开始 | 开始时间 | البداية | بداية"
        " | وقت البدء"
    ),
    "end": (
        "end | ends | to | until | end time | fin | heure de fin | final | hora de fin"
        " | hora de finalización | конец | окончание | время окончания | 结束 | 结束时间 | النهاية | نهاية"
        " | وقت الانتهاء"
    ),
    "time": (
        "time | times | hours | hour | heure | heures | horaire | hora | horas | horario | время"
        " | часы | 时间 | الوقت | الساعة | الساعات"
    ),
    "room": (
        "room | conference room | location | place | salle | salle de conférence | lieu | sala"
        " | sala de conferencias | lugar | зал | зал заседаний | место | 会议室 | 地点 | القاعة | قاعة"
        " | قاعة الاجتماع | المكان"
    ),
    "title": (
        "title | title or description | description | subject | intitulé | intitulé ou description"
        " | titre | título | título o descripción | descripción | название | название или описание"
        " | 标题 | 标题或说明 | العنوان | العنوان أو الوصف"
    ),
    "sitting": "sitting | séance | meeting | sesión | заседание | 会议 | الجلسة | جلسة",
    "part": "part | partie | parte | часть | 部分 | الجزء | جزء",
    "parts": "parts | parties | partes | части | частей",
    "joint": (
        "joint | joint session | joint discussion | joint meeting | discussion conjointe"
        " | réunion conjointe | séance conjointe | sesión conjunta | reunión conjunta"
        " | совместное заседание | 联席会议 | اجتماع مشترك | جلسة مشتركة"
    ),
    "bodies": "bodies | organes | órganos | органы",
}
_KEYS = {plain(name): key for key, names in _HEADINGS.items() for name in names.split(" | ")}
_PARENTHESIS = re.compile(r"\s*\([^)]*\)\s*")


def column(heading: str) -> str | None:
    """What a column holds, by its heading; None for one that is not known."""
    name = plain(heading).strip(" .:*")
    return _KEYS.get(name) or _KEYS.get(_PARENTHESIS.sub(" ", name).strip(" .:*"))


def columns(headings: Iterable[str]) -> dict[int, str]:
    """By place in the row: what the known columns of a heading row hold; empty for a row that is no heading row."""
    found = {at: key for at, heading in enumerate(headings) if heading and (key := column(heading))}
    keys = set(found.values())
    tells_when = keys & {"date", "day", "when", "start", "time", "sitting"}
    tells_what = keys & {"item", "title", "body", "joint", "bodies"}
    return found if tells_when and tells_what else {}
