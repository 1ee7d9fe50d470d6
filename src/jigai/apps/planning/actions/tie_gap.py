from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.models import Gap
from jigai.apps.planning.actions.adopt_gap import GapAdoptedAlready
from jigai.apps.planning.models import PlanGap
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class DiagnosedOfAnother(Refusal):
    code = "planning.diagnosed_of_another"
    message = Sentence(
        "诊断差距“{gap}”不是这家企业的。", "The gap “{gap}” is not of this enterprise."
    )
    remedy = Sentence("请选该企业诊断里的差距。", "Choose one of its own diagnoses.")


class GapTiedAlready(Refusal):
    code = "planning.gap_tied_already"
    message = Sentence(
        "这个规划差距已对应诊断差距“{gap}”。", "This gap stands for “{gap}” of a diagnosis already."
    )


def tie_gap(*, gap: PlanGap, diagnosed: Gap, change: Change) -> PlanGap:
    """Say that a gap which the plan's people wrote is the same as one of a diagnosis.

    From then on both are one: it is counted once, and the diagnosis says how it stands.

    Raises:
        DiagnosedOfAnother, GapTiedAlready, GapAdoptedAlready: as named.
    """
    with writing("gap.tied", change):
        gap.refresh_from_db()
        if gap.diagnosis_gap is not None:
            raise GapTiedAlready(gap=gap.diagnosis_gap.what)
        if diagnosed.enterprise_id != gap.enterprise_id:
            raise DiagnosedOfAnother(gap=diagnosed.what)
        if PlanGap.objects.filter(diagnosis_gap=diagnosed).exists():
            raise GapAdoptedAlready(gap=diagnosed.what)
        gap.diagnosis_gap = diagnosed
        save_valid(gap)
    return gap
