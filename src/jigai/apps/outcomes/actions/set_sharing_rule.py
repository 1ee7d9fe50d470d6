from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.models import SharingRule
from jigai.domain.change import Change
from jigai.domain.contribution.sharing import Method
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class RuleForPast(Refusal):
    code = "outcomes.rule_for_past"
    message = Sentence(
        "{day} 起已有规则；改规则要用更晚的日期。",
        "A rule already holds from {day}; a change needs a later day.",
    )


def set_sharing_rule(
    *, method: Method, valid_from: date, decision: str, change: Change
) -> SharingRule:
    """Decide how the result of a member of several programmes is shared out, from a day on.

    Reports of spans that ended before keep the former rule.

    Raises:
        RuleForPast, RecordInvalid: as named.
    """
    last = SharingRule.objects.order_by("-valid_from").first()
    if last is not None and valid_from <= last.valid_from:
        raise RuleForPast(day=last.valid_from)
    row = SharingRule(method=method, valid_from=valid_from, decision=decision.strip())
    with writing("sharing_rule.set", change):
        save_valid(row)
    return row
