"""Panels for analyses: from a file, or from yearly facts and completed projects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace

from django.db.models import Min

from jigai.apps.cultivation.models import EnterpriseFact
from jigai.apps.impact.actions.order_analysis import AnalysisOrder, order_analysis
from jigai.apps.impact.models import Analysis
from jigai.apps.projects.models import Project
from jigai.domain.change import Change
from jigai.domain.impact.panel import NEVER, PanelColumns, RawTable, panel_of
from jigai.domain.refusal import Refusal
from jigai.domain.rules.facts import FactDeclaration
from jigai.domain.rules.refusals import nearest
from jigai.domain.rules.rulebook import shipped
from jigai.domain.scorecards.fact_values import Basis
from jigai.domain.sentence import Sentence
from jigai.exchange.impact.panel_file import read_panel_file
from jigai.flows.estimate_impact import ImpactOptions

REGISTER = PanelColumns(
    unit="enterprise", time="year", cohort="first_completion", outcome="value", measure="basis"
)
BY_TOWNSHIP = "division"
HEADS = ("enterprise", "year", "first_completion", "value", "basis", BY_TOWNSHIP)


class FactUnfit(Refusal):
    code = "impact.fact_unfit"
    message = Sentence(
        "“{name}”不是企业的数值指标。{near}",
        "“{name}” is no number among the facts of enterprises. {near}",
    )


class NoFactsKept(Refusal):
    code = "impact.no_facts_kept"
    message = Sentence(
        "登记库里没有“{name}”的年度数值。", "The register holds no yearly figure of “{name}”."
    )
    remedy = Sentence(
        "请先导入企业事实，至少要实施前两年的。",
        "Import the facts of enterprises first, from at least two years before the start.",
    )


def order_from_file(
    *,
    order: AnalysisOrder,
    content: bytes,
    columns: PanelColumns,
    options: ImpactOptions,
    leave_out: bool,
    change: Change,
) -> Analysis:
    """Read an uploaded panel, keep it under numbers instead of names, and queue its analysis.

    Raises:
        PanelFileUnreadable, PanelRefused, TitleBlank: as named; nothing is kept then.
    """
    table = read_panel_file(content, name=order.file_name)
    panel = panel_of(table, columns, leave_out=leave_out)
    plan = {"columns": asdict(columns), "options": options.as_json(), "leave_out": leave_out}
    full = replace(order, plan=plan, source="upload")
    return order_analysis(order=full, panel=panel, change=change)


def order_from_register(
    *, order: AnalysisOrder, fact: str, by_township: bool, options: ImpactOptions, change: Change
) -> Analysis:
    """Take a panel from the register as it stands; units with missing years count as attrition.

    Raises:
        FactUnfit, NoFactsKept, PanelRefused, TitleBlank: as named.
    """
    table = register_table(fact)
    cluster = BY_TOWNSHIP if by_township else ""
    columns = PanelColumns(**asdict(REGISTER) | {"cluster": cluster, "covariates": ()})
    panel = panel_of(table, columns, leave_out=True)
    plan = {"fact": fact, "columns": asdict(columns), "options": options.as_json()}
    full = replace(order, plan={**plan, "leave_out": True}, source="register")
    return order_analysis(order=full, panel=panel, change=change)


def fact_choices() -> list[tuple[str, FactDeclaration]]:
    """The numeric facts of enterprises."""
    declared = shipped().facts["enterprise"]
    return [(name, one) for name, one in declared.items() if one.type.value == "number"]


def register_table(fact: str) -> RawTable:
    """Enterprise, year, year of the first completed project, value; verified before reported.

    Raises:
        FactUnfit, NoFactsKept: as named.
    """
    known = dict(fact_choices())
    if fact not in known:
        raise FactUnfit(name=fact, near=nearest(fact, known))
    rows = list(_rows(fact))
    if not rows:
        raise NoFactsKept(name=known[fact].label)
    return RawTable(HEADS, rows, first_row=1)


def _rows(fact: str) -> Iterator[tuple[object, ...]]:
    begun = dict(
        Project.objects.filter(is_withdrawn=False, actual_completion_on__isnull=False)
        .exclude(enterprise=None)
        .values_list("enterprise_id")
        .annotate(first=Min("actual_completion_on"))
    )
    kept: dict[tuple[int, int], EnterpriseFact] = {}
    for one in EnterpriseFact.objects.filter(name=fact).select_related("enterprise").order_by("pk"):
        key = (one.enterprise_id, one.year)
        if key not in kept or one.basis == Basis.VERIFIED:
            kept[key] = one
    for (firm, year), one in sorted(kept.items()):
        first = begun.get(firm)
        start = first.year if first else NEVER
        place = one.enterprise.division_id or 0
        yield firm, year, start, one.value, one.basis, place
