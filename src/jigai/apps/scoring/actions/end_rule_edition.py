from __future__ import annotations

from datetime import date

from django.db.models import Q

from jigai.apps.audit.writing import writing
from jigai.apps.scoring.actions.withdraw_rule_edition import EditionStopped
from jigai.apps.scoring.models import RuleEdition, RuleSetInForce
from jigai.apps.scoring.queries.rulebook import county_rule_sets
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.rules.rulebook import shipped
from jigai.domain.sentence import Sentence


class EditionNotBegun(Refusal):
    code = "rules.edition_not_begun"
    message = Sentence("这一版自 {day} 起才生效。", "This edition is in force only from {day}.")
    remedy = Sentence("请撤回它。", "Withdraw it instead.")


class EndsInThePast(Refusal):
    code = "rules.ends_in_the_past"
    message = Sentence(
        "终止日期（{day}）不能早于今天，也不能早于生效日的次日。",
        "The end ({day}) can be neither before today nor before the day after the start.",
    )


class NothingLeftInForce(Refusal):
    code = "rules.nothing_left_in_force"
    message = Sentence(
        "县里选定按“{id}”亮牌；自 {day} 起它将没有生效的版本。",
        "The county’s badges follow “{id}”; from {day} no edition of it would be in force.",
    )
    remedy = Sentence(
        "请先发布接替的版本，或先选定别的规则。",
        "Release an edition that follows, or choose another rule set first.",
    )


def end_rule_edition(*, edition: RuleEdition, ends_on: date, change: Change) -> RuleEdition:
    """End an edition from a day; what was computed with it stays and names it.

    From that day the edition before it counts again: the county's own, else the product's.

    Args:
        ends_on: first day on which it is in force no more.

    Raises:
        EditionStopped, EditionNotBegun, EndsInThePast, NothingLeftInForce: as named.
    """
    with writing("rule_edition.ended", change):
        edition.refresh_from_db()
        if edition.withdrawn_at is not None or edition.ends_on is not None:
            raise EditionStopped
        if edition.valid_from > change.at.date():
            raise EditionNotBegun(day=edition.valid_from)
        if ends_on < change.at.date() or ends_on <= edition.valid_from:
            raise EndsInThePast(day=ends_on)
        _refuse_a_gap(edition, ends_on)
        edition.ends_on = ends_on
        edition.stopped_by, edition.stopped_because = change.actor.name, change.reason
        edition.save()
    return edition


def _refuse_a_gap(edition: RuleEdition, ends_on: date) -> None:
    lasting = Q(valid_to=None) | Q(valid_to__gt=ends_on)
    chosen = RuleSetInForce.objects.filter(lasting, rule_set=edition.rule_set)
    others = [
        *county_rule_sets(edition.rule_set, without=edition.pk),
        *(one for one in shipped().rule_sets() if one.id == edition.rule_set),
    ]
    if chosen.exists() and not any(one.is_in_force(on=ends_on) for one in others):
        raise NothingLeftInForce(id=edition.rule_set, day=ends_on)
