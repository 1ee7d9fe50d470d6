"""For how long personal data of a kind are kept; the rule before ends on the day of the next."""

from __future__ import annotations

from datetime import date

from jigai.apps.accounts.models import RetentionRule
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class RuleStartsEarlier(Refusal):
    code = "retention.starts_too_early"
    message = Sentence(
        "已有自{day}起的规定，新规定要晚于它。",
        "There is a rule from {day}; a new one must start later.",
    )


def set_retention(
    *, kind: str, years: int, valid_from: date, source: str, change: Change
) -> RetentionRule:
    """Keep personal data of a kind for some years, from a day on.

    Args:
        source: the law or decision that says so.

    Raises:
        RuleStartsEarlier, RecordInvalid: as named.
    """
    with writing("retention.set", change):
        last = RetentionRule.objects.filter(kind=kind).order_by("-valid_from").first()
        if last and last.valid_from >= valid_from:
            raise RuleStartsEarlier(day=last.valid_from)
        rule = RetentionRule(kind=kind, years=years, valid_from=valid_from, source=source)
        save_valid(rule)
        if last and last.valid_to is None:
            last.valid_to = valid_from
            last.save(update_fields=["valid_to"])
    return rule
