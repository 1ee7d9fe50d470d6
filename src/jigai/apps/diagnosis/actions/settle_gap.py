"""Gaps that a person writes, settles or opens again."""

from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.models import Diagnosis, Gap
from jigai.domain.change import Change
from jigai.domain.maturity.states import GapState
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class GapSettledAlready(Refusal):
    code = "diagnosis.gap_settled_already"
    message = Sentence("这项差距已于{day}了结。", "This gap was settled on {day} already.")


class GapIsOpen(Refusal):
    code = "diagnosis.gap_is_open"
    message = Sentence("这项差距没有了结。", "This gap is not settled.")


def add_gap(*, diagnosis: Diagnosis, what: str, target: str, on: date, change: Change) -> Gap:
    """Write a gap that no question shows, such as a rate to be raised.

    Raises:
        RecordInvalid: as named.
    """
    with writing("gap.added", change):
        number = diagnosis.gaps.filter(code__startswith="own.").count() + 1
        gap = Gap(
            enterprise=diagnosis.enterprise,
            diagnosis=diagnosis,
            code=f"own.{number}",
            what=what.strip(),
            target=target.strip(),
            found_on=on,
        )
        save_valid(gap)
    return gap


def settle_gap(*, gap: Gap, as_state: GapState, because: str, on: date, change: Change) -> Gap:
    """Close a gap (it is no longer one) or drop it (it will not be worked on), with the reason.

    Raises:
        GapSettledAlready, RecordInvalid: as named.
    """
    if gap.state != GapState.OPEN:
        raise GapSettledAlready(day=gap.settled_on)
    with writing("gap.settled", change):
        gap.state, gap.settled_on, gap.settled_because = as_state, on, because.strip()
        save_valid(gap)
    return gap


def reopen_gap(*, gap: Gap, change: Change) -> Gap:
    """Put a settled gap back on the list.

    Raises:
        GapIsOpen: as named.
    """
    if gap.state == GapState.OPEN:
        raise GapIsOpen
    with writing("gap.reopened", change):
        gap.state, gap.settled_on, gap.settled_because = GapState.OPEN, None, ""
        save_valid(gap)
    return gap
