"""Demands, achievements and experts as lists and searches show them: secret ones masked."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    Max,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Substr

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cooperation.models import Achievement, Demand, Expert, ReviewState
from jigai.apps.cooperation.queries.institutions import visible_institutions
from jigai.apps.cooperation.queries.open_demands import SHOWN_DIGITS, secret_since

SECRET = Q(is_confidential=True)
SHOWN = ("name", "problem", "key_technology", "expected_goal", "keywords")


def demand_rows(on: date) -> QuerySet[Demand]:
    """Every demand with ``shown_…`` texts, which alone may be listed, searched and exported."""
    since = secret_since()
    secret = SECRET | Q(pk__in=[*since])
    texts = {
        f"shown_{name}": Case(
            *(When(pk=key, then=Value(masked.get(name, ""))) for key, masked in since.items()),
            When(SECRET, then=Coalesce(KeyTextTransform(name, "masked"), Value(""))),
            default=F(name),
            output_field=CharField(),
        )
        for name in SHOWN
    }
    return Demand.objects.annotate(
        **texts,
        firm=_unless(secret, "enterprise__name"),
        area=_unless(secret, "enterprise__division__name"),
        area_en=_unless(secret, "enterprise__division__name_en"),
        shown_industry=Case(
            When(secret, then=Substr("industry_code", 1, SHOWN_DIGITS)),
            default=F("industry_code"),
            output_field=CharField(),
        ),
        direction_name=Coalesce(F("direction__name"), Value("")),
        direction_en=Coalesce(F("direction__name_en"), Value("")),
        matching=_matching(on),
    )


def visible_demand_rows(viewer: Viewer, on: date) -> QuerySet[Demand]:
    """Those of ``demand_rows`` that the viewer may see."""
    seen = Demand.objects.visible_to(viewer).order_by().values("pk")
    return demand_rows(on).filter(pk__in=seen)


def achievement_rows(on: date) -> QuerySet[Achievement]:
    """Every achievement with its holder and the highest level that has evidence."""
    return Achievement.objects.annotate(
        holder=Coalesce(F("institution__name"), F("enterprise__name"), Value("")),
        proved=Max("evidence__level", filter=Q(evidence__level__lte=F("maturity"))),
        matching=_matching(on),
    )


def visible_achievement_rows(viewer: Viewer, on: date) -> QuerySet[Achievement]:
    """Those of ``achievement_rows`` that the viewer may see."""
    seen = Achievement.objects.visible_to(viewer).order_by().values("pk")
    return achievement_rows(on).filter(pk__in=seen)


def expert_rows() -> QuerySet[Expert]:
    """Every expert and laboratory with its load and what came of its closed cases."""
    closed = Q(cases__closed_on__isnull=False)
    return Expert.objects.annotate(
        institution_name=F("institution__name"),
        open_count=Count("cases", filter=Q(cases__closed_on=None), distinct=True),
        closed_count=Count("cases", filter=closed, distinct=True),
        success_count=Count(
            "cases", filter=closed & Q(cases__outcome__in=("solved", "contract")), distinct=True
        ),
    ).annotate(free_count=F("load_limit") - F("open_count"))


def visible_expert_rows(viewer: Viewer, on: date) -> QuerySet[Expert]:
    """Those who consent on the day; an institution sees its own as well."""
    seen = Expert.objects.visible_to(viewer, on=on).order_by().values("pk")
    return expert_rows().filter(pk__in=seen)


def found_demands(*, viewer: Viewer, text: str, on: date, limit: int) -> list[tuple[int, str, str]]:
    """By a word of the shown text: id, shown name, name of the firm or blank."""
    match = Q(shown_name__icontains=text) | Q(shown_keywords__icontains=text)
    match |= Q(firm__icontains=text)
    seen: Any = visible_demand_rows(viewer, on)  # annotations are no columns to a type checker
    rows = seen.filter(match).order_by("pk")
    return list(rows.values_list("pk", "shown_name", "firm")[:limit])


def found_achievements(
    *, viewer: Viewer, text: str, on: date, limit: int
) -> list[tuple[int, str, str]]:
    """By a word of name, keywords or holder: id, name, holder."""
    match = Q(name__icontains=text) | Q(keywords__icontains=text) | Q(holder__icontains=text)
    seen: Any = visible_achievement_rows(viewer, on)
    rows = seen.filter(match).order_by("pk")
    return list(rows.values_list("pk", "name", "holder")[:limit])


def found_institutions(*, viewer: Viewer, text: str, limit: int) -> list[tuple[int, str, str]]:
    """By a part of the name or its initials: id, name, kind."""
    match = Q(name__icontains=text) | Q(short_name__icontains=text)
    if text.isascii():
        match |= Q(name_initials__icontains=text) | Q(name_en__icontains=text)
    rows = visible_institutions(viewer).filter(match).order_by("name_sort")
    return list(rows.values_list("pk", "name", "kind")[:limit])


def _unless(secret: Q, path: str) -> Case:
    return Case(When(secret, then=Value("")), default=Coalesce(F(path), Value("")),
                output_field=CharField())  # fmt: skip


def _matching(on: date) -> Case:
    return Case(
        When(closed_on__isnull=False, then=Value("closed")),
        When(state=ReviewState.RETURNED, then=Value("returned")),
        When(state=ReviewState.UNREVIEWED, then=Value("unreviewed")),
        When(review_on__lt=on, then=Value("overdue")),
        default=Value("open"),
        output_field=CharField(),
    )
