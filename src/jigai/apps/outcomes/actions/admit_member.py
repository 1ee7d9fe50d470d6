from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.models import ProgrammeMember, SupportProgramme
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class JoinedOutsideProgramme(Refusal):
    code = "outcomes.joined_outside_programme"
    message = Sentence(
        "{day} 不在“{programme}”的有效期内。", "{day} lies outside the validity of “{programme}”."
    )


def admit_member(
    *,
    programme: SupportProgramme,
    enterprise: Enterprise,
    joined_on: date,
    left_on: date | None,
    investment_fen: int | None,
    document: str,
    change: Change,
) -> ProgrammeMember:
    """Put an enterprise into a programme, or correct its place in it.

    Raises:
        JoinedOutsideProgramme, RecordInvalid: as named.
    """
    ends = programme.valid_to
    if joined_on < programme.valid_from or (ends is not None and joined_on >= ends):
        raise JoinedOutsideProgramme(day=joined_on, programme=programme.title)
    with writing("programme_member.admitted", change):
        found = ProgrammeMember.objects.filter(programme=programme, enterprise=enterprise).first()
        row = found or ProgrammeMember(programme=programme, enterprise=enterprise)
        row.joined_on, row.left_on = joined_on, left_on
        row.investment_fen, row.document = investment_fen, document.strip()
        save_valid(row)
    return row
