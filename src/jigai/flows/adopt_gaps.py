"""Take several gaps of diagnoses among those that plans close, all or none."""

from __future__ import annotations

from collections.abc import Sequence

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.queries.access import gap_for
from jigai.apps.planning.actions.adopt_gap import adopt_gap
from jigai.apps.planning.catalogue import Theme
from jigai.apps.planning.models import PlanGap
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class NoGapChosen(Refusal):
    code = "planning.no_gap_chosen"
    message = Sentence("没有选定诊断的差距。", "No gap of a diagnosis is chosen.")
    remedy = Sentence("请至少选一个。", "Choose at least one.")


def adopt_gaps(
    viewer: Viewer, *, gap_ids: Sequence[int], theme: str, change: Change
) -> list[PlanGap]:
    """Adopt them under one theme in one change set.

    Raises:
        NoGapChosen, NoSuchGap, GapAdoptedAlready, GapIsSettled: as named.
    """
    if not gap_ids:
        raise NoGapChosen
    chosen = [gap_for(viewer, key) for key in dict.fromkeys(gap_ids)]
    with writing("gap.adopted", change):
        return [adopt_gap(gap=gap, theme=Theme(theme), change=change) for gap in chosen]
