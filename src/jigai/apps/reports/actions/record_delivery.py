"""How and when a document reached its addressee."""

from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from jigai.apps.reports.models import Delivery, DeliveryWay, IssuedDocument
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class DeliveredInFuture(Refusal):
    code = "delivery.in_future"
    message = Sentence("{day}还没有到。", "{day} is not here yet.")


class DeliveredBeforeIssue(Refusal):
    code = "delivery.before_issue"
    message = Sentence(
        "{day}早于印发日期，不可能送达。", "{day} is before the document was issued."
    )


class ConfirmedAlready(Refusal):
    code = "delivery.confirmed_already"
    message = Sentence("您已于{day}确认收到。", "You confirmed it on {day}.")


class OnlyByOwnClick(Refusal):
    code = "delivery.only_by_own_click"
    message = Sentence(
        "“本人账号确认”只能由收件方自己点，“送达企业”由送达页登记。",
        "A confirmation by account is the addressee's own click; laying it on an enterprise's "
        "desk has a page of its own.",
    )


def record_delivery(
    *, document: IssuedDocument, way: str, delivered_on: date, note: str, change: Change
) -> Delivery:
    """What the office knows of the way of a document; each attempt is a line.

    Raises:
        OnlyByOwnClick, DeliveredInFuture, DeliveredBeforeIssue, RecordInvalid: as named.
    """
    if way in (DeliveryWay.ACCOUNT, DeliveryWay.PORTAL):
        raise OnlyByOwnClick
    if delivered_on > change.at.date():
        raise DeliveredInFuture(day=delivered_on)
    if delivered_on < document.issued_at.astimezone(change.at.tzinfo).date():
        raise DeliveredBeforeIssue(day=delivered_on)
    with writing("delivery.recorded", change):
        return _kept(document, way, delivered_on, note.strip(), change)


def confirm_receipt(
    *, document: IssuedDocument, enterprise: Enterprise | None = None, change: Change
) -> Delivery:
    """The addressee says by their own account that it arrived; once a person.

    Args:
        enterprise: for which the person speaks; ``None`` for a responsible unit.

    Raises:
        ConfirmedAlready: as named.
    """
    own = document.deliveries.filter(way=DeliveryWay.ACCOUNT, recorded_by_key=change.actor.key)
    if before := own.first():
        raise ConfirmedAlready(day=before.delivered_on)
    with writing("delivery.acknowledged", change):
        return _kept(
            document, DeliveryWay.ACCOUNT, change.at.date(), "", change, enterprise=enterprise
        )


def _kept(
    document: IssuedDocument,
    way: str,
    delivered_on: date,
    note: str,
    change: Change,
    *,
    enterprise: Enterprise | None = None,
) -> Delivery:
    delivery = Delivery(
        document=document,
        enterprise=enterprise,
        way=way,
        delivered_on=delivered_on,
        note=note,
        recorded_at=change.at,
        recorded_by=change.actor.name,
        recorded_by_key=change.actor.key,
    )
    save_valid(delivery)
    return delivery
