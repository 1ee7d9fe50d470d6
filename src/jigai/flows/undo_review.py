"""Take back a whole bulk review, by the one who did it, while its periods are open."""

from __future__ import annotations

from jigai.apps.audit.actions.undo_change_set import NoSuchChangeSet, Undone, undo_change_set
from jigai.apps.audit.models import ChangeSet
from jigai.apps.projects.models import ProgressReport
from jigai.apps.rounds.queries.lock import refuse_when_locked
from jigai.domain.change import Change

REVIEWS = ("reports.accepted", "reports.returned")


def undo_review(*, number: int, change: Change) -> Undone:
    """Undo one bulk review; reports that were changed since are kept and named.

    Raises:
        NoSuchChangeSet: it is no review, or another person's.
        PeriodLocked, UndoneAlready, UndoTooLate: as named.
    """
    found = ChangeSet.objects.filter(pk=number, verb__in=REVIEWS, actor_key=change.actor.key)
    review = found.first()
    if review is None:
        raise NoSuchChangeSet(number=number)
    touched = ProgressReport.objects.filter(reviewed_at=review.at).order_by("period")
    for period in touched.values_list("period", flat=True).distinct():
        refuse_when_locked(period, at=change.at)
    return undo_change_set(number=number, change=change)
