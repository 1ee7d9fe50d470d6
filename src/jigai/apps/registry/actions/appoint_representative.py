from __future__ import annotations

from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise, Representative
from jigai.domain.change import Change


def appoint_representative(
    *, enterprise: Enterprise, user_id: int, valid_from: date, change: Change
) -> Representative:
    """Let a person act for an enterprise from a day on; asking twice changes nothing."""
    with writing("representative.appointed", change):
        held = Representative.objects.filter(
            enterprise=enterprise, user_id=user_id, valid_to__isnull=True
        ).first()
        return held or Representative.objects.create(
            enterprise=enterprise, user_id=user_id, valid_from=valid_from
        )


def end_representation(*, representative: Representative, on: date, change: Change) -> None:
    with writing("representative.ended", change):
        representative.valid_to = on
        representative.save(update_fields=["valid_to"])
