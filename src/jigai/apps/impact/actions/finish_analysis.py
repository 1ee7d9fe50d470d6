from __future__ import annotations

from typing import Any

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.impact.models import Analysis, AnalysisState
from jigai.domain.change import Change
from jigai.domain.impact.findings import Findings
from jigai.domain.impact.verdict import Verdict
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class AnalysisEnded(Refusal):
    code = "impact.analysis_ended"
    message = Sentence(
        "“{title}”已有结论，不能改写。", "“{title}” has its result, which is not rewritten."
    )
    remedy = Sentence("请另做一次评估。", "Order another analysis.")


def finish_analysis(
    *,
    analysis: Analysis,
    verdict: Verdict | None,
    shown: Findings | None,
    receipt: dict[str, Any],
    fault: str = "",
    change: Change,
) -> Analysis:
    """Keep what an analysis came to, once.

    Args:
        verdict: ``None`` where the estimation failed, for ``fault``.
        shown: the findings without small groups, of a printed verdict.

    Raises:
        AnalysisEnded: it has a result.
    """
    if analysis.state != AnalysisState.WAITING:
        raise AnalysisEnded(title=analysis.title)
    if verdict is None:
        analysis.state, analysis.fault = AnalysisState.FAILED, fault[:400]
    else:
        printed = verdict.is_printed and shown is not None
        analysis.state = AnalysisState.PRINTED if printed else AnalysisState.REFUSED
        analysis.conditions = verdict.conditions_as_json()
        analysis.findings = shown.as_json() if printed and shown is not None else None
    analysis.receipt, analysis.finished_at = receipt, change.at
    with writing(f"impact.{analysis.state}", change):
        save_valid(analysis)
    return analysis
