from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.planning.models import PlanVersion, VersionState
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class PlanNotSubmitted(Refusal):
    code = "planning.plan_not_submitted"
    message = Sentence("这一版还没有提交。", "This version was not submitted.")
    remedy = Sentence("请先由编制人提交。", "Let its authors submit it first.")


def return_plan(*, version: PlanVersion, change: Change) -> PlanVersion:
    """Give a submitted version back to its authors; the reason says what is to be changed.

    Raises:
        PlanNotSubmitted: as named.
    """
    with writing("plan.returned", change):
        version.refresh_from_db()
        if version.state != VersionState.SUBMITTED:
            raise PlanNotSubmitted
        version.state, version.submitted_at = VersionState.DRAFT, None
        version.returned_by, version.returned_because = change.actor.name, change.reason
        version.save()
    return version
