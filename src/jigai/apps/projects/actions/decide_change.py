from __future__ import annotations

from jigai.apps.audit.editing import apply_edit
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import PendingChange
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.sentence import Sentence


class OwnChange(NotAllowed):
    code = "project.own_change"
    message = Sentence("提出修改的人不能自己批准。", "Who asked for a change cannot decide on it.")
    remedy = Sentence("请由另一位同事批准。", "Let a colleague decide.")


class DecidedAlready(Refusal):
    code = "project.change_decided_already"
    message = Sentence("这项修改已经处理过。", "This change was already decided.")


def decide_change(*, pending: PendingChange, is_approved: bool, change: Change) -> PendingChange:
    """Approve or reject what waits; an approved change is saved in the same change set.

    Raises:
        OwnChange: the person who asked decides.
        DecidedAlready, EditedByOthers, RecordInvalid: as named.
    """
    with writing("project.change_decided", change):
        pending.refresh_from_db()
        if pending.decision:
            raise DecidedAlready
        if pending.asked_by_key == change.actor.key:
            raise OwnChange
        if is_approved:
            apply_edit(pending.project, base=pending.base_version, mine=pending.values)
        pending.decision = "approved" if is_approved else "rejected"
        pending.decision_reason = change.reason
        pending.decided_by_key, pending.decided_by = change.actor.key, change.actor.name
        pending.decided_at = change.at
        pending.save()
    return pending
