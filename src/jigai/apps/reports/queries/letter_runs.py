"""Runs of letters with how far they are, and what they made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.models import Enterprise
from jigai.apps.reports.models import Delivery, IssuedDocument, LetterRun
from jigai.apps.reports.queries.issued_documents import NoSuchDocument, document_for
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchRun(NotFound):
    code = "letters.no_such_run"
    message = Sentence("没有成批函件“{batch}”。", "There is no run of letters “{batch}”.")


@dataclass(frozen=True, slots=True)
class RunRow:
    """``made`` letters have files, ``void`` numbers were cancelled, ``delivered`` arrived."""

    batch: str
    subject: str
    first: str
    last: str
    total: int
    made: int
    void: int
    delivered: int
    is_done: bool
    has_merged: bool
    ordered_at: datetime
    owner: str


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    way: str
    delivered_on: date
    note: str
    recorded_by: str


def run_called(batch: str) -> LetterRun:
    """Raises: NoSuchRun: as named."""
    found = LetterRun.objects.filter(batch=batch).first()
    if found is None:
        raise NoSuchRun(batch=batch)
    return found


def run_row(run: LetterRun) -> RunRow:
    """How far a run is; three queries."""
    documents = run.documents.order_by("number__number").select_related("number")
    counted = run.documents.aggregate(
        total=Count("pk", distinct=True),
        made=Count("pk", filter=Q(pdf__isnull=False), distinct=True),
        void=Count("pk", filter=Q(number__is_void=True), distinct=True),
        delivered=Count("pk", filter=Q(deliveries__isnull=False), distinct=True),
    )
    first, last = documents.first(), documents.last()
    return RunRow(
        batch=run.batch,
        subject=str(run.words["subject"]),
        first=str(first.number) if first else "",
        last=str(last.number) if last else "",
        total=counted["total"],
        made=counted["made"],
        void=counted["void"],
        delivered=counted["delivered"],
        is_done=run.is_done,
        has_merged=run.merged_id is not None,
        ordered_at=run.ordered_at,
        owner=run.owner_name,
    )


def run_rows(*, limit: int = 50) -> list[RunRow]:
    """The newest runs."""
    return [run_row(run) for run in LetterRun.objects.order_by("-ordered_at", "-pk")[:limit]]


def letters_to_make(run: LetterRun) -> Iterator[IssuedDocument]:
    """Numbered, without files, not void, by number."""
    waiting = run.documents.filter(pdf=None, number__is_void=False)
    yield from waiting.select_related("number", "enterprise").order_by("number__number")


def letters_made(run: LetterRun) -> Iterator[IssuedDocument]:
    """Those with files, by number; void ones are left out."""
    made = run.documents.exclude(pdf=None).filter(number__is_void=False)
    yield from made.select_related("number", "pdf", "docx").order_by("number__number")


def interrupted_runs() -> list[str]:
    """Runs that a stopped process left, the oldest first."""
    found = LetterRun.objects.filter(is_done=False).order_by("ordered_at")
    return list(found.values_list("batch", flat=True))


def delivery_rows(document: IssuedDocument) -> list[DeliveryRow]:
    """Every line of a document's way, the latest first; a desk's or receiver's firm as note."""
    rows = Delivery.objects.filter(document=document).select_related("enterprise")
    return [
        DeliveryRow(r.way, r.delivered_on, r.note or str(r.enterprise or ""), r.recorded_by)
        for r in rows.order_by("-delivered_on", "-pk")
    ]


def receiving_enterprise(viewer: Viewer, document: IssuedDocument) -> Enterprise | None:
    """The addressee, if the viewer speaks for it; ``None`` for a responsible unit."""
    return document.enterprise if viewer.has_role(Role.ENTERPRISE) else None


def has_confirmed(document: IssuedDocument, actor_key: str) -> bool:
    return document.deliveries.filter(way="account", recorded_by_key=actor_key).exists()


def may_confirm(viewer: Viewer, document: IssuedDocument) -> bool:
    """An addressee: who represents its firm, or the unit that answers for its project; once."""
    is_addressee = viewer.has_role(Role.ENTERPRISE) and document.enterprise_id is not None
    if viewer.has_role(Role.UNIT) and document.project is not None:
        is_addressee = document.project.responsible_agency_id in viewer.agency_ids
    return is_addressee and not has_confirmed(document, viewer.key)


def confirming_document(viewer: Viewer, pk: int) -> IssuedDocument:
    """A document of which the viewer is an addressee.

    Raises:
        NoSuchDocument: it is absent, or addressed to somebody else.
    """
    document = document_for(viewer, pk)
    if not may_confirm(viewer, document) and not has_confirmed(document, viewer.key):
        raise NoSuchDocument(pk=pk)
    return document
