"""Yearly facts of a platform: one form from the declarations of the rulebook."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.cultivation.queries.facts import FactLine, KeptFact
from jigai.apps.platforms.actions.record_platform_facts import record_platform_facts
from jigai.apps.platforms.facts import MEASURED, SUBJECT
from jigai.apps.platforms.queries.access import platform_for, require_host
from jigai.apps.platforms.queries.profile import KeptPlatformFact, kept_platform_list
from jigai.apps.scoring.fact_keeping import FactEntry
from jigai.apps.scoring.queries.rulebook import rule_sets_in_force
from jigai.domain.change import Change
from jigai.domain.rules.rulebook import shipped
from jigai.domain.scorecards.fact_values import Basis
from jigai.flows.collect_platform_facts import collect_platform_facts
from jigai.web.cultivation.facts_form import FactsForm, grouped
from jigai.web.forms.acting import Act, acted
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest

FOUR_DIGITS = 4


def facts(request: PageRequest, pk: int) -> HttpResponse:
    """What the host reports, or with ``?basis=verified`` what an officer checked on paper."""
    basis = Basis.VERIFIED if request.GET.get("basis") == "verified" else Basis.REPORTED
    require(request.viewer, Deed.REVIEW if basis is Basis.VERIFIED else Deed.REPORT)
    platform, year = platform_for(request.viewer, pk), _year(request)
    if basis is Basis.REPORTED:
        require_host(request.viewer, platform)
    lines = _lines(kept_platform_list(platform), year)
    known = collect_platform_facts(platform_ids=[pk], year=year, on=localdate())[pk]
    form = FactsForm(request.POST or None, lines=lines, basis=basis, known=known)
    act = Act(
        title=_("核实平台事实") if basis is Basis.VERIFIED else _("填报平台事实"),
        about=platform.name,
        back=reverse("platforms:show", args=[pk]),
        said=_("事实已登记；下次计算年度评价时采用。"),
        template="platforms/facts.html",
    )

    def save(_values: dict[str, Any], change: Change) -> None:
        entries = {
            name: FactEntry(one.value, one.source, one.as_of)
            for name, one in form.entries().items()
        }
        record_platform_facts(
            platform=platform, year=year, basis=basis, entries=entries, change=change
        )

    rules = rule_sets_in_force(subject=SUBJECT, on=localdate()).values()
    titles = [(said_on_page(rule.title), rule.fact_names()) for rule in rules]
    shown = {
        "groups": grouped(form, titles),
        "year": year,
        "basis": basis.value,
        "may_verify": may(request.viewer, Deed.REVIEW),
    }
    return acted(request, form, act, save, shown=shown)


def _lines(kept: list[KeptPlatformFact], year: int) -> list[FactLine]:
    """Every fact that people declare, with what was said of it for the year."""
    of_year = {(row.name, row.basis): _kept(row) for row in kept if row.year == year}
    return [
        FactLine(
            declaration,
            of_year.get((name, Basis.REPORTED.value)),
            of_year.get((name, Basis.VERIFIED.value)),
        )
        for name, declaration in shipped().facts[SUBJECT].items()
        if name not in MEASURED
    ]


def _kept(row: KeptPlatformFact) -> KeptFact:
    return KeptFact(
        row.name, row.year, row.basis, row.value, row.source, row.as_of, row.recorded_by
    )


def _year(request: PageRequest) -> int:
    typed = request.GET.get("year", "")
    is_year = typed.isdecimal() and len(typed) == FOUR_DIGITS
    return int(typed) if is_year else localdate().year
