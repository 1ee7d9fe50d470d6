"""Who stands on which rung on a day, as rows of the board; never a ranking of firms."""

from __future__ import annotations

from dataclasses import dataclass
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
from jigai.domain.sentence import Sentence

ENTRY = next(rung for rung in RUNGS if rung.proof == LIBRARY)
OFF = "off_ladder"
NO_RUNG = Sentence("尚未入梯", "on no rung yet")
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
            Value(OFF),
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


def _holders_of_certificates(on: date) -> QuerySet[Certificate]:
    kinds = [rung.proof for rung in RUNGS if rung.proof != LIBRARY]
    found = Certificate.objects.filter(counts_on(on), kind__in=kinds)
    return found.order_by().values("enterprise_id")  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One enterprise with the highest rung that it holds; without one, ``off_ladder``."""

    enterprise_id: int
    enterprise: str
    credit_code: str
    area: str
    direction: str
    rung: str
    rung_title: Sentence
    since: date | None
    until: date | None
    coach: str


def standing_rows(viewer: Viewer, *, on: date, rung: str = "") -> list[StandingRow]:
    """The board by pinyin of the name, or those on one rung; two queries."""
    rows: Any = visible_board_rows(viewer, on)
    if rung:
        rows = rows.filter(rung=rung)
    names = ("pk", "name", "credit_code", "area", "direction_name", "rung", "rung_since",
             "rung_until", "coach")  # fmt: skip
    return [
        StandingRow(key, name, code, area or "", direction or "", held, title_of(held), since,
                    until, coach or "")
        for key, name, code, area, direction, held, since, until, coach in rows.order_by(
            "name_sort", "pk"
        ).values_list(*names)
    ]  # fmt: skip


def title_of(rung: str) -> Sentence:
    return BY_ID[rung].title if rung in BY_ID else NO_RUNG
