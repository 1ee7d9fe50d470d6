from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.matches.models import MatchRefusal
from jigai.domain.change import Change


def take_back_refusal(*, refusal: MatchRefusal, change: Change) -> MatchRefusal:
    """The offer may be proposed again; asked twice, nothing changes."""
    if refusal.taken_back_on is not None:
        return refusal
    with writing("match.refusal_taken_back", change):
        refusal.taken_back_on = change.at.date()
        save_valid(refusal, fields=["taken_back_on"])
    return refusal
