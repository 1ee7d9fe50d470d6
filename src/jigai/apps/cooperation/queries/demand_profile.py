"""One demand as a viewer may read it, who asked for its names, and who looked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cooperation.actions.enter_demand import MASKED_FIELDS
from jigai.apps.cooperation.actions.look_at_demand import open_disclosure
from jigai.apps.cooperation.entries import DemandEntry
from jigai.apps.cooperation.models import Demand, Disclosure, Institution, Look
from jigai.apps.cooperation.queries.access import (
    institutions_of,
    is_owner,
    reads_clear,
    represented,
)
from jigai.apps.cooperation.queries.open_demands import SHOWN_DIGITS, why_left_out
from jigai.domain.sentence import Sentence

PLAIN = (
    "id", "starts_year", "ends_year", "budget_fen", "solving_way", "activity_kind", "discipline",
    "technical_field", "result_ownership", "least_maturity", "needed_by", "is_confidential",
    "review_on", "state", "opinion", "closed_on", "close_reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DemandText:
    """A demand in the clear or masked; ``enterprise`` and ``area`` are blank where masked.

    ``left_out`` says why it is not matched, ``None`` when it is.
    """

    id: int
    name: str
    problem: str
    key_technology: str
    expected_goal: str
    keywords: str
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
    is_confidential: bool
    is_clear: bool
    enterprise_id: int | None
    enterprise: str
    area: str
    owner: str
    review_on: date
    state: str
    opinion: str
    closed_on: date | None
    close_reason: str
    left_out: Sentence | None


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """``state``: asked (by the institution), offered (by the owner), open or ended."""

    id: int
    institution_id: int
    institution: str
    purpose: str
    asked_at: datetime | None
    asked_by: str
    agreed_at: datetime | None
    agreed_by: str
    ended_at: datetime | None
    end_reason: str
    state: str


@dataclass(frozen=True, slots=True)
class LookRow:
    """One look; ``institution`` blank: the programme office."""

    looked_at: datetime
    looked_by: str
    institution: str
    purpose: str


def demand_text(viewer: Viewer, demand: Demand, *, on: date) -> DemandText:
    """As the viewer may read it without leaving a mark."""
    return text_of(demand, is_clear=reads_clear(viewer, demand), on=on)


def text_of(demand: Demand, *, is_clear: bool, on: date) -> DemandText:
    """The demand in the clear, or masked. Who asks for the clear text has passed a gate."""
    place = demand.enterprise.division
    source: Mapping[str, Any] = vars(demand) if is_clear else demand.masked
    left = why_left_out(demand, on=on)
    plain: dict[str, Any] = {name: getattr(demand, name) for name in PLAIN}
    texts: dict[str, Any] = {name: str(source.get(name, "")) for name in MASKED_FIELDS}
    return DemandText(
        **plain,
        **texts,
        industry_code=demand.industry_code if is_clear else demand.industry_code[:SHOWN_DIGITS],
        is_clear=is_clear,
        enterprise_id=demand.enterprise_id if is_clear else None,
        enterprise=demand.enterprise.name if is_clear else "",
        area=place.name if is_clear and place else "",
        owner=demand.owner_name if is_clear else "",
        left_out=left[1] if left else None,
    )


def entry_of(found: Demand) -> DemandEntry:
    """What the demand says now, its masked text left to be made anew."""
    names = [one.name for one in fields(DemandEntry) if one.name != "masked"]
    return DemandEntry(**{name: getattr(found, name) for name in names})


def looker(viewer: Viewer, demand: Demand) -> Institution | None:
    """The institution of the viewer to which the names are open; ``None`` if to none of them."""
    found = (one for one in institutions_of(viewer) if open_disclosure(demand, one))
    return next(found, None)


def may_look(viewer: Viewer, demand: Demand) -> bool:
    """Whether the viewer may open the clear text, and so leave a mark in the owner's log."""
    if reads_clear(viewer, demand):
        return False
    return may(viewer, Deed.REVIEW_COOPERATION) or looker(viewer, demand) is not None


def disclosure_rows(viewer: Viewer, demand: Demand) -> list[DisclosureRow]:
    """All of them for the owner, an institution's own for it, none for others."""
    found = Disclosure.objects.filter(demand=demand).select_related("institution")
    if not is_owner(viewer, demand):
        found = found.filter(institution__in=institutions_of(viewer))
    return [_disclosure(one) for one in found.order_by("-pk")]


def look_rows(viewer: Viewer, demand: Demand) -> list[LookRow]:
    """Who looked, the latest first: the owner's reading alone."""
    if not is_owner(viewer, demand):
        return []
    rows = Look.objects.filter(demand=demand).select_related("institution")
    return [
        LookRow(
            one.looked_at,
            one.looked_by,
            one.institution.name if one.institution else "",
            one.purpose,
        )
        for one in rows.order_by("-looked_at", "-pk")
    ]


def _disclosure(one: Disclosure) -> DisclosureRow:
    asked, agreed = one.institution_agreed_at, one.owner_agreed_at
    state = "ended" if one.ended_at else "open" if asked and agreed else "asked"
    if state == "asked" and not asked:
        state = "offered"
    return DisclosureRow(
        one.pk,
        one.institution_id,
        one.institution.name,
        one.purpose,
        asked,
        one.institution_agreed_by,
        agreed,
        one.owner_agreed_by,
        one.ended_at,
        one.end_reason,
        state,
    )


def demand_texts(viewer: Viewer, *, on: date) -> list[DemandText]:
    """Every demand that the viewer sees, as the viewer may read it, by number; three queries."""
    own = represented(viewer)
    found = Demand.objects.visible_to(viewer).select_related("enterprise__division")
    return [
        text_of(
            one,
            is_clear=not one.is_confidential
            or one.enterprise_id in own
            or one.owner_key == viewer.key,
            on=on,
        )
        for one in found.order_by("pk")
    ]
