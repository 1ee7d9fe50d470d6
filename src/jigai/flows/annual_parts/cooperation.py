"""Part 6, cooperation: agreements, demands, achievements, matches, contracts, and the ties."""

from __future__ import annotations

from jigai.apps.platforms.models import Platform, PlatformService, Standing
from jigai.apps.platforms.queries.platform_list import held_on
from jigai.apps.support.models import EnterpriseRequest
from jigai.domain.annual_figures.figures import PartFigures, Picture, Series
from jigai.domain.annual_figures.span import Span
from jigai.domain.sentence import Sentence
from jigai.flows.annual_parts.cooperation_counts import Pair, offers_and_demands, pipeline, ties
from jigai.flows.annual_parts.cooperation_rows import (
    COUNTED,
    amount_rows,
    amounts_shown,
    counted_rows,
    refusal_rows,
    stage_rows,
)
from jigai.flows.annual_parts.wording import (
    AT_END,
    IN_SPAN,
    ITEM,
    PIECES,
    SMALL,
    least_shown,
    moments,
)

TITLE = Sentence("产学研合作", "Cooperation")
LEADS = (
    Sentence(
        "期末在册院校 {institutions} 家，有效合作协议 {agreements_end} 份；本期登记技术需求 "
        "{demands} 条，审核公开 {demands_approved} 条，了结 {demands_closed} 条；登记科技成果 "
        "{achievements} 项。",
        "At the end of the span {institutions} institutions were on the register and "
        "{agreements_end} agreements in force; {demands} demands were posted, "
        "{demands_approved} approved and {demands_closed} closed; {achievements} achievements "
        "were posted.",
    ),
    Sentence(
        "本期开始对接 {matches} 次，登记技术合同 {registered} 份，成交额（万元）{fen_amount}，"
        "其中技术交易额（万元）{fen_technology}；到款 {payments} 笔；举办对接会 {days} 场；"
        "谢绝 {refusals} 次。",
        "{matches} matches began and {registered} technical contracts were registered, of an "
        "amount of {fen_amount} and a technology trade of {fen_technology} (x10,000 yuan); "
        "{payments} payments came; {days} matching days were held; {refusals} refusals were given.",
    ),
    Sentence(
        "期末有高校院所共建的平台 {partnered_end} 个；本期平台对企业服务 {services} 次，其中 "
        "{contracted} 次落到合同。企业提出技术类诉求 {technology} 件、人才类诉求 {talent} 件。",
        "At the end of the span {partnered_end} platforms were built with a university or "
        "institute; platforms gave {services} services, {contracted} of which led to a contract. "
        "Enterprises raised {technology} requests about technology and {talent} about talent.",
    ),
)
NOTHING = Sentence(
    "本期县里没有登记任何产学研合作。", "The county recorded no cooperation in the span."
)
CAVEATS = (
    Sentence(
        "每份合同只计一次，不论有几个合作方；成交额和其中的技术交易额分列，不相加。",
        "Each contract counts once, however many partners it has; its amount and the technology "
        "trade within it stand apart and are never added.",
    ),
    Sentence(
        "需求、协议、对接、合同和谢绝按登记日期截至期末；院校名录、审核状态和平台共建单位没有历史日期，"
        "以冻结时登记为准。",
        "Demands, agreements, matches, contracts and refusals stand as of the end of the span; the "
        "register of institutions, states of review and partners of platforms carry no day and "
        "stand as when the report was frozen.",
    ),
    Sentence(
        "保密需求只计数，不列名称和企业；没有登记的不推断。",
        "Confidential demands are counted and never named; what was not recorded is not inferred.",
    ),
    Sentence(
        "背后合同不足 {least} 份的金额不列示；半年不列示的，全年也不列示。",
        "Amounts of fewer than {least} contracts are withheld; what a half withholds, the year "
        "withholds too.",
    ),
)
SOURCES = (
    Sentence("院校名录、合作协议及其约定登记", "registers of institutions, agreements, terms"),
    Sentence("技术需求、科技成果和专家登记", "registers of demands, achievements and experts"),
    Sentence(
        "对接步骤、技术合同登记、到款凭据、对接会和谢绝登记",
        "steps of matches, registered contracts, payments with papers, matching days, refusals",
    ),
    Sentence("创新平台登记和对外服务登记", "registers of platforms and of their services"),
    Sentence("企业诉求登记", "register of requests"),
)
DRAWN = ("demands", "achievements", "matches", "signed", "registered", "refusals", "services")


def figures(span: Span) -> PartFigures:
    counts = ties(span) | offers_and_demands(span) | pipeline(span) | _other_ties(span)
    known = any(n for pair in counts.values() for n in pair)
    money = amounts_shown(span)
    words = {key: pair[1] if pair[0] is None else pair[0] for key, pair in counts.items()}
    words |= {f"{key}_end": pair[1] for key, pair in counts.items()}
    said = {f"fen_{key}": amount for key, amount in money.items()}
    return PartFigures(
        key="cooperation",
        title=TITLE,
        leads=tuple(one.format(**words, **said) for one in LEADS) if known else (NOTHING,),
        columns=(ITEM, IN_SPAN, AT_END),
        rows=(
            *counted_rows(counts),
            *amount_rows(money),
            *stage_rows(span),
            *refusal_rows(span),
        ),
        picture=_picture(counts),
        caveats=(
            *(one.format(least=least_shown()) for one in CAVEATS),
            SMALL.format(least=least_shown()),
        ),
        sources=SOURCES,
    )


def _picture(counts: dict[str, Pair]) -> Picture:
    shown = {key: counts[key][0] or 0 for key in DRAWN}
    return Picture(
        kind="bars",
        caption=Sentence("本期合作活动", "Cooperation in the span"),
        says=Sentence(
            "条形图：" + "，".join(f"{COUNTED[key].zh} {n}" for key, n in shown.items()),
            "Bars: " + ", ".join(f"{COUNTED[key].en} {n}" for key, n in shown.items()),
        ),
        unit=PIECES,
        labels=tuple(COUNTED[key] for key in shown),
        series=(Series(IN_SPAN.title, tuple(str(n) for n in shown.values())),),
    )


def _other_ties(span: Span) -> dict[str, Pair]:
    """Platforms that institutions run or built, and requests about technology and talent."""
    first, after = moments(span)
    held = Standing.objects.filter(held_on(span.end_on)).values("platform")
    standing = Platform.objects.filter(pk__in=held)
    services = PlatformService.objects.filter(given_on__range=(span.start_on, span.end_on))
    raised = EnterpriseRequest.objects.filter(raised_at__gte=first, raised_at__lt=after)
    return {
        "partnered": (None, standing.exclude(partners="").count()),
        "institutional": (None, standing.filter(host_enterprise=None).count()),
        "services": (services.count(), None),
        "contracted": (services.exclude(contract="").count(), None),
        "technology": (raised.filter(category="technology").count(), None),
        "talent": (raised.filter(category="talent").count(), None),
    }
