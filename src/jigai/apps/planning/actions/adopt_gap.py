from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.models import Gap
from jigai.apps.planning.catalogue import Origin, Theme
from jigai.apps.planning.models import PlanGap
from jigai.domain.change import Change
from jigai.domain.maturity.states import GapState
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

FOUND_BY = Sentence("{day}开始的诊断，编号{code}", "Diagnosis begun on {day}, {code}")
LONGEST = 200


class GapAdoptedAlready(Refusal):
    code = "planning.gap_adopted_already"
    message = Sentence("差距“{gap}”已列入规划差距。", "The gap “{gap}” was adopted already.")


class GapIsSettled(Refusal):
    code = "planning.gap_is_settled"
    message = Sentence(
        "差距“{gap}”在诊断里已了结，不需要列入规划。",
        "The diagnosis says that the gap “{gap}” is settled; no plan needs to close it.",
    )
    remedy = Sentence("仍要改进的，请先在诊断里恢复。", "Open it again in the diagnosis first.")


def adopt_gap(*, gap: Gap, theme: Theme, change: Change) -> PlanGap:
    """Take a gap of a diagnosis among those that plans close; nothing is typed again.

    The words are those of the day; how the gap stands since is read at the diagnosis.

    Raises:
        GapAdoptedAlready, GapIsSettled, RecordInvalid: as named.
    """
    with writing("gap.adopted", change):
        gap.refresh_from_db()
        if gap.state != GapState.OPEN:
            raise GapIsSettled(gap=gap.what)
        if PlanGap.objects.filter(diagnosis_gap=gap).exists():
            raise GapAdoptedAlready(gap=gap.what)
        adopted = PlanGap(
            enterprise=gap.enterprise,
            diagnosis_gap=gap,
            title=_title(gap),
            theme=theme.value,
            found_on=gap.found_on,
            found_by=FOUND_BY.format(day=gap.diagnosis.started_on, code=gap.code).zh,
            origin=Origin.DIAGNOSIS.value,
        )
        save_valid(adopted)
    return adopted


def _title(gap: Gap) -> str:
    """What is missing; with its code where the same words stand for another gap of that day."""
    title = gap.what if len(gap.what) <= LONGEST else f"{gap.what[: LONGEST - 1]}…"
    same = PlanGap.objects.filter(enterprise=gap.enterprise_id, title=title, found_on=gap.found_on)
    if not same.exists():
        return title
    code = f"（{gap.code}）"
    return f"{gap.what[: LONGEST - len(code)]}{code}"
