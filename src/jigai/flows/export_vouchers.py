"""The whole voucher ledger out: a workbook that can be imported again, or a text table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from jigai.apps.vouchers.queries.vouchers import VoucherRow
from jigai.domain.quantities import MoneyUnit, from_fen, number_text
from jigai.domain.voucher_totals import KIND_WORDS, VoucherKind
from jigai.exchange.cells import Value
from jigai.exchange.dates import WrittenDate
from jigai.exchange.template_out import EditableRow, editable_workbook, head_with_unit
from jigai.exchange.voucher_sheet import voucher_mapping

FIELDS = (
    "dated_on", "number", "supplier", "item", "kind", "net_fen", "gross_fen", "paid_on",
    "project", "note",
)  # fmt: skip
TITLE = "投资凭证台账（企业自有，非统计报表）"


def vouchers_workbook(rows: Sequence[VoucherRow], *, projects: Sequence[str] = ()) -> bytes:
    """Every row that counts, oldest first; read again unchanged it changes nothing.

    Without rows it is the empty sheet to fill in. Amounts are in yuan, exact to the fen.
    """
    kept = [one for one in reversed(rows) if not one.is_struck]
    return editable_workbook(
        [EditableRow(str(one.id), 0, _values(one)) for one in kept],
        mapping=voucher_mapping(),
        fields=FIELDS,
        title=TITLE,
        unit="元",
        pick_lists={"project": list(projects)} if projects else {},
    )


def vouchers_csv(rows: Sequence[VoucherRow]) -> bytes:
    """The same as text in UTF-8 with a mark that Excel reads; struck rows are among them."""
    written = io.StringIO()
    out = csv.writer(written)
    mapping = voucher_mapping()
    heads = [head_with_unit(mapping.field(name), "元") for name in FIELDS]
    out.writerow([*heads, "状态", "已共享"])
    for one in reversed(rows):
        out.writerow(_text(one))
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _values(one: VoucherRow) -> dict[str, Value]:
    return {
        "dated_on": WrittenDate(one.dated_on),
        "number": one.number,
        "supplier": one.supplier,
        "item": one.item,
        "kind": one.kind,
        "net_fen": one.net_fen,
        "gross_fen": one.gross_fen,
        "paid_on": WrittenDate(one.paid_on) if one.paid_on else None,
        "project": one.project,
        "note": one.note,
    }


def _text(one: VoucherRow) -> list[str]:
    words = (one.number, one.supplier, one.item, KIND_WORDS[VoucherKind(one.kind)].zh)
    return [
        one.dated_on.isoformat(),
        *map(_safe, words),
        number_text(from_fen(one.net_fen, unit=MoneyUnit.YUAN), places=2, at_least=2).replace(
            ",", ""
        ),
        number_text(from_fen(one.gross_fen, unit=MoneyUnit.YUAN), places=2, at_least=2).replace(
            ",", ""
        ),
        one.paid_on.isoformat() if one.paid_on else "",
        _safe(one.project),
        _safe(one.note),
        "作废" if one.is_struck else "",
        one.share.purpose if one.share else "",
    ]


def _safe(text: str) -> str:
    """A cell that a spreadsheet would take for a formula is marked as text."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text
