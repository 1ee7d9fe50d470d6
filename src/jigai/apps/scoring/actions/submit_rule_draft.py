from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.scoring.actions.edit_rule_draft import DraftNotWritable
from jigai.apps.scoring.models import DraftState, RuleDraft
from jigai.apps.scoring.queries.drafts import reading_of
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class DraftNotSound(Refusal):
    code = "rules.draft_not_sound"
    message = Sentence("草稿还不能用：{problem}", "The draft cannot be used yet: {problem}")
    remedy = Sentence(
        "请在草稿页改正列出的问题，补齐边界样例。",
        "Mend what the page of the draft lists, and add the missing boundary cases.",
    )


UNPROVED = Sentence(
    "{failing} 个样例算得的结果不符，{missing} 处界限缺样例，{rows} 行没有样例走到。",
    "{failing} cases come out otherwise; {missing} sides of boundaries and {rows} rows lack one.",
)


def submit_rule_draft(*, draft: RuleDraft, change: Change) -> RuleDraft:
    """Hand a sound draft to a second person; it changes no more unless it is returned.

    Raises:
        DraftNotWritable, DraftNotSound: as named.
    """
    with writing("rule_draft.submitted", change):
        draft.refresh_from_db()
        if draft.state != DraftState.WRITING:
            raise DraftNotWritable
        refuse_unsound(draft)
        draft.state, draft.submitted_at = DraftState.SUBMITTED, change.at
        draft.returned_by = draft.returned_because = ""
        draft.save()
    return draft


def refuse_unsound(draft: RuleDraft) -> None:
    """Refuse a draft that cannot be read or is not proved by its cases.

    Raises:
        DraftNotSound: with the first problem.
    """
    reading = reading_of(draft)
    if reading.is_sound:
        return
    review = reading.review
    problem = reading.problem.said if reading.problem else UNPROVED
    if review is not None and reading.problem is None:
        problem = UNPROVED.format(
            failing=len(review.failing), missing=len(review.missing), rows=len(review.unreached)
        )
    raise DraftNotSound(problem=problem)
