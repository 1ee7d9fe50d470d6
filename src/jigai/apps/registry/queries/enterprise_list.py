"""Enterprises as the list page and the search read them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.models import Enterprise, LibraryMembership


def enterprise_rows() -> QuerySet[Enterprise]:
    """All enterprises with division, direction and their latest library membership."""
    latest = LibraryMembership.objects.filter(enterprise=OuterRef("pk")).order_by(
        "-valid_from", "-pk"
    )
    return Enterprise.objects.filter(merged_into__isnull=True).annotate(
        area=F("division__name"),
        area_en=Coalesce(NullIf("division__name_en", Value("")), "division__name"),
        direction_name=F("direction__name"),
        direction_en=Coalesce(NullIf("direction__name_en", Value("")), "direction__name"),
        membership=Subquery(latest.values("registration_number")[:1]),
        membership_ends_on=Subquery(latest.values("valid_to")[:1]),
    )


def visible_enterprise_rows(viewer: Viewer) -> QuerySet[Enterprise]:
    """Those of ``enterprise_rows`` that the viewer may see, each once."""
    allowed = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    return enterprise_rows().filter(pk__in=allowed)


def area_names() -> list[str]:
    """Names of the areas in which enterprises are registered."""
    found = Enterprise.objects.filter(division__isnull=False).order_by("division__name")
    return list(found.values_list("division__name", flat=True).distinct())


def own_areas(viewer: Viewer) -> Q:
    """Enterprises in the areas of the viewer's own appointments."""
    areas = [grant.division_ids for grant in viewer.grants]
    if not areas or None in areas:
        return Q()
    return Q(division_id__in=frozenset().union(*(area for area in areas if area)))


@dataclass(frozen=True, slots=True)
class EnterpriseFound:
    id: int
    name: str
    credit_code: str


def found_enterprises(*, viewer: Viewer, words: str, limit: int) -> list[EnterpriseFound]:
    """Enterprises by name, credit code or pinyin initials; those that start so come first."""
    starts = Q(name_initials__istartswith=words) | Q(credit_code__istartswith=words)
    allowed = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    rows = Enterprise.objects.filter(pk__in=allowed).filter(
        starts | Q(name__icontains=words) | Q(name_initials__icontains=words)
    )
    ordered = rows.alias(first=Q(name__istartswith=words) | starts).order_by(
        F("first").desc(), "name_sort", "pk"
    )
    return [EnterpriseFound(e.pk, e.name, e.credit_code) for e in ordered[:limit]]
