"""The kinds of plan lines by theme, and which columns each of them fills in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jigai.domain.sentence import Sentence


class Theme(StrEnum):
    """The four themes around which an upgrade is planned."""

    TECHNICAL = "technical"
    PROCESS = "process"
    SUPPLY = "supply"
    STRATEGY = "strategy"


class LineKind(StrEnum):
    NEED = "need"
    LINE_NOW = "line_now"
    LINE_WANTED = "line_wanted"
    EQUIPMENT = "equipment"
    MEASURE = "measure"
    LINK = "link"
    TARGET = "target"
    RUNG = "rung"
    STEP = "step"
    INVESTMENT = "investment"


class Origin(StrEnum):
    """Whose word the figures of a line are; shown beside them everywhere."""

    ENTERPRISE = "enterprise"
    DIAGNOSIS = "diagnosis"
    OFFICE = "office"
    COMPUTED = "computed"
    ACCOUNT = "account"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class KindSpec:
    """One kind: its theme, its words, and the columns that it fills in beside the common ones.

    Attributes:
        needed: columns without which a version is not submitted.
        is_cost: whether its cost counts into what the plan costs.
        is_measure: whether a project can carry it out.
    """

    theme: Theme
    label: Sentence
    fields: tuple[str, ...]
    needed: tuple[str, ...] = ()
    is_cost: bool = False
    is_measure: bool = False


THEMES: dict[Theme, Sentence] = {
    Theme.TECHNICAL: Sentence("技术需求", "Technical requirements"),
    Theme.PROCESS: Sentence("生产工艺", "Production process"),
    Theme.SUPPLY: Sentence("供应链", "Supply chain"),
    Theme.STRATEGY: Sentence("发展战略", "Development strategy"),
}
LETTERS: dict[Theme, str] = {
    Theme.TECHNICAL: "T",
    Theme.PROCESS: "P",
    Theme.SUPPLY: "S",
    Theme.STRATEGY: "D",
}
"""First letter of the key that a line keeps through all versions."""
INDICATOR = ("indicator", "baseline", "target", "unit")
KINDS: dict[LineKind, KindSpec] = {
    LineKind.NEED: KindSpec(
        Theme.TECHNICAL,
        Sentence("技术需求", "technical need"),
        ("detail", "action", "expected", "keywords", *INDICATOR, "maturity", "starts_on", "due_on",
         "cost_fen", "mode", "counterpart", "gap"),
        ("detail", "indicator", "target", "maturity", "due_on"),
        is_cost=True,
        is_measure=True,
    ),
    LineKind.LINE_NOW: KindSpec(
        Theme.PROCESS,
        Sentence("现状产线", "line as it is"),
        ("detail", "quantity", "indicator", "baseline", "unit"),
        ("detail",),
    ),
    LineKind.LINE_WANTED: KindSpec(
        Theme.PROCESS,
        Sentence("目标产线", "line as wanted"),
        ("detail", "quantity", *INDICATOR, "due_on"),
        ("detail", "due_on"),
    ),
    LineKind.EQUIPMENT: KindSpec(
        Theme.PROCESS,
        Sentence("拟购设备", "equipment to buy"),
        ("detail", "quantity", "cost_fen", "payback_months", "counterpart", "due_on", "gap"),
        ("quantity", "cost_fen"),
        is_cost=True,
        is_measure=True,
    ),
    LineKind.MEASURE: KindSpec(
        Theme.PROCESS,
        Sentence("改造措施", "measure"),
        ("detail", *INDICATOR, "starts_on", "due_on", "cost_fen", "payback_months", "fact",
         "fact_value", "gap"),
        ("due_on", "cost_fen"),
        is_cost=True,
        is_measure=True,
    ),
    LineKind.LINK: KindSpec(
        Theme.SUPPLY,
        Sentence("供应环节", "supply link"),
        ("counterpart", "detail", "share_bp", "is_single_source", "risk", "action", "due_on",
         "gap"),
        ("risk", "action"),
        is_measure=True,
    ),
    LineKind.TARGET: KindSpec(
        Theme.STRATEGY,
        Sentence("年度目标", "yearly target"),
        (*INDICATOR, "year", "gap"),
        ("indicator", "target", "year"),
    ),
    LineKind.RUNG: KindSpec(
        Theme.STRATEGY,
        Sentence("梯级目标", "ladder target"),
        ("rung", "due_on", "detail"),
        ("rung", "due_on"),
    ),
    LineKind.STEP: KindSpec(
        Theme.STRATEGY,
        Sentence("上台阶任务", "step on the ladder"),
        ("detail", "fact", "fact_value", "due_on", "cost_fen", "gap"),
        ("due_on",),
        is_cost=True,
    ),
    LineKind.INVESTMENT: KindSpec(
        Theme.STRATEGY,
        Sentence("投资安排", "investment"),
        ("year", "funding", "cost_fen"),
        ("year", "funding", "cost_fen"),
    ),
}  # fmt: skip
COMMON = ("title", "evidence", "origin", "note")
"""Columns of every kind; title and evidence are needed of all."""
LABELS: dict[str, Sentence] = {
    "title": Sentence("名称", "title"),
    "detail": Sentence("内容", "content"),
    "action": Sentence("应对措施", "action"),
    "expected": Sentence("预期目标", "expected result"),
    "keywords": Sentence("关键字", "keywords"),
    "indicator": Sentence("指标", "indicator"),
    "baseline": Sentence("现值", "value now"),
    "target": Sentence("目标值", "target value"),
    "unit": Sentence("计量单位", "unit"),
    "year": Sentence("目标年度", "target year"),
    "starts_on": Sentence("开始日期", "start"),
    "due_on": Sentence("完成期限", "deadline"),
    "cost_fen": Sentence("金额", "amount"),
    "payback_months": Sentence("回收期（月）", "payback (months)"),
    "quantity": Sentence("数量", "quantity"),
    "maturity": Sentence("期望技术成熟度（1-9）", "maturity wanted (1-9)"),
    "mode": Sentence("解决方式", "way of solving it"),
    "counterpart": Sentence("合作或供应单位", "partner or supplier"),
    "share_bp": Sentence("占采购或销售比重", "share of purchases or sales"),
    "is_single_source": Sentence("单一来源", "single source"),
    "risk": Sentence("断供风险", "risk of a stop"),
    "funding": Sentence("资金来源", "source of funds"),
    "rung": Sentence("目标梯级", "rung"),
    "fact": Sentence("影响的企业事实", "enterprise fact it moves"),
    "fact_value": Sentence("事实的目标值", "value of that fact"),
    "gap": Sentence("对应差距", "gap that it closes"),
    "evidence": Sentence("依据材料", "evidence"),
    "origin": Sentence("数据来源", "origin of the figures"),
    "note": Sentence("备注", "note"),
}
MODES: dict[str, Sentence] = {
    "joint": Sentence("合作开发", "joint development"),
    "commissioned": Sentence("委托开发", "commissioned"),
    "licence": Sentence("技术转让或许可", "transfer or licence"),
    "purchase": Sentence("采购", "purchase"),
    "own": Sentence("自主研发", "own development"),
}
RISKS: dict[str, Sentence] = {
    "low": Sentence("低", "low"),
    "medium": Sentence("中", "medium"),
    "high": Sentence("高", "high"),
}
FUNDINGS: dict[str, Sentence] = {
    "own": Sentence("自有资金", "own funds"),
    "loan": Sentence("银行贷款", "bank loan"),
    "subsidy": Sentence("财政补助", "public support"),
    "equity": Sentence("股权融资", "equity"),
    "other": Sentence("其他", "other"),
}
ORIGINS: dict[Origin, Sentence] = {
    Origin.ENTERPRISE: Sentence("企业提供", "given by the enterprise"),
    Origin.DIAGNOSIS: Sentence("诊断", "diagnosis"),
    Origin.OFFICE: Sentence("技改办", "programme office"),
    Origin.COMPUTED: Sentence("系统测算", "computed here"),
    Origin.ACCOUNT: Sentence("据报道（创始材料）", "as reported (founding account)"),
    Origin.DEMO: Sentence("演示数据（虚构）", "demo (invented)"),
}


RD_SHARE = "rd_share"
"""Research and development as a share of sales: raised, it moves the expense itself."""
RD_SHARE_LABEL = Sentence("研发费用占销售收入比重", "R&D expense as a share of sales")


def spec_of(kind: str) -> KindSpec:
    return KINDS[LineKind(kind)]


def fields_of(kind: str) -> tuple[str, ...]:
    """Every column that a kind fills in, the common ones around its own."""
    return (COMMON[0], *spec_of(kind).fields, *COMMON[1:])
