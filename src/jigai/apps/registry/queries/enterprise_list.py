"""Enterprises as the list page and the search read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Exists, F, Manager, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.reference.models import Direction, Division
from jigai.apps.registry.models import Enterprise, EnterpriseQuerySet, LibraryMembership

ENGLISH_NAME = Coalesce(NullIf("name_en", Value("")), "name")


def enterprise_rows() -> EnterpriseQuerySet:
    """All enterprises with division, direction and their latest library membership.

    What stands in other tables is a column of its own select, not a join: a count or a page of
    keys then reads the one table alone.
    """
    latest = LibraryMembership.objects.filter(enterprise=OuterRef("pk")).order_by(
        "-valid_from", "-pk"
    )
    area = Division.objects.filter(pk=OuterRef("division_id"))
    direction = Direction.objects.filter(pk=OuterRef("direction_id"))
    return Enterprise.objects.filter(merged_into__isnull=True).annotate(
        area=Subquery(area.values("name")),
        area_en=Subquery(area.values(said=ENGLISH_NAME)),
        direction_name=Subquery(direction.values("name")),
        direction_en=Subquery(direction.values(said=ENGLISH_NAME)),
        membership=Subquery(latest.values("registration_number")[:1]),
        membership_ends_on=Subquery(latest.values("valid_to")[:1]),
    )


def visible_enterprise_rows(viewer: Viewer) -> EnterpriseQuerySet:
    """Those of ``enterprise_rows`` that the viewer may see, each once."""
    return enterprise_rows().visible_to(viewer)


def area_names() -> list[str]:
    """Names of the areas in which enterprises are registered."""
    settled = Enterprise.objects.filter(division=OuterRef("pk"))
    found = Division.objects.filter(Exists(settled)).order_by("name")
    return list(found.values_list("name", flat=True).distinct())


def in_area_named(word: str) -> Q:
    """Enterprises in areas whose name, in either language, holds a word."""
    return Q(division__in=_named(Division.objects, word))


def in_direction_named(word: str) -> Q:
    """Enterprises of industry directions whose name, in either language, holds a word."""
    return Q(direction__in=_named(Direction.objects, word))


def registered_under(number: str) -> Q:
    """Enterprises whose latest place in the library has a number that starts so."""
    found = LibraryMembership.objects.filter(registration_number__istartswith=number)
    any_number = Q(pk__in=found.order_by().values("enterprise"))
    return any_number & Q(membership__istartswith=number)


def in_the_library() -> Q:
    """Enterprises that have a place in the library."""
    return Q(pk__in=LibraryMembership.objects.order_by().values("enterprise"))


def _named(records: Manager[Any], word: str) -> QuerySet[Any]:
    found = records.filter(Q(name__icontains=word) | Q(name_en__icontains=word))
    return cast("QuerySet[Any]", found.order_by().values("pk"))


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
