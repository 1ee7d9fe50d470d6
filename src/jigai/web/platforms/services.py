"""Services that platforms gave, each with what came of it, or “none yet”."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.platforms.actions.record_service import (
    ServiceOutcome,
    confirm_service,
    link_outcome,
    record_service,
)
from jigai.apps.platforms.queries.access import (
    hosts,
    platform_for,
    represented,
    require_host,
    require_user,
    service_for,
)
from jigai.apps.platforms.queries.services import (
    all_services,
    certificate_of,
    outcome_choices,
    project_of,
    seen_services,
    service_count,
    service_row,
    service_rows,
)
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.change import Change
from jigai.web.authorship import change_by
from jigai.web.enterprises.words import CERTIFICATES
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.choices import EnterpriseField, KeyChoiceField
from jigai.web.forms.fields import MoneyField
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.layout.figures import in_percent
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.platforms.words import OUTCOME_CHOICES, SERVICE_CHOICES
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

CHOOSE = ("", gettext_lazy("— 请选择 —"))
NONE_YET = ("", gettext_lazy("暂无"))

SERVICES = ListPage(
    name="platform-services",
    title=gettext_lazy("平台服务"),
    subtitle=gettext_lazy("每次服务连到项目、合同或资质；还没有成果的写明“暂无”"),
    noun=gettext_lazy("次服务"),
    rows=all_services,
    visible=seen_services,
    columns=(
        Column(key="enterprise", title=gettext_lazy("接受服务的企业"), path="enterprise_name",
               sort_path="enterprise_sort"),
        Column(key="kind", title=gettext_lazy("服务类别"), path="kind", kind=Kind.CHOICE,
               choices=SERVICE_CHOICES),
        Column(key="platform", title=gettext_lazy("平台名称"), path="platform_name"),
        Column(key="given", title=gettext_lazy("服务日期"), path="given_on", kind=Kind.DATE),
        Column(key="outcome", title=gettext_lazy("成果"), path="outcome", kind=Kind.CHOICE,
               choices=OUTCOME_CHOICES),
        Column(key="project", title=gettext_lazy("关联项目"), path="project_name"),
        Column(key="contract", title=gettext_lazy("合同编号"), path="contract"),
        Column(key="fee", title=gettext_lazy("收费"), path="fee_fen", kind=Kind.MONEY,
               unit=gettext_lazy("万元"), totals=True, is_shown=False),
        Column(key="description", title=gettext_lazy("服务内容"), path="description",
               is_shown=False),
        Column(key="confirmed", title=gettext_lazy("企业确认日"), path="confirmed_at",
               kind=Kind.MOMENT, is_shown=False),
    ),
    sort="-given",
    search_paths=("platform_name", "enterprise_name", "description", "contract"),
    row_url=lambda pk: reverse("platforms:service", args=[pk]),
    marks=(
        Mark(key="without", title=gettext_lazy("暂无成果"), where=lambda _v: Q(outcome="none")),
    ),
    empty=FirstStep(text=gettext_lazy("平台登记服务之后，这里列出每次服务带来的成果。")),
)  # fmt: skip


class OutcomeForm(ReasonedForm):
    """What came of a service, all optional: nothing chosen says that nothing has yet."""

    project_id = KeyChoiceField(label=gettext_lazy("关联项目"), required=False)
    certificate_id = KeyChoiceField(label=gettext_lazy("关联资质"), required=False)
    contract = forms.CharField(
        label=gettext_lazy("合同编号"), max_length=200, required=False,
        help_text=gettext_lazy("例：技术合同认定登记编号。"),
    )  # fmt: skip

    def __init__(self, *given: Any, choices: tuple[list[Any], list[Any]], **options: Any) -> None:
        super().__init__(*given, **options)
        projects, certificates = choices
        kinds = dict(CERTIFICATES)
        self.fields["project_id"].choices = [NONE_YET, *projects]  # type: ignore[attr-defined]
        self.fields["certificate_id"].choices = [  # type: ignore[attr-defined]
            NONE_YET,
            *(
                (pk, f"{kinds.get(kind, kind)} · {number}".strip(" ·"))
                for pk, kind, number in certificates
            ),
        ]


class ServiceForm(ReasonedForm):
    enterprise_id = EnterpriseField(label=gettext_lazy("接受服务的企业"))
    kind = forms.ChoiceField(label=gettext_lazy("服务类别"), choices=(CHOOSE, *SERVICE_CHOICES))
    description = forms.CharField(label=gettext_lazy("服务内容"), max_length=300)
    given_on = DayField(label=gettext_lazy("服务日期"))
    fee_fen = MoneyField(label=gettext_lazy("收费"), required=False)
    contract = forms.CharField(
        label=gettext_lazy("合同编号"), max_length=200, required=False,
        help_text=gettext_lazy("项目和资质在登记后关联；还没有成果的留空。"),
    )  # fmt: skip


def service_list(request: PageRequest) -> HttpResponseBase:
    count = service_count(service_rows(request.viewer))
    said = _("共 %(total)s 次服务，其中 %(without)s 次暂无成果（%(share)s）。") % {
        "total": count.total,
        "without": count.without,
        "share": in_percent(count.without_bp),
    }
    extra = {"here_tab": "services", "totals_said": said if count.total else ""}
    return list_response(request, SERVICES, template="platforms/list.html", extra=extra)


def service_new(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.REPORT)
    platform = platform_for(request.viewer, pk)
    require_host(request.viewer, platform)
    form = ServiceForm(request.POST or None, initial={"given_on": localdate()})
    chosen: Any = form.fields["enterprise_id"]
    chosen.viewer = request.viewer
    act = Act(
        title=_("登记服务"),
        about=platform.name,
        back=reverse("platforms:show", args=[pk]),
        said=_("服务已登记，等企业确认。"),
        at_field={"platform.service_ahead": "given_on"},
    )

    def save(values: dict[str, Any], change: Change) -> None:
        enterprise = enterprise_for(request.viewer, values.pop("enterprise_id"))
        outcome = ServiceOutcome(contract=values.pop("contract"))
        record_service(
            platform=platform, enterprise=enterprise, outcome=outcome, change=change, **values
        )

    return acted(request, form, act, save)


def service(request: PageRequest, pk: int) -> HttpResponse:
    """One service; its host links what came of it."""
    viewer, found = request.viewer, service_for(request.viewer, pk)
    is_host = hosts(viewer, found.platform) and may(viewer, Deed.REPORT)
    initial = {
        "project_id": found.project_id,
        "certificate_id": found.certificate_id,
        "contract": found.contract,
    }
    choices = outcome_choices(viewer, found)
    form = OutcomeForm(request.POST or None, choices=choices, initial=initial)
    row = service_row(found)
    act = Act(
        title=_("平台服务"),
        about=f"{row.platform} → {row.enterprise}",
        back=reverse("platforms:services"),
        said=_("成果已更新。"),
        submit=_("保存成果"),
        template="platforms/service.html",
    )
    if request.method == "POST":
        require(viewer, Deed.REPORT)
        require_host(viewer, found.platform)

    firm = found.enterprise_id

    def save(values: dict[str, Any], change: Change) -> None:
        outcome = ServiceOutcome(
            project_of(viewer, firm, values["project_id"], kept=found.project_id),
            certificate_of(viewer, firm, values["certificate_id"], kept=found.certificate_id),
            values["contract"],
        )
        link_outcome(service=found, outcome=outcome, change=change)

    shown = {
        "one": row,
        "is_host": is_host,
        "may_confirm": not row.is_confirmed and found.enterprise_id in represented(viewer),
    }
    return acted(request, form, act, save, shown=shown)


@require_POST
def service_confirm(request: PageRequest, pk: int) -> HttpResponse:
    """The enterprise says that it got the service; only then does it count as a user."""
    require(request.viewer, Deed.REPORT)
    found = service_for(request.viewer, pk)
    require_user(request.viewer, found.enterprise_id)
    confirm_service(service=found, change=change_by(request, _("确认收到服务")))
    tell(request, _("已确认收到服务。"))
    return redirect("platforms:service", pk=pk)
