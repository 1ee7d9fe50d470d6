"""Forms with a row for each milestone and each period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.projects.queries.projects import MilestoneRow
from jigai.domain.earned_value.baseline import share_planned_evenly
from jigai.domain.periods import (
    PeriodKind,
    RegularPeriod,
    ReportDay,
    parse_period,
    period_containing,
    period_range,
)
from jigai.domain.quantities import rounded
from jigai.web.forms.fields import MoneyField, ShareField
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.language import said_on_page

SPARE_ROWS = 4
STEP_FEN = 1_000_000
Points = list[tuple[RegularPeriod, int]]


class MilestonesForm(ReasonedForm):
    """Rows of title, due day and weight; an empty title drops the row."""

    def __init__(self, *given: Any, held: Sequence[MilestoneRow], **options: Any) -> None:
        super().__init__(*given, **options)
        self.row_count = len(held) + SPARE_ROWS
        for number in range(self.row_count):
            one = held[number] if number < len(held) else None
            self._row(number, one)
        self.fields["reason"] = self.fields.pop("reason")

    def _row(self, number: int, one: MilestoneRow | None) -> None:
        place = {"row": number + 1}
        titled = {
            "title": _("第 %(row)s 行 节点") % place,
            "due_on": _("第 %(row)s 行 应完成") % place,
            "weight_bp": _("第 %(row)s 行 权重") % place,
        }
        shapes: dict[str, forms.Field] = {
            "title": forms.CharField(max_length=120, required=False),
            "due_on": DayField(required=False),
            "weight_bp": ShareField(required=False),
        }
        for name, shape in shapes.items():
            shape.label = titled[name]
            shape.initial = getattr(one, name) if one else None
            shape.widget.attrs["aria-label"] = titled[name]
            self.fields[f"{name}.{number}"] = shape

    def table(self) -> list[list[BoundField]]:
        """The rows as the page lays them out."""
        names = ("title", "due_on", "weight_bp")
        return [[self[f"{name}.{n}"] for name in names] for n in range(self.row_count)]

    def rows(self, values: Mapping[str, Any]) -> list[tuple[str, date, int]]:
        """Title, due day and weight of each row that has a title."""
        return [
            (title.strip(), values[f"due_on.{n}"], values[f"weight_bp.{n}"])
            for n in range(self.row_count)
            if (title := values[f"title.{n}"]).strip()
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for n in range(self.row_count):
            if not (values.get(f"title.{n}") or "").strip():
                continue
            for name in ("due_on", "weight_bp"):
                if values.get(f"{name}.{n}") is None and f"{name}.{n}" not in self.errors:
                    self.add_error(f"{name}.{n}", ValidationError(_("请填写。")))
        return values


class BaselineForm(ReasonedForm):
    """The cumulative plan at the end of each period."""

    approved_on = DayField(label=gettext_lazy("批准日期"))

    def __init__(self, *given: Any, points: Points, **options: Any) -> None:
        super().__init__(*given, **options)
        self.periods = [period for period, _fen in points]
        for period, fen in points:
            self.fields[f"point.{period}"] = MoneyField(
                label=said_on_page(period.name), initial=fen
            )
        self.fields["reason"] = self.fields.pop("reason")

    def table(self) -> list[BoundField]:
        """The amounts, period by period."""
        return [self[f"point.{period}"] for period in self.periods]

    def points(self, values: Mapping[str, Any]) -> Points:
        return [(period, values[f"point.{period}"]) for period in self.periods]


def suggested_points(
    *, start: date, end: date, total_fen: int, present: Mapping[str, int], kind: PeriodKind
) -> Points:
    """What the form begins with: the plan in force, else the total spread evenly over the days.

    The last period is the whole. A plan in force that covers other periods keeps its own; past
    its end the total stands.
    """
    if present:
        kept = [parse_period(key) for key in sorted(present)]
        begun = [period for period in kept if not isinstance(period, ReportDay)]
        first, last = begun[0], max(begun[-1], _containing(end, kind), key=lambda p: p.end_on)
    else:
        first, last = _containing(start, kind), _containing(end, kind)
    periods = list(period_range(first, last))
    points = [(p, present.get(str(p), _evenly(p, start, end, total_fen))) for p in periods]
    capped = [(period, min(fen, total_fen)) for period, fen in points]
    return [*capped[:-1], (periods[-1], total_fen)]


def _containing(day: date, kind: PeriodKind) -> RegularPeriod:
    period = period_containing(day, kind=kind)
    if isinstance(period, ReportDay):
        raise TypeError("a rhythm of report days has no regular periods")
    return period


def _evenly(period: RegularPeriod, start: date, end: date, total_fen: int) -> int:
    share = share_planned_evenly(start_on=start, completion_on=end, as_of=period.end_on).share
    return int(rounded(total_fen * share / STEP_FEN)) * STEP_FEN
