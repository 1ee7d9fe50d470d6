from __future__ import annotations

from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.scoring.actions.return_rule_draft import DraftNotSubmitted
from jigai.apps.scoring.models import DraftState, RuleDraft, RuleEdition
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.rulebook import facts_text, read_edition, shipped
from jigai.domain.rules.toml_editing import with_values
from jigai.domain.sentence import Sentence

STARTS = ("valid_from",)


class OwnRule(NotAllowed):
    code = "rules.own_draft"
    message = Sentence(
        "参与起草的人（{authors}）不能自己发布规则。",
        "Who wrote in a rule ({authors}) cannot release it.",
    )
    remedy = Sentence("请由另一位同事复核后发布。", "Let another colleague review and release it.")


class ReleasedIntoThePast(Refusal):
    code = "rules.released_into_the_past"
    message = Sentence(
        "规则不能自过去的日期（{day}）起生效。", "A rule cannot begin on a past day ({day})."
    )
    remedy = Sentence("请选今天或以后的日期。", "Choose today or a later day.")


class EditionStartsThatDay(Refusal):
    code = "rules.edition_starts_that_day"
    message = Sentence(
        "“{id}”已有自 {day} 起的县级版本。", "“{id}” has a county edition from {day} already."
    )
    remedy = Sentence(
        "请换一个日期，或先撤回那一版。", "Choose another day, or withdraw that edition first."
    )


class DraftOfAnotherRule(Refusal):
    code = "rules.draft_of_another_rule"
    message = Sentence(
        "草稿是“{held}”的，正文里的 id 却是“{found}”。",
        "The draft is of “{held}”, but the id in its text is “{found}”.",
    )
    remedy = Sentence("请把 id 改回来，或另起草稿。", "Put the id back, or begin another draft.")


def release_rule_draft(
    *, draft: RuleDraft, valid_from: date, decision: str, change: Change
) -> RuleEdition:
    """Put a submitted draft in force from a day, as a person who did not write in it.

    The text is kept as released, with that day as its start; it is read and proved once more.

    Args:
        decision: the document by which the county decided.

    Raises:
        OwnRule, DraftNotSubmitted, ReleasedIntoThePast, EditionStartsThatDay,
        DraftOfAnotherRule: as named.
        RuleFileRefused: with that start the rule is not sound.
    """
    with writing("rule_edition.released", change):
        draft.refresh_from_db()
        if f"|{change.actor.key}|" in draft.author_keys:
            raise OwnRule(authors=draft.authors)
        if draft.state != DraftState.SUBMITTED:
            raise DraftNotSubmitted
        if valid_from < change.at.date():
            raise ReleasedIntoThePast(day=valid_from)
        same = RuleEdition.objects.filter(rule_set=draft.rule_set, withdrawn_at=None)
        if same.filter(valid_from=valid_from).exists():
            raise EditionStartsThatDay(id=draft.rule_set, day=valid_from)
        text, rules = _proved(draft, valid_from)
        draft.state = DraftState.RELEASED
        draft.save(update_fields=["state"])
        return RuleEdition.objects.create(
            draft=draft,
            rule_set=draft.rule_set,
            subject=draft.subject,
            text=text,
            cases=draft.cases,
            facts_text=facts_text(draft.subject),
            digest=rules.digest,
            base_digest=draft.base_digest,
            valid_from=valid_from,
            decision=decision,
            author_keys=draft.author_keys,
            authors=draft.authors,
            released_by_key=change.actor.key,
            released_by=change.actor.name,
            released_at=change.at,
        )


def _proved(draft: RuleDraft, valid_from: date) -> tuple[str, RuleSet]:
    text = with_values(draft.text, {STARTS: valid_from.isoformat()}, {STARTS: "day"})
    facts = shipped().facts[draft.subject]
    rules = read_edition(text, draft.cases, facts=facts, subject=draft.subject).rule_set
    if rules.id != draft.rule_set:
        raise DraftOfAnotherRule(held=draft.rule_set, found=rules.id)
    return text, rules
