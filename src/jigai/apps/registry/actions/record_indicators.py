from __future__ import annotations

from typing import TypedDict

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise, YearlyIndicators
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class IndicatorNegative(Refusal):
    code = "indicators.negative"
    message = Sentence("{field}不能为负数。", "{field} cannot be negative.")


class StaffAboveTotal(Refusal):
    code = "indicators.staff_above_total"
    message = Sentence(
        "科技人员{tech_staff}人多于职工总数{employees}人。",
        "{tech_staff} technical staff are more than {employees} employees.",
    )


class IndicatorValues(TypedDict, total=False):
    """Money in fen; heads and rights as counts."""

    employees: int | None
    tech_staff: int | None
    sales_revenue_fen: int | None
    rd_expense_fen: int | None
    cost_expense_fen: int | None
    total_assets_fen: int | None
    class1_ip: int | None
    class2_ip: int | None


def record_indicators(
    *, enterprise: Enterprise, year: int, values: IndicatorValues, change: Change, source: str = ""
) -> YearlyIndicators:
    """Keep what the enterprise declared for a year; indicators not named stay as they are.

    Raises:
        IndicatorNegative, StaffAboveTotal, RecordInvalid: as named.
    """
    with writing("indicators.recorded", change):
        row = YearlyIndicators.objects.filter(enterprise=enterprise, year=year).first()
        row = row or YearlyIndicators(enterprise=enterprise, year=year)
        for name, value in values.items():
            if isinstance(value, int) and value < 0:
                raise IndicatorNegative(field=name)
            setattr(row, name, value)
        if row.tech_staff is not None and (row.employees or 0) < row.tech_staff:
            raise StaffAboveTotal(tech_staff=row.tech_staff, employees=row.employees or 0)
        row.source = source or row.source
        save_valid(row)
    return row
