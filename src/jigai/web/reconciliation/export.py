"""The gaps that the page counts as a file, with their number and conditions written in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from django.http import FileResponse
from django.utils.translation import gettext as _

from jigai.domain.quantities import MoneyUnit, from_fen
from jigai.exchange.plain_export import write_plain_export
from jigai.web.layout.figures import period_named
from jigai.web.lists.export import guarded

if TYPE_CHECKING:
    from jigai.web.reconciliation.list import GapLine


def exported(lines: Sequence[GapLine], *, conditions: Sequence[str], form: str) -> FileResponse:
    """Every chosen gap as ``csv`` or ``xlsx``; amounts in 万元, exact to the cent in CSV."""
    heads = [_("项目"), _("乡镇"), _("说明人"), _("口径"), _("期次"), _("前者（万元）"),
             _("后者（万元）"), _("差异（万元）"), _("差异占比（%）"), _("容差（%）"),
             _("差异原因"), _("说明")]  # fmt: skip
    parts = [_("共 %(count)s 处差异") % {"count": len(lines)}, *conditions]
    title = f"{_('投资对账')}：{'；'.join([*parts, _('仅含导出人有权查看的记录')])}"
    rows = [_row(line) for line in lines]
    stream = cast("BinaryIO", TemporaryFile())  # noqa: SIM115 - the response closes it
    if form == "csv":
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
        csv.writer(text).writerows([[title], heads, *map(guarded, rows)])
        text.detach()
    else:
        plain = ([float(v) if isinstance(v, Decimal) else v for v in row] for row in rows)
        write_plain_export(stream, title=title, heads=heads, rows=plain)
    stream.seek(0)
    name = f"{_('投资对账')}-{len(lines)}.{form}"
    return FileResponse(stream, as_attachment=True, filename=name)


def _row(line: GapLine) -> list[Any]:
    gap = line.gap
    amounts = (gap.first_fen, gap.second_fen, gap.difference_fen)
    return [
        gap.project,
        line.area,
        line.unit,
        str(line.pair),
        period_named(gap.period),
        *(from_fen(fen, unit=MoneyUnit.WAN) for fen in amounts),
        Decimal(gap.share_bp).scaleb(-2),
        Decimal(gap.tolerance_bp).scaleb(-2),
        str(line.reason) or _("未说明"),
        gap.note,
    ]
