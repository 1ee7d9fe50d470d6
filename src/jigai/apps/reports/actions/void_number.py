"""Cancel a number: it stays in the register with its reason, and is never given again."""

from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.reports.models import DocumentNumber
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class VoidAlready(Refusal):
    code = "number.void_already"
    message = Sentence("{number}已经作废：{reason}", "{number} is void already: {reason}")


class VoidReasonMissing(Refusal):
    code = "number.void_reason_missing"
    message = Sentence("作废文号要写明原因。", "Cancelling a number needs a reason.")
    remedy = Sentence("请填写作废原因。", "Say why it is cancelled.")


def void_number(*, number: DocumentNumber, reason: str, change: Change) -> None:
    """Mark the number as void; its document and files stay as they were issued.

    Raises:
        VoidAlready, VoidReasonMissing: as named.
    """
    if number.is_void:
        raise VoidAlready(number=str(number), reason=number.void_reason)
    if not reason.strip():
        raise VoidReasonMissing
    with writing("number.voided", change):
        number.is_void, number.void_reason = True, reason.strip()[:200]
        save_valid(number, fields=["is_void", "void_reason"])
