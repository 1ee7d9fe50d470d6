from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.scoring.models import RuleEdition
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class EditionBegan(Refusal):
    code = "rules.edition_began"
    message = Sentence(
        "这一版自 {day} 起已经生效，不能撤回。",
        "This edition has been in force since {day} and cannot be withdrawn.",
    )
    remedy = Sentence("请定一个终止日期。", "End it from a day instead.")


class EditionStopped(Refusal):
    code = "rules.edition_stopped"
    message = Sentence(
        "这一版已经撤回或已定终止日期。", "This edition is withdrawn or has its end already."
    )


def withdraw_rule_edition(*, edition: RuleEdition, change: Change) -> RuleEdition:
    """Take back an edition that has not begun; what is in force stays in force.

    Raises:
        EditionBegan, EditionStopped: as named.
    """
    with writing("rule_edition.withdrawn", change):
        edition.refresh_from_db()
        if edition.withdrawn_at is not None or edition.ends_on is not None:
            raise EditionStopped
        if edition.valid_from <= change.at.date():
            raise EditionBegan(day=edition.valid_from)
        edition.withdrawn_at = change.at
        edition.stopped_by, edition.stopped_because = change.actor.name, change.reason
        edition.save()
    return edition
