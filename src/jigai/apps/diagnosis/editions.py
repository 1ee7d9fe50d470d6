"""A diagnosis with the bank it was answered under, and its result kept for lists and peers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from jigai.apps.diagnosis.models import BankEdition, Diagnosis
from jigai.domain.maturity.bank import Bank
from jigai.domain.maturity.banks import bank_of_text
from jigai.domain.maturity.read_bank import BankText
from jigai.domain.maturity.scoring import Result, score
from jigai.domain.maturity.states import Side

PLACES = 10_000


def bank_of(edition: BankEdition) -> Bank:
    """The bank from the texts kept at the time.

    Raises:
        BankAltered: the kept texts are not those of the recorded digest.
    """
    text = BankText(edition.bank_text, edition.rule_text, edition.facts_text)
    return bank_of_text(text, digest=edition.digest)


def kept_answers(diagnosis: Diagnosis, side: Side) -> dict[str, str]:
    return dict(diagnosis.answers.filter(side=side).values_list("question", "value"))


def result_of(diagnosis: Diagnosis, kept: Mapping[str, str]) -> Result:
    return score(bank_of(diagnosis.edition), kept)


def keep_result(diagnosis: Diagnosis, side: Side) -> Result:
    """Put the level and score of one side on the diagnosis; inside an open change set."""
    result = result_of(diagnosis, kept_answers(diagnosis, side))
    level = result.outcome.name if result.outcome else ""
    low, high = (_decimal(one) for one in result.score)
    name = "own" if side == Side.OWN else "assessed"
    for field, value in (("level", level), ("score_low", low), ("score_high", high)):
        setattr(diagnosis, f"{name}_{field}", value)
    diagnosis.save(update_fields=[f"{name}_{f}" for f in ("level", "score_low", "score_high")])
    return result


def _decimal(value: Fraction) -> Decimal:
    """To four places; the kept score is for sorting, the shown one comes from the rule."""
    return Decimal(round(value * PLACES)).scaleb(-4)
