"""Demands that take part in matching, in the text that may be shown, and why others do not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.as_of import present, reads_past
from jigai.apps.cooperation.entries import split_keywords
from jigai.apps.cooperation.models import Demand, ReviewState
from jigai.domain.periods import ReportDay
from jigai.domain.sentence import Sentence

SHOWN_DIGITS = 2
"""Of an industry code of a confidential demand: four digits may name the only firm of a trade."""


def secret_since() -> dict[int, dict[str, str]]:
    """Demands that are confidential now, with the text that others read, when a past day is read.

    On that day they may have stood open; what their owner closed since is not told by the past.
    Empty in the present, where the row itself says it.
    """
    if not reads_past():
        return {}
    with present():
        rows = Demand.objects.filter(is_confidential=True)
        return dict(rows.values_list("pk", "masked"))


@dataclass(frozen=True, slots=True)
class OpenDemand:
    """One demand as it may be shown; money in fen, codes as in `words` and `fields`.

    ``enterprise_id`` and ``owner_key`` are for hard conditions (conflicts of interest) alone and
    are never shown; ``enterprise_name`` and ``division_code`` are blank where it is confidential.
    """

    id: int
    name: str
    problem: str
    key_technology: str
    expected_goal: str
    keywords: tuple[str, ...]
    wanted_partners: str
    bidder_conditions: str
    starts_year: int
    ends_year: int
    budget_fen: int | None
    solving_way: str
    activity_kind: str
    discipline: str
    technical_field: str
    industry_code: str
    result_ownership: str
    least_maturity: int | None
    needed_by: date | None
    review_on: date
    is_confidential: bool
    enterprise_id: int
    enterprise_name: str
    division_code: str
    owner_key: str

    @property
    def text(self) -> str:
        """Everything that is indexed, as one text."""
        parts = (self.name, self.problem, self.key_technology, self.expected_goal)
        return "\n".join((*parts, " ".join(self.keywords)))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A demand or achievement that is not matched, and why; ``name`` is what may be shown."""

    id: int
    name: str
    code: str
    reason: Sentence


def open_demands(*, on: date) -> list[OpenDemand]:
    """Approved, not closed, vouched for on the day, by number; one query."""
    found = Demand.objects.filter(
        state=ReviewState.APPROVED, closed_on=None, review_on__gte=on
    ).select_related("enterprise__division")
    return [open_demand_of(one) for one in found.order_by("pk")]


def demands_left_out(*, on: date) -> list[LeftOut]:
    """The others with the reason of each; one query."""
    kept = Demand.objects.exclude(state=ReviewState.APPROVED, closed_on=None, review_on__gte=on)
    return [
        LeftOut(one.pk, shown_text(one, "name"), *reason)
        for one in kept.order_by("pk")
        if (reason := why_left_out(one, on=on)) is not None
    ]


def why_left_out(one: Demand, *, on: date) -> tuple[str, Sentence] | None:
    """Code and sentence of why a demand is not matched; ``None`` when it is."""
    owner = "" if one.is_confidential else one.owner_name
    return reason_left_out(
        state=one.state, closed_on=one.closed_on, review_on=one.review_on, owner=owner, on=on
    )


def reason_left_out(
    *, state: str, closed_on: date | None, review_on: date, owner: str, on: date
) -> tuple[str, Sentence] | None:
    """As `why_left_out`, for an achievement as well."""
    if closed_on is not None:
        return "closed", Sentence("{day}已关闭", "closed on {day}").format(
            day=ReportDay(closed_on).name
        )
    if state == ReviewState.RETURNED:
        return "returned", Sentence("被退回，等填报人修改", "returned to its owner")
    if state == ReviewState.UNREVIEWED:
        return "unreviewed", Sentence("还没有审核", "not reviewed yet")
    if review_on < on:
        return "overdue", Sentence(
            "复核日{day}已过，等{owner}确认仍有效",
            "its review day {day} has passed; {owner} must confirm it",
        ).format(
            day=ReportDay(review_on).name,
            owner=Sentence(owner, owner) if owner else Sentence("填报人", "its owner"),
        )
    return None


def shown_text(demand: Demand, name: str) -> str:
    """A free text of a demand as it may be shown: masked where it is confidential."""
    if demand.is_confidential:
        return str(demand.masked.get(name, ""))
    return str(getattr(demand, name))


def open_demand_of(one: Demand) -> OpenDemand:
    """The row of a demand; its enterprise with its division must be at hand."""
    secret = one.is_confidential
    place = one.enterprise.division
    return OpenDemand(
        id=one.pk,
        name=shown_text(one, "name"),
        problem=shown_text(one, "problem"),
        key_technology=shown_text(one, "key_technology"),
        expected_goal=shown_text(one, "expected_goal"),
        keywords=split_keywords(shown_text(one, "keywords")),
        wanted_partners=shown_text(one, "wanted_partners"),
        bidder_conditions=shown_text(one, "bidder_conditions"),
        starts_year=one.starts_year,
        ends_year=one.ends_year,
        budget_fen=one.budget_fen,
        solving_way=one.solving_way,
        activity_kind=one.activity_kind,
        discipline=one.discipline,
        technical_field=one.technical_field,
        industry_code=one.industry_code[:SHOWN_DIGITS] if secret else one.industry_code,
        result_ownership=one.result_ownership,
        least_maturity=one.least_maturity,
        needed_by=one.needed_by,
        review_on=one.review_on,
        is_confidential=secret,
        enterprise_id=one.enterprise_id,
        enterprise_name="" if secret else one.enterprise.name,
        division_code="" if secret or place is None else place.code,
        owner_key=one.owner_key,
    )
