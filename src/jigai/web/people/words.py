"""Words for roles and for kinds of responsible units."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROLES: tuple[tuple[str, Promise], ...] = (
    ("administrator", _("系统管理员")),
    ("office", _("技改办")),
    ("reviewer", _("审核员")),
    ("unit", _("责任单位")),
    ("leader", _("县领导")),
    ("enterprise", _("企业联系人")),
    ("auditor", _("审计")),
)
AGENCY_KINDS: tuple[tuple[str, Promise], ...] = (
    ("township", _("乡镇")),
    ("bureau", _("部门")),
    ("park", _("园区")),
    ("office", _("工作专班")),
)
