"""Open the name behind a confidential demand to one institution: both sides must agree."""

from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.models import Demand, Disclosure, Institution, ReviewState
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class NotConfidential(Refusal):
    code = "cooperation.not_confidential"
    message = Sentence(
        "这条需求不保密，名称本来就公开。", "It is not confidential: names are open."
    )


class NotPublished(Refusal):
    code = "cooperation.not_published"
    message = Sentence("这条需求没有公开，不能申请。", "This demand is not published.")


class DisclosureEnded(Refusal):
    code = "cooperation.disclosure_ended"
    message = Sentence("这次公开已经收回或谢绝。", "It was declined or taken back.")
    remedy = Sentence("可以重新申请。", "Ask again.")


def ask_for_names(*, demand: Demand, institution: Institution, change: Change) -> Disclosure:
    """The institution asks, and promises to keep it to itself; the reason is the purpose.

    If the owner offered it before, it is open from now on.

    Raises:
        NotConfidential, NotPublished, RecordInvalid: as named.
    """
    with writing("disclosure.asked", change):
        row = _pending(demand, institution, change)
        if row.institution_agreed_at is None:
            row.institution_agreed_at = change.at
            row.institution_agreed_by_key = change.actor.key
            row.institution_agreed_by = change.actor.name[:60]
            save_valid(row)
    return row


def offer_names(*, demand: Demand, institution: Institution, change: Change) -> Disclosure:
    """The owner offers the names to an institution; they open once the institution agrees.

    Raises:
        NotConfidential, NotPublished, RecordInvalid: as named.
    """
    with writing("disclosure.offered", change):
        row = _pending(demand, institution, change)
        _owner_agrees(row, change)
        save_valid(row)
    return row


def agree_to_disclosure(*, disclosure: Disclosure, change: Change) -> Disclosure:
    """The owner agrees to what an institution asked for.

    Raises:
        DisclosureEnded: as named.
    """
    with writing("disclosure.agreed", change):
        disclosure.refresh_from_db()
        if disclosure.ended_at is not None:
            raise DisclosureEnded
        _owner_agrees(disclosure, change)
        disclosure.save()
    return disclosure


def end_disclosure(*, disclosure: Disclosure, change: Change) -> Disclosure:
    """Either side declines or takes it back; from now on the names are closed again.

    Raises:
        DisclosureEnded: it ended before.
    """
    with writing("disclosure.ended", change):
        disclosure.refresh_from_db()
        if disclosure.ended_at is not None:
            raise DisclosureEnded
        disclosure.ended_at, disclosure.end_reason = change.at, change.reason[:300]
        disclosure.ended_by_key, disclosure.ended_by = change.actor.key, change.actor.name[:60]
        disclosure.save()
    return disclosure


def _pending(demand: Demand, institution: Institution, change: Change) -> Disclosure:
    demand.refresh_from_db()
    if not demand.is_confidential:
        raise NotConfidential
    if demand.state != ReviewState.APPROVED or demand.closed_on is not None:
        raise NotPublished
    held = Disclosure.objects.filter(demand=demand, institution=institution, ended_at=None)
    return held.first() or Disclosure(
        demand=demand, institution=institution, purpose=change.reason[:300]
    )


def _owner_agrees(row: Disclosure, change: Change) -> None:
    if row.owner_agreed_at is None:
        row.owner_agreed_at = change.at
        row.owner_agreed_by_key = change.actor.key
        row.owner_agreed_by = change.actor.name[:60]
