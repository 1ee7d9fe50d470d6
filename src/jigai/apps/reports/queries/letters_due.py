"""Red and yellow badges that are final: for which letters may be issued, and were."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.models import BadgeState, ProjectBadge
from jigai.apps.reports.models import IssuedDocument
from jigai.apps.reports.queries.cockpit_badges import IN_NEED, visible_badge_rows
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence

MOST = 300


class NoSuchBadge(NotFound):
    code = "letter.no_such_badge"
    message = Sentence("没有编号为{pk}的项目牌。", "There is no badge {pk}.")


@dataclass(frozen=True, slots=True)
class LetterDue:
    """One badge; ``letters`` counts those issued for it that are not void."""

    key: str
    project: str
    period: str
    agency: str
    colour: str
    letters: int


def letters_due(viewer: Viewer) -> tuple[LetterDue, ...]:
    """Those of the newest published round, without a letter first, red before yellow."""
    found = _final(viewer).defer("facts", "verdict")
    newest = found.order_by("-round__ends_on").first()
    if newest is None:
        return ()
    issued = IssuedDocument.objects.filter(
        kind="supervision_letter", round=newest.round_id, number__is_void=False
    )
    letters = Counter(issued.values_list("project", flat=True))
    rows = [
        _due(one, letters[one.project_id]) for one in found.filter(round=newest.round_id)[:MOST]
    ]
    return tuple(sorted(rows, key=lambda row: (row.letters, IN_NEED.index(row.colour))))


def final_badge(viewer: Viewer, pk: int) -> ProjectBadge:
    """One of them.

    Raises:
        NoSuchBadge: it is absent, or out of the viewer's reach.
    """
    found = _final(viewer).filter(pk=pk).first()
    if found is None:
        raise NoSuchBadge(pk=pk)
    return found


def _final(viewer: Viewer) -> QuerySet[ProjectBadge]:
    return (
        visible_badge_rows(viewer)
        .filter(state=BadgeState.FINAL, colour__in=IN_NEED)
        .select_related("round", "project__responsible_agency")
        .order_by("project__name_sort", "pk")
    )


def _due(badge: ProjectBadge, letters: int) -> LetterDue:
    agency = badge.project.responsible_agency
    return LetterDue(
        str(badge.pk),
        badge.project.name,
        badge.round.period,
        agency.name if agency else "",
        badge.colour,
        letters,
    )
