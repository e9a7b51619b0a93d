"""What a Word file holds beside its text: styles, fonts, bullets, settings.

Beside `forms.docx`, which puts these into the file. The measures are those of `templates/document.css`; sizes are in
half points (`w:sz`), lengths in twentieths of a point. All of it depends on the document's language alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml.ns import nsdecls

from session_planner.words import RIGHT_TO_LEFT

# The variety of each language that official documents are written in, as Word names it.
TAGS = {"ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU", "zh": "zh-CN"}
EAST_ASIAN = frozenset({"zh"})
LATIN, CHINESE, ARABIC = "Times New Roman", "SimSun", "Simplified Arabic"
QUIET = "444444"
_TEXT = 23  # the size of plain text, in half points
_LARGE = 1.25

# What may stand in for a font that a machine lacks; family, characters (Windows' number for them) and pitch say the
# rest to programs that look for one that is alike.
_FONTS = (
    (LATIN, "Liberation Serif", "roman", "00"),
    (ARABIC, "Traditional Arabic", "roman", "B2"),
    (CHINESE, "Noto Serif CJK SC", "auto", "86"),
)


@dataclass(frozen=True, slots=True)
class _Style:
    """A style: its name in Word, what its paragraphs and its words look like, the size of these in half points."""

    name: str
    paragraph: str = ""
    words: str = ""
    size: int = 0
    follows: str = "Normal"
    kind: str = "paragraph"

    @property
    def id(self) -> str:
        """The name that paragraphs and runs call it by."""
        return style_id(self.name)


def style_id(name: str) -> str:
    """The id of a style, from its name."""
    return "".join(part[0].upper() + part[1:] for part in name.split())


def _size(half_points: int, scale: float) -> str:
    # Arabic letters are drawn smaller than Latin ones of the same size.
    return f'<w:sz w:val="{round(half_points * scale)}"/><w:szCs w:val="{round((half_points + 3) * scale)}"/>'


def _space(before: int = 0, after: int = 0, line: int = 276) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _border(side: str, eighths: int, colour: str = "1A1A1A", space: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'


_BOLD, _KEPT = "<w:b/><w:bCs/>", "<w:keepNext/><w:keepLines/>"


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level - 1}"/>'


# The title is the first heading of the document, so that the others begin below it.
_STYLES = (
    _Style("Title", _KEPT + _space(0, 160, 264) + _outline(1), _BOLD, 32),
    _Style("heading 1", _KEPT + _space(320, 120, 264) + _outline(1), _BOLD, 28),
    _Style("heading 2", _KEPT + _space(320, 100, 264) + _outline(2), _BOLD, 26),
    _Style("heading 3", _KEPT + _space(240, 80, 264) + _outline(3), _BOLD, 23),
    _Style("heading 4", _KEPT + _space(240, 80, 264) + _outline(4), _BOLD, 23),
    _Style("Annex Label", _KEPT + _space(0, 160, 264), _BOLD, 29),
    _Style("Whose Programme", _KEPT + _space(0, 80)),
    _Style("Meeting Place", _KEPT + _space(0, 80), f'<w:color w:val="{QUIET}"/>'),
    _Style("Programme Note", "<w:keepLines/>" + _space(120), "", 20),
    _Style(
        "Alarm",
        "<w:keepLines/><w:pBdr>"
        + "".join(_border(side, 12, "B22222", 4) for side in ("top", "left", "bottom", "right"))
        + '</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="FDF1F0"/>'
        + _space(120, 120),
        _BOLD,
    ),
    _Style(
        "List Bullet",
        '<w:keepLines/><w:numPr><w:numId w:val="1"/></w:numPr>'
        + _space(40)
        + '<w:ind w:left="340" w:hanging="340"/><w:contextualSpacing/>',
        "",
        20,
    ),
    _Style(
        "Signature",
        "<w:keepLines/><w:pBdr>"
        + _border("top", 6, space=4)
        + "</w:pBdr>"
        + _space(1100)
        + '<w:ind w:right="{signed}"/>',
    ),
    _Style("Table Text", _space(line=264)),
    _Style("Table Head", "<w:keepNext/>" + _space(line=240), "{slant}", 20, "Table Text"),
    _Style("Table Day", "<w:keepNext/>" + _space(160, 20, 264), _BOLD, 0, "Table Text"),
    _Style("Table Part", "<w:keepNext/>" + _space(line=264), "", 0, "Table Text"),
    _Style("Table Gap", '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>', "", 4),
    _Style("Picture", "<w:keepLines/>" + _space(120, 120, 240)),
    _Style("footer", _space(line=240) + '<w:jc w:val="center"/>', "", 18),
    _Style("Strong", "", _BOLD, 0, "", "character"),
    _Style("Emphasis", "", "{slant}", 0, "", "character"),
    _Style("Quiet", "", f'<w:color w:val="{QUIET}"/>', 0, "", "character"),
    _Style("Struck", "", "<w:strike/>", 0, "", "character"),
    _Style("Hyperlink", "", '<w:color w:val="1A4A8A"/><w:u w:val="single"/>', 0, "", "character"),
)

PARAGRAPHS = {
    "": "Normal",
    "label": "Annex Label",
    "whose": "Whose Programme",
    "where": "Meeting Place",
    "note": "Programme Note",
    "alarm": "Alarm",
}
"""By kind of a paragraph: the name of its style."""

LOOKS = {"strong": "Strong", "em": "Emphasis", "quiet": "Quiet", "struck": "Struck"}
"""By look of a run: the name of its style."""

TABLE = "Programme Table"
"""The name of the style of all tables."""


def languages(lang: str) -> str:
    """The languages that words without a tag of their own are in: one for each of Word's three kinds of writing."""
    tag = TAGS.get(lang, lang)
    plain = TAGS["en"] if lang in RIGHT_TO_LEFT or lang in EAST_ASIAN else tag
    eastern = tag if lang in EAST_ASIAN else TAGS["zh"]
    bidi = tag if lang in RIGHT_TO_LEFT else TAGS["ar"]
    return f'w:val="{plain}" w:eastAsia="{eastern}" w:bidi="{bidi}"'


