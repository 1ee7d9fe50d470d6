"""Word templates that the county edits itself: named places, checked before they are filled.

A place is written ``{{title}}``; the places are those of `NOTICE_PLACES`. Paragraphs and table
rows repeat with docxtpl's ``{%p for … %}`` and ``{%tr for … %}``. Template code runs in a sandbox:
a template can print the notice's values and nothing else.
"""

from __future__ import annotations

from difflib import get_close_matches
from io import BytesIO
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Language, Sentence, joined
from jigai.exchange.documents.characters import refuse_control_characters
from jigai.exchange.documents.composition import Composer, Content
from jigai.exchange.documents.docx import timeless
from jigai.exchange.documents.look import BADGES, Badge
from jigai.exchange.documents.papers import Notice
from jigai.exchange.packed import unpacks_too_large

NOTICE_PLACES: dict[str, Sentence] = {
    "head": Sentence("发文机关标志", "red head"),
    "number": Sentence("发文字号", "document number"),
    "title": Sentence("标题", "title"),
    "addressees": Sentence("主送机关", "addressees"),
    "paragraphs": Sentence("正文各段（含小标题）", "paragraphs of the body with headings"),
    "rows": Sentence("表格各行，按列名取值，如 row.project", "table rows by column key"),
    "attachments": Sentence("附件名称", "titles of attachments"),
    "signature": Sentence("署名", "signing body"),
    "day": Sentence("成文日期", "date"),
    "standing_note": Sentence("附注（草稿说明）", "standing note"),
    "copy_to": Sentence("抄送", "copies"),
    "printed_by": Sentence("印发机关", "printed by"),
    "printed": Sentence("印发日期", "printed on"),
    "provenance": Sentence("规则、数据和审计摘要", "digests of rules, data and audit"),
}
REQUIRED_PLACES = ("title", "addressees", "paragraphs", "day", "standing_note", "provenance")
"""What no template may leave out: what the notice says and what it was made from."""


class TemplateUnreadable(Refusal):
    code = "documents.template_unreadable"
    message = Sentence("模板不是可读的 .docx 文件。", "The template is not a readable .docx file.")
    remedy = Sentence("请用 WPS 或 Word 另存为 .docx。", "Save it as .docx in WPS or Word.")


class PlaceUnknown(Refusal):
    code = "documents.place_unknown"
    message = Sentence(
        "模板里有不认识的位置：{places}。", "Unknown places in the template: {places}."
    )
    remedy = Sentence("可用的位置：{known}。", "Known places: {known}.")


class PlaceMissing(Refusal):
    code = "documents.place_missing"
    message = Sentence("模板缺少必需的位置：{places}。", "The template lacks the places: {places}.")
    remedy = Sentence("请在模板中写上这些位置。", "Write these places into the template.")


class TemplateBroken(Refusal):
    code = "documents.template_broken"
    message = Sentence("模板写法有误：{fault}。", "The template is written wrongly: {fault}.")
    remedy = Sentence(
        "请对照默认模板检查花括号和循环的写法。",
        "Compare braces and loops with the default template.",
    )


def check_notice_template(template: bytes) -> None:
    """Refuse a template with unknown, missing or misspelt places.

    Raises:
        TemplateUnreadable: no .docx file.
        TemplateBroken: braces or loops do not close.
        PlaceUnknown: with the nearest known name beside each.
        PlaceMissing: a place of `REQUIRED_PLACES` is nowhere used.
    """
    used = _places(_opened(template))
    unknown = sorted(used - NOTICE_PLACES.keys())
    if unknown:
        raise PlaceUnknown(
            places=joined([_with_nearest(name) for name in unknown], zh="、", en=", "),
            known="、".join(NOTICE_PLACES),
        )
    absent = [name for name in REQUIRED_PLACES if name not in used]
    if absent:
        named = [
            Sentence(f"{name}（{NOTICE_PLACES[name].zh}）", f"{name} ({NOTICE_PLACES[name].en})")
            for name in absent
        ]
        raise PlaceMissing(places=joined(named, zh="、", en=", "))


def filled_notice(template: bytes, notice: Notice, *, language: Language = "zh") -> bytes:
    """The notice in the county's own template; equal input gives equal bytes.

    Charts stay out: a template holds text and tables. Raises as `check_notice_template`, and
    TemplateBroken if a row names a column that the table has not.
    """
    check_notice_template(template)
    content = Composer(language, draw=_no_picture).notice(notice)
    refuse_control_characters(content)
    document = _opened(template)
    try:
        document.render(_values(content), _sandbox(), autoescape=True)
    except (TemplateError, UndefinedError) as error:
        raise TemplateBroken(fault=error.message or type(error).__name__) from error
    out = BytesIO()
    document.save(out)
    return timeless(out.getvalue())


def _values(content: Content) -> Content:
    """The named places and their values."""
    blocks = [*content["body"], *(b for each in content["attachments"] for b in each["body"])]
    tables = [block for block in blocks if block["kind"] == "table"]
    return {
        **{name: content[name] for name in NOTICE_PLACES if name in content},
        "head": content["head"]["text"],
        "attachments": [each["title"] for each in content["attachments"]],
        "paragraphs": [b["text"] for b in content["body"] if b["kind"] in {"heading", "paragraph"}],
        "rows": [
            {
                column["key"]: _cell_text(cell)
                for column, cell in zip(t["columns"], row, strict=True)
            }
            for t in tables
            for row in t["rows"]
        ],
    }


def _cell_text(cell: Content) -> str:
    badge = f"{BADGES[Badge(cell['badge'])].glyph} " if "badge" in cell else ""
    return f"{badge}{cell['text']}"


def _opened(template: bytes) -> DocxTemplate:
    document = DocxTemplate(BytesIO(template))
    try:
        if unpacks_too_large(template):
            raise TemplateUnreadable
        document.init_docx()
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise TemplateUnreadable from error
    return document


def _places(document: DocxTemplate) -> set[str]:
    try:
        return set(document.get_undeclared_template_variables(_sandbox()))
    except TemplateError as error:
        raise TemplateBroken(fault=error.message or type(error).__name__) from error


def _sandbox() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def _with_nearest(name: str) -> Sentence:
    near = get_close_matches(name, NOTICE_PLACES, n=1)
    if not near:
        return Sentence(name, name)
    return Sentence(f"{name}（是否 {near[0]}？）", f"{name} (did you mean {near[0]}?)")


def _no_picture(_: object) -> bytes:
    return b""
