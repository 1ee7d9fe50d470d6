"""Enter institutions, joint bodies, agreements with their terms, heads of training, members."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.accounts.queries.people import person_named
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cooperation.actions.register_institution import (
    BodyEntry,
    InstitutionEntry,
    admit_member,
    correct_body,
    correct_institution,
    end_membership,
    open_body,
    register_institution,
)
from jigai.apps.cooperation.actions.sign_agreement import (
    AgreementEntry,
    TermEntry,
    TrainingEntry,
    add_term,
    correct_agreement,
    end_agreement,
    meet_term,
    record_training,
    sign_agreement,
)
from jigai.apps.cooperation.queries.access import (
    acts_for,
    agreement_for,
    body_of,
    institution_for,
    joint_body_for,
    member_for,
    term_for,
)
from jigai.apps.cooperation.queries.institutions import agreement_row, body_rows
from jigai.apps.cooperation.words import AGREEMENT_STATES, TERM_KINDS, TERM_PARTIES
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.change import Change
from jigai.web.cooperation.demand_forms import long_text
from jigai.web.cooperation.words import (
    BODY_CHOICES,
    CHOOSE,
    INSTITUTION_CHOICES,
    PARTY_CHOICES,
    TERM_CHOICES,
    worded,
)
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.choices import EnterpriseField, KeyChoiceField, direction_choices
from jigai.web.forms.fields import MoneyField
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.forms.sections import SectionedForm
from jigai.web.requests import PageRequest

AT_FIELD = {
    "cooperation.institution_name_taken": "name",
    "cooperation.body_name_taken": "name",
    "cooperation.body_closes_early": "closed_on",
    "cooperation.other_side_unclear": "enterprise_id",
    "cooperation.met_ahead": "met_on",
    "cooperation.proof_missing": "proof",
    "cooperation.training_year_wrong": "year",
    "cooperation.membership_ends_early": "on",
    "person.no_such_login": "username",
}


class InstitutionForm(ReasonedForm):
    name = forms.CharField(label=gettext_lazy("院校名称"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("英文名称"), max_length=200, required=False)
    short_name = forms.CharField(label=gettext_lazy("简称"), max_length=30, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=(CHOOSE, *INSTITUTION_CHOICES))
    place = forms.CharField(label=gettext_lazy("所在地"), max_length=60, required=False)
    contact_office = forms.CharField(
        label=gettext_lazy("联系部门"), max_length=120, required=False,
        help_text=gettext_lazy("填部门，不填个人。"),
    )  # fmt: skip
    summary = long_text(gettext_lazy("简介"), required=False)
    is_active = forms.BooleanField(label=gettext_lazy("合作中"), required=False, initial=True)


class BodyForm(ReasonedForm):
    name = forms.CharField(label=gettext_lazy("名称"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=(CHOOSE, *BODY_CHOICES))
    direction_id = KeyChoiceField(label=gettext_lazy("产业方向"), required=False)
    opened_on = DayField(label=gettext_lazy("成立日"), required=False)
    closed_on = DayField(label=gettext_lazy("结束日"), required=False)
    summary = long_text(gettext_lazy("简介"), required=False)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["direction_id"].choices = direction_choices()  # type: ignore[attr-defined]


class AgreementForm(SectionedForm):
    SECTIONS = (
        (gettext_lazy("协议"), ("title", "document", "signed_on", "valid_to", "amount_fen")),
        (gettext_lazy("与谁签"), ("enterprise_id", "county_party", "body_id")),
        (gettext_lazy("其他"), ("remark",)),
    )
    title = forms.CharField(label=gettext_lazy("协议名称"), max_length=120)
    enterprise_id = EnterpriseField(label=gettext_lazy("另一方企业"), required=False)
    county_party = forms.CharField(
        label=gettext_lazy("或县里的单位"), max_length=120, required=False,
        help_text=gettext_lazy("与企业只填其一。"),
    )  # fmt: skip
    body_id = KeyChoiceField(label=gettext_lazy("共建平台"), required=False)
    document = forms.CharField(
        label=gettext_lazy("文件"), max_length=120, required=False,
        help_text=gettext_lazy("协议文本的名称或编号。"),
    )  # fmt: skip
    signed_on = DayField(label=gettext_lazy("签订日"))
    valid_to = DayField(label=gettext_lazy("有效至"), required=False)
    amount_fen = MoneyField(label=gettext_lazy("金额"), required=False)
    remark = forms.CharField(label=gettext_lazy("备注"), max_length=300, required=False)

    def __init__(self, *given: Any, viewer: Viewer, institution_id: int, **options: Any) -> None:
        super().__init__(*given, **options)
        chosen: Any = self.fields["enterprise_id"]
        chosen.viewer = viewer
        bodies = [(one.id, one.name) for one in body_rows(institution_id)]
        self.fields["body_id"].choices = [CHOOSE, *bodies]  # type: ignore[attr-defined]


class EndForm(ReasonedForm):
    on = DayField(label=gettext_lazy("终止日"))


class TermForm(ReasonedForm):
    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=(CHOOSE, *TERM_CHOICES))
    party = forms.ChoiceField(label=gettext_lazy("责任方"), choices=(CHOOSE, *PARTY_CHOICES))
    text = forms.CharField(label=gettext_lazy("内容"), max_length=300)
    due_on = DayField(label=gettext_lazy("到期日"), required=False)


class MeetForm(ReasonedForm):
    met_on = DayField(label=gettext_lazy("完成日"))
    proof = forms.CharField(label=gettext_lazy("证明材料"), max_length=200)


class TrainingForm(SectionedForm):
    SECTIONS = (
        (gettext_lazy("哪一年、哪个平台"), ("year", "body_id", "source")),
        (gettext_lazy("人数"), ("trained_count", "intern_count", "graduate_count",
                             "placed_count")),
    )  # fmt: skip
    body_id = KeyChoiceField(label=gettext_lazy("共建平台"), required=False)
    year = forms.IntegerField(
        label=gettext_lazy("年度"),
        help_text=gettext_lazy("同一年度、同一平台再登记会替换原来的人数。"),
    )
    trained_count = forms.IntegerField(
        label=gettext_lazy("培训职工（人）"), min_value=0, required=False
    )
    intern_count = forms.IntegerField(label=gettext_lazy("实习（人）"), min_value=0, required=False)
    graduate_count = forms.IntegerField(
        label=gettext_lazy("毕业（人）"), min_value=0, required=False
    )
    placed_count = forms.IntegerField(
        label=gettext_lazy("留县就业（人）"), min_value=0, required=False
    )
    source = forms.CharField(
        label=gettext_lazy("来源"), max_length=200,
        help_text=gettext_lazy("例：院校就业质量年度报告。"),
    )  # fmt: skip

    def __init__(self, *given: Any, institution_id: int, **options: Any) -> None:
        super().__init__(*given, **options)
        bodies = [(one.id, one.name) for one in body_rows(institution_id)]
        self.fields["body_id"].choices = [CHOOSE, *bodies]  # type: ignore[attr-defined]


class MemberForm(ReasonedForm):
    username = forms.CharField(
        label=gettext_lazy("登录名"),
        help_text=gettext_lazy("先在“人员与单位”开户并任命“院校联系人”。"),
    )
    valid_from = DayField(label=gettext_lazy("起始日"))


def institution_new(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    back = reverse("cooperation:institutions")
    act = Act(title=_("登记院校"), back=back, said=_("院校已登记。"), at_field=AT_FIELD)

    def save(values: dict[str, Any], change: Change) -> None:
        register_institution(entry=InstitutionEntry(**values), change=change)

    return acted(request, InstitutionForm(request.POST or None), act, save)


def institution_edit(request: PageRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    present = {name: getattr(found, name) for name in InstitutionEntry.__dataclass_fields__}

    def save(values: dict[str, Any], change: Change) -> None:
        correct_institution(institution=found, entry=InstitutionEntry(**values), change=change)

    form = InstitutionForm(request.POST or None, initial=present)
    return acted(request, form, _act(_("修改院校"), found, _("已修改。")), save)


def body_new(request: PageRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)

    def save(values: dict[str, Any], change: Change) -> None:
        open_body(institution=found, entry=BodyEntry(**values), change=change)

    act = _act(_("登记共建平台"), found, _("共建平台已登记。"))
    return acted(request, BodyForm(request.POST or None), act, save)


def body_edit(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    body = joint_body_for(request.viewer, pk)
    present = {name: getattr(body, name) for name in BodyEntry.__dataclass_fields__}

    def save(values: dict[str, Any], change: Change) -> None:
        correct_body(body=body, entry=BodyEntry(**values), change=change)

    act = _act(_("更正共建平台"), body.institution, _("共建平台已更正。"))
    return acted(request, BodyForm(request.POST or None, initial=present), act, save)


def training(request: PageRequest, pk: int) -> HttpResponse:
    """Heads of a year; the same year again takes the place of what was kept."""
    found = _kept(request, pk)

    def save(values: dict[str, Any], change: Change) -> None:
        body = body_of(found, values.pop("body_id"))
        entry = TrainingEntry(**values)
        record_training(institution=found, joint_body=body, entry=entry, change=change)

    form = TrainingForm(
        request.POST or None, institution_id=pk, initial={"year": localdate().year - 1}
    )
    return acted(request, form, _act(_("登记培养人数"), found, _("人数已登记。")), save)


def agreement_new(request: PageRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)

    def save(values: dict[str, Any], change: Change) -> None:
        entry = _agreement(request.viewer, found, values)
        sign_agreement(institution=found, entry=entry, change=change)

    form = AgreementForm(request.POST or None, viewer=request.viewer, institution_id=pk)
    act = _act(_("登记协议"), found, _("协议已登记；请接着登记职责和交付成果。"))
    return acted(request, form, act, save)


def agreement_edit(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    found = agreement_for(request.viewer, pk)
    present = {name: getattr(found, name) for name in AgreementEntry.__dataclass_fields__}
    present |= {
        "enterprise_id": found.enterprise.name if found.enterprise else "",
        "body_id": found.joint_body_id,
    }

    def save(values: dict[str, Any], change: Change) -> None:
        entry = _agreement(request.viewer, found.institution, values)
        correct_agreement(agreement=found, entry=entry, change=change)

    form = AgreementForm(
        request.POST or None, viewer=request.viewer, institution_id=found.institution_id,
        initial=present,
    )  # fmt: skip
    return acted(request, form, _on_agreement(_("更正协议"), found, _("协议已更正。")), save)


def agreement_end(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    found = agreement_for(request.viewer, pk)

    def save(values: dict[str, Any], change: Change) -> None:
        end_agreement(agreement=found, ended_on=values["on"], change=change)

    act = _on_agreement(_("提前终止协议"), found, _("协议已终止。"))
    return acted(request, EndForm(request.POST or None), act, save)


@require_safe
def agreement(request: PageRequest, pk: int) -> HttpResponse:
    found = agreement_for(request.viewer, pk)
    row, is_keeper = agreement_row(found, on=localdate()), may(request.viewer, Deed.KEEP_REGISTERS)
    shown = {
        "one": row,
        "state": worded(AGREEMENT_STATES, row.state),
        "terms": [
            (term, worded(TERM_KINDS, term.kind), worded(TERM_PARTIES, term.party))
            for term in row.terms
        ],
        "may_keep": is_keeper and row.state != "ended",
        "may_meet": is_keeper or acts_for(request.viewer, found.institution),
    }
    return render(request, "cooperation/agreement.html", shown)


def term_new(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    found = agreement_for(request.viewer, pk)

    def save(values: dict[str, Any], change: Change) -> None:
        add_term(agreement=found, entry=TermEntry(**values), change=change)

    act = _on_agreement(_("增加职责或交付成果"), found, _("条目已登记。"))
    return acted(request, TermForm(request.POST or None), act, save)


def term_meet(request: PageRequest, pk: int) -> HttpResponse:
    """The programme office, or the institution itself, says by what a term was met."""
    found = term_for(request.viewer, pk)
    if not acts_for(request.viewer, found.agreement.institution):
        require(request.viewer, Deed.KEEP_REGISTERS)

    def save(values: dict[str, Any], change: Change) -> None:
        meet_term(term=found, change=change, **values)

    act = _on_agreement(_("登记完成"), found.agreement, _("已登记完成。"))
    return acted(request, MeetForm(request.POST or None), act, save)


def member_new(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.ADMINISTER)
    found = institution_for(request.viewer, pk)

    def save(values: dict[str, Any], change: Change) -> None:
        user = person_named(values["username"])
        admit_member(
            institution=found, user_id=user.pk, valid_from=values["valid_from"], change=change
        )

    form = MemberForm(request.POST or None, initial={"valid_from": localdate()})
    return acted(request, form, _act(_("授权代表院校"), found, _("已授权。")), save)


def member_end(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.ADMINISTER)
    found = member_for(pk)

    def save(values: dict[str, Any], change: Change) -> None:
        end_membership(member=found, on=values["on"], change=change)

    form = EndForm(request.POST or None, initial={"on": localdate()})
    act = _act(_("终止授权"), found.institution, _("授权已终止。"))
    return acted(request, form, act, save)


def _kept(request: PageRequest, pk: int) -> Any:
    require(request.viewer, Deed.KEEP_REGISTERS)
    return institution_for(request.viewer, pk)


def _act(title: str, institution: Any, said: str) -> Act:
    back = reverse("cooperation:institution", args=[institution.pk])
    return Act(title=title, about=institution.name, back=back, said=said, at_field=AT_FIELD)


def _on_agreement(title: str, agreement: Any, said: str) -> Act:
    back = reverse("cooperation:agreement", args=[agreement.pk])
    return Act(title=title, about=agreement.title, back=back, said=said, at_field=AT_FIELD)


def _agreement(viewer: Viewer, institution: Any, values: dict[str, Any]) -> AgreementEntry:
    firm, body = values.pop("enterprise_id"), values.pop("body_id")
    return AgreementEntry(
        enterprise=enterprise_for(viewer, firm) if firm else None,
        joint_body=body_of(institution, body),
        **values,
    )
