"""The words of timetables in the six languages: column heads, kinds of meetings, rooms, deadlines, what follows what.

Data for the modules beside it; patterns are for text in lower case (`phrases.quiet`), places in it being those of the
text.
"""

from __future__ import annotations

import re

from session_planner.programme.columns import column
from session_planner.programme.names import plain
from session_planner.sources.phrases.quiet import quiet

MORE_HEADS = {
    "when": (
        "date/time|date and hour|proposed date|proposed dates|proposed date/time for consideration"
        "|date of consideration"
        "|proposed date and time|scheduled date|proposed date time for consideration"
        "|proposed date /time for consideration|proposed dates/time for consideration|dates and times|meeting dates"
        "|date/heure|dates proposées|date proposée|date et heure proposées|date ou heure proposées"
        "|date/heure proposée pour l’examen|dates/heures proposées pour l’examen"
        "|date(s)/heure proposée(s) pour l’examen"
        "|date/heure proposées pour l’examen|dates et heures|jour et heure"
        "|fecha/hora|fechas propuestas|fecha propuesta|fecha y hora propuestas|fecha/hora propuesta para el examen"
        "|fecha y hora propuestas para el examen|fechas y horas|día y hora|fechas/hora propuestas para el examen"
        "|дата/время|предлагаемая дата|предлагаемые даты|предлагаемые сроки рассмотрения|дата и время рассмотрения"
        "|предлагаемые даты и время рассмотрения|предлагаемые дата и время рассмотрения|день и время|дата и часы"
        "|предлагаемая дата/время рассмотрения|предлагаемые даты/время рассмотрения"
        "|日期/时间|拟议日期|拟议审议日期|拟议审议日期和时间|拟议审议日期/时间|日期时间|审议日期"
        "|التاريخ/الوقت|الموعد|الموعد المقترح|التواريخ المقترحة|التاريخ المقترح|الموعد المقترح للنظر"
        "|التاريخ/الوقت المقترح للنظر"
        "|اليوم والساعة|التاريخ والساعة|المواعيد المقترحة للنظر|التاريخ والوقت المقترحان للنظر|اليوم والوقت"
    ),
    "documents": (
        "documents|document|documentation|symbol|symbols|reference|references|pre-session documentation"
        "|background documents"
        "|document symbol|working documents|cote|cotes|documentation d’avant-session|documents de travail"
        "|documentation de session"
        "|documentos|documentación|documento|signatura|signaturas|documentación anterior al período de sesiones"
        "|documentos de trabajo|документы|документ|документация|предсессионная документация|условное обозначение"
        "|рабочие документы|文件|文号|会前文件|会前文件编号|文件编号|الوثائق|الوثيقة|الوثائق السابقة للدورة"
        "|وثائق ما قبل الدورة"
        "|رموز الوثائق|الرمز"
    ),
    "title": (
        "subject matter|topic|agenda item title|activity|event|programme|meeting and subject|item and title|agenda"
        "|business"
        "|question|questions|sujet|activité|objet|asunto|asuntos|tema y título|actividad|вопрос|вопросы|тема"
        "|мероприятие|наименование"
        "|наименование пункта|наименование или описание|主题|事项|内容|活动|题目|标题和说明|المسألة|الموضوع"
        "|النشاط|الفعالية|المسائل"
    ),
    "item": (
        "agenda item no|agenda item number|item number|items of the agenda|agenda item (s)|agenda item(s)"
        "|points de l’ordre du jour|point de l'ordre du jour|point n°|temas del programa|núm.|tema núm."
        "|пункты повестки дня|№|№ пункта"
        "|пункт повестки|议题编号|议程|议程项目编号|项目编号|البنود|رقم البند|بنود جدول الأعمال|بند من جدول الأعمال"
    ),
    "meeting": (
        "meeting no|meeting number|n° de séance|séance n°|numéro de la séance|sesión núm.|núm. de sesión|№ заседания"
        "|номер заседания|会议次数|会次|رقم الجلسة"
    ),
    "room": "venue|meeting room|where|lieu de la réunion|lugar de reunión|место проведения|помещение|会场|地点"
    "|مكان الاجتماع|قاعة الاجتماعات",
    "open": "status|openness|participation|statut|régimen|статус|状态|性质|الحالة",
    "time": "time slot|hours of meeting|horaires|horas de reunión|часы заседаний|часы работы|时段|会议时间"
    "|الأوقات|التوقيت",
    "date": "day and date|jour|jours|dates|día|fechas|день|дни|день/дата|日|日期和星期|اليوم|الأيام|اليوم والتاريخ",
}
_MORE = {plain(name): key for key, names in MORE_HEADS.items() for name in names.split("|")}
_HEAD_WORDS = frozenset(word for name in _MORE for word in re.findall(r"[^\W\d_]+", name))

