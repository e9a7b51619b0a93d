"""Words of the agenda reader in the six languages: tables, no rules.

Used by the modules beside it. Every table is by language; patterns are for text in lower case with plain apostrophes
(`quiet`).
"""

from __future__ import annotations

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

OFFICERS = (
    r".{0,40}?(?:bureau|\bmesas?\b|бюро|主席团|مكتب|secretariat|secrétariat|secretaría|секретариат|秘书处|الأمانة)"
)
"""Right after the words for a joint meeting: it is of those who run the meeting, and takes up no item."""

WITH = {
    "en": r"\bwith (?:the )?",
    "fr": r"\bavec (?:les? |la |l')?",
    "es": r"\bcon (?:el |las? |los )?",
    "ru": r"\bсо? ",
    "zh": r"会同|[与和同]",
    "ar": r"\bمع ",
}
"""Before the body with which another meets."""

WITH_ELSE = {
    "en": (
        r"\b(?:consult\w*|accordance|co-?operat\w*|collaborat\w*|co-?ordinat\w*|agree\w*|conformity|line"
        r"|connection|liaison|contact|partnership|keeping|dealing|begin\w*|start\w*) $"
    ),
    "fr": (
        r"\b(?:consult\w*|concert\w*|accord|coopération|collaboration|coordination|conformité|liaison|rapport"
        r"|relation|partenariat|contact|entretien\w*) $"
    ),
    "es": (
        r"\b(?:consult\w*|concert\w*|acuerdo|cooperación|colaboración|coordinación|conformidad|arreglo|relación"
        r"|enlace|contacto|asociación) $"
    ),
    "ru": (
        r"(?:в соответствии|по согласованию|в консультаци\w+|консультаци\w+|в сотрудничестве|в связи"
        r"|по договор[её]нности|в координации|согласован\w*|наряду|начиная|в контакте) $"
    ),
    "zh": r"(?!)",
    "ar": r"(?:بالتشاور|التشاور|مشاورات|بالتعاون|بالاتفاق|بالتنسيق|تمشيا|اتساقا|بالاشتراك في التشاور|وبالتوازي) $",
}
"""What one has `with` a body that makes no joint discussion with it: consultations, an agreement."""

WITH_AFTER = {
    "en": "", "fr": "", "es": "", "ru": "", "ar": "",
    "zh": r".{0,4}?(?:协商|磋商|合作|商定|协调|协作|一致)",
}  # fmt: skip
"""The same where it follows the name."""

INSTRUMENTAL = {
    "ru": {
        "рабочей группой": "Рабочая группа",
        "группой экспертов": "Группа экспертов",
        "группой по обзору": "Группа по обзору",
        "конференцией участников": "Конференция участников",
        "конференцией": "Конференция",
        "подкомиссией": "Подкомиссия",
        "комиссией": "Комиссия",
        "подкомитетом": "Подкомитет",
        "комитетом": "Комитет",
        "советом": "Совет",
        "ассамблеей": "Ассамблея",
        "вспомогательным органом": "Вспомогательный орган",
        "форумом": "Форум",
        "правлением": "Правление",
    }
}
"""Nouns of bodies as they stand after `with`, and as they are called."""

TRAILING = r"(?:[\s,،，]+(?:le|un|une|el|en|a|on|в|во|يوم|في|to|be|held)|[\s,،，])+$"
"""What stands between a name and the date or the joint discussion after it."""

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
