from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.visits.models import VisitCap
from jigai.domain.change import Change


def set_visit_cap(*, most_a_year: int, valid_from: date, decision: str, change: Change) -> VisitCap:
    """Set how many visits a year one enterprise receives at most, from a day on.

    On the same day it replaces what was set that day.

    Raises:
        RecordInvalid: as named.
    """
    with writing("visit_cap.set", change):
        cap = VisitCap.objects.filter(valid_from=valid_from).first()
        if cap is None:
            cap = VisitCap(valid_from=valid_from)
        cap.most_a_year, cap.decision = most_a_year, decision.strip()
        save_valid(cap)
    return cap
