from __future__ import annotations

from datetime import date, time

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.support.actions.set_standard import StandardDecisionMissing
from jigai.apps.support.models import OfficeHoursEdition
from jigai.domain.change import Change
from jigai.domain.request_clocks.office_time import OfficeHours
from jigai.domain.sentence import Sentence


def set_office_hours(
    *,
    valid_from: date,
    opens: time,
    break_from: time,
    break_to: time,
    closes: time,
    decision: str,
    change: Change,
) -> OfficeHoursEdition:
    """Set the office hours from a day on, as for summer and winter.

    Raises:
        StandardDecisionMissing, HoursDisordered, RecordInvalid: as named.
    """
    if not decision.strip():
        raise StandardDecisionMissing
    OfficeHours(valid_from, opens, break_from, break_to, closes, Sentence(decision, decision))
    with writing("office_hours.set", change):
        row = OfficeHoursEdition.objects.filter(valid_from=valid_from).first()
        row = row or OfficeHoursEdition(valid_from=valid_from)
        row.opens, row.break_from = f"{opens:%H:%M}", f"{break_from:%H:%M}"
        row.break_to, row.closes = f"{break_to:%H:%M}", f"{closes:%H:%M}"
        row.decision = decision.strip()
        save_valid(row)
    return row
