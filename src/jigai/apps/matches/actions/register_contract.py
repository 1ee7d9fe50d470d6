from __future__ import annotations

import re
from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.matches.actions.advance_match import move
from jigai.apps.matches.models import TechnicalContract
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

NUMBER = re.compile(r"[0-9]{16}")


class NumberMalformed(Refusal):
    code = "matches.number_malformed"
    message = Sentence(
        "登记编号“{number}”不是16位数字。", "The registration number “{number}” has not 16 digits."
    )
    remedy = Sentence("请照技术合同登记证填写。", "Copy it from the certificate of registration.")


class NumberTaken(Refusal):
    code = "matches.number_taken"
    message = Sentence(
        "登记编号{number}已用于另一份合同。", "The number {number} belongs to another contract."
    )
    remedy = Sentence("一份合同只登记一次。", "A contract is registered once.")


class TechnologyAmountTooHigh(Refusal):
    code = "matches.technology_amount_too_high"
    message = Sentence(
        "技术交易额不能为负，也不能超过合同成交额。",
        "The technology-trade amount lies between 0 and the contract's amount.",
    )


def register_contract(
    *, contract: TechnicalContract, number: str, technology_fen: int, on: date, change: Change
) -> TechnicalContract:
    """The registry gave its number; from now on the county counts the contract, once.

    Args:
        technology_fen: the part of the amount that the registry verified as technology trade.

    Raises:
        NumberMalformed, NumberTaken, TechnologyAmountTooHigh, StageNotNext, StepBeforeLast,
        StepAhead, RecordInvalid: as named.
    """
    typed = re.sub(r"\s", "", number)
    if not NUMBER.fullmatch(typed):
        raise NumberMalformed(number=number)
    if not 0 <= technology_fen <= contract.amount_fen:
        raise TechnologyAmountTooHigh
    with writing("contract.registered", change):
        contract.refresh_from_db()
        if TechnicalContract.objects.filter(number=typed).exclude(pk=contract.pk).exists():
            raise NumberTaken(number=typed)
        move(contract.match, "registered", on, typed, change)
        contract.number, contract.registered_on = typed, on
        contract.technology_fen = technology_fen
        save_valid(contract, fields=["number", "registered_on", "technology_fen"])
    return contract
