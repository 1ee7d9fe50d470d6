"""Work an ordered analysis through: estimate, hold against the conditions, freeze, rebuild."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jigai.apps.impact.actions.finish_analysis import finish_analysis
from jigai.apps.impact.models import Analysis, AnalysisState
from jigai.apps.impact.queries.analyses import analysis_numbered, limits_of, panel_kept
from jigai.domain.change import Actor, Change, Path
from jigai.domain.impact.limits import Limits, limits_in_force
from jigai.domain.impact.panel import Panel
from jigai.domain.impact.refusals import EstimatorGaveUp
from jigai.domain.impact.showing import sizes_shown, without_small_groups
from jigai.domain.impact.verdict import Verdict, judged
from jigai.exchange.impact.run import estimated

REASON = "成效评估计算"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Whether a second run from the frozen panel came to the same, and with which versions."""

    is_same: bool
    data_digest: str
    versions_then: dict[str, str]
    versions_now: dict[str, str]


def work_through(*, pk: int, at: datetime) -> Analysis:
    """Finish one analysis; one that has ended is left as it is. Safe to run again."""
    analysis = analysis_numbered(pk)
    if analysis.state != AnalysisState.WAITING:
        return analysis
    change = Change(Actor("system:impact", analysis.ordered_by), REASON, at, Path.JOB)
    limits, panel = limits_in_force(on=at.date()), panel_kept(analysis)
    try:
        verdict = _judged(analysis, panel, limits)
    except EstimatorGaveUp as gave_up:
        receipt = receipt_of(analysis, panel, limits, None)
        fault = f"{gave_up.said.zh} {gave_up.said.en}"
        return finish_analysis(
            analysis=analysis, verdict=None, shown=None, receipt=receipt, fault=fault, change=change
        )
    return freeze(analysis, panel, verdict, limits, change)


def freeze(
    analysis: Analysis, panel: Panel, verdict: Verdict, limits: Limits, change: Change
) -> Analysis:
    """Keep a verdict with its receipt, small groups left out."""
    shown = None
    if verdict.findings is not None:
        least = limits.least_shown
        shown = without_small_groups(verdict.findings, panel.sizes, least=least)
    return finish_analysis(
        analysis=analysis,
        verdict=verdict,
        shown=shown,
        receipt=receipt_of(analysis, panel, limits, verdict),
        change=change,
    )


def receipt_of(
    analysis: Analysis, panel: Panel, limits: Limits, verdict: Verdict | None
) -> dict[str, Any]:
    """What a rebuild needs and compares; group sizes without the small ones."""
    sizes = sizes_shown(panel.sizes, least=limits.least_shown)
    return {
        "data_digest": panel.digest(),
        "conditions_of": limits.valid_from.isoformat(),
        "options": analysis.plan["options"],
        "versions": dict(verdict.versions) if verdict else {},
        "units": len(panel.cohort_of),
        "left_out": len(panel.left_out),
        "treated_before": panel.treated_before,
        "periods": [panel.periods[0], panel.periods[-1]],
        "sizes": {
            "shown": {str(start): count for start, count in sizes.shown.items()},
            "hidden": sizes.hidden,
            "treated": sizes.treated,
            "never": sizes.never,
        },
    }


def rebuild(analysis: Analysis) -> Rebuilt:
    """Run an ended analysis again from its frozen panel, by the conditions of then.

    Raises:
        EstimatorGaveUp, EvidenceAltered: as named.
    """
    panel, limits = panel_kept(analysis), limits_of(analysis)
    verdict = _judged(analysis, panel, limits)
    again = None
    if verdict.findings is not None:
        least = limits.least_shown
        again = without_small_groups(verdict.findings, panel.sizes, least=least).as_json()
    then = analysis.receipt["versions"]
    same = (
        verdict.conditions_as_json() == analysis.conditions
        and _numbers(again) == _numbers(analysis.findings)
        and panel.digest() == analysis.receipt["data_digest"]
    )
    return Rebuilt(same, panel.digest(), dict(then), dict(verdict.versions))


def _judged(analysis: Analysis, panel: Panel, limits: Limits) -> Verdict:
    options = analysis.plan["options"]
    return judged(
        panel, limits, control=options["control"], estimate=lambda: estimated(panel, options)
    )


def _numbers(findings: Any) -> Any:
    """As JSON keeps them: numbers to ten places, since another processor sums in another order."""
    if isinstance(findings, dict):
        return {k: _numbers(v) for k, v in findings.items() if k not in {"versions", "notes"}}
    if isinstance(findings, list | tuple):
        return [_numbers(one) for one in findings]
    return round(findings, 10) if isinstance(findings, float) else findings
