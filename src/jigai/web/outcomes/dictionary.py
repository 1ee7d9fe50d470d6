"""The dictionary of indicators, one indicator with its versions, and a new version."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.outcomes.actions.revise_indicator import revise_indicator
from jigai.apps.outcomes.queries.dictionary import dictionary, indicator_named
from jigai.domain.change import Change
from jigai.domain.results.effects import EFFECTS
from jigai.domain.results.part_lines import part_lines, parts_of_lines
from jigai.domain.results.states import DIRECTIONS, LEVELS
from jigai.domain.sentence import Sentence
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest


@require_safe
def dictionary_page(request: PageRequest) -> HttpResponse:
    found = dictionary()
    rows = [
        (
            one,
            said_on_page(LEVELS[one.newest.definition.level]),
            said_on_page(EFFECTS[effect]) if (effect := one.newest.definition.effect) else "",
        )
        for one in found
    ]
    shown = {"here_tab": "dictionary", "rows": rows, "effect_count": len(EFFECTS)}
    return render(request, "outcomes/dictionary.html", shown)


@require_safe
def indicator_page(request: PageRequest, indicator: str) -> HttpResponse:
    found = indicator_named(indicator)
    one = found.newest.definition
    shown = {
        "found": found,
        "one": one,
        "level": said_on_page(LEVELS[one.level]),
        "direction": said_on_page(DIRECTIONS[one.direction]),
        "effect": said_on_page(EFFECTS[one.effect]) if one.effect else "",
        "may_revise": may(request.viewer, Deed.SET_TARGETS),
    }
    return render(request, "outcomes/indicator.html", shown)


class RevisionForm(ReasonedForm):
    """A new version: meaning, formula and its parts, one a line."""

    formula = forms.CharField(
        label=_("公式"), max_length=300, required=False,
        help_text=_("用组成数据的名称、数字和 + - * / min max floor；只转述数值的留空。"),
    )  # fmt: skip
    parts = forms.CharField(
        label=_("组成数据"), required=False, widget=forms.Textarea({"rows": 4}),
        help_text=_("每行一项：名称 | 中文 | 英文 | 单位 | 英文单位"),
    )  # fmt: skip
    meaning = forms.CharField(label=_("含义"), max_length=300)
    meaning_en = forms.CharField(label=_("含义（英文）"), max_length=400)
    source = forms.CharField(label=_("依据"), max_length=200)
    source_en = forms.CharField(label=_("依据（英文）"), max_length=300)
    valid_from = DayField(label=_("新版自哪天起"))


def revise(request: PageRequest, indicator: str) -> HttpResponse:
    """What was recorded or published before keeps its version."""
    require(request.viewer, Deed.SET_TARGETS)
    one = indicator_named(indicator).newest.definition
    present = {
        "formula": one.formula,
        "parts": part_lines(one.parts),
        "meaning": one.meaning.zh,
        "meaning_en": one.meaning.en,
        "source": one.source.zh,
        "source_en": one.source.en,
    }
    form = RevisionForm(request.POST or None, initial=present)
    act = Act(
        title=gettext("修改公式，成为第 %(number)s 版") % {"number": one.version + 1},
        about=said_on_page(one.title),
        back=reverse("outcomes:indicator", args=[indicator]),
        said=gettext("新版已登记；以前的数据和已发布的图表仍用原来的版本。"),
        at_field={
            "outcomes.formula_unreadable": "formula",
            "outcomes.part_unused": "parts",
            "outcomes.part_line_unreadable": "parts",
            "outcomes.revised_too_early": "valid_from",
        },
    )

    def save(values: dict[str, Any], change: Change) -> None:
        revise_indicator(
            indicator=indicator,
            formula=values["formula"],
            parts=parts_of_lines(values["parts"]),
            meaning=Sentence(values["meaning"], values["meaning_en"]),
            source=Sentence(values["source"], values["source_en"]),
            valid_from=values["valid_from"],
            because=change.reason,
            change=change,
        )

    return acted(request, form, act, save)
