"""Analyses for who sees the whole county: the list, and one with its words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from jigai.apps.accounts.permissions import reads_all_changes
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.impact.models import Analysis, AnalysisState
from jigai.domain.impact.conditions import Condition
from jigai.domain.impact.findings import Findings
from jigai.domain.impact.limits import Limits, shipped_limits
from jigai.domain.impact.panel import Panel
from jigai.domain.impact.telling import INVENTED, caveats, told
from jigai.domain.refusal import NotAllowed, NotFound
from jigai.domain.sentence import Sentence

STATES = {
    AnalysisState.WAITING: Sentence("正在计算", "being computed"),
    AnalysisState.PRINTED: Sentence("已出结果", "printed"),
    AnalysisState.REFUSED: Sentence("不印数", "refused"),
    AnalysisState.FAILED: Sentence("没有算成", "failed"),
}


class CountyWideOnly(NotAllowed):
    code = "impact.county_wide_only"
    message = Sentence(
        "成效评估是全县的结果，只有看得到全县的人能看。",
        "Analyses are of the whole county, for those who see all of it.",
    )


class NoSuchAnalysis(NotFound):
    code = "impact.analysis_not_found"
    message = Sentence("没有编号为 {pk} 的成效评估。", "There is no analysis {pk}.")


@dataclass(frozen=True, slots=True)
class AnalysisRow:
    """One line of the list."""

    id: int
    title: str
    outcome: str
    source: str
    state: str
    state_word: Sentence
    is_invented: bool
    ordered_at: datetime
    ordered_by: str


@dataclass(frozen=True, slots=True)
class AnalysisCard:
    """One analysis; ``findings``, ``sentences`` and ``caveats`` only of a printed one."""

    row: AnalysisRow
    note: str
    file_name: str
    plan: Mapping[str, Any]
    conditions: tuple[Condition, ...]
    findings: Findings | None
    sentences: tuple[Sentence, ...]
    caveats: tuple[Sentence, ...]
    receipt: Mapping[str, Any]
    fault: str
    finished_at: datetime | None

    @property
    def failed(self) -> tuple[Condition, ...]:
        return tuple(one for one in self.conditions if one.is_met is not True)


def check_reads(viewer: Viewer) -> None:
    """Raises: CountyWideOnly: the viewer does not see the whole county."""
    if not reads_all_changes(viewer):
        raise CountyWideOnly


def analysis_for(viewer: Viewer, pk: int) -> Analysis:
    """The analysis, for who sees the whole county.

    Raises:
        CountyWideOnly, NoSuchAnalysis: as named.
    """
    check_reads(viewer)
    return analysis_numbered(pk)


def analysis_numbered(pk: int) -> Analysis:
    """For the background. Raises: NoSuchAnalysis: as named."""
    found = Analysis.objects.filter(pk=pk).select_related("panel").first()
    if found is None:
        raise NoSuchAnalysis(pk=pk)
    return found


def analysis_rows(viewer: Viewer) -> list[AnalysisRow]:
    """All analyses, newest first; one query.

    Raises:
        CountyWideOnly: as named.
    """
    check_reads(viewer)
    rows: QuerySet[Analysis] = Analysis.objects.defer("findings", "conditions")
    return [_row(one) for one in rows.order_by("-ordered_at", "-pk")]


def waiting_analyses() -> list[int]:
    """Those that a stopped process left, the oldest first."""
    waiting = Analysis.objects.filter(state=AnalysisState.WAITING).order_by("pk")
    return list(waiting.values_list("pk", flat=True))


def panel_kept(analysis: Analysis) -> Panel:
    """The frozen panel.

    Raises:
        EvidenceAltered: its file is missing or altered.
    """
    return Panel.from_json(json.loads(content_of(analysis.panel)))


def analysis_card(analysis: Analysis) -> AnalysisCard:
    """What page, paper, API and command show."""
    found = Findings.from_json(analysis.findings) if analysis.findings else None
    sentences: tuple[Sentence, ...] = ()
    warned: tuple[Sentence, ...] = ()
    if found is not None:
        treated = int(analysis.receipt["sizes"]["treated"])
        sentences = tuple(told(found, outcome=analysis.outcome, treated=treated))
        least = limits_of(analysis).least_shown
        warned = tuple(caveats(found, least=least))
    if analysis.is_invented:
        warned = (INVENTED, *warned)
    return AnalysisCard(
        _row(analysis),
        analysis.note,
        analysis.file_name,
        analysis.plan,
        tuple(Condition.from_json(one) for one in analysis.conditions),
        found,
        sentences,
        warned,
        analysis.receipt,
        analysis.fault,
        analysis.finished_at,
    )


def limits_of(analysis: Analysis) -> Limits:
    """The edition of the conditions that an ended analysis was held against."""
    edition = analysis.receipt["conditions_of"]
    return next(one for one in shipped_limits() if one.valid_from.isoformat() == edition)


def _row(one: Analysis) -> AnalysisRow:
    return AnalysisRow(
        one.pk,
        one.title,
        one.outcome,
        one.source,
        one.state,
        STATES[AnalysisState(one.state)],
        one.is_invented,
        one.ordered_at,
        one.ordered_by,
    )
