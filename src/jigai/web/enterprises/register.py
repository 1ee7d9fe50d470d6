"""Enter, correct and rename an enterprise."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.registry.actions.correct_enterprise import correct_enterprise
from jigai.apps.registry.actions.register_enterprise import register_enterprise
from jigai.apps.registry.actions.rename_enterprise import rename_enterprise
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.registry.queries.enterprises import enterprise_profile
from jigai.domain.change import Change
from jigai.web.enterprises.record_forms import CorrectEnterpriseForm, EnterpriseForm, RenameForm
from jigai.web.forms.acting import Act, acted, settled
from jigai.web.requests import PageRequest

AT_FIELD = {
    "credit_code.wrong_length": "credit_code",
    "credit_code.wrong_characters": "credit_code",
    "credit_code.wrong_check_digit": "credit_code",
    "identifier.damaged": "credit_code",
    "enterprise.credit_code_taken": "credit_code",
    "enterprise.name_blank": "name",
    "enterprise.name_unchanged": "name",
    "enterprise.renamed_before_last_name": "renamed_on",
}


def register(request: PageRequest) -> HttpResponse:
    """A wrong check digit is refused beside the code, with the digit that would fit."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    act = Act(
        title=_("登记企业"),
        back=reverse("enterprises:list"),
        said=_("企业已登记。"),
        submit=_("登记"),
        at_field=AT_FIELD,
    )

    def enter(values: dict[str, Any], change: Change) -> None:
        register_enterprise(**values, change=change)

    return acted(request, EnterpriseForm(request.POST or None), act, enter)


def correct(request: PageRequest, pk: int) -> HttpResponse:
    """Correct what was wrong; fields that others saved meanwhile are kept or asked about."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    enterprise = enterprise_for(request.viewer, pk)
    names = [name for name in CorrectEnterpriseForm.base_fields if hasattr(enterprise, name)]
    present = {name: getattr(enterprise, name) for name in names}
    present["version"] = enterprise_profile(enterprise).version
    act = Act(
        title=_("更正企业"),
        about=enterprise.name,
        back=reverse("enterprises:show", args=[pk]),
        said=_("更正已保存。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        base, wanted = settled(request, enterprise, values, base=values.pop("version"))
        correct_enterprise(
            enterprise=enterprise,
            base_version=base,
            values=wanted,  # type: ignore[arg-type]
            change=change,
        )

    return acted(request, CorrectEnterpriseForm(request.POST or None, initial=present), act, save)


def rename(request: PageRequest, pk: int) -> HttpResponse:
    """The firm took another name; the former stays in the dated history."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    enterprise = enterprise_for(request.viewer, pk)
    form = RenameForm(request.POST or None, initial={"renamed_on": localdate()})
    act = Act(
        title=_("企业更名"),
        about=enterprise.name,
        back=reverse("enterprises:show", args=[pk]),
        said=_("新名称已生效，原名称列入曾用名。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        rename_enterprise(enterprise=enterprise, change=change, **values)

    return acted(request, form, act, save)
