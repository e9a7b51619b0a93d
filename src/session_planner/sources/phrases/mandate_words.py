"""The words of mandates in the six languages: data for `mandates`. One kind of quote and dash is written.

`WORD` is what a resolution or decision is called, `OF` what joins the name of the body that adopted it, `TITLED` what
stands before its title, `AGREED` what a bureau does.
"""

from __future__ import annotations

RESOLUTION = {
    "en": r"[Rr]esolutions?", "fr": r"[Rr]ésolutions?", "es": r"[Rr]esoluci(?:ón|ones)",
    "ru": r"[Рр]езолюци(?:я|и|ю|ей|й|ях|ями|ям)",
    "ar": r"(?:[وفبل]?ال|[وفبل])?قرار(?:ات|ا|ي|ين|ان)?(?:ها|ه|هما)?",
}  # fmt: skip
DECISION = {
    "en": r"[Dd]ecisions?", "fr": r"[Dd]écisions?", "es": r"[Dd]ecisi(?:ón|ones)",
    "ru": r"[Рр]ешени(?:е|я|ю|ем|и|й|ях|ями|ям)",
    "ar": r"(?:[وفبل]?ال|[وفبل])?مقرر(?:ات|ا|ي|ين|ان)?(?:ها|ه|هما)?",
}  # fmt: skip
LINK = {
    "en": r"(?:and|,)", "fr": r"(?:et|,)", "es": r"(?:y|,)", "ru": r"(?:и|,)", "ar": r"(?:و|،)",
    "zh": r"(?:和|及|与|、)",
}  # fmt: skip
OF = {
    "en": r"of the (?P<of>[A-Z][^,.;:()\"]{2,90}?)",
    "fr": r"(?:de la|de l'|du|des) ?(?P<of>[A-ZÀ-Ý][^,.;:()\"]{2,90}?)",
    "es": r"(?:de la|del|de los|de las) (?P<of>[A-ZÀ-Ý][^,.;:()\"]{2,90}?)",
    "ru": r"(?P<of>[А-Я][^,.;:()\"]{2,90}?)",
    "ar": r"(?:الصادر عن|لل?|من) ?(?P<of>[^،,.;:()\"\d]{2,60}?)",
}  # fmt: skip
OF_ENDS = {
    "en": (
        r"(?=,|\.|;|:|\)|\(|\"| entitled| titled| on | of \d| concerning| as | and (?=[a-z])| in | which| that| to "
        r"| by | for | adopted|$)"
    ),
    "fr": (
        r"(?=,|\.|;|:|\)|\(|\"| intitulé| sur | du \d| relative| et (?=[a-zà-ÿ])| dans | qui| que| par | en | a | au "
        r"| aux | concernant|$)"
    ),
    "es": r"(?=,|\.|;|:|\)|\(|\"| titulad| sobre | de \d| relativ| y (?=[a-zà-ÿ])| en | que| por | para | relat|$)",
    "ru": r"(?=,|\.|;|:|\)|\(|\"| озаглавл| от \d| о | об | и (?=[а-я])| в | «|$)",
    "ar": r"(?=،|,|\.|;|:|\)|\(|\"| المعنون| المؤرخ| بشأن| و|$)",
}  # fmt: skip
TITLED = {
    "en": (
        r"(?:entitled|titled|under the title"
        r"|on the subject of)"
    ), "fr": r"(?:intitulée?s?|sous le titre|ayant pour titre)",
    "es": r"(?:titulad[ao]s?|intitulad[ao]s?|bajo el título|con el título)",
    "ru": r"(?:озаглавленн\w+|под названием|под заголовком|названн\w+)",
    "zh": r"(?:题为|标题为|名为)", "ar": r"(?:المعنونة?|المعنونين|بعنوان|وعنوانها?|تحت عنوان)",
}  # fmt: skip
DATED = {
    "en": r"\s*,?\s*(?:of|adopted on)\s+", "fr": (
        r"\s*,?\s*(?:du|en date du|adoptée le)\s+"
    ), "es": r"\s*,?\s*(?:de(?: fecha)?|del)\s+",
    "ru": r"\s*,?\s*от\s+", "zh": r"\s*", "ar": r"\s*،?\s*المؤرخة?\s+",
}  # fmt: skip
ITS = {
    "en": r"\b(?:its|the same)\s+$", "fr": r"\b(?:sa|ses|son)\s+$", "es": r"\bsus?\s+$",
    "ru": r"\bсво(?:ей|ем|их|я|ю|е)\s+$",
    "ar": r"$", "zh": r"(?:其|在)$",
}  # fmt: skip
"""What says that the subject of the sentence adopted it (in Arabic: the ending of the word itself)."""

