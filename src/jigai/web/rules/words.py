"""Words of the rule workshop."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STATES: tuple[tuple[str, Promise], ...] = (
    ("writing", _("起草中")),
    ("submitted", _("待复核")),
    ("released", _("已发布")),
    ("discarded", _("已放弃")),
)
SUBJECTS: tuple[tuple[str, Promise], ...] = (
    ("project", _("项目")),
    ("enterprise", _("企业")),
    ("platform", _("平台")),
)
PARTS: dict[str, Promise] = {
    "head": _("规则"),
    "source": _("依据"),
    "outcome": _("结果"),
    "threshold": _("界限"),
    "formula": _("计算方法"),
    "criterion": _("评分项"),
    "step": _("直接给分"),
    "best_of": _("可选算法"),
    "gate": _("门槛"),
    "trigger": _("条件"),
    "row": _("定牌"),
    "route": _("直接认定"),
    "pass": _("合格条件"),
    "default": _("其余"),
}
KEYS: dict[str, Promise] = {
    "title": _("名称"),
    "note": _("说明"),
    "label": _("名称"),
    "document": _("依据文件"),
    "article": _("条款"),
    "value": _("数值"),
    "unit": _("单位"),
    "step": _("样例最小步长"),
    "valid_from": _("生效日"),
    "valid_to": _("失效日"),
    "review_by": _("应复核日"),
    "when": _("条件"),
    "applies_when": _("何时计分"),
    "points": _("得分"),
    "measure": _("算法"),
    "weight": _("权重"),
    "at_least": _("不低于"),
    "outcome": _("结果"),
    "badge": _("牌名"),
    "word": _("含义"),
}
DIRECTIONS: dict[str, Promise] = {
    "up": _("上升"),
    "down": _("下降"),
    "cannot_tell": _("变为无法判断"),
    "aside": _("进入或离开不评定"),
}
ARROWS = {"up": "↑", "down": "↓", "cannot_tell": "?", "aside": "→"}
