"""Which roles must have a second factor, from when, by which decision."""

from __future__ import annotations

from datetime import date

from jigai.apps.accounts.models import FactorDemand
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class DemandedAlready(Refusal):
    code = "factor.demanded_already"
    message = Sentence("这个角色已有要求。", "This role has a demand already.")
    remedy = Sentence("请先终止原来的要求。", "End the former one first.")


class EndsBeforeItBegins(Refusal):
    code = "factor.ends_before_it_begins"
    message = Sentence("终止日早于起始日。", "It would end before it begins.")


def demand_factor(*, role: str, valid_from: date, decision: str, change: Change) -> FactorDemand:
    """Demand a second factor of everybody who holds a role, from a day on.

    Raises:
        DemandedAlready, RecordInvalid: as named.
    """
    with writing("factor.demanded", change):
        if FactorDemand.objects.filter(role=role, valid_to__isnull=True).exists():
            raise DemandedAlready
        demand = FactorDemand(role=role, valid_from=valid_from, decision=decision)
        save_valid(demand)
    return demand


def end_factor_demand(*, demand: FactorDemand, on: date, change: Change) -> None:
    """Let a demand end on a day.

    Raises:
        EndsBeforeItBegins: as named.
    """
    if on < demand.valid_from:
        raise EndsBeforeItBegins
    with writing("factor.demand_ended", change):
        demand.valid_to = on
        demand.save(update_fields=["valid_to"])
