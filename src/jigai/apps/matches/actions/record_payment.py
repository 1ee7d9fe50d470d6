from __future__ import annotations

from datetime import date

from django.db.models import Sum

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.matches.actions.advance_match import StageNotNext, move
from jigai.apps.matches.actions.sign_contract import AmountNotPositive
from jigai.apps.matches.actions.start_match import StepAhead
from jigai.apps.matches.models import ContractPayment, TechnicalContract
from jigai.apps.matches.words import STAGES
from jigai.domain.change import Change
from jigai.domain.quantities import money
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class PaidTooMuch(Refusal):
    code = "matches.paid_too_much"
    message = Sentence("到款合计{sum}，超过合同额{amount}。",
                       "The payments come to {sum}, above the contract's {amount}.")  # fmt: skip


def record_payment(
    *, contract: TechnicalContract, amount_fen: int, document: str, on: date, change: Change
) -> ContractPayment:
    """Money came; the first payment brings the match to its stage, later ones add to it.

    Raises:
        AmountNotPositive, PaidTooMuch, StageNotNext, StepBeforeLast, StepAhead, RecordInvalid:
            as named.
    """
    if amount_fen <= 0:
        raise AmountNotPositive
    if on > change.at.date():
        raise StepAhead(day=on)
    with writing("contract.paid", change):
        contract.refresh_from_db()
        match = contract.match
        if match.stage not in {"registered", "paid", "product"}:
            after = STAGES["registered"]
            raise StageNotNext(now=STAGES[match.stage], to=STAGES["paid"], next=after)
        before = contract.payments.aggregate(sum=Sum("amount_fen"))["sum"] or 0
        if before + amount_fen > contract.amount_fen:
            sums = money(before + amount_fen), money(contract.amount_fen)
            raise PaidTooMuch(sum=sums[0], amount=sums[1])
        payment = ContractPayment(
            contract=contract, paid_on=on, amount_fen=amount_fen, document=document.strip()
        )
        save_valid(payment)
        if match.stage == "registered":
            move(match, "paid", on, document.strip(), change)
    return payment
