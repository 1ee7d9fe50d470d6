"""Words for the codes of an enterprise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # known to the type checker alone

Choices = tuple[tuple[str, Promise], ...]

SIZES: Choices = (
    ("large", _("大型")),
    ("medium", _("中型")),
    ("small", _("小型")),
    ("micro", _("微型")),
)
CERTIFICATES: Choices = (
    ("hnte", _("高新技术企业")),
    ("innovative", _("创新型中小企业")),
    ("specialised", _("专精特新中小企业")),
    ("little_giant", _("专精特新“小巨人”企业")),
    ("gazelle", _("瞪羚企业")),
    ("champion", _("制造业单项冠军")),
    ("leading", _("科技领军企业")),
)
INDICATORS: dict[str, _StrPromise] = {
    "employees": _("职工总数（人）"),
    "tech_staff": _("科技人员（人）"),
    "sales_revenue_fen": _("销售收入"),
    "rd_expense_fen": _("研发费用"),
    "cost_expense_fen": _("成本费用"),
    "total_assets_fen": _("资产总额"),
    "class1_ip": _("一类知识产权（件）"),
    "class2_ip": _("二类知识产权（件）"),
}
