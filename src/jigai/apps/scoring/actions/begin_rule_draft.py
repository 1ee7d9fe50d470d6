from __future__ import annotations

import re

from jigai.apps.audit.writing import writing
from jigai.apps.scoring.draft_titles import titles_in
from jigai.apps.scoring.models import RuleDraft
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


class RuleNameUnfit(Refusal):
    code = "rules.name_unfit"
    message = Sentence("“{id}”不能作规则代号。", "“{id}” cannot be the name of a rule.")
    remedy = Sentence(
        "用小写英文字母、数字和下划线，例如 county_badge。",
        "Use small letters, digits and underscores, such as county_badge.",
    )


def begin_rule_draft(
    *,
    rule_set_id: str,
    subject: str,
    text: str,
    cases: str,
    base_digest: str,
    change: Change,
) -> RuleDraft:
    """A new draft; who begins it is its first author.

    Args:
        base_digest: of the edition from which the text was copied; "" for a new rule.

    Raises:
        RuleNameUnfit: as named.
    """
    if not NAME.fullmatch(rule_set_id):
        raise RuleNameUnfit(id=rule_set_id)
    title, title_en = titles_in(text, rule_set_id)
    with writing("rule_draft.begun", change):
        return RuleDraft.objects.create(
            rule_set=rule_set_id,
            subject=subject,
            title=title,
            title_en=title_en,
            text=text,
            cases=cases,
            base_digest=base_digest,
            reason=change.reason,
            author_keys=f"|{change.actor.key}|",
            authors=change.actor.name,
            begun_at=change.at,
            edited_at=change.at,
        )
