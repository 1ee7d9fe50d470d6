"""A document handed to an enterprise, and the enterprise's receipt."""

from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.portal.models import Delivery
from jigai.apps.registry.models import Enterprise
from jigai.apps.reports.models import IssuedDocument
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class DocumentNotItsOwn(Refusal):
    code = "delivery.of_another_enterprise"
    message = Sentence(
        "这件公文涉及的不是该企业的项目。", "The document is about a project of another enterprise."
    )


def deliver(*, document: IssuedDocument, enterprise: Enterprise, change: Change) -> Delivery:
    """Hand a document to an enterprise; doing so twice changes nothing.

    Raises:
        DocumentNotItsOwn: as named.
    """
    project = document.project
    if project is not None and project.enterprise_id != enterprise.pk:
        raise DocumentNotItsOwn
    with writing("document.delivered", change):
        held = Delivery.objects.filter(document=document, enterprise=enterprise).first()
        return held or Delivery.objects.create(
            document=document,
            enterprise=enterprise,
            delivered_at=change.at,
            delivered_by_key=change.actor.key,
            delivered_by=change.actor.name,
        )


def confirm_receipt(*, delivery: Delivery, change: Change) -> Delivery:
    """The enterprise has the document; the first receipt counts."""
    with writing("document.received", change):
        if delivery.received_at is None:
            delivery.received_at = change.at
            delivery.received_by_key = change.actor.key
            delivery.received_by = change.actor.name
            delivery.save()
    return delivery