# The subject of the clause: what stands between the citation and a verb of deciding.
ARTICLE = {"en": r"(?:the|The)", "fr": r"(?:la |le |les |l'|La |Le |Les |L')", "es": r"(?:la|el|los|las|La|El|Los|Las)",
           "ru": "", "zh": "", "ar": ""}  # fmt: skip
VERB = {
    "en": (
        r"(?:had |has |also |further |inter alia,? |notably |again )*(?:requested|decided|approved|recogni[sz]ed"
        r"|endorsed|urged|called|encouraged|invited"
        r"|reaffirmed|recalled|adopted|welcomed|noted|stressed|emphasi[sz]ed|agreed|established|mandated|took note"
        r"|reiterated|recommended"
        r"|expressed|affirmed|underlined|acknowledged|directed|asked|stated|instructed|reminded|resolved|renewed"
        r"|extended|authori[sz]ed)\b"
    ),
    "fr": (
        r"(?:a|avait|ont|s'est|est)\s+(?:également |notamment |aussi |en outre |de nouveau |entre autres,? )*"
        r"\w+(?:é|i|u|is|it|ert|int)(?:e?s?)\b|(?:prie|décide|demande|invite|approuve)\b"
    ),
    "es": (
        r"(?:también |además |entre otras cosas,? |nuevamente |había |ha )*(?:\w+[óe]|pidió|decidió|hizo suy[ao]s?"
        r"|aprobó|reconoció|instó|exhortó|solicitó|solicitado|decidido)\b"
    ),
    "ru": (
        r"(?:также |далее |в частности,? |вновь |среди прочего,? )*(?:просила?|постановила?|решила?|одобрила?"
        r"|признала?|призвала?|предложила?|поручила?|утвердила?"
        r"|учредила?|рекомендовала?|подчеркнула?|приветствовала?|отметила?|настоятельно|приняла?|подтвердила?"
        r"|рекомендовали|обратилась|обратился)\b"
    ),
    "zh": (
        r"(?:除其他外)?(?:，|,)?(?:还|并|又|特别)?(?:请|决定|核可|认识到|敦促|呼吁|鼓励|重申|通过|欢迎|注意到|强调"
        r"|同意|设立|商定|要求|授权|建议|促请|核准|赞同|确认|申明)"
    ),
    "ar": r"",
}  # fmt: skip
AR_VERB = (
    r"(?:طلبت?|قررت?|أقرت?|وافقت?|اعترفت?|حثت?|دعت?|شجعت?|أكدت?|رحبت?|أحاطت?|شددت?|اتفقت?|أنشأت?|أوصت?|أيدت?|سلمت?"
    r"|اعتمدت?|كررت?)"
)

