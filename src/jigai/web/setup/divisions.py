"""Dated changes of divisions: the record of them, and the form for a split, merger or renaming."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.projects.queries.areas import projects_in_ended_divisions
from jigai.apps.reference.actions.change_boundaries import NewDivision, change_boundaries
from jigai.apps.reference.queries.divisions import boundary_changes, division_by, division_rows
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.language import name_on_page
from jigai.web.requests import PageRequest
from jigai.web.setup.forms import CELLS

CODE = 0


class BoundaryForm(ReasonedForm):
    """One former and one new line: a renaming; several new: a split; several former: a merger."""

    formers = forms.MultipleChoiceField(
        label=gettext_lazy("原区划"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("更名或拆分选一个，合并选两个以上。"),
    )
    into = forms.CharField(
        label=gettext_lazy("新区划"),
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("一行一个：代码 名称 英文名，例如 371423201 东辛店镇"),
    )
    changed_on = DayField(label=gettext_lazy("生效日"))
    source = forms.CharField(
        label=gettext_lazy("批准文件"),
        max_length=200,
        help_text=gettext_lazy("例如 鲁政字〔2026〕12号"),
    )

    def __init__(self, *given: Any, towns: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["formers"].choices = towns  # type: ignore[attr-defined]

    def clean_into(self) -> list[NewDivision]:
        lines = [CELLS.split(one.strip(), maxsplit=2) for one in
                 self.cleaned_data["into"].splitlines() if one.strip()]  # fmt: skip
        if any(len(line) < 2 or not line[CODE].isdecimal() for line in lines):  # noqa: PLR2004
            raise ValidationError(_("每行先写数字代码，再写名称。"))
        return [NewDivision(*line) for line in lines]


@require_safe
def divisions(request: PageRequest) -> HttpResponse:
    """Every change with its day and document, and the projects that nobody moved yet."""
    if not request.viewer.may_edit:
        raise NotAllowed
    shown = {
        "changes": boundary_changes(),
        "towns": division_rows(on=localdate(), level="township"),
        "left": projects_in_ended_divisions(request.viewer, on=localdate()),
        "may_change": may(request.viewer, Deed.ADMINISTER),
    }
    return render(request, "setup/divisions.html", shown)


def change_divisions(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.ADMINISTER)
    rows = division_rows(on=localdate(), level="township")
    towns = [(str(row.id), f"{name_on_page(row)} {row.code}") for row in rows]
    form = BoundaryForm(request.POST or None, towns=towns, initial={"changed_on": localdate()})
    act = Act(
        title=_("登记区划变更"),
        about=_("原区划到生效日为止，新区划从生效日起；以前的表按当时的区划不变"),
        back=reverse("setup:divisions"),
        said=_("区划变更已登记。"),
        at_field={"division.changed_before_begin": "changed_on", "division.ended": "formers",
                  "division.too_few_successors": "into"},
    )  # fmt: skip

    def record(values: dict[str, Any], change: Change) -> None:
        formers = [division_by(int(pk)) for pk in values.pop("formers")]
        change_boundaries(formers=formers, change=change, **values)

    return acted(request, form, act, record)
