"""Words for the codes of a project, in the order in which people choose them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jigai.apps.projects.actions.explain_gap import REASONS, Pair
from jigai.domain.inclusion import PAPERS, RETURN_LABELS, STATE_LABELS
from jigai.domain.stages import REQUIREMENTS, STAGE_LABELS
from jigai.web.language import spoken

Choices = tuple[tuple[str, Promise], ...]

STAGES: Choices = tuple((code.value, spoken(label)) for code, label in STAGE_LABELS.items())
INCLUSION_STATES: Choices = tuple((c.value, spoken(label)) for c, label in STATE_LABELS.items())
RETURN_REASONS: Choices = tuple((c.value, spoken(label)) for c, label in RETURN_LABELS.items())
INCLUSION_PAPERS: Choices = tuple((paper.name, spoken(paper.label)) for paper in PAPERS)
STAGE_PAPERS: dict[str, Promise] = {
    part.name: spoken(part.label)
    for parts in REQUIREMENTS.values()
    for part in parts
    if part.is_paper
}
GAP_REASONS: Choices = tuple((code, spoken(words)) for code, words in REASONS.items())
PAIRS: Choices = (
    (Pair.PLANNED_REPORTED.value, _("计划与上报")),
    (Pair.REPORTED_VERIFIED.value, _("上报与核实")),
    (Pair.VERIFIED_PAID.value, _("核实与支付")),
)
STREAMS: Choices = (("verified", _("核实")), ("paid", _("支付")))
GRADES: Choices = (
    ("A", _("A 凭证与付款齐全")),
    ("B", _("B 有发票")),
    ("C", _("C 有合同")),
    ("D", _("D 仅有说明")),
)
CONSTRUCTION_KINDS: Choices = (
    ("new", _("新建")),
    ("expansion", _("扩建")),
    ("transformation", _("改建和技术改造")),
    ("relocation", _("迁建")),
    ("restoration", _("恢复")),
    ("purchase", _("单纯购置")),
)
PROCEDURES: Choices = (
    ("filing", _("备案")),
    ("environment", _("环评")),
    ("energy", _("节能审查")),
    ("land", _("用地")),
    ("planning", _("规划许可")),
    ("construction", _("施工许可")),
    ("safety", _("安全评价")),
)
PROCEDURE_STATES: Choices = (
    ("pending", _("办理中")),
    ("done", _("已办结")),
    ("not_needed", _("不需要")),
)
REPORT_STATES: Choices = (
    ("draft", _("草稿")),
    ("submitted", _("待审核")),
    ("accepted", _("已通过")),
    ("returned", _("已退回")),
)
OWNERS: dict[str, Promise] = {
    "enterprise": _("企业提供"),
    "responsible_unit": _("责任单位提供"),
    "programme_office": _("技改办办理"),
}
FIELDS: dict[str, Promise] = {
    "total_investment_fen": _("总投资"),
    "equipment_investment_fen": _("设备投资"),
}
