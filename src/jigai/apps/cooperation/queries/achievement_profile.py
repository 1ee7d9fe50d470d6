"""One achievement in words, its evidence, and who may hold one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cooperation.entries import ACHIEVEMENT_LABELS
from jigai.apps.cooperation.fields import DISCIPLINES, TECHNICAL_FIELDS
from jigai.apps.cooperation.models import Achievement, Institution
from jigai.apps.cooperation.queries.access import NotTheOwner, institutions_of, represented
from jigai.apps.cooperation.queries.open_demands import reason_left_out
from jigai.apps.cooperation.words import (
    APPLICATIONS,
    ATTRIBUTES,
    FORMS,
    PRICE_MODES,
    STAGES,
    TRANSFORMATIONS,
    Words,
)
from jigai.apps.reference.queries.settings import industry_named
from jigai.apps.registry.models import Enterprise
from jigai.domain.sentence import Sentence

_LISTS: dict[str, Words] = {
    "technical_field": TECHNICAL_FIELDS,
    "discipline": DISCIPLINES,
    "form": FORMS,
    "attribute": ATTRIBUTES,
    "stage": STAGES,
    "application": APPLICATIONS,
    "transformation_way": TRANSFORMATIONS,
    "price_mode": PRICE_MODES,
}
_TEXTS = (
    "keywords", "industry_code", "property_rights", "benefit", "completed_by", "limits",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    level: int
    text: str
    document: str
    dated_on: date


@dataclass(frozen=True, slots=True)
class AchievementText:
    """An achievement for reading: ``facts`` are label and words; money in fen."""

    id: int
    name: str
    holder: str
    summary: str
    points: tuple[str, ...]
    facts: tuple[tuple[Sentence, Sentence], ...]
    maturity: int
    price_fen: int | None
    review_on: date
    state: str
    opinion: str
    left_out: Sentence | None


@dataclass(frozen=True, slots=True)
class Holder:
    """An institution or an enterprise: exactly one."""

    institution: Institution | None
    enterprise: Enterprise | None


def achievement_text(one: Achievement, *, on: date) -> AchievementText:
    facts = [
        (ACHIEVEMENT_LABELS[name], words.get(value, Sentence(value, value)))
        for name, words in _LISTS.items()
        if (value := str(getattr(one, name)))
    ]
    facts += [
        (
            ACHIEVEMENT_LABELS[name],
            industry_named(value) if name == "industry_code" else Sentence(value, value),
        )
        for name in _TEXTS
        if (value := str(getattr(one, name)))
    ]
    holder = one.institution or one.enterprise
    left = reason_left_out(
        state=one.state, closed_on=one.closed_on, review_on=one.review_on,
        owner=one.owner_name, on=on,
    )  # fmt: skip
    return AchievementText(
        id=one.pk,
        name=one.name,
        holder=holder.name if holder else "",
        summary=one.summary,
        points=tuple(line.strip() for line in one.innovation_points.splitlines() if line.strip()),
        facts=tuple(facts),
        maturity=one.maturity,
        price_fen=one.price_fen,
        review_on=one.review_on,
        state=one.state,
        opinion=one.opinion,
        left_out=left[1] if left else None,
    )


def evidence_rows(one: Achievement) -> list[EvidenceRow]:
    """The highest level first."""
    rows = one.evidence.order_by("-level")
    return [EvidenceRow(row.level, row.text, row.document, row.dated_on) for row in rows]


def holder_names(viewer: Viewer, firms: Collection[int]) -> list[tuple[str, str]]:
    """Whose achievements the viewer may enter: key and name."""
    if may(viewer, Deed.KEEP_REGISTERS):
        schools = list(Institution.objects.filter(is_active=True).order_by("name_sort"))
    else:
        schools = institutions_of(viewer)
    own = Enterprise.objects.filter(pk__in=firms).order_by("name_sort")
    return [
        *((f"institution-{one.pk}", one.name) for one in schools),
        *((f"enterprise-{one.pk}", one.name) for one in own),
    ]


def holder_for(viewer: Viewer, key: str) -> Holder:
    """The holder of a key that the viewer may choose.

    Raises:
        NotTheOwner: it is nobody's for whom the viewer may enter achievements.
    """
    if key not in dict(holder_names(viewer, represented(viewer))):
        raise NotTheOwner
    kind, _, pk = key.partition("-")
    if kind == "institution":
        return Holder(Institution.objects.get(pk=int(pk)), None)
    return Holder(None, Enterprise.objects.get(pk=int(pk)))


def achievement_texts(viewer: Viewer, *, on: date) -> list[AchievementText]:
    """Every achievement that the viewer sees, by number; one query."""
    seen = Achievement.objects.visible_to(viewer).select_related("institution", "enterprise")
    return [achievement_text(one, on=on) for one in seen.order_by("pk")]
