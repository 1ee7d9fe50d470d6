"""Gap lists: what keeps enterprises down, for the page and for plans that refer to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.diagnosis.models import Gap, GapQuerySet
from jigai.domain.maturity.states import GapState
from jigai.domain.sentence import Sentence

STATE_WORDS: dict[str, Sentence] = {
    GapState.OPEN: Sentence("待改进", "open"),
    GapState.CLOSED: Sentence("已消除", "closed"),
    GapState.DROPPED: Sentence("不改进", "dropped"),
}


@dataclass(frozen=True, slots=True)
class GapRow:
    """One gap. ``code`` is stable within its diagnosis; ``is_core``: of a constraint scene."""

    id: int
    enterprise_id: int
    enterprise: str
    diagnosis_id: int
    code: str
    what: Sentence
    target: Sentence
    is_core: bool
    state: str
    state_word: Sentence
    found_on: date
    settled_on: date | None
    settled_because: str


def gaps(viewer: Viewer, *, enterprise_id: int | None = None, state: str = "") -> list[GapRow]:
    """The gaps that a viewer may see, of all enterprises or one, in one state or all."""
    found = Gap.objects.visible_to(viewer)
    if enterprise_id is not None:
        found = found.filter(enterprise_id=enterprise_id)
    return _rows(found.filter(state=state) if state else found)


def gaps_of_diagnosis(diagnosis_id: int) -> list[GapRow]:
    """The gap list of one diagnosis: open ones first, constraint scenes before others."""
    found = _rows(Gap.objects.filter(diagnosis_id=diagnosis_id))
    return sorted(found, key=lambda row: (row.state != GapState.OPEN, not row.is_core, row.code))


def gap_row(row: Gap) -> GapRow:
    """A gap with its enterprise in plain values."""
    return GapRow(
        id=row.pk,
        enterprise_id=row.enterprise_id,
        enterprise=row.enterprise.name,
        diagnosis_id=row.diagnosis_id,
        code=row.code,
        what=Sentence(row.what, row.what_en or row.what),
        target=Sentence(row.target, row.target_en or row.target),
        is_core=row.is_core,
        state=row.state,
        state_word=STATE_WORDS[row.state],
        found_on=row.found_on,
        settled_on=row.settled_on,
        settled_because=row.settled_because,
    )


def _rows(found: GapQuerySet) -> list[GapRow]:
    ordered = found.select_related("enterprise").order_by("enterprise_id", "diagnosis_id", "code")
    return [gap_row(row) for row in ordered]
