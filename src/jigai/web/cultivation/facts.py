"""Facts of one enterprise: one form from the declarations; and the sheet for all enterprises."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.cultivation.actions.record_facts import record_facts
from jigai.apps.cultivation.queries.facts import fact_lines
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.change import Change
from jigai.domain.scorecards.fact_values import Basis
from jigai.flows.collect_enterprise_facts import collect_enterprise_facts
from jigai.flows.export_facts import export_facts
from jigai.flows.score_enterprise import ladder_rules
from jigai.web.cultivation.facts_form import FactsForm, grouped
from jigai.web.forms.acting import Act, acted
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FOUR_DIGITS = 4


def facts(request: PageRequest, pk: int) -> HttpResponse:
    """Reported facts, or with ``?basis=verified`` those that an officer checked on paper."""
    basis = Basis.VERIFIED if request.GET.get("basis") == "verified" else Basis.REPORTED
    require(request.viewer, Deed.REVIEW if basis is Basis.VERIFIED else Deed.REPORT)
    enterprise, year = enterprise_for(request.viewer, pk), _year(request)
    lines, today = fact_lines(enterprise_id=pk, year=year), localdate()
    known = collect_enterprise_facts(enterprise_ids=[pk], on=today, year=year)[pk].facts
    form = FactsForm(request.POST or None, lines=lines, basis=basis, known=known)
    act = Act(
        title=_("核实企业事实") if basis is Basis.VERIFIED else _("填报企业事实"),
        about=enterprise.name,
        back=f"{reverse('cultivation:ladder', args=[pk])}?year={year}",
        said=_("事实已登记，自评已重算。"),
        template="cultivation/facts.html",
    )

    def save(_values: dict[str, Any], change: Change) -> None:
        record_facts(
            enterprise=enterprise, year=year, basis=basis, entries=form.entries(), change=change
        )

    rules = [rule for _rung, rule in ladder_rules(on=today)]
    first = request.GET.get("rung", "")
    rules.sort(key=lambda rule: rule.id != first)
    titles = [(said_on_page(rule.title), rule.fact_names()) for rule in rules]
    shown = {
        "groups": grouped(form, titles),
        "year": year,
        "basis": basis.value,
        "may_verify": may(request.viewer, Deed.REVIEW),
        "may_report": may(request.viewer, Deed.REPORT),
    }
    return acted(request, form, act, save, shown=shown)


@require_safe
def sheet(request: PageRequest, year: int) -> HttpResponse:
    """Every enterprise a row, every fact a column, to fill in and import."""
    require(request.viewer, Deed.IMPORT)
    made = export_facts(request.viewer, year=year, on=localdate())
    answer = HttpResponse(made.content, content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="facts-{year}.xlsx"'
    return answer


def _year(request: PageRequest) -> int:
    typed = request.GET.get("year", "")
    is_year = typed.isdecimal() and len(typed) == FOUR_DIGITS
    return int(typed) if is_year else localdate().year - 1
