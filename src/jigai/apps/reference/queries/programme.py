"""The county's programme, as the shell of every page and document names it."""

from __future__ import annotations

from dataclasses import dataclass

from jigai.apps.reference.models import Programme
from jigai.domain.sentence import Sentence


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    name: Sentence
    division: Sentence
    is_demo: bool
    is_board_public: bool


def programme_row() -> ProgrammeRow | None:
    """The programme; ``None`` before the first set-up."""
    found = Programme.objects.select_related("division").first()
    if found is None:
        return None
    county = found.division
    return ProgrammeRow(
        Sentence(found.name, found.name_en),
        Sentence(county.name, county.name_en or county.name),
        found.is_demo,
        found.is_board_public,
    )
