"""The ways up of one enterprise to one rung, by a chosen day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.gap.problem import months_after
from jigai.domain.gap.ways import MOST_ROUTES
from jigai.domain.rules.evaluate import outcome_of
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.rule_set import RuleSet
from jigai.flows.collect_enterprise_facts import collect_enterprise_facts
from jigai.flows.find_ways_up import MOST_ASKED, USUAL_MONTHS, ways_from_facts
from jigai.flows.score_enterprise import ladder_rules
from jigai.web.forms.reasoned import DayField
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest

FARTHEST_MONTHS = 120


class WaysForm(forms.Form):
    """What the link asks: rung, day, number of routes. Nothing is written."""

    rule = forms.ChoiceField(label=gettext_lazy("目标梯级"))
    by = DayField(label=gettext_lazy("目标日期"))
    routes = forms.IntegerField(
        label=gettext_lazy("最多几条"), min_value=1, max_value=MOST_ASKED, initial=MOST_ROUTES
    )

    def __init__(self, given: Any, *, rules: Sequence[RuleSet], on: date, next_rule: str) -> None:
        usual = {"rule": next_rule, "by": months_after(on, USUAL_MONTHS), "routes": MOST_ROUTES}
        asked = {name: given.get(name) or str(value) for name, value in usual.items()}
        super().__init__(asked)
        self.on = on
        rule = self.fields["rule"]
        if isinstance(rule, forms.ChoiceField):
            rule.choices = [(one.id, said_on_page(one.title)) for one in rules]

    def clean_by(self) -> date:
        by: date = self.cleaned_data["by"]
        if not self.on < by <= months_after(self.on, FARTHEST_MONTHS):
            raise forms.ValidationError(_("请选今天以后十年以内的日期。"))
        return by


@require_safe
def ways_show(request: PageRequest, pk: int) -> HttpResponse:
    """The routes as cards; what does not move by the day with its reason; or what binds."""
    enterprise, on = enterprise_for(request.viewer, pk), localdate()
    facts = collect_enterprise_facts(enterprise_ids=[pk], on=on)[pk].facts
    rules = {rule.id: rule for _rung, rule in ladder_rules(on=on) if _is_graded(rule)}
    form = WaysForm(
        request.GET, rules=list(rules.values()), on=on, next_rule=_next(rules.values(), facts)
    )
    shown: dict[str, Any] = {"enterprise": enterprise, "form": form, "found": None}
    shown["may_read_efforts"] = may(request.viewer, Deed.READ_CHECKS)
    if not form.is_valid():
        return render(request, "ways/show.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    asked = form.cleaned_data
    shown["found"] = ways_from_facts(
        rule_set=rules[asked["rule"]], facts=facts, on=on, by=asked["by"], most=asked["routes"]
    )
    return render(request, "ways/show.html", shown)


def _is_graded(rule: RuleSet) -> bool:
    """A card for review by hand has no higher and lower outcome."""
    return any(outcome.rank is not None for outcome in rule.outcomes)


def _next(rules: Any, facts: Mapping[str, Fact]) -> str:
    """The first rung, in the order of the climb, whose best outcome is not there yet."""
    open_rungs = [rule.id for rule in rules if _is_open(rule, facts)]
    return open_rungs[0] if open_rungs else next((rule.id for rule in rules), "")


def _is_open(rule: RuleSet, facts: Mapping[str, Fact]) -> bool:
    best = max(rule.outcomes, key=lambda outcome: outcome.rank or 0)
    return outcome_of(rule, facts) != best.name
