"""One part of a draft as a form: values, sources, dates, and expressions read back in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.audit.editing import RecordInvalid
from jigai.apps.scoring.queries.access import draft_for
from jigai.apps.scoring.queries.drafts import DraftRow, draft_row, reading_of
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.rules.editable import EditablePart, EditableValue, editable_part, editable_parts
from jigai.domain.rules.editable_words import words_of
from jigai.domain.rules.kinds import UNITS
from jigai.domain.rules.read import CANNOT_TELL, MET, NOT_MET
from jigai.domain.rules.toml_editing import PartNotThere
from jigai.flows.edit_rule_part import (
    Shaping,
    check_rule_part,
    edit_rule_part,
    name_of,
    part_of,
    seen_of,
    shape_rule_part,
)
from jigai.web.authorship import change_by
from jigai.web.forms.acting import Act, acted, done
from jigai.web.forms.beside import Beside
from jigai.web.forms.reasoned import DayField
from jigai.web.forms.refused import add_refusal
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest
from jigai.web.rules.drafting import head_of
from jigai.web.rules.words import KEYS, PARTS

SHAPINGS: dict[str, Shaping] = {"copy": "copy", "up": "up", "remove": "remove"}
SCORECARD = (MET, NOT_MET, CANNOT_TELL)


class PartForm(forms.Form):
    """Fields made from the values of one part; ``seen`` marks what the person opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, part: EditablePart, draft: DraftRow) -> None:
        initial = {name_of(value): value.text for value in part.values}
        super().__init__(data, initial=initial | {"seen": seen_of(part)})
        for value in part.values:
            self.fields[name_of(value)] = _field(value, draft)

    def typed(self) -> dict[str, str]:
        """What was typed, days as ISO, without the mark."""
        return {
            name: str(value if value is not None else "")
            for name, value in self.cleaned_data.items()
            if name != "seen"
        }


def _field(value: EditableValue, draft: DraftRow) -> forms.Field:
    options: dict[str, Any] = {"label": _label(value), "required": value.is_required}
    match value.kind:
        case "day":
            return DayField(**options)
        case "unit":
            units = [(name, said_on_page(words)) for name, words in UNITS.items()]
            return forms.ChoiceField(choices=units, **options)
        case "outcome":
            return forms.ChoiceField(choices=_outcomes(draft), **options)
        case "expression":
            area = forms.Textarea({"rows": 3, "class": "code", "spellcheck": "false"})
            return forms.CharField(widget=area, max_length=2000, **options)
        case _:
            return forms.CharField(max_length=400, **options)


def _label(value: EditableValue) -> str:
    label = str(KEYS[value.key])
    if value.path[-1] in {"zh", "en"}:
        language = _("中文写法") if value.path[-1] == "zh" else _("英文写法")
        label = f"{label} · {language}"
    places = [part for part in value.path if isinstance(part, int)]
    if "band" in value.path:
        label = _("第 %(band)s 档 · %(key)s") % {"band": places[-1] + 1, "key": label}
    return label


def _outcomes(draft: DraftRow) -> list[tuple[str, str]]:
    parts = [part for part in editable_parts(draft.text) if part.kind == "outcome"]
    if parts:
        return [(part.name, said_on_page(part.label)) for part in parts]
    return [(one.name, said_on_page(one.badge)) for one in SCORECARD]


def draft_part(request: PageRequest, pk: int, address: str) -> HttpResponse:
    """Show, try and save one part; trying saves nothing."""
    require(request.viewer, Deed.DRAFT_RULES)
    draft = draft_for(request.viewer, pk)
    part = part_of(draft, address)
    row = draft_row(draft)
    form = PartForm(request.POST or None, part=part, draft=row)
    is_tried = "try" in request.POST
    _read_back(form, row, part, is_tried=is_tried)
    act = Act(
        title=_("改“%(part)s”") % {"part": said_on_page(part.label) or PARTS[part.kind]},
        about=f"{PARTS[part.kind]} · {draft.rule_set}",
        back=f"{reverse('rules:draft', args=[pk])}#part-{part.address}",
        said=_("已写进草稿，其余文字不变。"),
        reason=_("编辑草稿"),
        template="rules/draft_part.html",
    )
    shown = {"part": part, "draft": head_of(draft_row(draft), request.viewer), "is_tried": is_tried}
    if is_tried:
        return render(request, act.template, {"form": form, "act": act, **shown})

    def save(values: dict[str, Any], change: Change) -> None:
        seen = values.pop("seen")
        edit_rule_part(draft=draft, address=address, typed=form.typed(), seen=seen, change=change)

    return acted(request, form, act, save, shown=shown)


def _read_back(form: PartForm, draft: DraftRow, part: EditablePart, *, is_tried: bool) -> None:
    """Beside each expression how it reads: as typed when it is tried, else as kept."""
    rules, words_part = reading_of(draft).rule_set, part
    if is_tried and form.is_valid():
        try:
            rules, text = check_rule_part(draft=draft, part=part, typed=form.typed())
            words_part = editable_part(text, part.address) or part
        except RecordInvalid as wrong:
            add_refusal(form, wrong)
            return
        except Refusal as refused:
            add_refusal(form, refused)
            return
    words = words_of(rules, words_part) if rules is not None else {}
    for value in part.values:
        if said := words.get(value.path):
            shown: Any = form.fields[name_of(value)]
            shown.beside = (Beside(_("读作"), said_on_page(said)),)


@require_POST
def draft_shape(request: PageRequest, pk: int, address: str, shaping: str) -> HttpResponse:
    """Copy a part, move it up, or take it away."""
    require(request.viewer, Deed.DRAFT_RULES)
    draft = draft_for(request.viewer, pk)
    if shaping not in SHAPINGS:
        raise PartNotThere(place=shaping)
    change = change_by(request, _("调整草稿的条目"))
    shape_rule_part(draft=draft, address=address, shaping=SHAPINGS[shaping], change=change)
    done(request, _("条目已调整。"), change)
    return HttpResponseRedirect(reverse("rules:draft", args=[pk]))
