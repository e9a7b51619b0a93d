"""Words of the agenda reader in the six languages: tables, no rules.

Used by the modules beside it. Every table is by language; patterns are for text in lower case with plain apostrophes
(`quiet`).
"""

from __future__ import annotations

import re
from functools import lru_cache

OPENINGS = {
    "en": (
        r"(?:will|shall|is to|is scheduled to|are to)(?: also)? (?:be (?:formally )?(?:opened|held"
        r"|convened|called to order)"
        r"|open|convene|meet|begin|commence|start|take place)"
    ),
    "fr": (
        r"(?:s'ouvrira|s'ouvriront|sera ouverte?|se tiendra|aura lieu|débutera|commencera|se réunira"
        r"|sera convoquée?|doit s'ouvrir)"
    ),
    "es": (
        r"(?:se abrirá|se inaugurará|se celebrará|será inaugurad[ao]|comenzará|dará comienzo|se iniciará|se reunirá"
        r"|tendrá lugar|quedará abiert[ao]|será abiert[ao]|declarará abiert[ao])"
    ),
    "ru": (
        r"(?:откроется|откроются|будет открыт[ао]?|состоится|начн[её]тся|начн[её]т (?:свою )?работу"
        r"|будет проведен[ао]?|соберется|пройдет)"
    ),
    "zh": r"(?:将?[于在定](?=.{0,60}?(?:开幕|举行|召开|开始))|将(?:开幕|举行|召开))",
    "ar": (r"(?:س?[يت]ُ?فتتح|س?[يت]ُ?عقد|سينعقد|ستنعقد|س[يت]بدأ|س[يت]لتئم|س[يت]جتمع|سيجري افتتاح|س[يت]كون افتتاح)"),
}
"""That a meeting opens or is held."""

BODY_NOUNS = {
    "en": (
        "Working Group", "Working Party", "Expert Group", "Group of Experts", "Group of Governmental Experts",
        "Conference of the Parties", "Conference of the States Parties", "Conference", "Commission", "Subcommission",
        "Committee", "Subcommittee", "Council", "Assembly", "Board", "Subsidiary Body", "Implementation Review Group",
        "Review Group", "Meeting of the Parties", "Forum", "Task Force", "Congress", "Panel", "Authority", "Union",
    ),
    "fr": (
        "Groupe de travail", "Groupe d'experts", "Groupe d'experts gouvernementaux", "Groupe d'examen",
        "Conférence des Parties", "Conférence des États parties", "Conférence", "Commission", "Sous-Commission",
        "Comité", "Sous-Comité", "Conseil", "Assemblée", "Organe subsidiaire", "Réunion des Parties", "Forum",
        "Congrès", "Instance",
    ),
    "es": (
        "Grupo de Trabajo", "Grupo de Expertos", "Grupo de Examen", "Conferencia de las Partes",
        "Conferencia de los Estados Partes", "Conferencia", "Comisión", "Subcomisión", "Comité", "Subcomité",
        "Consejo", "Asamblea", "Junta", "Órgano Subsidiario", "Reunión de las Partes", "Foro", "Congreso",
    ),
    "ru": (
        "Рабочая группа", "Рабочей группы", "Группа экспертов", "Группы экспертов", "Группа по обзору",
        "Группы по обзору", "Конференция участников", "Конференции участников", "Конференция", "Конференции",
        "Комиссия", "Комиссии", "Подкомиссия", "Подкомиссии", "Комитет", "Комитета", "Подкомитет", "Подкомитета",
        "Совет", "Совета", "Ассамблея", "Ассамблеи", "Вспомогательный орган", "Вспомогательного органа", "Форум",
        "Конгресс", "Правление", "Правления",
    ),
    "zh": (
        "工作组", "专家组", "审议组", "缔约方会议", "缔约国会议", "委员会", "小组委员会", "理事会", "大会", "附属机构",
        "论坛", "执行局",
    ),
    "ar": (
        "الفريق العامل", "فريق الخبراء", "فريق استعراض", "مؤتمر الأطراف", "مؤتمر الدول الأطراف", "المؤتمر", "اللجنة",
        "لجنة", "اللجنة الفرعية", "المجلس", "مجلس", "الجمعية", "الهيئة الفرعية", "المنتدى", "فريق عامل",
    ),
}  # fmt: skip
"""What names of bodies begin with (in Chinese: end with)."""

NAME_PREFIXES = {
    "en": (
        r"(?:(?:intergovernmental|open-ended|interim|ad hoc|inter-?sessional|special|joint|general|united nations"
        r"|executive|governing|economic and social|human rights|technical|scientific|legal|world|international|standing"
        r"|preparatory|regional|food|security|trusteeship|main|first|second|third|fourth|fifth|sixth)\W+)*"
    ),
    "fr": "", "es": "", "ru": (
        r"(?:(?:межправительственн\w+|открыт\w+|временн\w+|специальн\w+|подготовительн\w+|генеральн\w+|исполнительн\w+"
        r"|экономическ\w+ и социальн\w+|юридическ\w+|административн\w+|постоянн\w+)\W+)*"
    ),
    "zh": "", "ar": "",
}  # fmt: skip
"""What may stand before the noun and belongs to the name."""

