"""The words that names of bodies are made of, in six languages. Used by `bodies` alone.

A noun begins a name, a prefix may stand before it, and a name ends where one of the words that end it begins.
"""

from __future__ import annotations

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
