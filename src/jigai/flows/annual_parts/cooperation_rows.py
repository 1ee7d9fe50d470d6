"""Rows of the part on cooperation: words beside counts, small groups kept back."""

from __future__ import annotations

from collections.abc import Mapping

from jigai.apps.matches.words import STAGES
from jigai.domain.annual_figures.figures import FigureRow, Text
from jigai.domain.annual_figures.span import Span
from jigai.domain.match_reasons.refusal_codes import CODES
from jigai.domain.sentence import Sentence
from jigai.flows.annual_parts.cooperation_counts import Pair, amounts, refusals, stages
from jigai.flows.annual_parts.wording import (
    NOT_KNOWN,
    WITHHELD,
    halves_and_whole,
    least_shown,
    wan,
    withheld,
)

COUNTED = {
    "institutions": Sentence("在册院校", "institutions on the register"),
    "bodies": Sentence("共建载体", "joint bodies"),
    "agreements": Sentence("合作协议（本期签订，期末有效）", "agreements (signed; in force)"),
    "terms_due": Sentence("到期的协议约定", "terms of agreements fallen due"),
    "terms_met": Sentence("办结的协议约定", "terms of agreements met"),
    "terms_overdue": Sentence("逾期未办结的协议约定", "terms of agreements overdue"),
    "experts": Sentence("同意入库的专家和实验室", "experts and laboratories by their consent"),
    "demands": Sentence("技术需求（本期登记，期末未了结）", "demands (posted; still open)"),
    "demands_approved": Sentence("其中审核公开", "of which approved"),
    "demands_closed": Sentence("了结的技术需求", "demands closed"),
    "achievements": Sentence("科技成果（本期登记，期末在列）", "achievements (posted; listed)"),
    "achievements_approved": Sentence("其中审核公开的成果", "of which approved achievements"),
    "achievements_closed": Sentence("撤下的科技成果", "achievements closed"),
    "matches": Sentence("开始的对接", "matches begun"),
    "signed": Sentence("签订的技术合同", "technical contracts signed"),
    "registered": Sentence("登记的技术合同", "technical contracts registered"),
    "payments": Sentence("到款笔数", "payments received"),
    "days": Sentence("举办的对接会", "matching days held"),
    "meetings": Sentence("对接会上的会面", "meetings on matching days"),
    "refusals": Sentence("谢绝", "refusals"),
    "partnered": Sentence("有高校院所共建的平台", "platforms built with a university or institute"),
    "institutional": Sentence("依托高校院所的平台", "platforms hosted by an institution"),
    "services": Sentence("平台对企业的服务", "services of platforms to enterprises"),
    "contracted": Sentence("其中落到合同的", "of which led to a contract"),
    "technology": Sentence("技术类企业诉求", "requests about technology"),
    "talent": Sentence("人才类企业诉求", "requests about talent"),
}
AMOUNTS = {
    "amount": Sentence("登记合同的成交额（万元）", "amount of registered contracts (x10,000 yuan)"),
    "technology": Sentence("其中技术交易额（万元）", "of which technology trade (x10,000 yuan)"),
    "paid": Sentence("到款金额（万元）", "payments (x10,000 yuan)"),
}
STAGE = Sentence("对接进度：{stage}", "matches at stage: {stage}")
CODE = Sentence("谢绝原因：{code}", "refused as: {code}")
REST = Sentence("另有 {count} 类不足规定数量", "{count} more groups below the minimum")


def counted_rows(counts: Mapping[str, Pair]) -> list[FigureRow]:
    return [
        FigureRow(key, (label, *(NOT_KNOWN if n is None else str(n) for n in counts[key])))
        for key, label in COUNTED.items()
    ]


def amounts_shown(span: Span) -> dict[str, Text]:
    """Money of the span; withheld where too few contracts stand behind it or behind a half."""
    spans = halves_and_whole(span)
    found = [amounts(one) for one in spans]
    least = least_shown()
    return {
        key: WITHHELD if any(0 < one[key][0] < least for one in found) else wan(found[0][key][1])
        for key in AMOUNTS
    }


def amount_rows(shown: Mapping[str, Text]) -> list[FigureRow]:
    return [
        FigureRow(f"fen_{key}", (label, shown[key], NOT_KNOWN)) for key, label in AMOUNTS.items()
    ]


def stage_rows(span: Span) -> list[FigureRow]:
    """Matches by stage at the end of the span, in the order of the way."""
    sizes = stages(span)
    hidden = withheld(sizes)
    rows = [
        FigureRow(f"stage_{key}", (STAGE.format(stage=label), NOT_KNOWN, str(sizes[key])))
        for key, label in STAGES.items()
        if sizes[key] and key not in hidden
    ]
    if hidden:
        label = STAGE.format(stage=REST.format(count=len(hidden)))
        rows.append(FigureRow("stage_withheld", (label, NOT_KNOWN, WITHHELD)))
    return rows


def refusal_rows(span: Span) -> list[FigureRow]:
    """Refusals of the span by code; what a half withholds, the year withholds too."""
    sizes = refusals(span)
    hidden = {
        code for one in halves_and_whole(span) for code in withheld(refusals(one)) if sizes[code]
    }
    rows = [
        FigureRow(f"code_{code.value}", (CODE.format(code=label), str(sizes[code]), NOT_KNOWN))
        for code, label in CODES.items()
        if sizes[code] and code.value not in hidden
    ]
    if hidden:
        label = CODE.format(code=REST.format(count=len(hidden)))
        rows.append(FigureRow("code_withheld", (label, WITHHELD, NOT_KNOWN)))
    return rows
