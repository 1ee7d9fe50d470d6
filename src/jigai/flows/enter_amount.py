"""Keep a verified or paid amount of a period that is not locked."""

from __future__ import annotations

from typing import Any

from jigai.apps.projects.actions.record_amount import record_amount
from jigai.apps.projects.models import InvestmentEntry, Project
from jigai.apps.rounds.queries.lock import refuse_when_locked
from jigai.domain.change import Change
from jigai.domain.periods import parse_period


def enter_amount(*, project: Project, period: str, change: Change, **given: Any) -> InvestmentEntry:
    """Record one amount; what was reported stays untouched.

    Args:
        given: ``stream``, ``amount_fen``, ``grade``, ``note`` as ``record_amount`` takes them.

    Raises:
        PeriodLocked: the period is published.
        GradeMissing, AmountNegative, RecordInvalid, PeriodUnreadable: as named.
    """
    refuse_when_locked(str(parse_period(period)), at=change.at)
    return record_amount(project=project, period=period, change=change, **given)
