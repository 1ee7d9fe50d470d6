from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.scoring.models import DraftState, RuleDraft
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class DraftNotSubmitted(Refusal):
    code = "rules.draft_not_submitted"
    message = Sentence("草稿没有提交复核。", "The draft was not submitted for review.")
    remedy = Sentence("请起草人先提交。", "Let an author submit it first.")


def return_rule_draft(*, draft: RuleDraft, change: Change) -> RuleDraft:
    """Give a submitted draft back to its authors; the reason says what to change.

    Raises:
        DraftNotSubmitted: as named.
    """
    with writing("rule_draft.returned", change):
        draft.refresh_from_db()
        if draft.state != DraftState.SUBMITTED:
            raise DraftNotSubmitted
        draft.state, draft.submitted_at = DraftState.WRITING, None
        draft.returned_by, draft.returned_because = change.actor.name, change.reason
        draft.save()
    return draft
