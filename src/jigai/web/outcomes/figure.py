"""One figure with its source and story, and its verification by a second person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.audit.queries.change_sets import story_of
from jigai.apps.outcomes.actions.verify_outcome import verify_outcome
from jigai.apps.outcomes.queries.access import outcome_figure_for
from jigai.apps.outcomes.queries.dictionary import definition_of
from jigai.domain.change import Change
from jigai.domain.results.spans import Span
from jigai.domain.results.states import KINDS, STATES, FigureState
from jigai.web.changes.words import story_lines
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.fragments import fragment
from jigai.web.language import said_on_page
from jigai.web.outcomes.enter import AT_FIELD, TYPED_IN, UNITS
from jigai.web.outcomes.words import worded
from jigai.web.requests import PageRequest

STORY_SHOWN = 8


@require_safe
@vary_on_headers("HX-Request")
def figure(request: PageRequest, pk: int) -> HttpResponse:
    found = outcome_figure_for(request.viewer, pk)
    one, subject = definition_of(found.version), found.enterprise or found.project
    of = "outcomes:enterprise" if found.enterprise_id else "outcomes:project"
    checked = found.checked_value
    shown = {
        "found": found,
        "one": one,
        "subject": subject.name if subject else "",
        "subject_url": reverse(of, args=[subject.pk]) if subject else "",
        "value": said_on_page(one.said(found.value)),
        "checked": "" if checked is None else said_on_page(one.said(checked)),
        "span": said_on_page(Span(found.year, found.half).name),
        "kind": worded(KINDS, found.kind),
        "state": worded(STATES, found.state),
        "parts": [
            (said_on_page(part.title), found.parts[part.name], said_on_page(part.unit))
            for part in one.parts
            if part.name in found.parts
        ],
        "may_verify": (
            may(request.viewer, Deed.REVIEW)
            and found.state == FigureState.REPORTED
            and found.given_by_key != request.viewer.key
        ),
        "story": story_lines(
            request.viewer, story_of(table="outcomes_outcomefigure", key=pk, limit=STORY_SHOWN)
        ),
    }
    return render(request, "outcomes/figure.html" + fragment(request, "record"), shown)


class CheckForm(ReasonedForm):
    """What a second person found on paper."""

    value = forms.DecimalField(
        label=_("核实后的数值"), max_digits=18, decimal_places=6,
        help_text=_("与填报不同也照实填；填报的数值不会改变。"),
    )  # fmt: skip
    source = forms.CharField(label=_("核对的材料"), max_length=200)
    note = forms.CharField(label=_("说明"), max_length=300, required=False)


def verify(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.REVIEW)
    found = outcome_figure_for(request.viewer, pk)
    one = definition_of(found.version)
    form = CheckForm(request.POST or None)
    field: Any = form.fields["value"]
    field.unit = UNITS.get(TYPED_IN[one.measure]) or said_on_page(one.unit)
    act = Act(
        title=gettext("核实成效数据"),
        about=f"{said_on_page(one.title)} · {said_on_page(one.said(found.value))}",
        back=reverse("outcomes:figure", args=[pk]),
        said=gettext("核实数据已登记在填报数据旁边。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        value = one.in_base_unit(values.pop("value"), TYPED_IN[one.measure])
        verify_outcome(figure=found, value=value, change=change, **values)

    return acted(request, form, act, save)
