from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.platforms.models import Instrument, Platform
from jigai.apps.platforms.slots import SLOT_MINUTES
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class InstrumentHoursWrong(Refusal):
    code = "platform.instrument_hours_wrong"
    message = Sentence(
        "开放时间须为整点或半点，且结束晚于开始。",
        "Opening hours lie on full or half hours, and end after they begin.",
    )


class InstrumentPersonNamed(Refusal):
    code = "platform.instrument_person_named"
    message = Sentence(
        "联系方式请填部门或办公室，不填个人手机号。",
        "Give an office to contact, not a person's mobile number.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentOffer:
    """What the catalogue says of an instrument; value in fen, the price as text."""

    name: str
    purpose: str
    terms: str
    price: str
    contact_office: str
    opens_at: time
    closes_at: time
    model: str = ""
    value_fen: int | None = None
    is_offered: bool = True


def offer_instrument(*, platform: Platform, offer: InstrumentOffer, change: Change) -> Instrument:
    """Put an instrument or service of a platform into the catalogue.

    Raises:
        InstrumentHoursWrong, InstrumentPersonNamed, RecordInvalid: as named.
    """
    instrument = Instrument(platform=platform)
    return _save(instrument, offer, "instrument.offered", change)


def change_offer(*, instrument: Instrument, offer: InstrumentOffer, change: Change) -> Instrument:
    """Change what the catalogue says, or take the instrument out of it; bookings stay.

    Raises:
        as `offer_instrument`.
    """
    return _save(instrument, offer, "instrument.changed", change)


def _save(instrument: Instrument, offer: InstrumentOffer, verb: str, change: Change) -> Instrument:
    _check(offer)
    for name in InstrumentOffer.__dataclass_fields__:
        value = getattr(offer, name)
        setattr(instrument, name, value.strip() if isinstance(value, str) else value)
    with writing(verb, change):
        save_valid(instrument)
    return instrument


def _check(offer: InstrumentOffer) -> None:
    on_slots = all(
        one.minute % SLOT_MINUTES == 0 and not one.second
        for one in (offer.opens_at, offer.closes_at)
    )
    if not on_slots or offer.closes_at <= offer.opens_at:
        raise InstrumentHoursWrong
    digits = "".join(c for c in offer.contact_office if c.isdigit())
    if len(digits) == len("13800000000") and digits.startswith("1"):
        raise InstrumentPersonNamed