MEETING_NOUNS = {
    "en": (
        r"(?:the )?(?:[\w-]+ |[\w-]+-[\w-]+ )?(?:(?:\([^)]*\) )?(?:regular |special |annual |resumed "
        r"|intersessional )?)"
        r"(?:session|meeting)s? of "
    ),
    "fr": r"(?:la |les )?(?:[\w-]+ )?(?:réunion|session)s?(?: [\w-]+)? (?:du |de la |de l'|des |d'un |de )",
    "es": (
        r"(?:la |el |las )?(?:[\w-]+ ){0,3}(?:reunión|reuniones|período de sesiones|periodo de sesiones|sesión)"
        r"(?: [\w-]+)? (?:del |de la |de los |de )"
    ),
    "ru": r"(?:[\w-]+ ){0,3}(?:сессия|сессии|совещание|совещания|заседание) ",
    "zh": r"",
    "ar": r"(?:ال)?(?:اجتماع|دورة|جلسة)(?: ال\w+)? ",
}
"""`the meeting of`, before the name of the body."""

BEFORE_IT = {
    "en": (
        r"will (?:also )?have before it|will be before|has before it|will be available"
        r"|will (?:also )?be presented with"
    ),
    "fr": (
        r"ser(?:a|ont) (?:également )?saisi|aura (?:également )?sous les yeux|disposera|est saisi"
        r"|dont .{0,40}est saisi"
    ),
    "es": r"tendrá (?:también )?ante sí|dispondrá|tendrá a la vista|se presentará",
    "ru": (
        r"будет представлен|на рассмотрении .{0,60}(?:будет|находится)|будет иметь в своем распоряжении"
        r"|будут представлены"
    ),
    "zh": r"将?收到|面前[将会]?有|备有|将?审议.{0,40}(?:报告|说明)|提交",
    "ar": r"س?[يت]?كون معروضا|س[يت]ُ?عرض|سيكون أمام|معروض على",
}
"""That a body has a document before it."""

JOINT = {
    "en": r"joint (?:discussion|meeting|session|consideration|sitting)s?|joint debate",
    "fr": r"(?:discussion|réunion|séance|session|débat|examen)s? (?:conjoint|commun)e?s?",
    "es": r"(?:debate|deliberación|deliberaciones|reunión|reuniones|sesión|sesiones|examen) conjunt[ao]s?",
    "ru": r"совместн\w+ (?:обсужден\w+|заседан\w+|совещан\w+|рассмотрен\w+|дискусси\w+|прени\w+)",
    "zh": r"联合(?:讨论|会议|审议|举行讨论)|联席(?:会议|讨论)|共同讨论",
    "ar": r"(?:ال)?(?:مناقشة|مناقشات|جلسة|دورة|نقاش|نظر) (?:ال)?مشتركة?|(?:ال)?اجتماع(?:ات)? (?:ال)?مشتركة?",
}
"""A joint discussion."""

NAME_ENDS = {
    "en": (
        r"[,;:.(“\"]| (?:to (?:consider|examine|discuss|continue|submit|report|hold|meet|make|provide|prepare|convene"
        r"|explore|undertake)\b|shall\b|should\b|will\b|would\b|was\b|were\b|is\b|has\b|had\b|have\b|at its\b|in its\b"
        r"|and (?:the|its|to)\b|that\b|which\b|on (?:\d|mon|tues|wednes|thurs|fri)|held\b|may\b|from \d|agreed\b"
        r"|decided\b|requested\b|by the\b|established\b|with a view\b|jointly\b)"
    ),
    "fr": (
        r"[,;:.(“«]| (?:d'\w+(?:er|ir)\b|de (?:se |lui |leur )?\w{3,}(?:er|ir)\b|et (?:le |la |les |l'"
        r"|de (?:se |lui )?\w+er\b)"
        r"|à \w+(?:er|ir)\b|s'est\b|s'\w+ra\b|se tiendra\b|est \b|a \b|ont\b|sera\b|voudra\b|souhaitera\b|qui\b|que\b"
        r"|tenue?s?\b|instauré\w*|créé\w*|institué\w*|qu'|pour (?:qu|la prévention)|dans lesquelles|le \d"
        r"|du \d|par la\b"
        r"|par le\b|aura\b|pourra\b|se réunira\b|examinera\b|conjointement\b|entendra\b)"
    ),
    "es": (
        r"[,;:.(“«]| (?:que\b|a que\b|y (?:el|la|los|al|a la)\b|se \w+|examin\w+|ha \b|será\b|celebrad\w+|establecid\w+"
        r"|por la\b|el \d|del \d|en su\b|tal vez\b|tendrá\b|acordó\b|decidió\b|convino\b|pidió\b|podrá\b"
        r"|conjuntamente\b)"
    ),
    "ru": (
        r"[,;:.(«“]| (?:и (?:рабоч|комисс|комитет|групп|предлож|просил|поруч)\w*|рассмотре\w+|обсуд\w+|провест\w+"
        r"|изуч\w+|котор\w+|на сво\w+|откроется\b|состоится\b|начнется\b|будет\b|постанов\w+|просил\w*|решил\w*"
        r"|совместно\b|в сво\w+|проведенн\w+|была?\b|учрежд\w+|согласил\w+|возможно\b|представить\b)"
    ),
    "zh": r"[,;:.(，；：。（“《、]|将|审议|在|于|和|与|应|可|已|是|的|就|请|举行|讨论|通过|决定",
    "ar": (
        r"[,;:.(“«،؛]| (?:(?:أن|إلى أن|التي|الذي|على أن|في \d|يوم|المعقود\w*|لدى|من أجل|وأن|أنشأ\w*|بأن)\b"
        r"|و(?=الفريق|فريق|لجنة|اللجنة)|النظر في|سي\w+|ست\w+|في (?:اجتماع|قرار|مقرر|دورت|جلست)\w+|بحث|دراسة)"
    ),
}
"""Where the name of a body ends in running text."""

