from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.models import Expert, Institution
from jigai.apps.matches.models import DeclaredTie
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change


def declare_tie(
    *, enterprise: Enterprise, other: Institution | Expert, words: str, change: Change
) -> DeclaredTie:
    """A tie that removes the other from the enterprise's lists from today on.

    Raises:
        RecordInvalid: no words.
    """
    with writing("tie.declared", change):
        tie = DeclaredTie(
            enterprise=enterprise,
            institution=other if isinstance(other, Institution) else None,
            expert=other if isinstance(other, Expert) else None,
            words=words.strip(),
            declared_on=change.at.date(),
            declared_by=change.actor.name[:60],
        )
        save_valid(tie)
    return tie


def end_tie(*, tie: DeclaredTie, change: Change) -> DeclaredTie:
    """The tie is over from today on; asked twice, nothing changes."""
    if tie.ended_on is not None:
        return tie
    with writing("tie.ended", change):
        tie.ended_on = change.at.date()
        save_valid(tie, fields=["ended_on"])
    return tie
