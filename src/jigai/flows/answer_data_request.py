"""The office's answer to a request about data; a granted deletion of a contact destroys its key."""

from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.portal.actions.answer_request import answer_request
from jigai.apps.portal.models import DataRequest
from jigai.apps.registry.actions.add_contact import erase_contact
from jigai.apps.vouchers.actions.share_vouchers import withdraw_shares
from jigai.apps.vouchers.models import Voucher
from jigai.domain.change import Change
from jigai.domain.data_rights import RequestKind


def answer_data_request(
    *, request: DataRequest, is_granted: bool, answer: str, change: Change, ground: str = ""
) -> DataRequest:
    """Answer, and do in the same act what a grant means.

    Deletion erases the contact that the request names; withdrawal ends every voucher share of the
    enterprise. Copies are taken by the person, corrections are made in the register.

    Raises:
        GroundMissing, AnsweredAlready, OwnRequest, AnswerMissing: as named.
    """
    with writing("datarequest.decided", change):
        answer_request(
            request=request, is_granted=is_granted, answer=answer, ground=ground, change=change
        )
        if is_granted and request.kind == RequestKind.DELETE and request.contact is not None:
            erase_contact(contact=request.contact, change=change)
        if is_granted and request.kind == RequestKind.WITHDRAW and request.enterprise is not None:
            own = list(Voucher.objects.filter(enterprise=request.enterprise))
            withdraw_shares(vouchers=own, change=change)
    return request
