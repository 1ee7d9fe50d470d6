from __future__ import annotations

from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise, Representative
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


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


class RepresentationEndsEarly(Refusal):
    code = "representative.ends_before_it_begins"
    message = Sentence("终止日早于起始日。", "It would end before it begins.")


def end_representation(*, representative: Representative, on: date, change: Change) -> None:
    """From this day on the person sees nothing of the enterprise.

    Raises:
        RepresentationEndsEarly: as named.
    """
    if on < representative.valid_from:
        raise RepresentationEndsEarly
    with writing("representative.ended", change):
        representative.valid_to = on
        representative.save(update_fields=["valid_to"])