PLENARY = re.compile(r"plenar|pléni[eè]r|pleno|plenari|пленар|全体会议|全会|الجلسات? العامة|جلسات? عامة|العامة")
PARALLEL = re.compile(
    r"parallel|simultaneous|parallèle|simultan|concurrent|paralel|параллельн|одновремен|平行|并行|同时|موازي|المتوازي"
    r"|متزامن|الموازي"
)
IN_PARALLEL = re.compile(
    r"[([]?\s*(?:(?:to be held |held |meeting )?in parallel (?:with|to)|parallel to"
    r"|en parallèle (?:avec|à)|parallèlement à|en paralelo con"
    r"|paralelamente (?:a|con)|simultáneamente con|параллельно с|одновременно с|同时举行|与此同时|并行举行|平行举行"
    r"|بالتوازي مع|بالتزامن مع|وبالتوازي مع ذلك|وبالتوازي مع)\s*[:：]?\s*[)\]]?"
)
CLOSED = re.compile(
    r"[(（\[]?\s*\b(?:closed(?: meetings?)?|closed to observers|private meeting|(?:séance|réunion) (?:privée"
    r"|à huis clos)|à huis clos|séance privée"
    r"|(?:sesión|reunión) (?:privada|cerrada|a puerta cerrada)|a puerta cerrada|privada|cerrada|закрыт(?:ое|ая"
    r"|ые)(?: заседани[ея]| встреча| совещание)?)\s*[)）\]]?"
    r"|[(（]?(?:非公开(?:会议)?|闭门(?:会议)?|不公开(?:会议)?|جلس(?:ة|ات) مغلقة|اجتماع مغلق|مغلقة|مغلق)[)）]?"
)
RESTRICTED = re.compile(
    r"(?:open to )?(?:parties|members|member states|states parties|delegations)(?: and [\w ]{3,30})? only"
    r"|by invitation(?: only)?|(?:réservée? aux|seulement) .{3,60}|sur invitation"
    r"|(?:solo|únicamente|solamente) .{3,60}|por invitación|только для .{3,60}|仅限.{2,20}|(?:للأطراف|للدول"
    r"|للأعضاء).{0,40}فقط"
)
"""Who may come to a meeting: said in brackets, and no part of its title."""
OPEN = re.compile(
    r"[(（\[]?\s*\b(?:open(?: meetings?)?|open to observers|public meeting|(?:séance|réunion) (?:publique|ouverte)"
    r"|(?:sesión|reunión) (?:pública|abierta)"
    r"|открыт(?:ое|ая|ые)(?: заседание| встреча| совещание)?)\s*[)）\]]?|[(（]?(?:公开会议|公开|جلسة (?:علنية|مفتوحة)"
    r"|اجتماع مفتوح|مفتوحة|علنية)[)）]?"
)
JOINT = re.compile(r"\bjoint\b|\bjointly\b|conjoint|commune des|conjunt|совместн|联席|联合(?:讨论|会议|审议)|مشترك")
DEADLINE = re.compile(
    r"^\W*(?:[\w'’ ]{0,12})?(?:deadline|closing date|close of the list|closure of the list|time limit|date limite"
    r"|heure limite|délai|clôture de la liste|clôture des inscriptions"
    r"|plazo|fecha límite|hora límite|cierre de la lista|vencimiento|крайний срок|предельный срок|срок представления"
    r"|срок подачи|последний срок|закрытие списка"
    r"|截止|提交.{0,20}的?截止|موعد نهائي|الموعد النهائي|آخر موعد|المهلة|إغلاق قائمة|إقفال قائمة)|截止(?:日期"
    r"|时间)?\W*$"
)
AFTER = re.compile(
    r"(?:immediately|directly|shortly|straight) (?:after|following)"
    r"|(?:immediately )?following (?:the )?(?:adjournment|conclusion|closure|end|plenary|adoption)"
    r"|(?:after|upon) (?:the )?(?:adjournment|conclusion|closure|end) of|at the (?:conclusion|close"
    r"|end) of (?:the )?plenary|after (?:the )?plenary"
    r"|immédiatement après|(?:aussitôt|sitôt|tout de suite|directement) après|à l[’']issue de|après la (?:clôture"
    r"|levée) de|immédiatement à la suite de|à la suite de la (?:séance|plénière)"
    r"|inmediatamente después|a continuación de|justo después|al (?:término|finalizar|concluir)|tras la (?:clausura"
    r"|sesión)|después de (?:la sesión plenaria|la plenaria|concluida)"
    r"|сразу (?:же )?после|непосредственно после|немедленно после|по (?:окончании|завершении|закрытии)"
    r"|после (?:окончания|завершения|закрытия|пленарного)"
    r"|紧接|(?:全体会议|全会|会议)(?:结束|休会)?(?:之)?后(?:立即|随即)?|随后立即|عقب|بعد (?:انتهاء|اختتام|رفع"
    r"|الجلسة|ختام)|فور|مباشرة بعد"
    r"|على إثر|إثر"
)
ROOM = re.compile(
    r"(?:\b(?:large |small |main )?(?:conference|meeting|committee|plenary|briefing|press|board"
    r"|assembly) rooms?\s+(?:no\.?\s?)?[\w.\-/]{1,8}(?: [a-z](?![\w]))?"
    r"|\bcr[ -]?\d{1,2}\b|\broom\s+(?:no\.?\s?)?[a-z]{0,3}[\-.]?\d[\w.\-/]*|\b(?:[\w'’\-]+ )(?:room|chamber|hall"
    r"|auditorium)(?:\s?\([\w. ]+\))?(?=\W*$)"
    r"|\broom [a-z]{1,3}(?=\W*$)"
    r"|\b(?:trusteeship council|security council|economic and social council|ecosoc|general assembly|assembly|council"
    r"|consultations|plenary) (?:chamber|hall|room)\b"
    r"|\bsalle(?: de (?:conférences?|réunions?|la commission|l'assemblée"
    r"|commission))?\s+(?:n[o°]\s?)?[\w\-.]+(?: \w)?|\bsala(?: de (?:conferencias|reuniones|juntas|comisiones"
    r"|sesiones))?\s+(?:núm\.\s?)?[\w\-.]+"
    r"|\bзал(?:е|а)?(?: (?:заседаний|совещаний|пленарных заседаний|конференций))?\s*(?:№\s?)?[\w\-]+"
    r"|\b[\w\-]+ый зал\b"
    r"|第?\s?[\d一二三四五六七八九十a-z]+\s?(?:号)?(?:会议室|会议厅|厅|会场)|(?:[^\s，。,；;()（）]{1,8})(?:会议厅"
    r"|会议室|大厅|厅|会场)(?:\s?\d+)?"
    r"|(?:قاعة|القاعة|غرفة)(?: (?:الاجتماعات|الاجتماع|المؤتمرات|المؤتمر))?(?: رقم)? [\w\-]+)",
)
_PLENARY_HALL = re.compile(
    r"\bPlenary (?!Meeting|Session|Sitting)(?:Hall |Room )?[A-Z]\w*(?: [A-Z]\w+)*|\bSalle (?:[A-ZÉ]\w+"
    r"|plénière)(?: [A-Z]\w+)*"
)

