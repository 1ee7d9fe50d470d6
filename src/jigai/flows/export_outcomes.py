"""The sheet of outcomes: what is reported, to fill in and import again."""

from __future__ import annotations

from decimal import Decimal

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.outcomes.queries.dictionary import dictionary
from jigai.apps.outcomes.queries.figures import OutcomeRow, figures
from jigai.apps.reference.queries.programme import programme_row
from jigai.domain.results.states import FigureState, Measure
from jigai.exchange.cells import Value
from jigai.exchange.mapping import shipped_mappings
from jigai.exchange.template_out import EditableRow, editable_workbook

NAME = "outcomes"
FIELDS = (
    "enterprise_name", "credit_code", "outcome_project", "indicator", "outcome_kind", "span",
    "outcome_value", "outcome_unit", "market", "market_year", "outcome_source", "outcome_note",
)  # fmt: skip
PERCENT = frozenset({Measure.SHARE, Measure.RELATIVE})
WAN = Decimal(10_000)


def export_outcomes(viewer: Viewer) -> bytes:
    """Every reported figure that the viewer sees and that has an enterprise; without any, a form.

    Read again unchanged it says "no change" for every row.
    """
    rows = [row for row in figures(viewer, state=FigureState.REPORTED) if row.credit_code]
    programme = programme_row()
    county = programme.division.zh if programme else ""
    mapping = next(one for one in shipped_mappings() if one.name == NAME)
    return editable_workbook(
        [EditableRow("", 0, _values(row)) for row in rows],
        mapping=mapping,
        fields=FIELDS,
        title=f"{county}{mapping.title.zh}",
        pick_lists={"indicator": [one.newest.definition.title.zh for one in dictionary()]},
    )


def _values(row: OutcomeRow) -> dict[str, Value]:
    number, unit = _written(row)
    return {
        "enterprise_name": row.enterprise,
        "credit_code": row.credit_code,
        "outcome_project": row.project,
        "indicator": row.title.zh,
        "outcome_kind": row.kind,
        "span": row.period,
        "outcome_value": number,
        "outcome_unit": unit,
        "market": row.market,
        "market_year": row.market_year,
        "outcome_source": row.source,
        "outcome_note": row.note,
    }


def _written(row: OutcomeRow) -> tuple[Decimal, str]:
    """A value as people write it, with its unit."""
    if row.measure in PERCENT:
        return row.value * 100, "%"
    if row.measure == Measure.POINTS:
        return row.value * 100, "百分点"
    if row.measure == Measure.MONEY:
        return row.value / WAN, "万元"
    return row.value, row.unit.zh
