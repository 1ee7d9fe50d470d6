"""Documents as enterprises get them: what reached them in which way, and their receipts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from jigai.apps.reports.models import Delivery, DeliveryWay, IssuedDocument


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One document of one enterprise; ``received_by`` is blank until the enterprise confirms.

    ``delivered_at`` is when the first line of its way was written, else when it was issued.
    """

    id: int
    enterprise_id: int
    enterprise: str
    title: str
    number: str
    kind: str
    issued_at: datetime
    delivered_at: datetime
    delivered_by: str
    received_at: datetime | None
    received_by: str


def letters_of(enterprise_id: int) -> QuerySet[IssuedDocument]:
    """Documents that are addressed to an enterprise or were laid on its desk, none void."""
    handed = Delivery.objects.filter(
        document=OuterRef("pk"), enterprise=enterprise_id, way=DeliveryWay.PORTAL
    )
    addressed = Q(enterprise=enterprise_id) & ~Q(pdf=None)
    return IssuedDocument.objects.filter(Exists(handed) | addressed).exclude(number__is_void=True)


def letters_to(enterprise_id: int) -> list[LetterRow]:
    """What an enterprise has got, the newest first; three queries."""
    documents = letters_of(enterprise_id).select_related("number", "enterprise")
    found = list(documents.order_by("-issued_at", "-pk"))
    ways = _ways(Delivery.objects.filter(document__in=found), enterprise_id)
    return [_row(one, enterprise_id, "", ways.get((one.pk, enterprise_id), [])) for one in found]


def handed_to(document: IssuedDocument) -> list[LetterRow]:
    """The enterprises on whose desk a document was laid, and their receipts; one query."""
    lines = document.deliveries.select_related("enterprise").order_by("recorded_at", "pk")
    by_firm: dict[int, list[Delivery]] = {}
    for line in lines:
        if line.enterprise_id is not None:
            by_firm.setdefault(line.enterprise_id, []).append(line)
    return [
        _row(document, key, str(found[0].enterprise), found)
        for key, found in by_firm.items()
        if any(line.way == DeliveryWay.PORTAL for line in found)
    ]


def _ways(lines: QuerySet[Delivery], enterprise_id: int) -> dict[tuple[int, int], list[Delivery]]:
    """Lines that are of this enterprise, or of the only addressee."""
    own = Q(enterprise=enterprise_id) | Q(enterprise=None, document__enterprise=enterprise_id)
    found: dict[tuple[int, int], list[Delivery]] = {}
    for line in lines.filter(own).order_by("recorded_at", "pk"):
        found.setdefault((line.document_id, enterprise_id), []).append(line)
    return found


def _row(
    document: IssuedDocument, enterprise_id: int, name: str, lines: Iterable[Delivery]
) -> LetterRow:
    ways = list(lines)
    sent = next((one for one in ways if one.way != DeliveryWay.ACCOUNT), None)
    receipt = next(
        (one for one in ways if one.way == DeliveryWay.ACCOUNT and one.enterprise_id), None
    )
    return LetterRow(
        id=document.pk,
        enterprise_id=enterprise_id,
        enterprise=name,
        title=document.title,
        number=str(document.number or ""),
        kind=document.kind,
        issued_at=document.issued_at,
        delivered_at=sent.recorded_at if sent else document.issued_at,
        delivered_by=sent.recorded_by if sent else "",
        received_at=receipt.recorded_at if receipt else None,
        received_by=receipt.recorded_by if receipt else "",
    )
