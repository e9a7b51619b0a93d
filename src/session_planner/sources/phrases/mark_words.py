"""Headings and marks of the documents in the six languages, as regular expressions over flat text: data for `marks`."""

from __future__ import annotations

_OF_EN = r"(?: (?:of|for) (?:the )?.{3,90})?"
HEADINGS = {
    "agenda": {
        "en": (
            rf"(?:(?:revised|annotated|provisional|draft|proposed|annotated provisional) )*agenda(?: items)?"
            rf"(?:(?:,| and| with| including) .{{3,90}}){{0,3}}{_OF_EN}"
        ),
        "fr": (
            r"(?:projet d')?ordre du jour(?: provisoire| revise| annote)*(?:(?:,| et| avec) .{3,90})?"
            r"(?: de la .{3,60}| du .{3,60})?"
        ),
        "es": (
            r"(?:programa(?= provisional|$| anotado| revisado| y )|temario|orden del dia|proyecto de (?:programa"
            r"|temario))"
            r"(?: provisional| anotado| revisado)*(?:(?:,| y| con) .{3,90})?(?: de[l]? .{3,60})?"
        ),
        "ru": (
            r"(?:(?:аннотированная|предварительная|пересмотренная) )*(?:проект )?повестк[аи] дня(?:(?:,| и"
            r"| с) .{3,90})?"
            r"(?: .{3,60} сессии)?"
        ),
        "zh": (
            r"(?:.{0,20}(?:会议|届会))?(?:订正)?(?:暂定|临时)?(?:注释|说明)?议程(?:项目)?(?:草案)?(?:(?:和|及"
            r"|、)?(?:其)?(?:说明|注释)(?:.{0,20})?)?"
        ),
        "ar": (
            r"(?:مشروع )?جدول الاعمال(?: المؤقت| المشروح| التفصيلي| المنقح)*(?: (?:و|مع )?(?:ال)?(?:شروح|حواشي"
            r"|تنظيم).{0,60})?(?: لل?.{3,60})?"
        ),
    },
    "annotations": {
        "en": r"annotations?(?: (?:to|on) the (?:provisional )?agenda.{0,40})?|annotations thereto|explanatory notes",
        "fr": r"annotations?(?: (?:a|concernant) l'ordre du jour.{0,40})?|notes explicatives",
        "es": r"anotaciones(?: al? .{3,50})?|notas explicativas",
        "ru": r"аннотации(?: к .{3,50})?|пояснительн\w+ записк\w+",
        "zh": r"(?:议程)?(?:说明|注释)|附加说明",
        "ar": r"(?:ال)?شروح(?: جدول الاعمال.{0,30})?|(?:ال)?حواشي|(?:ال)?تعليقات",
    },
    "annex": {
        "en": r"(?:annex|appendix)(?: [ivx\d]{1,4}| [a-d])?",
        "fr": r"(?:annexe|appendice)(?: [ivx\d]{1,4}| [a-d])?",
        "es": r"(?:anexo|apendice)(?: [ivx\d]{1,4}| [a-d])?",
        "ru": r"(?:приложение|добавление)(?: [ivx\d]{1,4})?",
        "zh": r"(?:附件|附录)\s?[一二三四五六七八九十\dA-Dа-я]{0,2}",
        "ar": r"(?:ال)?(?:مرفق|تذييل|ملحق)(?: (?:الاول|الثاني|الثالث|[\d]))?",
    },
    "organization": {
        "en": (
            r"(?:(?:proposed|provisional|tentative|draft|indicative|revised|suggested"
            r"|annotated) )*(?:organi[sz]ation of (?:the )?(?:work|session|meetings?|the session)"
            r"|programme of (?:work|meetings)|work programme|time ?tables?|schedule(?: of (?:work|meetings))?"
            r"|scheduling of meetings"
            r"|(?:daily )?programme|programme of the (?:meeting|session)|calendar|order of (?:business|the day)"
            r"|programme outline)"
            rf"{_OF_EN}"
        ),
        "fr": (
            r"(?:projet d'|projet de |proposition d')?(?:organisation (?:proposee )?des travaux"
            r"|programme de travail|calendrier(?: des (?:travaux|seances|reunions))?"
            r"|emploi du temps|horaire|programme(?: des (?:travaux|seances|reunions)| journalier| quotidien)?"
            r"|ordre des travaux)"
            r"(?: provisoire| propose[e]?| indicatif| previsionnel)*(?: (?:de la|du|des) .{3,90})?"
        ),
        "es": (
            r"(?:proyecto de |propuesta de )?(?:organizacion (?:propuesta )?de (?:los trabajos|la labor"
            r"|las sesiones)|programa de (?:trabajo|sesiones|reuniones)"
            r"|calendario(?: de (?:trabajo|sesiones|reuniones))?|horario|programa diario)(?: propuest[ao]"
            r"| provisional| indicativo| preliminar)*"
            r"(?: (?:de la|del|de los) .{3,90})?"
        ),
        "ru": (
            r"(?:предлагаемая |предварительная |предлагаемый |предварительный |проект )?(?:организаци[яи] работы"
            r"|программ[аы] работы|расписани[ея](?: заседании)?"
            r"|план работы|график(?: работы| заседании)?|порядок работы|распорядок дня)(?: .{3,90})?"
        ),
        "zh": (
            r"(?:.{0,20}(?:会议|届会))?(?:拟议|暂定|临时|每日|建议的?)?的?(?:工作安排|工作方案|时间表|日程表?"
            r"|会议安排|会议日程|工作计划|日程安排)(?:草案|建议)?"
        ),
        "ar": (
            r"(?:مشروع |اقتراح )?(?:ال)?(?:تنظيم (?:المقترح )?(?:ال)?(?:ل)?(?:لاعمال|عمل|اعمال|الاعمال|العمل)"
            r"|برنامج العمل|برنامج|جدول زمني|الجدول الزمني|برنامج الجلسات|جدول الجلسات)(?: المقترح"
            r"| المؤقت)*(?: لل?.{3,60})?"
        ),
    },
    "documentation": {
        "en": (
            r"(?:list of )?(?:pre-session |background |relevant )?document(?:s|ation)(?: (?:before|for"
            r"|available).{0,60})?"
        ),
        "fr": r"(?:liste des )?document(?:s|ation)(?: (?:de base|d'information|dont .{3,60}))?",
        "es": r"(?:lista de )?document(?:os|acion)(?: (?:de antecedentes|de base|ante .{3,60}))?",
        "ru": r"(?:перечень )?документ(?:ы|ов|ация)",
        "zh": r"(?:背景|会前|相关)?(?:文件|文献|文件一览表|文件清单|资料)",
        "ar": r"(?:قائمة )?(?:ال)?وثائق|(?:ال)?مستندات",
    },
    "contents": {
        "en": r"(?:table of )?contents", "fr": r"table des matieres|sommaire", "es": r"indice|contenido",
        "ru": r"содержание",
        "zh": r"目录", "ar": r"(?:ال)?محتويات",
    },
}  # fmt: skip
"""What stands over the parts of a document: a whole line must be this."""