BUREAU = {
    "en": r"(?:[Ee]xtended |[Ee]nlarged |[Ee]xpanded )?Bureau|(?:extended|enlarged|expanded) bureau",
    "fr": r"[Bb]ureau(?: élargi| de composition élargie)?",
    "es": r"[Mm]esa(?: [Aa]mpliada)?",
    "ru": r"(?:[Рр]асширенн\w+ [Бб]юро|[Бб]юро(?: расширенного состава| в расширенном составе)?)",
    "zh": r"(?:扩大的?)?主席团(?:扩大会议)?",
    "ar": r"المكتب(?: (?:الموسَّ?ع|الموسع))?|مكتب(?:ه|ها)? (?:المؤتمر|اللجنة)(?: (?:الموسَّ?ع|الموسع))?",
}  # fmt: skip
AGREED = {
    "en": r"(?:also |had |further |has )*(?:agreed|decided|approved|endorsed|recommended)(?: that| on| upon| to)?",
    "fr": (
        r"(?:est|a|était|avait) (?:également |aussi |ensuite )?(?:convenu|décidé|approuvé|arrêté|adopté"
        r"|recommandé)(?: que| de| du| d')?"
    ),
    "es": (
        r"(?:también |había |ha )?(?:convino|acordó|decidió|aprobó|recomendó|convenido|acordado)(?: en que| que"
        r"| en)?"
    ),
    "ru": (
        r"(?:также )?(?:постановил[оаи]?|согласил(?:ось|ась|ся)|решил[оаи]?|договорил(?:ось|ась)|утвердил[оаи]?"
        r"|одобрил[оаи]?|принял[оаи]? решение|рекомендовал[оаи]?|согласовал[оаи]?)(?:,? (?:что|о том,? что(?:бы)?))?"
    ),
    "zh": r"(?:还|并)?(?:商定|决定|同意|议定|核准|一致同意)",
    "ar": r"(?:على أن|على|أن|بأن)",
}  # fmt: skip
AR_AGREED = r"(?:واتفق|اتفق|وافق|ووافق|قرر|وقرر|أقر|وأقر)ت?"
PLACE = {
    "en": (
        r"(?:held|convened|met|meeting|took place)[^,.;]{0,30}? (?:in"
        r"|at) (?P<place>[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2})"
        r"|\bin (?P<other>[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}),? on \d"
    ),
    "fr": r"(?:tenue?s?|réunie?s?|lieu)[^,.;]{0,30}? (?:à|au|en) (?P<place>[A-ZÀ-Ý][\w'-]+(?: [A-ZÀ-Ý][\w'-]+){0,2})",
    "es": (
        r"(?:celebrad[ao]s?|celebró|reunid[ao]s?"
        r"|lugar)[^,.;]{0,30}? en (?P<place>[A-ZÀ-Ý][\w'-]+(?: [A-ZÀ-Ý][\w'-]+){0,2})"
    ),
    "ru": (
        r"(?:состоявш\w+|проведенн\w+|прошедш\w+"
        r"|провело)[^.;]{0,40}? в (?P<place>[А-Я][\w-]+(?:[ -][А-Я][\w-]+){0,2})"
    ),
    "zh": r"[在于](?P<place>[\u4e00-\u9fff]{2,8}?)(?:举行|召开)",
    "ar": (
        r"(?:المعقود\w*|المنعقد\w*|عقد\w*"
        r"|الذي عقد\w*)[^.،]{0,30}? في (?P<place>[\u0621-\u064a]+(?: [\u0621-\u064a]+)?)(?=،? (?:في|يوم|بتاريخ))"
    ),
}  # fmt: skip

PLACES_RU = {
    "Вене": "Вена", "Женеве": "Женева", "Нью-Йорке": "Нью-Йорк", "Бонне": "Бонн", "Риме": "Рим", "Париже": "Париж",
    "Монреале": "Монреаль", "Бангкоке": "Бангкок", "Гааге": "Гаага", "Лондоне": "Лондон", "Дурбане": "Дурбан",
    "Москве": "Москва", "Страсбурге": "Страсбург", "Брюсселе": "Брюссель", "Мадриде": "Мадрид", "Стамбуле": "Стамбул",
}  # fmt: skip
"""Where meetings are held, from the case that stands after `в`; other names stay as they are printed."""

PASSIVE = {
    "en": (
        r"(?:was|were|has been|have been|had been) (?:also )?(?:agreed(?: upon)?|decided|approved|endorsed"
        r"|recommended) by (?:the )?"
    ),
    "fr": (
        r"(?:a|ont|avait|avaient) été (?:convenue?s?|décidée?s?|approuvée?s?|arrêtée?s?|adoptée?s?"
        r"|recommandée?s?) par (?:le )?"
    ),
    "es": r"(?:fue|fueron|ha sido|han sido) (?:convenid|acordad|decidid|aprobad|recomendad)[ao]s? por (?:la )?",
    "ru": r"(?:был[ао]?|были) (?:согласован|одобрен|утвержден|принят|рекомендован)[аоы]?(?: на)? ",
    "zh": r"由", "ar": r"(?:اعتمده|أقره|وافق عليه|اتفق عليه) ",
}  # fmt: skip
"""The same said the other way round: `was agreed upon by the extended Bureau at its meeting held in Vienna on …`."""
