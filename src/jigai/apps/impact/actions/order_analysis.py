from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.evidence.actions.store_attachment import store_attachment
from jigai.apps.impact.models import Analysis, AnalysisState, PanelSource
from jigai.domain.change import Change
from jigai.domain.impact.panel import Panel
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

PURPOSE = "impact"


class TitleBlank(Refusal):
    code = "impact.title_blank"
    message = Sentence("请写评估名称和结果名称。", "Name the analysis and its outcome.")


@dataclass(frozen=True, slots=True)
class AnalysisOrder:
    """What is asked: ``plan`` holds columns and options as plain JSON; ``source`` a PanelSource."""

    title: str
    outcome: str
    source: str = PanelSource.UPLOAD.value
    plan: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    file_name: str = ""
    is_invented: bool = False


def order_analysis(*, order: AnalysisOrder, panel: Panel, change: Change) -> Analysis:
    """Keep an analysis that waits for the background; its panel is frozen here.

    Raises:
        TitleBlank, FileTooLarge: as named.
    """
    if not order.title.strip() or not order.outcome.strip():
        raise TitleBlank
    content = json.dumps(panel.as_json(), ensure_ascii=False, separators=(",", ":")).encode()
    with writing("impact.ordered", change):
        kept = store_attachment(
            name=f"panel-{panel.digest()[:12]}.json",
            content=content,
            media_type="application/json",
            purpose=PURPOSE,
            change=change,
        )
        row = Analysis(
            title=order.title.strip(),
            outcome=order.outcome.strip(),
            note=order.note.strip(),
            source=order.source,
            file_name=order.file_name[-200:],
            panel=kept,
            plan=order.plan,
            is_invented=order.is_invented,
            state=AnalysisState.WAITING,
            ordered_at=change.at,
            ordered_by_key=change.actor.key,
            ordered_by=change.actor.name[:120],
        )
        save_valid(row)
    return row
