"""Part 7, platforms: what stands by kind, what was shared and served."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import Sum

from jigai.apps.platforms.models import Booking, PlatformService, Standing, Use
from jigai.apps.platforms.queries.platform_list import held_on
from jigai.domain.annual_figures.figures import (
    FigureColumn,
    FigureRow,
    PartFigures,
    Picture,
    Series,
)
from jigai.domain.annual_figures.span import Span
from jigai.domain.quantities import number_text
from jigai.domain.scorecards.platform_kinds import words
from jigai.domain.sentence import Sentence
from jigai.flows.annual_parts.wording import moments

TITLE = Sentence("创新平台", "Innovation platforms")
LEVELS = words().levels
COLUMNS = (
    FigureColumn("kind", Sentence("类别", "kind"), 3, is_number=False),
    FigureColumn("before", Sentence("期初", "before")),
    FigureColumn("gained", Sentence("新认定", "recognised")),
    FigureColumn("lost", Sentence("撤销", "withdrawn")),
    FigureColumn("after", Sentence("期末", "at end")),
)
LEAD = Sentence(
    "期末在册创新平台 {total} 个（{levels}）。本期仪器共享经外部企业确认 {hours} 小时；对外服务 "
    "{services} 次，其中 {without} 次暂无成果。",
    "{total} platforms stood at the end ({levels}). Outside enterprises confirmed {hours} hours of "
    "shared instruments; {services} services were given, {without} of them with nothing come of "
    "it yet.",
)
CAVEATS = (
    Sentence(
        "共享时长只计外部企业确认的使用；平台自报未确认的不计。",
        "Hours count only where the outside user confirmed them.",
    ),
    Sentence(
        "升级的平台只计一次；本报告不列单个平台的评价。",
        "An upgraded platform counts once; no platform's own grade is given here.",
    ),
)
SOURCES = (
    Sentence("创新平台登记（认定、升级、撤销文件）", "register of platforms with their documents"),
    Sentence("仪器预约、使用确认和服务登记", "bookings, confirmed uses, services"),
)


def figures(span: Span) -> PartFigures:
    before = _standing(span.start_on - timedelta(days=1))
    after = _standing(span.end_on)
    kinds = words().kinds
    rows = []
    for key, kind in kinds.items():
        was = {pk for pk, (k, _) in before.items() if k == key}
        now = {pk for pk, (k, _) in after.items() if k == key}
        if was or now:
            counts = (len(was), len(now - was), len(was - now), len(now))
            rows.append(FigureRow(key, (kind.label, *map(str, counts))))
    return PartFigures(
        key="platforms",
        title=TITLE,
        leads=(_lead(span, after),),
        columns=COLUMNS,
        rows=tuple(rows),
        picture=_picture(after),
        caveats=CAVEATS,
        sources=SOURCES,
    )


def _standing(on: date) -> dict[int, tuple[str, str]]:
    """Platform → kind and level on a day."""
    rows = Standing.objects.filter(held_on(on)).values_list(
        "platform_id", "platform__kind", "level"
    )
    return {pk: (kind, level) for pk, kind, level in rows}


def _lead(span: Span, after: dict[int, tuple[str, str]]) -> Sentence:
    first, end = moments(span)
    confirmed = Booking.objects.filter(
        state="confirmed", starts_at__gte=first, starts_at__lt=end
    ).values("pk")
    minutes = Use.objects.filter(booking__in=confirmed).aggregate(sum=Sum("minutes"))["sum"] or 0
    services = PlatformService.objects.filter(given_on__range=(span.start_on, span.end_on))
    levels = Counter(level for _, level in after.values())
    named = [(LEVELS[key], levels[key]) for key in LEVELS if levels[key]]
    return LEAD.format(
        total=len(after),
        levels=Sentence(
            "、".join(f"{label.zh} {n}" for label, n in named) or "无",
            ", ".join(f"{label.en} {n}" for label, n in named) or "none",
        ),
        hours=number_text(Fraction(minutes, 60), places=1),
        services=services.count(),
        without=services.filter(project=None, certificate=None, contract="").count(),
    )


def _picture(after: dict[int, tuple[str, str]]) -> Picture:
    kinds = [(key, kind.label) for key, kind in words().kinds.items()]
    shown = [(key, label) for key, label in kinds if any(k == key for k, _ in after.values())]
    levels = [key for key in LEVELS if any(level == key for _, level in after.values())]
    counted = Counter(after.values())
    return Picture(
        kind="stacked",
        caption=Sentence("期末在册平台，按类别和级别", "Platforms at the end, by kind and level"),
        says=Sentence(
            f"堆叠条形图：{len(shown)} 类共 {len(after)} 个平台",
            f"Stacked bars: {len(after)} platforms of {len(shown)} kinds",
        ),
        unit=Sentence("个", "platforms"),
        labels=tuple(label for _, label in shown),
        series=tuple(
            Series(LEVELS[level], tuple(str(counted[key, level]) for key, _ in shown))
            for level in levels
        ),
    )
