"""Vouchers and forms of the cast's enterprise, as ``mei`` keeps them."""

from datetime import date

from jigai.apps.vouchers.actions.keep_voucher import keep_voucher
from jigai.domain.change import Actor, Change, Path
from tests.round_cast import at

ON = date(2026, 11, 16)


def said(viewer, reason="企业填写", moment=None):
    """A deed of a person of the cast, under their own key."""
    return Change(Actor(viewer.key, viewer.name), reason, moment or at(16), Path.FORM)


def voucher(enterprise, viewer, number="24370001", **values):
    given = {
        "dated_on": date(2026, 10, 9),
        "number": number,
        "supplier": "济南某数控公司",
        "item": "数控车床",
        "kind": "equipment",
        "net_fen": 100_000_01,
        "gross_fen": 113_000_01,
        "paid_on": None,
        "note": "",
        "project": None,
    }
    return keep_voucher(
        enterprise=enterprise, values=given | values, change=said(viewer, "登记凭证")
    )