_COLUMN_HEADS = (
    "date and time|date/time|date|time|hours|agenda item|agenda items|item|items|title or description"
    "|title|description|subject|programme|meeting|room|morning|afternoon"
    "|proposed date(s)/time for consideration|proposed date|pre-session documentation|documentation"
    "|documents|agenda|or description|agenda item no.|date et heure|heure|heures|point de l'ordre du jour"
    "|points de l'ordre du jour|point de l'ordre|du jour|intitule ou description|intitule|point|seance"
    "|salle|titre|matin|matinee|apres-midi|horaire|dates|sujet|ou description|fecha y hora|fecha|hora"
    "|tema del programa|tema|titulo o descripcion|titulo|descripcion|sesion|sala|horario|asunto|manana"
    "|tarde|del programa|o descripcion|дата и время|дата|время|пункт повестки дня|пункт"
    "|название или описание|название|описание|заседание|зал|тема|содержание|повестки дня|пункт повестки"
    "|дня|или описание|утро|日期和时间|日期|时间|议程项目|议题|标题或说明|标题|说明|会议室|地点|项目|主题|文件|上午"
    "|下午|内容|标题或内容说明"
    "|التاريخ والوقت|التاريخ|الوقت|بند جدول الاعمال|البند|العنوان او الوصف|العنوان|الوصف|القاعة|الجلسة|بند"
    "|جدول الاعمال|الموضوع|الوثائق"
)
COLUMN_HEADS = tuple(_COLUMN_HEADS.split("|"))
"""Heads of a timetable's columns, and the pieces that they are broken into."""

SITTING_KINDS = {
    "joint": (
        r"\bjoint(?:ly)?\b|conjointe?s?\b|conjuntament\w*|conjunt[ao]s?\b|\bcommunes?\b(?= (?:de|du|des))"
        r"|совместн\w+|联席|联合(?:会议|讨论)|مشترك\w*"
    ),
    "plenary": (
        r"\bplenar(?:y|ies)\b|plenieres?\b|plenari[ao]s?\b|пленарн\w+|全体会议|全会|(?:ال)?جلسة (?:ال)?عامة"
        r"|بكامل هيئتها"
    ),
    "closed": (
        r"\bclosed\b|\bprivate meeting|\bin private\b|parties (?:and observer states )?only|a huis clos"
        r"|seances? privees?|seances? fermees?"
        r"|reunions? privees?|sesion(?:es)? privadas?|reunion(?:es)? privadas?|a puerta cerrada|закрыт\w+|非公开"
        r"|闭门|مغلق\w*"
    ),
    "open": (
        r"\bopen meeting|\bopen to\b|\bpublic meeting|seances? publiques?|ouverte a|sesion(?:es)? (?:publicas?"
        r"|abiertas?)|reunion(?:es)? abiertas?"
        r"|открыт\w+ (?:заседан\w+|для)|公开会议|(?<!非)公开|جلسة (?:علنية|مفتوحة)"
    ),
    "informal": (
        r"\binformals?\b|officieux|officieuses?|informelles?\b|informels?\b|oficiosas?\b|informales?\b"
        r"|неофициальн\w+|неформальн\w+|非正式|غير رسمي\w*"
    ),
    "parallel": (
        r"\bin parallel\b|\bparallel (?:meeting|session|with)|\bsimultaneous\w*|en parallele|simultanee?s?\b"
        r"|en paralelo|simultanea\w*|параллельн\w+"
        r"|平行|同时举行|بالتوازي|متوازي\w*|جلسة موازية"
    ),
}  # fmt: skip
"""What a sitting may be called."""
