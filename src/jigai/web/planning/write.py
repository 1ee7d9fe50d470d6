"""A plan is begun; its head and lines are written, as long as it is a draft."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.people import agency_by
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.planning.actions.add_line import add_line
from jigai.apps.planning.actions.attach_line_file import attach_line_file
from jigai.apps.planning.actions.begin_plan import begin_plan
from jigai.apps.planning.actions.edit_line import edit_line
from jigai.apps.planning.actions.edit_plan_head import HEAD, edit_plan_head
from jigai.apps.planning.actions.remove_line import remove_line
from jigai.apps.planning.catalogue import fields_of, spec_of
from jigai.apps.planning.queries.access import NoSuchLine, gap_for, line_for, version_for
from jigai.apps.planning.queries.tracing import visible_gap_rows
from jigai.apps.planning.writable import kind_named, refuse_unless_draft
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted, settled
from jigai.web.forms.choices import EnterpriseField, KeyChoiceField, agency_choices
from jigai.web.forms.fields import MoneyField
from jigai.web.forms.reasoned import DayField, ReasonedForm, VersionedForm
from jigai.web.language import said_on_page
from jigai.web.planning.line_form import LineForm
from jigai.web.requests import PageRequest

YEARS = 2


class BeginForm(ReasonedForm):
    enterprise_id = EnterpriseField(label=gettext_lazy("企业"))
    title = forms.CharField(
        label=gettext_lazy("规划名称"),
        max_length=120,
        help_text=gettext_lazy("例：技术改造三年规划"),
    )
    first_year = forms.IntegerField(
        label=gettext_lazy("首年"), min_value=2000, max_value=2100, localize=False
    )
    last_year = forms.IntegerField(
        label=gettext_lazy("末年"), min_value=2000, max_value=2100, localize=False
    )
    owner_id = KeyChoiceField(label=gettext_lazy("责任单位"), required=False)

    def __init__(self, *given: Any, viewer: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["owner_id"].choices = agency_choices()  # type: ignore[attr-defined]
        self.fields["enterprise_id"].viewer = viewer  # type: ignore[attr-defined]


class HeadForm(VersionedForm):
    owner_id = KeyChoiceField(label=gettext_lazy("责任单位"), required=False)
    budget_fen = MoneyField(
        label=gettext_lazy("预算"),
        required=False,
        help_text=gettext_lazy("有投资安排时，应与其合计相等。"),
    )
    starts_on = DayField(label=gettext_lazy("开始日期"), required=False)
    ends_on = DayField(label=gettext_lazy("结束日期"), required=False)
    summary = forms.CharField(
        label=gettext_lazy("概述"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["owner_id"].choices = agency_choices()  # type: ignore[attr-defined]


class FileForm(ReasonedForm):
    file = forms.FileField(
        label=gettext_lazy("依据文件"), help_text=gettext_lazy("照片或 PDF，以内容识别。")
    )


def plan_new(request: PageRequest) -> HttpResponse:
    """Begin a plan from the template, with a measure for each gap of the enterprise."""
    require(request.viewer, Deed.PLAN)
    year = localdate().year
    first = {"first_year": year, "last_year": year + YEARS}
    if request.GET.get("enterprise", "").isdecimal():
        found = enterprise_for(request.viewer, int(request.GET["enterprise"]))
        first |= {"enterprise_id": found.credit_code}  # type: ignore[dict-item]
    form = BeginForm(request.POST or None, viewer=request.viewer, initial=first)
    act = Act(
        title=_("编制规划"),
        about=_("按模板建立四个方面的条目；企业未消除的差距各带一条措施"),
        back=reverse("planning:list"),
        said=_("规划已建立，请逐条填写。"),
        submit=_("建立"),
        at_field={
            "planning.plan_begun_already": "first_year",
            "planning.years_turned": "last_year",
        },
    )
    made: list[Any] = []

    def begin(values: dict[str, Any], change: Change) -> None:
        owner = values.pop("owner_id")
        enterprise = enterprise_for(request.viewer, values.pop("enterprise_id"))
        unit = agency_by(owner) if owner else None
        made.append(begin_plan(enterprise=enterprise, owner=unit, change=change, **values))

    answer = acted(request, form, act, begin)
    return HttpResponseRedirect(_at(made[0])) if made else answer


def head(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.PLAN)
    version = _draft(request, pk)
    present = {name: getattr(version, name) for name in HEAD}
    form = HeadForm(request.POST or None, initial=present | {"version": version_of(version)})
    act = Act(
        title=_("修改概况"),
        about=f"{version.plan.enterprise.name} · {version.plan.title}",
        back=_at(version),
        said=_("概况已保存。"),
    )

    def save(values: dict[str, Any], change: Change) -> None:
        base, wanted = settled(request, version, values, base=values.pop("version"))
        edit_plan_head(version=version, base=base, values=wanted, change=change)

    return acted(request, form, act, save)


def line_new(request: PageRequest, pk: int, kind: str) -> HttpResponse:
    require(request.viewer, Deed.PLAN)
    version, spec = _draft(request, pk), spec_of(kind_named(kind))
    form = LineForm(
        request.POST or None, kind=kind, gaps=_gaps(request, version), initial={"origin": "office"}
    )
    act = Act(
        title=_("新增条目：%(kind)s") % {"kind": said_on_page(spec.label)},
        about=f"{version.plan.enterprise.name} · {version.plan.title}",
        back=f"{_at(version)}#{spec.theme}",
        said=_("条目已加入。"),
        reason=_("编制规划"),
    )

    def add(values: dict[str, Any], change: Change) -> None:
        values.pop("version", None)
        add_line(version=version, kind=kind, values=_with_gap(request, values), change=change)

    return acted(request, form, act, add)


def line(request: PageRequest, pk: int) -> HttpResponse:
    """Columns that others saved meanwhile are kept; one that both changed is asked about."""
    require(request.viewer, Deed.PLAN)
    held = line_for(request.viewer, pk)
    refuse_unless_draft(held.version)
    present = {name: getattr(held, name) for name in fields_of(held.kind) if name != "gap"}
    present |= {"gap": held.gap_id, "version": version_of(held)}
    form = LineForm(
        request.POST or None, kind=held.kind, gaps=_gaps(request, held.version), initial=present
    )
    act = Act(
        title=_("修改条目 %(key)s") % {"key": held.key},
        about=held.title,
        back=f"{_at(held.version)}#line-{held.key}",
        said=_("条目已保存。"),
        reason=_("编制规划"),
    )

    def save(values: dict[str, Any], change: Change) -> None:
        base, wanted = settled(request, held, values, base=values.pop("version") or 0)
        edit_line(line=held, base=base, values=_with_gap(request, wanted), change=change)

    return acted(request, form, act, save)


def line_remove(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.PLAN)
    held = line_for(request.viewer, pk)
    act = Act(
        title=_("删去条目 %(key)s") % {"key": held.key},
        about=held.title,
        back=f"{_at(held.version)}#{spec_of(held.kind).theme}",
        said=_("条目已删去，修改记录里仍有。"),
        submit=_("删去"),
    )

    def take_out(_values: dict[str, Any], change: Change) -> None:
        remove_line(line=held, change=change)

    return acted(request, ReasonedForm(request.POST or None), act, take_out)


def line_attach(request: PageRequest, pk: int) -> HttpResponse:
    """The paper behind a line."""
    require(request.viewer, Deed.PLAN)
    held = line_for(request.viewer, pk)
    act = Act(
        title=_("附依据文件：%(key)s") % {"key": held.key},
        about=_("%(title)s · 依据：%(evidence)s")
        % {"title": held.title, "evidence": held.evidence or "—"},
        back=f"{_at(held.version)}#line-{held.key}",
        said=_("文件已附上。"),
    )

    def attach(values: dict[str, Any], change: Change) -> None:
        file = values["file"]
        attach_line_file(line=held, name=file.name, content=file.read(), change=change)

    return acted(request, FileForm(request.POST or None, request.FILES or None), act, attach)


@require_safe
def line_file(request: PageRequest, pk: int) -> HttpResponse:
    """The stored paper, checked against its hash at each look."""
    file = line_for(request.viewer, pk).file
    if file is None:
        raise NoSuchLine(pk=pk)
    answer = HttpResponse(content_of(file), content_type=file.media_type)
    ending = {"image/jpeg": "jpg", "image/png": "png"}.get(file.media_type, "pdf")
    answer["Content-Disposition"] = f'attachment; filename="plan-evidence-{pk}.{ending}"'
    return answer


def _draft(request: PageRequest, pk: int) -> Any:
    version = version_for(request.viewer, pk)
    refuse_unless_draft(version)
    return version


def _at(version: Any) -> str:
    return reverse("planning:version", args=[version.pk])


def _gaps(request: PageRequest, version: Any) -> list[tuple[int, str]]:
    rows = visible_gap_rows(request.viewer).filter(enterprise=version.plan.enterprise_id)
    return list(rows.order_by("found_on", "pk").values_list("pk", "title"))


def _with_gap(request: PageRequest, values: dict[str, Any]) -> dict[str, Any]:
    found = dict(values)
    number = found.pop("gap", None)
    if "gap" in values:
        found["gap"] = gap_for(request.viewer, number) if number else None
    return found
