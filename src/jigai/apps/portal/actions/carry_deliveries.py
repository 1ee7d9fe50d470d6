"""Bring what the portal once kept of deliveries into the one table of deliveries.

The old rows are deleted in the same change set: their history stays, and the chain proves both.
"""

from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.portal.models import RetiredDelivery
from jigai.apps.registry.models import Representative
from jigai.apps.reports.models import Delivery, DeliveryWay
from jigai.domain.change import Change


def carry_deliveries(*, change: Change) -> int:
    """Every old row becomes the line of its handing over and, once received, of its receipt.

    A receipt by account of before gets the enterprise for which its person speaks. Asking again
    changes nothing.

    Returns:
        How many old rows were carried over.
    """
    old = list(RetiredDelivery.objects.order_by("pk"))
    if not old:
        return 0
    with writing("deliveries.carried_over", change):
        for one in old:
            _carry(one)
        _name_the_receivers()
        RetiredDelivery.objects.filter(pk__in=[one.pk for one in old]).delete()
    return len(old)


def _carry(one: RetiredDelivery) -> None:
    own = {"document_id": one.document_id, "enterprise_id": one.enterprise_id}
    Delivery.objects.get_or_create(
        **own,
        way=DeliveryWay.PORTAL,
        defaults={
            "delivered_on": one.delivered_at.date(),
            "recorded_at": one.delivered_at,
            "recorded_by": one.delivered_by,
            "recorded_by_key": one.delivered_by_key,
        },
    )
    if one.received_at is None:
        return
    receipt, is_new = Delivery.objects.get_or_create(
        document_id=one.document_id,
        way=DeliveryWay.ACCOUNT,
        recorded_by_key=one.received_by_key,
        defaults={
            "enterprise_id": one.enterprise_id,
            "delivered_on": one.received_at.date(),
            "recorded_at": one.received_at,
            "recorded_by": one.received_by,
        },
    )
    if not is_new and receipt.enterprise_id is None:
        receipt.enterprise_id = one.enterprise_id
        receipt.save(update_fields=["enterprise"])


def _name_the_receivers() -> None:
    held = Representative.objects.values_list("user_id", "enterprise_id")
    speaks = {(f"user:{user}", enterprise) for user, enterprise in held}
    nameless = Delivery.objects.filter(
        way=DeliveryWay.ACCOUNT, enterprise=None, document__enterprise__isnull=False
    )
    for one in nameless.select_related("document"):
        if (one.recorded_by_key, one.document.enterprise_id) in speaks:
            one.enterprise_id = one.document.enterprise_id
            one.save(update_fields=["enterprise"])
