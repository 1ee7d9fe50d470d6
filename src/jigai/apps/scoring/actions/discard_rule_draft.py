from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.scoring.actions.edit_rule_draft import DraftNotWritable
from jigai.apps.scoring.models import DraftState, RuleDraft
from jigai.domain.change import Change


def discard_rule_draft(*, draft: RuleDraft, change: Change) -> RuleDraft:
    """Lay a draft aside; it stays in the history.

    Raises:
        DraftNotWritable: it was released or discarded already.
    """
    with writing("rule_draft.discarded", change):
        draft.refresh_from_db()
        if draft.state in {DraftState.RELEASED, DraftState.DISCARDED}:
            raise DraftNotWritable
        draft.state = DraftState.DISCARDED
        draft.save()
    return draft
