"""Warns of further sheets of the same kind: one sheet is read at a time, and none in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jigai.domain.sentence import Sentence
from jigai.exchange.problems import Fault, Problem, Severity, placed

if TYPE_CHECKING:
    from jigai.exchange.plan import Plan


def unread_sheets(plan: Plan) -> list[Problem]:
    """One warning that names the sheets which hold such a table too and were not read."""
    if not plan.alike:
        return []
    names = "、".join(f"“{name}”" for name in plan.alike)
    fault = Fault(
        "sheets_unread",
        Sentence(
            f"本次只读取工作表“{plan.sheet.name}”；同类工作表{names}未读取。",
            f"Only the sheet “{plan.sheet.name}” is read; not read, though alike: {names}.",
        ),
        Sentence(
            "请用“工作表”选项逐张导入，或合并为一张表。",
            "Import them one by one with the option “sheet”, or join them into one.",
        ),
        severity=Severity.WARNING,
    )
    return [placed(fault, row=0, column="", head="", field="")]
