from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.editions import kept_answers, result_of
from jigai.apps.diagnosis.models import Diagnosis, Gap
from jigai.domain.change import Change
from jigai.domain.maturity.gaps import GapFound, gaps_of
from jigai.domain.maturity.states import DiagnosisState, GapState, Side
from jigai.domain.sentence import Sentence

GONE = Sentence("按现有答案已不是差距", "no gap any more by the present answers")
OWN_CODES = ("score.", "scene.", "step.")
"""Beginnings of the codes that follow from answers; others were written by a person."""


def raise_gaps(*, diagnosis: Diagnosis, on: date, change: Change) -> list[Gap]:
    """Bring the gap list in line with the answers: of the assessor once assessed, else own.

    A gap keeps its row, so that what refers to it goes on; one that is gone is closed, one that
    comes back is opened again. What a person wrote or dropped is left alone.
    """
    is_assessed = diagnosis.state == DiagnosisState.ASSESSED
    side = Side.ASSESSOR if is_assessed else Side.OWN
    found = {one.code: one for one in gaps_of(result_of(diagnosis, kept_answers(diagnosis, side)))}
    rows = {row.code: row for row in diagnosis.gaps.all() if row.code.startswith(OWN_CODES)}
    raised = []
    with writing("gaps.raised", change):
        for code, one in found.items():
            row = rows.get(code) or Gap(
                enterprise=diagnosis.enterprise, diagnosis=diagnosis, code=code, found_on=on
            )
            if row.pk and not _differs(row, one):
                raised.append(row)
                continue
            _fill(row, one)
            save_valid(row)
            raised.append(row)
        for code in rows.keys() - found.keys():
            row = rows[code]
            if row.state == GapState.OPEN:
                row.state, row.settled_on, row.settled_because = GapState.CLOSED, on, GONE.zh
                save_valid(row)
    return raised


def _differs(row: Gap, one: GapFound) -> bool:
    said = (row.what, row.what_en, row.target, row.target_en, row.is_core)
    wanted = (one.what.zh, one.what.en, one.target.zh, one.target.en, one.is_core)
    return said != wanted or row.state == GapState.CLOSED


def _fill(row: Gap, one: GapFound) -> None:
    row.what, row.what_en = one.what.zh, one.what.en
    row.target, row.target_en = one.target.zh, one.target.en
    row.is_core = one.is_core
    if row.state == GapState.CLOSED:
        row.state, row.settled_on, row.settled_because = GapState.OPEN, None, ""