LATER = re.compile(r"\blater\b|plus tard|más tarde|позднее|позже|延长|لاحق|بعد ذلك")
SITTING = re.compile(r"\b(?:meeting|session|sitting|séance|sesión|reunión|заседание)\b|会议|جلسة|الجلسة")
"""What a line before hours may call them: `Afternoon meeting (14.30-17.30)`."""
BREAKS = re.compile(
    r"^\W*(?:lunch(?:[ -]?(?:break|time))?|coffee(?: break)?|break|pause(?: déjeuner| café)?|déjeuner|almuerzo|receso"
    r"|pausa(?: para .*)?|перерыв(?: на обед)?|обед(?:енный перерыв)?"
    r"|午休|休息|午餐|茶歇|استراحة(?: .*)?|غداء|الغداء|استراحة الغداء)\W*$"
)


def head(text: str) -> str | None:
    """What a column holds by its head, the heads of documents' tables included; None for one that is not known."""
    flat = re.sub(r"\s+", " ", text).strip()
    return (
        column(flat)
        or _MORE.get(plain(flat).strip(" .:*"))
        or _MORE.get(plain(re.sub(r"[(（][^)）]*[)）]", "", flat)).strip(" .:*"))
    )


def head_words(text: str) -> bool:
    """Whether a text has nothing but words that column heads are made of: a head that stands over several lines."""
    words = re.findall(r"[^\W\d_]+", plain(text))
    return bool(words) and not re.search(r"\d", text) and all(word in _HEAD_WORDS or column(word) for word in words)


def room_in(text: str) -> re.Match[str] | None:
    """The name of a room in a text: the last one."""
    if named := list(_PLENARY_HALL.finditer(text)):
        return named[-1]
    found = list(ROOM.finditer(quiet(text)))
    return found[-1] if found else None


OPENING = re.compile(
    r"Opening of the (?:session|meeting|conference)|Ouverture de la (?:session|réunion|conférence)"
    r"|Apertura (?:del período de sesiones|de la (?:reunión|sesión|conferencia))"
    r"|Открытие (?:сессии|совещания|конференции)|(?:会议|届会)开幕|افتتاح (?:الدورة|الاجتماع|المؤتمر)",
    re.IGNORECASE,
)
"""The opening as an agenda puts it, and nothing more: the line after it that begins anew is of another entry."""
