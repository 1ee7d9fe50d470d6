"""Documents handed to an enterprise, with their receipts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jigai.apps.portal.models import Delivery


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One document with its number; ``received_by`` is blank until the enterprise confirms."""

    id: int
    enterprise_id: int
    enterprise: str
    document_id: int
    title: str
    number: str
    kind: str
    issued_at: datetime
    delivered_at: datetime
    delivered_by: str
    received_at: datetime | None
    received_by: str


def deliveries_to(enterprise_id: int) -> list[DeliveryRow]:
    """The newest first; one query."""
    return _rows(enterprise=enterprise_id)


def deliveries_of(document_id: int) -> list[DeliveryRow]:
    """To whom a document was delivered; one query."""
    return _rows(document=document_id)


def _rows(**chosen: int) -> list[DeliveryRow]:
    found = Delivery.objects.filter(**chosen).select_related("document__number", "enterprise")
    return [
        DeliveryRow(
            one.pk,
            one.enterprise_id,
            one.enterprise.name,
            one.document_id,
            one.document.title,
            str(one.document.number or ""),
            one.document.kind,
            one.document.issued_at,
            one.delivered_at,
            one.delivered_by,
            one.received_at,
            one.received_by,
        )
        for one in found.order_by("-delivered_at", "-pk")
    ]
