"""Achievements that take part in matching, and why others do not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.cooperation.entries import split_keywords
from jigai.apps.cooperation.models import Achievement, ReviewState
from jigai.apps.cooperation.queries.open_demands import LeftOut, reason_left_out


@dataclass(frozen=True, slots=True)
class OpenAchievement:
    """One achievement; ``maturity`` is claimed, ``proved_maturity`` the highest with evidence.

    Exactly one of ``institution_id`` and ``enterprise_id`` is given; ``holder`` is its name and
    ``place`` its city or division code. Money in fen, codes as in `words` and `fields`.
    """

    id: int
    name: str
    keywords: tuple[str, ...]
    summary: str
    innovation_points: str
    property_rights: str
    benefit: str
    form: str
    attribute: str
    stage: str
    maturity: int
    proved_maturity: int
    evidenced_levels: tuple[int, ...]
    application: str
    transformation_way: str
    price_mode: str
    price_fen: int | None
    discipline: str
    technical_field: str
    industry_code: str
    limits: str
    review_on: date
    institution_id: int | None
    enterprise_id: int | None
    holder: str
    place: str
    owner_key: str

    @property
    def text(self) -> str:
        """Everything that is indexed, as one text."""
        parts = (self.name, self.summary, self.innovation_points, " ".join(self.keywords))
        return "\n".join(parts)


def open_achievements(*, on: date) -> list[OpenAchievement]:
    """Approved, on the list, vouched for on the day, by number; two queries."""
    found = (
        Achievement.objects.filter(state=ReviewState.APPROVED, closed_on=None, review_on__gte=on)
        .select_related("institution", "enterprise__division")
        .prefetch_related("evidence")
    )
    return [open_achievement_of(one) for one in found.order_by("pk")]


def achievements_left_out(*, on: date) -> list[LeftOut]:
    """The others with the reason of each; one query."""
    kept = Achievement.objects.exclude(
        state=ReviewState.APPROVED, closed_on=None, review_on__gte=on
    )
    return [
        LeftOut(one.pk, one.name, *reason)
        for one in kept.order_by("pk")
        if (
            reason := reason_left_out(
                state=one.state, closed_on=one.closed_on, review_on=one.review_on,
                owner=one.owner_name, on=on,
            )
        )
        is not None
    ]  # fmt: skip


def open_achievement_of(one: Achievement) -> OpenAchievement:
    """The row of an achievement; holder and evidence must be at hand."""
    levels = tuple(sorted(row.level for row in one.evidence.all()))
    holder = one.institution or one.enterprise
    place = one.institution.place if one.institution else ""
    if one.enterprise and one.enterprise.division:
        place = one.enterprise.division.code
    return OpenAchievement(
        id=one.pk,
        name=one.name,
        keywords=split_keywords(one.keywords),
        summary=one.summary,
        innovation_points=one.innovation_points,
        property_rights=one.property_rights,
        benefit=one.benefit,
        form=one.form,
        attribute=one.attribute,
        stage=one.stage,
        maturity=one.maturity,
        proved_maturity=max((level for level in levels if level <= one.maturity), default=0),
        evidenced_levels=levels,
        application=one.application,
        transformation_way=one.transformation_way,
        price_mode=one.price_mode,
        price_fen=one.price_fen,
        discipline=one.discipline,
        technical_field=one.technical_field,
        industry_code=one.industry_code,
        limits=one.limits,
        review_on=one.review_on,
        institution_id=one.institution_id,
        enterprise_id=one.enterprise_id,
        holder=holder.name if holder else "",
        place=place,
        owner_key=one.owner_key,
    )
