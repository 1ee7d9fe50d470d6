"""The badges of one round as the board lists, filters and exports them."""

from __future__ import annotations

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.models import ProjectBadge
from jigai.apps.badges.queries.access import NoSuchMatter
from jigai.apps.projects.models import Project
from jigai.apps.rounds.models import Round
from jigai.domain.badges.colours import Colour
from jigai.domain.sentence import Sentence

BADGE = Sentence("牌", "badge")
ORDER = {colour.value: place for place, colour in enumerate(Colour)}


def badges_of(round: Round | None) -> QuerySet[ProjectBadge]:
    """All badges of a round, each with the words of its project; none without a round."""
    places = [When(colour=colour, then=Value(place)) for colour, place in ORDER.items()]
    return ProjectBadge.objects.filter(round=round).annotate(
        project_name=F("project__name"),
        project_sort=F("project__name_sort"),
        area=F("project__division__name"),
        area_en=Coalesce(
            NullIf("project__division__name_en", Value("")), "project__division__name"
        ),
        agency=F("project__responsible_agency__name"),
        direction=F("project__direction__name"),
        direction_en=Coalesce(
            NullIf("project__direction__name_en", Value("")), "project__direction__name"
        ),
        colour_place=Case(*places, default=Value(len(ORDER))),
    )


def visible_badges_of(round: Round | None, viewer: Viewer) -> QuerySet[ProjectBadge]:
    """Those of ``badges_of`` whose project the viewer may see."""
    allowed = Project.objects.visible_to(viewer).order_by().values("pk")
    return badges_of(round).filter(project__in=allowed)


def badge_numbered(viewer: Viewer, pk: int) -> ProjectBadge:
    """One badge by its number, if the viewer may see its project.

    Raises:
        NoSuchMatter: it is absent, or out of the viewer's reach.
    """
    seen = Project.objects.visible_to(viewer).order_by().values("pk")
    found = ProjectBadge.objects.filter(pk=pk, project__in=seen)
    badge = found.select_related("round", "project").first()
    if badge is None:
        raise NoSuchMatter(pk=pk, kind=BADGE)
    return badge


def agency_names() -> list[str]:
    """Responsible units whose projects have badges."""
    return _names("project__responsible_agency__name")


def direction_names() -> list[str]:
    """Industry directions whose projects have badges."""
    return _names("project__direction__name")


def badge_area_names() -> list[str]:
    """Townships whose projects have badges."""
    return _names("project__division__name")


def own_agencies(viewer: Viewer) -> Q:
    """Badges of the units for which the viewer answers."""
    return Q(project__responsible_agency__in=viewer.agency_ids) if viewer.agency_ids else Q()


def _names(path: str) -> list[str]:
    found = ProjectBadge.objects.exclude(**{path: None}).order_by(path)
    return list(found.values_list(path, flat=True).distinct())
