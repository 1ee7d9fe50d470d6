"""Enter and correct a platform; upgrade, review and withdraw it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.platforms.actions.correct_platform import correct_platform
from jigai.apps.platforms.actions.record_review import record_review
from jigai.apps.platforms.actions.register_platform import (
    Approval,
    PlatformDetails,
    register_platform,
)
from jigai.apps.platforms.actions.upgrade_platform import upgrade_platform
from jigai.apps.platforms.actions.withdraw_platform import withdraw_platform
from jigai.apps.platforms.queries.access import platform_for
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted, settled
from jigai.web.platforms.record_forms import (
    ApprovalFields,
    CorrectPlatformForm,
    RegisterForm,
    ReviewForm,
    UpgradeForm,
    WithdrawForm,
)
from jigai.web.requests import PageRequest

APPROVAL = tuple(ApprovalFields.base_fields)
AT_FIELD = {
    "platform.name_taken": "name",
    "platform.name_blank": "name",
    "platform.host_unclear": "host_enterprise_id",
    "platform.approval_missing": "document",
    "platform.level_not_of_kind": "level",
    "platform.not_a_climb": "level",
    "platform.applied_too_early": "applied_on",
    "platform.applied_after_approval": "applied_on",
    "platform.upgraded_before_start": "on",
    "platform.withdrawn_before_start": "on",
    "platform.reviewed_ahead": "reviewed_on",
    "platform.next_review_unknown": "next_due_on",
}


def register(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    act = Act(
        title=_("登记平台"),
        back=reverse("platforms:list") + "?q=is:standing",
        said=_("平台已登记。"),
        submit=_("登记"),
        at_field=AT_FIELD,
    )

    def enter(values: dict[str, Any], change: Change) -> None:
        approval = Approval(**{name: values.pop(name) for name in APPROVAL})
        host = values.pop("host_enterprise_id")
        values["host_enterprise"] = enterprise_for(request.viewer, host) if host else None
        register_platform(
            name=values.pop("name"),
            kind=values.pop("kind"),
            details=PlatformDetails(**values),
            approval=approval,
            change=change,
        )

    return acted(request, RegisterForm(request.POST or None, viewer=request.viewer), act, enter)


def correct(request: PageRequest, pk: int) -> HttpResponse:
    """Fields that others saved meanwhile are kept or asked about."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    platform = platform_for(request.viewer, pk)
    names = [name for name in CorrectPlatformForm.base_fields if hasattr(platform, name)]
    present = {name: getattr(platform, name) for name in names}
    present["version"] = version_of(platform)
    act = Act(
        title=_("更正平台"),
        about=platform.name,
        back=reverse("platforms:show", args=[pk]),
        said=_("更正已保存。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        base, wanted = settled(request, platform, values, base=values.pop("version"))
        wanted["lead_body"] = wanted["lead_body"] or platform.lead_body
        correct_platform(platform=platform, base=base, values=wanted, change=change)

    return acted(request, CorrectPlatformForm(request.POST or None, initial=present), act, save)


def upgrade(request: PageRequest, pk: int) -> HttpResponse:
    """The years that a rule asks for are checked; who comes too early is told the first day."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    platform = platform_for(request.viewer, pk)
    act = Act(
        title=_("平台升级"),
        about=platform.name,
        back=reverse("platforms:show", args=[pk]),
        said=_("升级已登记，原级别留在历史中。"),
        submit=_("登记升级"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        upgrade_platform(platform=platform, approval=Approval(**values), change=change)

    return acted(request, UpgradeForm(request.POST or None), act, save)


def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    platform = platform_for(request.viewer, pk)
    act = Act(
        title=_("撤销平台"),
        about=platform.name,
        back=reverse("platforms:show", args=[pk]),
        said=_("撤销已登记；撤销日之前的统计不变。"),
        submit=_("登记撤销"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        withdraw_platform(platform=platform, change=change, **values)

    return acted(request, WithdrawForm(request.POST or None), act, save)


def review(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    platform = platform_for(request.viewer, pk)
    act = Act(
        title=_("登记评估结果"),
        about=platform.name,
        back=reverse("platforms:show", args=[pk]),
        said=_("评估结果已登记，下次评估日已更新。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        record_review(platform=platform, change=change, **values)

    return acted(request, ReviewForm(request.POST or None), act, save)
