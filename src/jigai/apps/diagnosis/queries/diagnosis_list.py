"""Diagnoses as rows of a list; no order by level, so that nobody is ranked by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Concat

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.diagnosis.models import Diagnosis, DiagnosisQuerySet
from jigai.apps.reference.models import Direction, Division
from jigai.apps.registry.queries.enterprise_list import ENGLISH_NAME
from jigai.domain.maturity.states import DiagnosisState

ASSESSED = Q(state=DiagnosisState.ASSESSED)


def diagnosis_rows() -> DiagnosisQuerySet:
    """Every diagnosis with enterprise, edition and the result that counts."""
    area = Division.objects.filter(pk=OuterRef("enterprise__division_id"))
    direction = Direction.objects.filter(pk=OuterRef("enterprise__direction_id"))
    return Diagnosis.objects.filter(enterprise__merged_into=None).annotate(
        enterprise_name=F("enterprise__name"),
        enterprise_sort=F("enterprise__name_sort"),
        enterprise_initials=F("enterprise__name_initials"),
        credit_code=F("enterprise__credit_code"),
        area=Subquery(area.values("name")),
        area_en=Subquery(area.values(said=ENGLISH_NAME)),
        direction_name=Subquery(direction.values("name")),
        direction_en=Subquery(direction.values(said=ENGLISH_NAME)),
        bank=Concat(F("edition__bank"), Value("/"), Cast(F("edition__valid_from"), CharField())),
        level=Case(When(ASSESSED, then=F("assessed_level")), default=F("own_level")),
        score_low=Case(When(ASSESSED, then=F("assessed_score_low")), default=F("own_score_low")),
        score_high=Case(When(ASSESSED, then=F("assessed_score_high")), default=F("own_score_high")),
    )


def visible_diagnoses(viewer: Viewer) -> DiagnosisQuerySet:
    """Those of ``diagnosis_rows`` that a viewer may see."""
    return diagnosis_rows().visible_to(viewer)


def own_diagnosis_areas(viewer: Viewer) -> Q:
    """Diagnoses of enterprises in the areas of the viewer's own appointments."""
    areas = [grant.division_ids for grant in viewer.grants]
    if not areas or None in areas:
        return Q()
    own = frozenset().union(*(area for area in areas if area))
    return Q(enterprise__division_id__in=own)


@dataclass(frozen=True, slots=True)
class DiagnosisRow:
    """One diagnosis; ``level`` and scores of the side that counts."""

    id: int
    enterprise_id: int
    enterprise: str
    bank: str
    state: str
    started_on: date
    level: str
    score_low: Decimal | None
    score_high: Decimal | None


def diagnoses(viewer: Viewer, *, enterprise_id: int | None = None) -> list[DiagnosisRow]:
    """The diagnoses that a viewer may see, the latest first; one query."""
    rows: Any = visible_diagnoses(viewer).select_related("edition")
    if enterprise_id is not None:
        rows = rows.filter(enterprise_id=enterprise_id)
    return [
        DiagnosisRow(
            row.pk,
            row.enterprise_id,
            row.enterprise_name,
            f"{row.edition.bank}/{row.edition.valid_from}",
            row.state,
            row.started_on,
            row.level,
            row.score_low,
            row.score_high,
        )
        for row in rows.order_by("-started_on", "-pk")
    ]
