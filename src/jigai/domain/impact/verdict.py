"""Printed or refused: never both, and a refused analysis holds no estimate at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jigai.domain.impact.conditions import (
    Condition,
    all_met,
    design_conditions,
    trend_conditions,
)
from jigai.domain.impact.findings import Findings
from jigai.domain.impact.limits import Limits
from jigai.domain.impact.panel import Panel
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence, joined


class ConditionsFailed(Refusal):
    code = "impact.conditions_failed"
    message = Sentence(
        "不印数：{count} 项条件没有满足。{failed}",
        "No number is printed: {count} condition(s) are not met. {failed}",
    )
    remedy = Sentence("{helps}", "{helps}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Conditions, and findings only where every one of them is met.

    ``versions``: the libraries of the estimation, where there was one.
    """

    conditions: tuple[Condition, ...]
    findings: Findings | None
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_printed(self) -> bool:
        return self.findings is not None

    @property
    def failed(self) -> tuple[Condition, ...]:
        return tuple(one for one in self.conditions if one.is_met is not True)

    def refusal(self) -> ConditionsFailed:
        """What stands in the place of numbers."""
        said = joined([one.told for one in self.failed], zh="", en=" ")
        helps = joined(list(dict.fromkeys(one.helps for one in self.failed)), zh="", en=" ")
        return ConditionsFailed(count=len(self.failed), failed=said, helps=helps)

    def conditions_as_json(self) -> list[dict[str, Any]]:
        return [one.as_json() for one in self.conditions]


def judged(
    panel: Panel, limits: Limits, *, control: str, estimate: Callable[[], Findings]
) -> Verdict:
    """Hold a panel against the conditions; nothing is estimated while its design fails.

    Args:
        estimate: called at most once.

    Raises:
        EstimatorGaveUp: from the estimation.
    """
    design = design_conditions(panel, limits, control=control)
    if not all_met(design):
        return Verdict(tuple(design), None)
    found = estimate()
    conditions = (*design, *trend_conditions(found.pre_test, panel, limits))
    return Verdict(conditions, found if all_met(conditions) else None, found.versions)
