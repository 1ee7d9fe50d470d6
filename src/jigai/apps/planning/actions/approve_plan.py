from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.planning.actions.return_plan import PlanNotSubmitted
from jigai.apps.planning.models import PlanVersion, VersionState
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed
from jigai.domain.sentence import Sentence


class OwnPlan(NotAllowed):
    code = "planning.own_plan"
    message = Sentence(
        "参与编制的人（{authors}）不能自己批准规划。",
        "Who wrote in a plan ({authors}) cannot approve it.",
    )
    remedy = Sentence("请由另一位同事批准。", "Let another colleague approve it.")


def approve_plan(*, version: PlanVersion, decision: str, change: Change) -> PlanVersion:
    """Approve a submitted version as a person who did not write in it; it is frozen.

    Args:
        decision: the document or meeting by which it was approved.

    Raises:
        PlanNotSubmitted, OwnPlan, RecordInvalid: as named.
    """
    with writing("plan.approved", change):
        version.refresh_from_db()
        if version.state != VersionState.SUBMITTED:
            raise PlanNotSubmitted
        if f"|{change.actor.key}|" in version.author_keys:
            raise OwnPlan(authors=version.authors)
        version.state = VersionState.APPROVED
        version.approved_by_key, version.approved_by = change.actor.key, change.actor.name
        version.approved_at, version.decision = change.at, decision
        save_valid(version)
    return version