DOCUMENT = frozenset({"document", "documento", "документ", "الوثيقة", "وثيقة"})
"""One document, before its symbol."""

NO_DOCUMENTS = {
    "en": (
        r"^(?:none|no (?:advance )?documentation (?:is|has been|was|will be) (?:foreseen|requested"
        r"|required|envisaged|expected|prepared|submitted).*|no documents?.*)\.?$"
    ),
    "fr": r"^(?:néant|aucun(?:e)? (?:document|documentation).*|pas de document.*)\.?$",
    "es": r"^(?:ningun[ao].*|no (?:hay|se ha solicitado|se requiere|se prevé) document.*|ningún documento.*)\.?$",
    "ru": r"^(?:нет|отсутствует|документац\w+ (?:не|отсутств).*|документов нет)\.?$",
    "zh": r"^(?:无|没有文件|无文件|未要求.*文件)[。.]?$",
    "ar": r"^(?:لا (?:شيء|توجد|يوجد|تُطلب|يُتوقع|تلزم).*|لم تُ?طلب.*)\.?$",
}
"""That there are no documents for an item."""

FURNITURE = {
    "en": (
        r"united nations|distr\.?:?.*|general|limited|restricted|original:?.*|english(?: only)?|french"
        r"|spanish|arabic|chinese"
        r"|russian|\*.*|please recycle.*|agenda|item \d.{0,12} of the (?:provisional )?agenda"
    ),
    "fr": (
        r"nations unies|distr\.?:?.*|générale?|limitée|restreinte|original ?:?.*|français|anglais|\*.*"
        r"|merci de recycler.*"
    ),
    "es": r"naciones unidas|distr\.?:?.*|general|limitada|original:?.*|español|inglés|\*.*|se ruega reciclar.*",
    "ru": (
        r"организация объединенных наций|объединенные нации|distr\.?:?.*|general|limited|original:?.*|russian|english"
        r"|общ\w+|язык оригинала:?.*|оригинал:?.*|\*.*|просьба отправить на вторичную переработку.*"
    ),
    "zh": (
        r"联合国|distr\.?[:：]?.*|general|limited|original[:：]?.*|chinese|english"
        r"|普遍|有限|原文[:：]?.*|\*.*|请回收.*"
    ),
    "ar": (
        r"الأمم المتحدة|distr\.?:?.*|general|limited|original:?.*|arabic|english|عام|محدود|الأصل:?.*|\*.*"
        r"|التوزيع:?.*"
    ),
}
"""Lines of a first page that carry nothing for a programme: names of the house, distribution, language."""

PAGE_FURNITURE = (
    r"\d{1,3}(?:\s*/\s*\d{1,3})?|(?:page|página|стр\.?|صفحة)\s*\d+(?:\s*(?:of|de|/)\s*\d+)?|[-–—]\s*\d+\s*[-–—]"
    r"|(?:[a-z]{1,3}\.)?\d{2}-\d{5}(?:\s*\([a-z]\))?(?:\s+\d+(?:/\d+)?|\s+\d{6}(?:\s+\d{6})?)?"
    r"|\d+(?:/\d+)?\s+[a-z]{0,3}\.?\d{2}-\d{5}|gv?e?\.\d{2}-\d{5}.*|第\s?\d+\s?页.*|\*\d{7}\*|_+|-{3,}|[.…]{3,}"
)
"""Lines at the head or foot of a page: page numbers, job numbers, rules."""


def quiet(text: str) -> str:
    """The text in lower case, with plain apostrophes and spaces; as long as it was, so that places in it stay."""
    return "".join(low if len(low := mark.lower()) == 1 else mark for mark in text.translate(_PLAIN))


_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "‑": "-"})


@lru_cache(maxsize=200)
def pattern(source: str) -> re.Pattern[str]:
    """One of the patterns above, compiled."""
    return re.compile(source)
