from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.planning.models import PlanVersion, VersionState
from jigai.apps.planning.queries.readiness import missing_of
from jigai.apps.planning.writable import refuse_unless_draft
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence, joined


class PlanNotReady(Refusal):
    code = "planning.plan_not_ready"
    message = Sentence("规划还不能提交：{missing}", "The plan cannot be submitted yet: {missing}")
    remedy = Sentence(
        "请在规划页补齐，或删去用不到的条目。",
        "Complete it on the page of the plan, or remove lines that are not needed.",
    )


def submit_plan(*, version: PlanVersion, change: Change) -> PlanVersion:
    """Hand a draft to a second person; it changes no more unless it is returned.

    Raises:
        VersionNotWritable, PlanNotReady: as named.
    """
    with writing("plan.submitted", change):
        refuse_unless_draft(version)
        missing = [one.said for one in missing_of(version)]
        if missing:
            raise PlanNotReady(missing=joined(missing))
        version.state, version.submitted_at = VersionState.SUBMITTED, change.at
        version.returned_by = version.returned_because = ""
        version.save()
    return version
