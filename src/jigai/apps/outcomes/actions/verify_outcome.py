from __future__ import annotations

from decimal import Decimal

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.actions.record_outcome import (
    BUREAU,
    BureauFigure,
    OutcomeSourceMissing,
    signed_by,
)
from jigai.apps.outcomes.models import OutcomeFigure
from jigai.apps.outcomes.queries.dictionary import definition_of
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.results.states import FigureState
from jigai.domain.sentence import Sentence

KEY = ("enterprise_id", "project_id", "version_id", "kind", "year", "half", "market")


class NotReported(Refusal):
    code = "outcomes.not_reported"
    message = Sentence(
        "只核实填报数据，这一条是“{state}”。",
        "Only a reported figure is verified; this is {state}.",
    )


class VerifiedByReporter(NotAllowed):
    code = "outcomes.verified_by_reporter"
    message = Sentence(
        "填报人不能核实自己填的数据。", "Whoever reported a figure does not verify it."
    )
    remedy = Sentence("请由另一个人核实。", "Ask another person to verify it.")


def verify_outcome(
    *, figure: OutcomeFigure, value: Decimal, source: str, note: str, change: Change
) -> OutcomeFigure:
    """Keep what a second person found on paper, beside what was reported; neither changes.

    Args:
        value: in the kept unit; may differ from what was reported.
        source: the paper that was looked at.

    Raises:
        NotReported, VerifiedByReporter, OutcomeSourceMissing, BureauFigure, ShareBeyondWhole,
        RecordInvalid: as named.
    """
    definition = definition_of(figure.version)
    if figure.state != FigureState.REPORTED:
        raise NotReported(state=figure.state)
    if figure.given_by_key == change.actor.key:
        raise VerifiedByReporter
    if not source.strip():
        raise OutcomeSourceMissing(indicator=definition.title)
    if any(word in source for word in BUREAU):
        raise BureauFigure(source=source.strip())
    key = {name: getattr(figure, name) for name in KEY}
    with writing("outcome.verified", change):
        row = OutcomeFigure.objects.filter(**key, state=FigureState.VERIFIED).first()
        row = row or OutcomeFigure(**key, state=FigureState.VERIFIED)
        row.value = definition.reckoned({}, value)
        row.parts = dict(figure.parts) if row.value == figure.value else {}
        row.market_year = figure.market_year
        row.first_on, row.last_on = figure.first_on, figure.last_on
        row.source, row.note = source.strip(), note.strip()
        row.checked_value, row.checked_by_key = figure.value, figure.given_by_key
        row.follow_up_id = figure.follow_up_id
        signed_by(row, change)
        save_valid(row)
    return row
