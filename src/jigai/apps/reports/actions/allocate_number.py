"""Give the next number of a series; a refusal later in the same change set gives it back."""

from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.reports.models import DocumentNumber
from jigai.domain.change import Change


def allocate_number(*, series: str, year: int, change: Change) -> DocumentNumber:
    """The number after the last one of the series and year, void ones counted.

    Change sets are written one after another, so no two can be given the same number, and a
    number is kept only together with the document that carries it.
    """
    with writing("number.allocated", change):
        last = DocumentNumber.objects.filter(series=series, year=year).order_by("-number").first()
        given = DocumentNumber(
            series=series, year=year, number=last.number + 1 if last else 1, follows=last
        )
        save_valid(given)
    return given
