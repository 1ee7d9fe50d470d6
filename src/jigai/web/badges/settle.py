"""Objections, exemptions, findings and follow-ups: each write asks its own permission."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.badges.actions.follow_up import finish_follow_up, plan_follow_up
from jigai.apps.badges.actions.grant_exemption import (
    ExemptionKind,
    ask_exemption,
    grant_exemption,
)
from jigai.apps.badges.actions.lodge_objection import lodge_objection
from jigai.apps.badges.actions.record_finding import confirm_finding, record_finding
from jigai.apps.badges.actions.rule_on_objection import Ruling
from jigai.apps.badges.queries.access import (
    badge_for,
    exemption_for,
    finding_for,
    follow_up_for,
    objection_for,
)
from jigai.apps.projects.queries.access import project_for
from jigai.domain.periods import parse_period
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.flows.settle_objection import settle_objection
from jigai.web.authorship import change_by
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


class DayMissing(Refusal):
    code = "badges.day_missing"
    message = Sentence("没有填写日期，或日期不对。", "A date is missing or cannot be read.")
    remedy = Sentence("日期写作 2026-11-30。", "Write a date as 2026-11-30.")


class ChoiceUnknown(Refusal):
    code = "badges.choice_unknown"
    message = Sentence(
        "没有选择，或没有这个选项。", "Nothing was chosen, or no such choice exists."
    )


@require_POST
def objection_lodge(request: PageRequest, period: str, project_id: int) -> HttpResponse:
    require(request.viewer, Deed.OBJECT)
    badge = badge_for(request.viewer, period=period, project_id=project_id)
    change = change_by(request, request.POST.get("reason", ""))
    agency = badge.project.responsible_agency
    is_own = agency is not None and agency.pk in request.viewer.agency_ids
    lodge_objection(badge=badge, agency=agency if is_own else None, change=change)
    tell(request, _("异议已提交，由另一位有权限的人员裁定。"))
    return redirect("badges:show", period=period, project_id=project_id)


@require_POST
def objection_rule(request: PageRequest, pk: int) -> HttpResponse:
    """Uphold or reject; upheld, the badge is computed anew from the facts as they are."""
    require(request.viewer, Deed.RULE)
    found = objection_for(request.viewer, pk)
    chosen = request.POST.get("ruling", "")
    if chosen not in set(Ruling):
        raise ChoiceUnknown
    change = change_by(request, request.POST.get("reason", ""))
    settle_objection(objection=found, ruling=Ruling(chosen), change=change)
    tell(request, _("已裁定，理由已留存。"))
    badge = found.badge
    return redirect("badges:show", period=badge.round.period, project_id=badge.project_id)


@require_POST
def exemption_ask(request: PageRequest, project_id: int) -> HttpResponse:
    require(request.viewer, Deed.OBJECT)
    project = project_for(request.viewer, project_id)
    kind = request.POST.get("kind", "")
    if kind not in set(ExemptionKind):
        raise ChoiceUnknown
    ask_exemption(
        project=project,
        kind=ExemptionKind(kind),
        valid_from=_day(request, "valid_from"),
        valid_to=_day(request, "valid_to"),
        change=change_by(request, request.POST.get("reason", "")),
    )
    tell(request, _("豁免申请已提交，等待批准。"))
    period = request.POST.get("period", "")
    if not period:
        return redirect("badges:matters")
    return redirect("badges:show", period=period, project_id=project_id)


@require_POST
def exemption_grant(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.APPROVE)
    change = change_by(request, request.POST.get("reason", "").strip() or _("同意豁免"))
    grant_exemption(exemption=exemption_for(request.viewer, pk), change=change)
    tell(request, _("已批准豁免；到截止日自动失效。"))
    return redirect("badges:matters")


@require_POST
def finding_record(request: PageRequest, period: str, project_id: int) -> HttpResponse:
    require(request.viewer, Deed.REVIEW)
    project = project_for(request.viewer, project_id)
    change = change_by(request, request.POST.get("reason", ""))
    record_finding(project=project, period=parse_period(period), change=change)
    tell(request, _("认定已提出，等待另一位同事确认。"))
    return redirect("badges:show", period=period, project_id=project_id)


@require_POST
def finding_confirm(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.REVIEW)
    change = change_by(request, _("确认认定"))
    confirm_finding(finding=finding_for(request.viewer, pk), change=change)
    tell(request, _("认定已确认，下次计算时生效。"))
    return redirect("badges:matters")


@require_POST
def follow_up_plan(request: PageRequest, pk: int) -> HttpResponse:
    """The responsible unit's written plan."""
    require(request.viewer, Deed.OBJECT)
    found = follow_up_for(request.viewer, pk)
    plan = request.POST.get("plan", "").strip()
    plan_follow_up(follow_up=found, plan=plan, change=change_by(request, _("填写整改计划")))
    tell(request, _("整改计划已保存。"))
    return redirect("badges:matters")


@require_POST
def follow_up_finish(request: PageRequest, pk: int) -> HttpResponse:
    """Verified by the office or a reviewer."""
    require(request.viewer, Deed.REVIEW)
    found = follow_up_for(request.viewer, pk)
    change = change_by(request, request.POST.get("reason", ""))
    finish_follow_up(follow_up=found, done_on=_day(request, "done_on"), change=change)
    tell(request, _("已核实办结。"))
    return redirect("badges:matters")


def _day(request: PageRequest, name: str) -> date:
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        raise DayMissing from None
