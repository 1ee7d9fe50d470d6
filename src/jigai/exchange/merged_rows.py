"""Warns of cells merged over several records: only the first of them has the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jigai.domain.sentence import Sentence
from jigai.exchange.problems import Fault, Problem, Severity, placed

if TYPE_CHECKING:
    from jigai.exchange.plan import Plan


def merged_rows(plan: Plan) -> list[Problem]:
    """One warning per merged range of a recognised column below the heads.

    The value is not copied down: an amount would count twice.
    """
    columns = {r.head.index: r for r in plan.readings}
    last_head = plan.header.rows[-1]
    found = []
    for (top, left), (bottom, right) in sorted(plan.sheet.spans()):
        if top < last_head or top == bottom:
            continue
        for reading in (columns[i] for i in range(left, right + 1) if i in columns):
            fault = Fault(
                "merged_rows",
                Sentence(
                    f"第{top + 1}至{bottom + 1}行合并为一格，只按第{top + 1}行读取。",
                    f"Rows {top + 1} to {bottom + 1} are merged; read for row {top + 1} only.",
                ),
                Sentence("请取消合并，逐行填写。", "Unmerge and fill in each row."),
                severity=Severity.WARNING,
            )
            head = reading.head
            found.append(
                placed(
                    fault,
                    row=top + 1,
                    column=head.letter,
                    head=head.text,
                    field=reading.field.name,
                )
            )
    return found
