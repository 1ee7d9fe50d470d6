from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.cultivation.models import EffortWeight
from jigai.domain.change import Change
from jigai.domain.gap.levers import Weight
from jigai.domain.gap.read_efforts import efforts_in_force
from jigai.domain.refusal import NotFound, Refusal
from jigai.domain.rules.refusals import nearest
from jigai.domain.rules.rulebook import shipped
from jigai.domain.sentence import Sentence

SUBJECT = "enterprise"
HUNDRED = 100


class NoSuchLever(NotFound):
    code = "ways.no_such_lever"
    message = Sentence(
        "指标“{name}”没有提升措施。{near}", "No lever moves the fact “{name}”. {near}"
    )
    remedy = Sentence("可选：{known}。", "Choose one of: {known}.")


class EffortDecisionMissing(Refusal):
    code = "ways.decision_missing"
    message = Sentence("工作量要写明依据。", "An effort needs the decision or reckoning behind it.")


def set_effort(
    *,
    fact: str,
    valid_from: date,
    effort_fixed: Decimal,
    effort_per_step: Decimal,
    lead_months: int,
    most_a_year: int,
    decision: str,
    change: Change,
) -> EffortWeight:
    """Set from a day on what moving a fact takes; the same day again replaces what was set.

    Args:
        effort_fixed, effort_per_step: on the county's own scale, kept to the hundredth; a flag
            has only the first.
        lead_months: until the first step shows.
        most_a_year: the most steps in twelve months.
        decision: what the figures rest on.

    Raises:
        NoSuchLever, EffortDecisionMissing, EffortOutOfRange, NoEfforts, RecordInvalid: as named.
    """
    book = efforts_in_force(SUBJECT, on=valid_from)
    lever = book.lever(fact)
    if lever is None:
        known = [one.fact for one in book.levers]
        raise NoSuchLever(name=fact, near=nearest(fact, known), known=", ".join(known))
    if not decision.strip():
        raise EffortDecisionMissing
    said = Sentence(decision.strip(), decision.strip())
    fixed, per_step = (
        Fraction(_hundredths(one), HUNDRED) for one in (effort_fixed, effort_per_step)
    )
    weight = Weight(fixed, per_step, lead_months, most_a_year, said)
    weight.on(lever).check(shipped().facts[SUBJECT][fact].label)
    with writing("effort.set", change):
        row = EffortWeight.objects.filter(fact=fact, valid_from=valid_from).first()
        row = row or EffortWeight(fact=fact, valid_from=valid_from)
        row.effort_fixed_hundredths = _hundredths(effort_fixed)
        row.effort_per_step_hundredths = _hundredths(effort_per_step)
        row.lead_months, row.most_a_year = lead_months, most_a_year
        row.decision = decision.strip()
        save_valid(row)
    return row


def _hundredths(effort: Decimal) -> int:
    return int((effort * HUNDRED).to_integral_value(ROUND_HALF_EVEN))
