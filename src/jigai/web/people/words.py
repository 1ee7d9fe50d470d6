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
    ("institution", _("院校联系人")),
)
RETENTION_KINDS: tuple[tuple[str, Promise], ...] = (
    ("enterprise_contact", _("注销企业的联系人")),
    ("representative", _("已卸任的企业代表")),
    ("account", _("已离任人员的账号")),
    ("sign_in_log", _("登录日志")),
)
AGENCY_KINDS: tuple[tuple[str, Promise], ...] = (
    ("township", _("乡镇")),
    ("bureau", _("部门")),
    ("park", _("园区")),
    ("office", _("工作专班")),
)