def styles(lang: str, across: int, *, large: bool) -> str:
    """All styles of a document in `lang` whose lines are `across` wide; `large` is to be read from some steps away."""
    # Neither Arabic nor Chinese writing slants.
    slant = "" if lang in RIGHT_TO_LEFT or lang in EAST_ASIAN else "<w:i/><w:iCs/>"
    fields = {"slant": slant, "signed": str(max(across - 4700, 0))}
    scale = _LARGE if large else 1
    hours = _Style("Table Hours", _space(line=252), "", round(_TEXT * scale), "Table Text")
    made = "".join(_style(style, fields, scale) for style in (*_STYLES, hours))
    return f"<w:styles {nsdecls('w')}>{_defaults(lang, scale)}{_normal(lang)}{made}{_table_style()}</w:styles>"


def _style(style: _Style, fields: dict[str, str], scale: float) -> str:
    paragraph, words = (part.format_map(fields) for part in (style.paragraph, style.words))
    words += _size(style.size, scale) if style.size else ""
    own = "" if style.name[0].islower() or style.name in _BUILT_IN else ' w:customStyle="1"'
    based = f'<w:basedOn w:val="{style_id(style.follows)}"/>' if style.follows else ""
    after = '<w:next w:val="Normal"/>' if "keepNext" in paragraph else ""
    return (
        f'<w:style w:type="{style.kind}"{own} w:styleId="{style.id}"><w:name w:val="{style.name}"/>{based}{after}'
        f"<w:qFormat/>{paragraph and f'<w:pPr>{paragraph}</w:pPr>'}{words and f'<w:rPr>{words}</w:rPr>'}</w:style>"
    )


_BUILT_IN = frozenset({"Title", "List Bullet", "Signature", "Strong", "Emphasis", "Hyperlink"})


def _defaults(lang: str, scale: float) -> str:
    fonts = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{CHINESE}" w:cs="{ARABIC}"/>'
    words = f"<w:rPr>{fonts}{_size(_TEXT, scale)}<w:lang {languages(lang)}/></w:rPr>"
    return (
        f"<w:docDefaults><w:rPrDefault>{words}</w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{_space()}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _normal(lang: str) -> str:
    bidi = "<w:bidi/>" if lang in RIGHT_TO_LEFT else ""
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr><w:widowControl/>{bidi}{_space(80, 80)}</w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    )


def _table_style() -> str:
    """Rules above, below and under the head. The sides of a cell are alike: not all programs mirror these."""
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(TABLE)}"><w:name w:val="{TABLE}"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
        f"<w:tblBorders>{_border('top', 8)}{_border('bottom', 16)}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar>"
        f'</w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{_border("bottom", 16)}</w:tcBorders></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )


def numbering() -> str:
    """The bullets of lists."""
    return (
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>'
        '<w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def settings(lang: str) -> str:
    """What Word is told of the file: that it is not one of an old Word, and which fonts its languages want."""
    return (
        f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f"<w:themeFontLang {languages(lang)}/></w:settings>"
    )


def fonts() -> str:
    """The fonts, and what may stand in for each."""
    made = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="{characters}"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, other, family, characters in _FONTS
    )
    return f"<w:fonts {nsdecls('w')}>{made}</w:fonts>"
