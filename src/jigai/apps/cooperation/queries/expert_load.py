"""Who may be asked, how much they have open, and who fits a case best."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from jigai.apps.cooperation.entries import split_keywords
from jigai.apps.cooperation.models import Demand, Expert
from jigai.apps.cooperation.queries.open_demands import shown_text

SAME_FIELD, SAME_DOMAIN, SAME_DISCIPLINE, SAME_WORD = 4, 2, 3, 1


@dataclass(frozen=True, slots=True)
class AvailableExpert:
    """A listed expert or laboratory; ``outcomes`` counts closed cases by outcome."""

    id: int
    kind: str
    name: str
    title: str
    institution_id: int
    institution: str
    discipline: str
    technical_field: str
    keywords: tuple[str, ...]
    summary: str
    load_limit: int
    open_count: int
    closed_count: int
    success_count: int
    consent_until: date

    @property
    def free_count(self) -> int:
        """How many further cases fit; never below 0."""
        return max(self.load_limit - self.open_count, 0)

    @property
    def text(self) -> str:
        """Everything that is indexed, as one text."""
        return "\n".join((" ".join(self.keywords), self.summary))


@dataclass(frozen=True, slots=True)
class FieldsWanted:
    """What a case is about; blank codes say nothing."""

    technical_field: str = ""
    discipline: str = ""
    keywords: tuple[str, ...] = ()


def available_experts(*, on: date) -> list[AvailableExpert]:
    """Everybody whose consent runs on the day, by name; one query."""
    found = Expert.objects.consenting(on).select_related("institution")
    counted = found.annotate(
        open_cases=Count("cases", filter=Q(cases__closed_on=None), distinct=True),
        closed_cases=Count("cases", filter=Q(cases__closed_on__isnull=False), distinct=True),
        successes=Count(
            "cases", filter=Q(cases__outcome__in=("solved", "contract")), distinct=True
        ),
    )
    return [_row(one) for one in counted.order_by("name_sort", "pk")]


def fields_wanted(demand: Demand) -> FieldsWanted:
    """What a demand is about, from the text that may be shown."""
    words = split_keywords(shown_text(demand, "keywords"))
    return FieldsWanted(demand.technical_field, demand.discipline, words)


def next_best(
    wanted: FieldsWanted, *, on: date, without: Iterable[int] = (), most: int = 2
) -> list[AvailableExpert]:
    """Free experts, the best field fit first, then the most free, then by name."""
    left_out = set(without)
    free = [one for one in available_experts(on=on) if one.free_count and one.id not in left_out]
    free.sort(key=lambda one: (-fit(one, wanted), -one.free_count, one.id))
    return free[:most]


def fit(expert: AvailableExpert, wanted: FieldsWanted) -> int:
    """Points for the same technical field or its domain, discipline, and each shared keyword."""
    points = 0
    if wanted.technical_field:
        if expert.technical_field == wanted.technical_field:
            points += SAME_FIELD
        elif expert.technical_field[:1] == wanted.technical_field[:1]:
            points += SAME_DOMAIN
    if wanted.discipline and expert.discipline == wanted.discipline:
        points += SAME_DISCIPLINE
    return points + SAME_WORD * len(set(expert.keywords) & set(wanted.keywords))


def _row(one: Expert) -> AvailableExpert:
    counts = vars(one)
    return AvailableExpert(
        id=one.pk,
        kind=one.kind,
        name=one.name,
        title=one.title,
        institution_id=one.institution_id,
        institution=one.institution.name,
        discipline=one.discipline,
        technical_field=one.technical_field,
        keywords=split_keywords(one.keywords),
        summary=one.summary,
        load_limit=one.load_limit,
        open_count=counts["open_cases"],
        closed_count=counts["closed_cases"],
        success_count=counts["successes"],
        consent_until=one.consent_until,
    )
