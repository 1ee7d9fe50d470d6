"""Institutions, what they run with the county, agreements and what is due, heads of training."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.viewer import COUNTY_WIDE, Viewer
from jigai.apps.cooperation.models import (
    Agreement,
    AgreementTerm,
    Institution,
    InstitutionMember,
    JointBody,
    TrainingFigure,
)
from jigai.apps.registry.models import Enterprise

RUNNING, EXPIRED, ENDED = "running", "expired", "ended"


@dataclass(frozen=True, slots=True)
class TermRow:
    """A duty or deliverable; ``state`` is met, overdue, due (has a day) or open (has none)."""

    id: int
    agreement_id: int
    agreement: str
    kind: str
    party: str
    text: str
    due_on: date | None
    met_on: date | None
    proof: str
    state: str


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement on a day; ``other_side`` is the firm or the body of the county."""

    id: int
    institution_id: int
    institution: str
    joint_body: str
    title: str
    other_side: str
    document: str
    signed_on: date
    valid_to: date | None
    amount_fen: int | None
    state: str
    end_reason: str
    remark: str
    terms: tuple[TermRow, ...]

    @property
    def overdue_count(self) -> int:
        return sum(one.state == "overdue" for one in self.terms)


@dataclass(frozen=True, slots=True)
class BodyRow:
    id: int
    name: str
    kind: str
    direction: str
    opened_on: date | None
    closed_on: date | None
    summary: str


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """Heads of one year; ``is_demo`` marks invented figures."""

    id: int
    joint_body: str
    year: int
    trained_count: int | None
    intern_count: int | None
    graduate_count: int | None
    placed_count: int | None
    source: str
    is_demo: bool


def institution_rows() -> QuerySet[Institution]:
    """Every institution with how much it does in the county."""
    running = Q(agreements__ended_on=None)
    return Institution.objects.annotate(
        body_count=Count("joint_bodies", filter=Q(joint_bodies__closed_on=None), distinct=True),
        agreement_count=Count("agreements", filter=running, distinct=True),
        achievement_count=Count(
            "achievements",
            filter=Q(achievements__state="approved", achievements__closed_on=None),
            distinct=True,
        ),
    )


def visible_institutions(viewer: Viewer) -> QuerySet[Institution]:
    """The directory is open to whoever holds a role; agreements and figures have own gates."""
    return institution_rows() if viewer.grants else institution_rows().none()


def institution_ids(names: Collection[str]) -> dict[str, int]:
    """Institutions by whole name."""
    return dict(Institution.objects.filter(name__in=names).values_list("name", "pk"))


def body_rows(institution_id: int) -> list[BodyRow]:
    rows = JointBody.objects.filter(institution=institution_id).select_related("direction")
    return [
        BodyRow(
            one.pk,
            one.name,
            one.kind,
            one.direction.name if one.direction else "",
            one.opened_on,
            one.closed_on,
            one.summary,
        )
        for one in rows.order_by("opened_on", "pk")
    ]


def training_rows(institution_id: int) -> list[TrainingRow]:
    """The latest year first."""
    rows = TrainingFigure.objects.filter(institution=institution_id).select_related("joint_body")
    return [
        TrainingRow(
            one.pk,
            one.joint_body.name if one.joint_body else "",
            one.year,
            one.trained_count,
            one.intern_count,
            one.graduate_count,
            one.placed_count,
            one.source,
            one.is_demo,
        )
        for one in rows.order_by("-year", "pk")
    ]


def visible_agreements(viewer: Viewer) -> QuerySet[Agreement]:
    """Those of the county for its staff, of a firm for who sees it, of an institution for it."""
    from_firms = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    allowed = Q(enterprise__in=from_firms)
    if reads_county(viewer):
        allowed |= Q(enterprise=None)
    allowed |= Q(institution__in=own_institutions(viewer))
    return Agreement.objects.filter(allowed)


