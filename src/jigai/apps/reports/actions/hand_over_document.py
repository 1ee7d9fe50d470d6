from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from jigai.apps.reports.models import Delivery, DeliveryWay, IssuedDocument
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class DocumentNotItsOwn(Refusal):
    code = "delivery.of_another_enterprise"
    message = Sentence(
        "这件公文涉及的不是该企业的项目。", "The document is about a project of another enterprise."
    )


def hand_over_document(
    *, document: IssuedDocument, enterprise: Enterprise, change: Change
) -> Delivery:
    """Lay a document on an enterprise's own desk; doing so twice changes nothing.

    Raises:
        DocumentNotItsOwn: as named.
    """
    project = document.project
    owners = {document.enterprise_id, project.enterprise_id if project else None} - {None}
    if owners and enterprise.pk not in owners:
        raise DocumentNotItsOwn
    with writing("document.delivered", change):
        own = {"document": document, "enterprise": enterprise, "way": DeliveryWay.PORTAL}
        if held := Delivery.objects.filter(**own).first():
            return held
        delivery = Delivery(
            **own,
            delivered_on=change.at.date(),
            recorded_at=change.at,
            recorded_by=change.actor.name,
            recorded_by_key=change.actor.key,
        )
        save_valid(delivery)
    return delivery
