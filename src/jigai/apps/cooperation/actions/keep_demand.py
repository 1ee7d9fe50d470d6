"""Vouch for a demand anew, or close it."""

from __future__ import annotations

from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.actions.enter_demand import DemandClosed
from jigai.apps.cooperation.entries import VOUCHED_FOR, ReviewTooFar
from jigai.apps.cooperation.models import Demand
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class ReviewInThePast(Refusal):
    code = "cooperation.review_in_the_past"
    message = Sentence("新的复核日{day}已经过去。", "The new review day {day} has passed.")


def check_review_day(day: date, *, on: date) -> None:
    """Raises: ReviewInThePast, ReviewTooFar: the day is not within the coming year."""
    if day < on:
        raise ReviewInThePast(day=day)
    if day > on + VOUCHED_FOR:
        raise ReviewTooFar(day=day)


def keep_demand(*, demand: Demand, review_on: date, change: Change) -> Demand:
    """Its owner says that it still holds, until a further day.

    Raises:
        DemandClosed, ReviewInThePast, ReviewTooFar: as named.
    """
    check_review_day(review_on, on=change.at.date())
    with writing("demand.kept", change):
        demand.refresh_from_db()
        if demand.closed_on is not None:
            raise DemandClosed
        demand.review_on = review_on
        demand.save(update_fields=["review_on"])
    return demand


def close_demand(*, demand: Demand, change: Change) -> Demand:
    """Take a demand out, for good; the change's reason says why.

    Raises:
        DemandClosed: it is closed already.
    """
    with writing("demand.closed", change):
        demand.refresh_from_db()
        if demand.closed_on is not None:
            raise DemandClosed
        demand.closed_on, demand.close_reason = change.at.date(), change.reason[:300]
        demand.save(update_fields=["closed_on", "close_reason"])
    return demand
