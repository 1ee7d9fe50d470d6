from __future__ import annotations

from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.scoring.models import RuleSetInForce
from jigai.apps.scoring.queries.rulebook import rule_set
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class RuleOfAnotherSubject(Refusal):
    code = "rules.other_subject"
    message = Sentence(
        "规则“{id}”不是评项目的，不能用来亮牌。",
        "The rule set “{id}” is not about projects and gives no badges.",
    )
    remedy = Sentence("请从亮牌规则中选择。", "Choose one of the badge rules.")


class ChosenForThatDay(Refusal):
    code = "rules.chosen_already"
    message = Sentence(
        "自{day}起已选定规则“{held}”。", "From {day} the rule set “{held}” is chosen already."
    )
    remedy = Sentence("请换一个起始日期。", "Choose another first day.")


def choose_rule_set(
    *,
    purpose: str,
    rule_set_id: str,
    valid_from: date,
    decision: str,
    change: Change,
) -> RuleSetInForce:
    """Put a rule set in force from a day on; the one before it ends that day.

    Args:
        decision: the document by which the county decided.

    Raises:
        NoSuchRuleSet, NoRuleInForce: the rulebook has no such edition on that day.
        RuleOfAnotherSubject: it is not about projects.
        ChosenForThatDay: another choice starts on the same day.
    """
    chosen = rule_set(rule_set_id, on=valid_from)
    if chosen.subject != "project":
        raise RuleOfAnotherSubject(id=chosen.id)
    with writing("rule_set.chosen", change):
        of_purpose = RuleSetInForce.objects.filter(purpose=purpose)
        if same := of_purpose.filter(valid_from=valid_from).first():
            raise ChosenForThatDay(day=valid_from, held=same.rule_set)
        before = of_purpose.filter(valid_from__lt=valid_from).order_by("-valid_from").first()
        after = of_purpose.filter(valid_from__gt=valid_from).order_by("valid_from").first()
        if before:
            before.valid_to = valid_from
            before.save(update_fields=["valid_to"])
        return RuleSetInForce.objects.create(
            purpose=purpose,
            rule_set=chosen.id,
            valid_from=valid_from,
            valid_to=after.valid_from if after else None,
            decision=decision,
        )
