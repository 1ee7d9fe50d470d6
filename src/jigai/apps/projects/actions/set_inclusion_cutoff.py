from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.projects.actions.move_inclusion import InclusionUnknown
from jigai.apps.projects.models import InclusionCutoff
from jigai.domain.change import Change
from jigai.domain.inclusion import WAITING, State
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

LAST_DAY = 31


class CutoffUnreadable(Refusal):
    code = "inclusion.cutoff_unreadable"
    message = Sentence(
        "截止日应为每月1至31日，并写明依据。",
        "A cut-off is a day of the month from 1 to 31, with its source.",
    )


def set_inclusion_cutoff(
    *,
    state: str,
    day_of_month: int | None,
    change: Change,
    skips_january: bool = True,
    source: str = "",
) -> InclusionCutoff | None:
    """Set the monthly day by which a file in a state must have gone on.

    Args:
        day_of_month: ``None`` takes the cut-off of that state away.
        skips_january: no batch in January, as statistics have no January report.

    Raises:
        InclusionUnknown: no file waits in that state.
        CutoffUnreadable: no day of a month, or no source.
    """
    if state not in {one.value for one in WAITING}:
        raise InclusionUnknown(text=state, choices=", ".join(sorted(WAITING)))
    with writing("inclusion.cutoff_set", change):
        row = InclusionCutoff.objects.filter(state=state).first()
        if day_of_month is None:
            if row:
                row.delete()
            return None
        if not 1 <= day_of_month <= LAST_DAY or not source.strip():
            raise CutoffUnreadable
        row = row or InclusionCutoff(state=State(state).value)
        row.day_of_month, row.skips_january, row.source = day_of_month, skips_january, source
        save_valid(row)
    return row
