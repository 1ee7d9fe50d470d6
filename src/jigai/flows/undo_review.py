"""Take back a whole bulk review, by the one who did it, while its period is open."""

from __future__ import annotations

from jigai.apps.audit.actions.undo_change_set import NoSuchChangeSet, Undone
from jigai.apps.audit.models import ChangeSet
from jigai.domain.change import Change
from jigai.flows.undo_change import undo_change

REVIEWS = ("reports.accepted", "reports.returned")


def undo_review(*, number: int, change: Change) -> Undone:
    """Undo one bulk review; reports that were changed since are kept and named.

    Raises:
        NoSuchChangeSet: it is no review, or another person's.
        PeriodLocked, PublishedStays, UndoneAlready, UndoTooLate: as named.
    """
    own = ChangeSet.objects.filter(pk=number, verb__in=REVIEWS, actor_key=change.actor.key)
    if not own.exists():
        raise NoSuchChangeSet(number=number)
    return undo_change(number=number, change=change)
