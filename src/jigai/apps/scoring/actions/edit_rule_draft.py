from __future__ import annotations

from jigai.apps.audit.editing import apply_edit
from jigai.apps.audit.writing import writing
from jigai.apps.scoring.draft_titles import titles_in
from jigai.apps.scoring.models import DraftState, RuleDraft
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

LONGEST = 200_000


class DraftNotWritable(Refusal):
    code = "rules.draft_not_writable"
    message = Sentence(
        "草稿已提交、已发布或已放弃，不能再改。",
        "The draft is submitted, released or discarded and cannot be changed.",
    )
    remedy = Sentence(
        "已提交的请复核人退回；已发布的请另起草稿。",
        "Let the reviewer return a submitted one; copy a released one into a new draft.",
    )


class DraftTooLong(Refusal):
    code = "rules.draft_too_long"
    message = Sentence(
        "规则或样例超过 {most} 字。", "The rule or its cases have more than {most} characters."
    )


def edit_rule_draft(
    *, draft: RuleDraft, text: str, cases: str, base: int, change: Change
) -> RuleDraft:
    """Save other texts; whoever edits becomes an author and cannot release it.

    Args:
        base: version of the draft on which the edit was made.

    Raises:
        DraftNotWritable, DraftTooLong: as named.
        EditedByOthers: another author changed the same text since.
    """
    if max(len(text), len(cases)) > LONGEST:
        raise DraftTooLong(most=LONGEST)
    with writing("rule_draft.edited", change):
        draft.refresh_from_db()
        if draft.state != DraftState.WRITING:
            raise DraftNotWritable
        if not apply_edit(draft, base=base, mine={"text": text, "cases": cases}):
            return draft
        draft.title, draft.title_en = titles_in(draft.text, draft.title, draft.title_en)
        draft.edited_at = change.at
        if f"|{change.actor.key}|" not in draft.author_keys:
            draft.author_keys += f"{change.actor.key}|"
            draft.authors += f"、{change.actor.name}"
        draft.save()
    return draft
