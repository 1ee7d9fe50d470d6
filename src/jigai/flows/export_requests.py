"""The ledger of requests as a workbook; the same mapping reads it again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.reference.queries.programme import programme_row
from jigai.apps.support.queries.ledger import ledger_lines
from jigai.domain.sentence import Sentence
from jigai.exchange.plain_export import write_plain_export

TITLE = Sentence("{county}企业诉求台账（{day}）", "{county}: requests of enterprises ({day})")
HEADS: Sequence[str] = (
    "诉求编号", "企业名称", "统一社会信用代码", "诉求标题", "诉求内容", "诉求类别", "紧急程度",
    "诉求来源", "提出日期", "办理类别", "承办单位", "状态", "轮到", "答复期限", "办理结果",
    "答复内容", "答复日期", "重办次数", "企业评价",
)  # fmt: skip


def export_requests(viewer: Viewer, *, on: date) -> bytes:
    """Every request that the viewer sees, by number; askers and telephones stay in the system."""
    county = programme_row()
    title = TITLE.format(county=county.division if county else "", day=on.isoformat()).zh
    rows = [astuple(line) for line in ledger_lines(viewer)]
    target = io.BytesIO()
    write_plain_export(target, title=title, heads=HEADS, rows=rows)
    return target.getvalue()