def agreement_rows(
    viewer: Viewer, *, on: date, institution_id: int | None = None
) -> list[AgreementRow]:
    """Agreements that the viewer sees, the newest first, each with its terms; two queries."""
    found = visible_agreements(viewer).select_related("institution", "joint_body", "enterprise")
    if institution_id is not None:
        found = found.filter(institution=institution_id)
    rows = list(found.prefetch_related("terms").order_by("-signed_on", "-pk"))
    return [agreement_row(one, on=on) for one in rows]


def due_terms(viewer: Viewer, *, on: date, until: date) -> list[TermRow]:
    """What of running agreements is overdue or falls due up to a day, the earliest first."""
    rows = [
        term
        for agreement in agreement_rows(viewer, on=on)
        if agreement.state != ENDED
        for term in agreement.terms
        if term.met_on is None and term.due_on is not None and term.due_on <= until
    ]
    return sorted(rows, key=lambda term: (term.due_on or until, term.id))


def agreement_row(one: Agreement, *, on: date) -> AgreementRow:
    terms: Sequence[AgreementTerm] = sorted(
        one.terms.all(), key=lambda term: (term.due_on or date.max, term.pk)
    )
    return AgreementRow(
        id=one.pk,
        institution_id=one.institution_id,
        institution=one.institution.name,
        joint_body=one.joint_body.name if one.joint_body else "",
        title=one.title,
        other_side=one.enterprise.name if one.enterprise else one.county_party,
        document=one.document,
        signed_on=one.signed_on,
        valid_to=one.valid_to,
        amount_fen=one.amount_fen,
        state=_state(one, on),
        end_reason=one.end_reason,
        remark=one.remark,
        terms=tuple(_term(term, one, on) for term in terms),
    )


def reads_county(viewer: Viewer) -> bool:
    """Whether the viewer reads what is of the county as a whole and of no firm."""
    return any(grant.role in COUNTY_WIDE and grant.division_ids is None for grant in viewer.grants)


def own_institutions(viewer: Viewer) -> Any:
    """Ids of the institutions for which the viewer acts now, as a subquery."""
    own = InstitutionMember.objects.filter(user_id=viewer.user_id, valid_to=None)
    if not viewer.has_role(Role.INSTITUTION):
        own = own.none()
    return own.values("institution")


def _state(one: Agreement, on: date) -> str:
    if one.ended_on is not None and one.ended_on <= on:
        return ENDED
    return EXPIRED if one.valid_to is not None and one.valid_to < on else RUNNING


def _term(term: AgreementTerm, agreement: Agreement, on: date) -> TermRow:
    state = "met" if term.met_on else "open" if term.due_on is None else "due"
    if state == "due" and term.due_on is not None and term.due_on < on:
        state = "overdue"
    return TermRow(
        term.pk,
        agreement.pk,
        agreement.title,
        term.kind,
        term.party,
        term.text,
        term.due_on,
        term.met_on,
        term.proof,
        state,
    )


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Who may act for an institution."""

    id: int
    username: str
    name: str
    valid_from: date
    valid_to: date | None


def member_rows(institution_id: int) -> list[MemberRow]:
    """Those who act now first."""
    rows = InstitutionMember.objects.filter(institution=institution_id).select_related("user")
    return [
        MemberRow(one.pk, one.user.username, one.user.display_name, one.valid_from, one.valid_to)
        for one in rows.order_by("valid_to", "pk")
    ]


@dataclass(frozen=True, slots=True)
class InstitutionRow:
    id: int
    name: str
    name_en: str
    kind: str
    place: str
    contact_office: str
    summary: str
    is_active: bool


def institution_list_rows(viewer: Viewer) -> list[InstitutionRow]:
    """The directory by name; one query."""
    rows = visible_institutions(viewer).order_by("name_sort", "pk")
    return [InstitutionRow(**one) for one in rows.values(*InstitutionRow.__dataclass_fields__)]
