"""The values of an enterprise's file that it may say are wrong: in words, as text, as values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Certificate, Enterprise, YearlyIndicators
from jigai.domain.quantities import MoneyUnit, from_fen, number_text, to_fen
from jigai.domain.refusal import NotFound, Refusal
from jigai.domain.sentence import Sentence

SIZES = {
    "large": Sentence("大型", "large"),
    "medium": Sentence("中型", "medium"),
    "small": Sentence("小型", "small"),
    "micro": Sentence("微型", "micro"),
}
HEADS = Sentence("（人）", " (persons)")
YUAN = Sentence("（元）", " (yuan)")
RIGHTS = Sentence("（件）", " (rights)")


@dataclass(frozen=True, slots=True)
class FileField:
    """One value of the file. ``kind``: text, size, code, day, fen (shown in yuan) or count."""

    subject: str
    name: str
    label: Sentence
    kind: str = "text"


FIELDS: tuple[FileField, ...] = (
    FileField("enterprise", "name", Sentence("企业名称", "name")),
    FileField("enterprise", "size", Sentence("规模", "size"), "size"),
    FileField("enterprise", "industry_code", Sentence("行业代码", "industry code"), "code"),
    FileField("enterprise", "founded_on", Sentence("成立日期", "founded on"), "day"),
    FileField("certificate", "number", Sentence("证书编号", "certificate number")),
    FileField("certificate", "valid_from", Sentence("发证日期", "valid from"), "day"),
    FileField("certificate", "valid_to", Sentence("有效期至", "valid until"), "day"),
    FileField("certificate", "issued_by", Sentence("发证机关", "issued by")),
    FileField("indicators", "employees", Sentence("职工总数", "employees") + HEADS, "count"),
    FileField("indicators", "tech_staff", Sentence("科技人员", "technical staff") + HEADS, "count"),
    FileField("indicators", "sales_revenue_fen", Sentence("销售收入", "revenue") + YUAN, "fen"),
    FileField("indicators", "rd_expense_fen", Sentence("研发费用", "R&D expense") + YUAN, "fen"),
    FileField("indicators", "cost_expense_fen", Sentence("成本费用", "costs") + YUAN, "fen"),
    FileField("indicators", "total_assets_fen", Sentence("资产总额", "total assets") + YUAN, "fen"),
    FileField("indicators", "class1_ip", Sentence("一类知识产权", "class 1 IP") + RIGHTS, "count"),
    FileField("indicators", "class2_ip", Sentence("二类知识产权", "class 2 IP") + RIGHTS, "count"),
    FileField("project", "name", Sentence("项目名称", "project name")),
    FileField("project", "content", Sentence("建设内容", "content of the project")),
    FileField("project", "actual_start_on", Sentence("实际开工日期", "actual start"), "day"),
)  # fmt: skip
BY_NAME = {(one.subject, one.name): one for one in FIELDS}


class NotCorrectable(NotFound):
    code = "correction.no_such_value"
    message = Sentence(
        "没有“{subject}.{name}”这项可更正的内容。",
        "There is no value “{subject}.{name}” to correct.",
    )
    remedy = Sentence("请从企业档案里点“有误”。", "Choose “wrong?” beside a value of the file.")


class ValueUnreadable(Refusal):
    code = "correction.value_unreadable"
    message = Sentence("读不懂“{text}”：应为{kind}。", "“{text}” cannot be read as {kind}.")


KINDS = {
    "text": Sentence("文字", "text"),
    "size": Sentence("大型、中型、小型或微型", "large, medium, small or micro"),
    "code": Sentence("两到四位数字的行业代码", "an industry code of two to four digits"),
    "day": Sentence("日期，如 2026-11-16", "a day such as 2026-11-16"),
    "fen": Sentence(
        "以元为单位、最多两位小数的金额", "an amount in yuan with two decimals at most"
    ),
    "count": Sentence("不小于零的整数", "a whole number, not below nought"),
}
INDUSTRY = re.compile(r"\d{2,4}")


@dataclass(frozen=True, slots=True)
class Place:
    """A value's place: whose file, which record of it, which field."""

    enterprise: Enterprise
    field: FileField
    record: Any
    record_key: int | None
    project: Project | None


def place_of(enterprise: Enterprise, *, subject: str, name: str, record_key: int | None) -> Place:
    """The place of a value in the file of an enterprise.

    Raises:
        NotCorrectable: there is no such value, or it is another enterprise's.
    """
    known = BY_NAME.get((subject, name))
    record = _record(enterprise, subject, record_key) if known else None
    if known is None or record is None:
        raise NotCorrectable(subject=subject, name=name)
    key = None if subject == "enterprise" else record_key
    return Place(enterprise, known, record, key, record if subject == "project" else None)


def _record(enterprise: Enterprise, subject: str, key: int | None) -> Any:
    if subject == "enterprise":
        return Enterprise.objects.get(pk=enterprise.pk)
    if key is None:
        return None
    kept: Mapping[str, Any] = {
        "certificate": Certificate.objects.filter(enterprise=enterprise, pk=key),
        "indicators": YearlyIndicators.objects.filter(enterprise=enterprise, year=key),
        "project": Project.objects.filter(enterprise=enterprise, pk=key),
    }
    return kept[subject].first() if subject in kept else None


def text_of(field: FileField, value: Any) -> str:
    """A value as the file writes it; blank where there is none."""
    if value is None or value == "":
        return ""
    if field.kind == "fen":
        return number_text(from_fen(value, unit=MoneyUnit.YUAN), places=2)
    return value.isoformat() if isinstance(value, date) else str(value)


def shown_of(field: FileField, value: Any) -> Sentence:
    """A value in words."""
    if field.kind == "size" and value in SIZES:
        return SIZES[value]
    text = text_of(field, value) or "—"
    return Sentence(text, text)


def value_of(field: FileField, text: str) -> Any:
    """What was typed, as the register keeps it.

    Raises:
        ValueUnreadable: as named.
    """
    typed = text.strip()
    if not typed:
        return "" if field.kind in {"text", "size", "code"} else None
    try:
        return _READ[field.kind](typed)
    except (ValueError, InvalidOperation, Refusal):
        raise ValueUnreadable(text=typed, kind=KINDS[field.kind]) from None


def _size(text: str) -> str:
    for key, words in SIZES.items():
        if text in {key, words.zh, words.en}:
            return key
    raise ValueError(text)


def _code(text: str) -> str:
    if not INDUSTRY.fullmatch(text):
        raise ValueError(text)
    return text


def _fen(text: str) -> int:
    amount = Decimal(text.replace(",", "").replace("，", ""))
    if amount < 0:
        raise ValueError(text)
    return to_fen(amount, unit=MoneyUnit.YUAN)


def _count(text: str) -> int:
    number = int(text.replace(",", ""))
    if number < 0:
        raise ValueError(text)
    return number


_READ: Mapping[str, Callable[[str], Any]] = {
    "text": str,
    "size": _size,
    "code": _code,
    "day": date.fromisoformat,
    "fen": _fen,
    "count": _count,
}
