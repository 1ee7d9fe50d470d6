from __future__ import annotations

from typing import Any

from jigai.apps.audit.inserting import insert_many, made
from jigai.apps.audit.writing import writing
from jigai.apps.planning.models import Plan, PlanLine, PlanVersion, VersionState
from jigai.apps.planning.models.plan import OPEN
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class NothingApproved(Refusal):
    code = "planning.nothing_approved"
    message = Sentence("规划还没有批准过，不必修订。", "Nothing of this plan was approved yet.")
    remedy = Sentence("请直接改草稿。", "Edit the draft itself.")


class AmendedAlready(Refusal):
    code = "planning.amended_already"
    message = Sentence(
        "第 {number} 版正在修订，尚未批准。", "Version {number} is being written already."
    )
    remedy = Sentence("请在该版里改。", "Make the change in that version.")


def amend_plan(*, plan: Plan, change: Change) -> PlanVersion:
    """Open the next version as a copy of the approved one; the reason says what it is for.

    Raises:
        NothingApproved, AmendedAlready: as named.
    """
    with writing("plan.amended", change):
        versions = plan.versions.order_by("-number")
        open_one = versions.filter(state__in=OPEN).first()
        if open_one is not None:
            raise AmendedAlready(number=open_one.number)
        standing = versions.filter(state=VersionState.APPROVED).first()
        last = versions.first()
        if standing is None or last is None:
            raise NothingApproved
        version = PlanVersion.objects.create(
            plan=plan,
            number=last.number + 1,
            state=VersionState.DRAFT,
            owner=standing.owner,
            budget_fen=standing.budget_fen,
            starts_on=standing.starts_on,
            ends_on=standing.ends_on,
            summary=standing.summary,
            amended_because=change.reason,
            author_keys=f"|{change.actor.key}|",
            authors=change.actor.name,
            edited_at=change.at,
        )
        lines: Any = standing.lines.order_by("place", "pk").values()
        insert_many([_copied(line, version) for line in lines])
    return version


def _copied(line: dict[str, Any], into: PlanVersion) -> PlanLine:
    return made(PlanLine, {**line, "id": None, "version_id": into.pk})
