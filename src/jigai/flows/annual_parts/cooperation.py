"""Part 6, cooperation: what the registers know of ties between firms and institutions."""

from __future__ import annotations

from jigai.apps.platforms.models import Platform, PlatformService, Standing
from jigai.apps.platforms.queries.platform_list import held_on
from jigai.apps.support.models import EnterpriseRequest
from jigai.domain.annual_figures.figures import FigureRow, PartFigures, Picture, Series
from jigai.domain.annual_figures.span import Span
from jigai.domain.sentence import Sentence
from jigai.flows.annual_parts.wording import AT_END, IN_SPAN, ITEM, NOT_KNOWN, PIECES, moments

TITLE = Sentence("产学研合作", "Cooperation")
ROWS = {
    "partnered": Sentence("有高校院所共建的平台", "platforms built with a university or institute"),
    "institutional": Sentence("依托高校院所的平台", "platforms hosted by an institution"),
    "services": Sentence("平台对企业的服务", "services of platforms to enterprises"),
    "contracted": Sentence("其中落到合同的", "of which led to a contract"),
    "technology": Sentence("技术类企业诉求", "requests about technology"),
    "talent": Sentence("人才类企业诉求", "requests about talent"),
}
LEAD = Sentence(
    "期末有高校院所共建的平台 {partnered} 个；本期平台对企业服务 {services} 次，其中 {contracted} "
    "次落到合同。企业提出技术类诉求 {technology} 件、人才类诉求 {talent} 件。",
    "At the end of the span {partnered} platforms were built with a university or institute; "
    "platforms gave {services} services, {contracted} of which led to a contract. Enterprises "
    "raised {technology} requests about technology and {talent} about talent.",
)
NOTHING = Sentence(
    "本期县里没有登记任何产学研合作。", "The county recorded no cooperation in the span."
)
CAVEAT = Sentence(
    "需求、成果、对接和技术合同没有登记的，本部分不推断；平台共建单位以登记为准。",
    "Demands, achievements, introductions and technology contracts that were not recorded are not "
    "inferred; partners of platforms as registered.",
)
SOURCES = (
    Sentence("创新平台登记和对外服务登记", "registers of platforms and of their services"),
    Sentence("企业诉求登记", "register of requests"),
)


def figures(span: Span) -> PartFigures:
    counts = _counts(span)
    known = any(n for pair in counts.values() for n in pair if n is not None)
    in_span = {key: pair[0] for key, pair in counts.items() if pair[0] is not None}
    at_end = {key: pair[1] for key, pair in counts.items() if pair[1] is not None}
    return PartFigures(
        key="cooperation",
        title=TITLE,
        leads=(LEAD.format(**(at_end | in_span)) if known else NOTHING,),
        columns=(ITEM, IN_SPAN, AT_END),
        rows=tuple(
            FigureRow(key, (ROWS[key], *(NOT_KNOWN if n is None else str(n) for n in pair)))
            for key, pair in counts.items()
        ),
        picture=Picture(
            kind="bars",
            caption=Sentence("本期合作活动", "Cooperation in the span"),
            says=Sentence(
                "条形图：" + "，".join(f"{ROWS[key].zh} {n}" for key, n in in_span.items()),
                "Bars: " + ", ".join(f"{ROWS[key].en} {n}" for key, n in in_span.items()),
            ),
            unit=PIECES,
            labels=tuple(ROWS[key] for key in in_span),
            series=(Series(IN_SPAN.title, tuple(str(n) for n in in_span.values())),),
        ),
        caveats=(CAVEAT,),
        sources=SOURCES,
    )


def _counts(span: Span) -> dict[str, tuple[int | None, int | None]]:
    """Row → in the span, at its end."""
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
