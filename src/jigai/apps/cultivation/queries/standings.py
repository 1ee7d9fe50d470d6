"""Who stands on which rung on a day, as rows of the board; never a ranking of firms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from jigai.apps.accounts.models import User
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cultivation.models import Coach
from jigai.apps.reference.models import Direction, Division
from jigai.apps.registry.models import (
    Certificate,
    Enterprise,
    EnterpriseQuerySet,
    LibraryMembership,
)
from jigai.apps.registry.queries.enterprise_list import ENGLISH_NAME
from jigai.apps.registry.queries.recognitions import counts_on, member_on
from jigai.domain.scorecards.rungs import BY_ID, HEIGHT, LIBRARY, RUNGS, rung_of

ENTRY = next(rung for rung in RUNGS if rung.proof == LIBRARY)
HIGHEST_FIRST = Case(
    *(When(kind=rung.proof, then=Value(HEIGHT[rung.id])) for rung in RUNGS),
    default=Value(-1),
    output_field=IntegerField(),
)
RUNG_OF_KIND = Case(
    *(When(kind=rung.proof, then=Value(rung.id)) for rung in RUNGS),
    default=Value(""),
    output_field=CharField(),
)


def board_rows(on: date) -> EnterpriseQuerySet:
    """Enterprises with the highest rung that they hold on a day, since when and until when.

    Who holds none is a row too: the foot of the ladder is where cultivation begins.
    """
    held = (
        Certificate.objects.filter(counts_on(on), enterprise=OuterRef("pk"))
        .annotate(height=HIGHEST_FIRST, rung=RUNG_OF_KIND)
        .filter(height__gte=0)
        .order_by("-height", "-valid_to", "-pk")
    )
    member = LibraryMembership.objects.filter(member_on(on), enterprise=OuterRef("pk")).order_by(
        "-valid_from", "-pk"
    )
    area = Division.objects.filter(pk=OuterRef("division_id"))
    direction = Direction.objects.filter(pk=OuterRef("direction_id"))
    coach = Coach.objects.filter(enterprise=OuterRef("pk"), valid_to=None)
    rows = Enterprise.objects.filter(merged_into=None, is_active=True)
    return rows.annotate(
        area=Subquery(area.values("name")),
        area_en=Subquery(area.values(said=ENGLISH_NAME)),
        direction_name=Subquery(direction.values("name")),
        direction_en=Subquery(direction.values(said=ENGLISH_NAME)),
        entry_number=Subquery(member.values("registration_number")[:1]),
        rung=Coalesce(
            Subquery(held.values("rung")[:1]),
            Subquery(member.annotate(rung=Value(ENTRY.id)).values("rung")[:1]),
            Value("none"),
            output_field=CharField(),
        ),
        rung_since=Coalesce(
            Subquery(held.values("valid_from")[:1]),
            Subquery(member.values("valid_from")[:1]),
            output_field=DateField(),
        ),
        rung_until=Case(
            When(
                Q(pk__in=_holders_of_certificates(on)), then=Subquery(held.values("valid_to")[:1])
            ),
            default=Subquery(member.values("valid_to")[:1]),
            output_field=DateField(),
        ),
        coach=Subquery(
            coach.annotate(
                name=Subquery(User.objects.filter(pk=OuterRef("user_id")).values("display_name"))
            ).values("name")[:1]
        ),
    )


def visible_board_rows(viewer: Viewer, on: date) -> EnterpriseQuerySet:
    """Those of ``board_rows`` that the viewer may see, each once."""
    return board_rows(on).visible_to(viewer)


def holders(rung_id: str, *, on: date) -> set[int]:
    """Ids of the enterprises that hold a rung on a day."""
    proof = rung_of(rung_id).proof
    rows: QuerySet[Any]
    if proof == LIBRARY:
        rows = LibraryMembership.objects.filter(member_on(on))
    else:
        rows = Certificate.objects.filter(counts_on(on), kind=proof)
    own = {"enterprise__merged_into": None, "enterprise__is_active": True}
    return set(rows.filter(**own).values_list("enterprise_id", flat=True))


def rung_counts(viewer: Viewer, *, on: date) -> Sequence[tuple[str, str, str, str, str]]:
    """Of each enterprise that the viewer sees: highest rung, area and direction, both named twice."""
    rows: Any = visible_board_rows(viewer, on)
    found = rows.values_list("rung", "area", "area_en", "direction_name", "direction_en")
    return [
        (rung if rung in BY_ID else "none", *(name or "" for name in rest)) for rung, *rest in found
    ]


def _holders_of_certificates(on: date) -> QuerySet[Certificate]:
    kinds = [rung.proof for rung in RUNGS if rung.proof != LIBRARY]
    found = Certificate.objects.filter(counts_on(on), kind__in=kinds)
    return found.order_by().values("enterprise_id")  # type: ignore[return-value]
