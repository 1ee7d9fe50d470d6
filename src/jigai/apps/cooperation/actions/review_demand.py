from __future__ import annotations

from dataclasses import dataclass

from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.actions.enter_demand import MASKED_FIELDS, DemandClosed
from jigai.apps.cooperation.entries import DEMAND_LABELS
from jigai.apps.cooperation.masking import SIGN_WORDS, Sign, tellings_in
from jigai.apps.cooperation.models import Demand, ReviewState
from jigai.apps.cooperation.queries.tellings import tellings_of
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence, joined

HELD_BACK = frozenset({Sign.PERSON, Sign.NUMBER})
"""Kinds of words that a message does not repeat."""


class NameStillShown(Refusal):
    code = "cooperation.name_still_shown"
    message = Sentence(
        "公开文本里仍看得出是哪家企业：{places}。",
        "The text to be shown still tells whose it is: {places}.",
    )
    remedy = Sentence("请改写这些字段的公开文本。", "Write the shown text of these fields anew.")


class OpinionMissing(Refusal):
    code = "cooperation.opinion_missing"
    message = Sentence("退回要写明意见。", "Returning it needs an opinion.")


class OwnReview(Refusal):
    code = "cooperation.own_review"
    message = Sentence("不能审核自己提交的内容。", "Nobody reviews what they entered themselves.")
    remedy = Sentence("请由另一人审核。", "Let another person review it.")


@dataclass(frozen=True, slots=True)
class Shown:
    """A telling word in a field of the text to be shown."""

    field: str
    word: str
    sign: Sign


def still_shown(demand: Demand) -> list[Shown]:
    """Every word in the text to be shown that tells whose a confidential demand is."""
    if not demand.is_confidential:
        return []
    tellings = tellings_of(demand.enterprise, also=demand.hidden_words)
    return [
        Shown(name, one.word, one.sign)
        for name in MASKED_FIELDS
        for one in tellings_in(demand.masked.get(name, ""), tellings)
    ]


def approve_demand(*, demand: Demand, change: Change) -> Demand:
    """Publish a demand: institutions see it and matching takes it, in its masked text if secret.

    Raises:
        DemandClosed, OwnReview, NameStillShown: as named.
    """
    return _reviewed(demand, ReviewState.APPROVED, "", change)


def return_demand(*, demand: Demand, opinion: str, change: Change) -> Demand:
    """Send a demand back to its owner with an opinion.

    Raises:
        OpinionMissing, DemandClosed, OwnReview: as named.
    """
    if not opinion.strip():
        raise OpinionMissing
    return _reviewed(demand, ReviewState.RETURNED, opinion.strip()[:300], change)


def _reviewed(demand: Demand, state: ReviewState, opinion: str, change: Change) -> Demand:
    with writing(f"demand.{state.value}", change):
        demand.refresh_from_db()
        if demand.closed_on is not None:
            raise DemandClosed
        if demand.owner_key == change.actor.key:
            raise OwnReview
        if state == ReviewState.APPROVED and (shown := still_shown(demand)):
            raise NameStillShown(places=joined([_place(one) for one in shown]))
        demand.state, demand.opinion = state, opinion
        demand.reviewed_by_key = change.actor.key
        demand.reviewed_by, demand.reviewed_at = change.actor.name[:60], change.at
        demand.save(
            update_fields=["state", "opinion", "reviewed_by_key", "reviewed_by", "reviewed_at"]
        )
    return demand


def _place(one: Shown) -> Sentence:
    label, kind = DEMAND_LABELS[one.field], SIGN_WORDS[one.sign]
    if one.sign in HELD_BACK:
        return Sentence(f"“{label.zh}”里有{kind.zh}", f"{label.en} holds {kind.en}")
    return Sentence(
        f"“{label.zh}”里有“{one.word}”（{kind.zh}）", f"{label.en} holds “{one.word}” ({kind.en})"
    )
