"""Part 3, the special team: contacts with enterprises, and requests with their clocks."""

from __future__ import annotations

from collections import Counter

from jigai.apps.support.models import EnterpriseRequest, RequestRating
from jigai.apps.visits.models import FollowUp, Interaction
from jigai.domain.annual_figures.figures import (
    FigureColumn,
    FigureRow,
    PartFigures,
    Picture,
    Series,
)
from jigai.domain.annual_figures.span import Span
from jigai.domain.request_clocks.words import CATEGORIES, GRADES
from jigai.domain.sentence import Sentence
from jigai.flows.annual_parts.wording import (
    ITEM,
    PIECES,
    SMALL,
    WITHHELD,
    least_shown,
    moments,
    withheld,
)

TITLE = Sentence("专班服务", "The special team")
COUNT = FigureColumn("count", Sentence("本期", "in the span"))
KINDS = {
    "visit": Sentence("走访", "visits"),
    "call": Sentence("电话", "telephone calls"),
    "meeting": Sentence("会议", "meetings"),
    "message": Sentence("消息", "messages"),
}
LEAD = Sentence(
    "本期联系企业 {contacts} 次，覆盖 {firms} 家；收到诉求 {raised} 件，答复 {answered} 件，"
    "其中按时 {in_time} 件，由提出人办结 {closed} 件。",
    "In the span there were {contacts} contacts with {firms} enterprises; {raised} requests came "
    "in, {answered} were answered, {in_time} of them in time, and {closed} were closed by who "
    "asked.",
)
LABELS = {
    "firms": Sentence("联系到的企业", "enterprises reached"),
    "promised": Sentence("承诺事项（本期到期）", "promises due in the span"),
    "kept": Sentence("其中已办", "of which done"),
    "raised": Sentence("收到诉求", "requests received"),
    "answered": Sentence("答复诉求", "requests answered"),
    "in_time": Sentence("其中按时答复", "of which in time"),
    "closed": Sentence("办结诉求", "requests closed"),
    "open": Sentence("期末未办结", "open at the end"),
}
CATEGORY = Sentence("诉求类别：{category}", "requests about {category}")
REST = Sentence("其余 {count} 类诉求", "{count} further categories")
GRADE = Sentence("评价：{grade}", "rating: {grade}")
CAVEATS = (
    Sentence(
        "诉求由提出的企业确认办结；“解释说明”也算答复，不等于解决。",
        "The asking enterprise closes a request; an explanation counts as an answer, not as a "
        "solution.",
    ),
    Sentence(
        "不统计到人，不对单位和人员排名。",
        "No person is counted; neither units nor people are ranked.",
    ),
)
SOURCES = (
    Sentence("走访联系登记", "log of contacts"),
    Sentence("企业诉求登记及其时钟", "register of requests with their clocks"),
)


def figures(span: Span) -> PartFigures:
    counts = _counts(span)
    rows = [FigureRow(key, (label, str(n))) for key, label, n in counts]
    named = {key: n for key, _, n in counts}
    return PartFigures(
        key="support",
        title=TITLE,
        leads=(
            LEAD.format(
                contacts=sum(named[kind] for kind in KINDS),
                **{key: named[key] for key in ("firms", "raised", "answered", "in_time", "closed")},
            ),
        ),
        columns=(ITEM, COUNT),
        rows=(*rows, *_categories(span)),
        picture=_picture(named),
        caveats=(*CAVEATS, SMALL.format(least=least_shown())),
        sources=SOURCES,
    )


def _counts(span: Span) -> list[tuple[str, Sentence, int]]:
    first, after = moments(span)
    days = (span.start_on, span.end_on)
    contacts = Interaction.objects.filter(held_on__range=days, withdrawn_on=None)
    kinds = Counter(contacts.values_list("kind", flat=True))
    promises = FollowUp.objects.filter(due_on__range=days)
    requests = EnterpriseRequest.objects.filter(raised_at__lt=after)
    answered = requests.filter(answered_at__gte=first, answered_at__lt=after)
    ratings = Counter(
        RequestRating.objects.filter(rated_at__gte=first, rated_at__lt=after).values_list(
            "grade", flat=True
        )
    )
    named = {
        "firms": contacts.values("enterprise").distinct().count(),
        "promised": promises.count(),
        "kept": promises.filter(done_on__lte=span.end_on).count(),
        "raised": requests.filter(raised_at__gte=first).count(),
        "answered": answered.count(),
        "in_time": answered.filter(is_in_time=True).count(),
        "closed": requests.filter(closed_at__gte=first, closed_at__lt=after).count(),
        "open": requests.exclude(closed_at__lt=after).count(),
    }
    return [
        *((kind, label, kinds[kind]) for kind, label in KINDS.items()),
        *((key, label, named[key]) for key, label in LABELS.items()),
        *((f"rated_{g.value}", GRADE.format(grade=label), ratings[g.value])
          for g, label in GRADES.items()),
    ]  # fmt: skip


def _categories(span: Span) -> list[FigureRow]:
    """Requests of the span by category; small categories keep only their name."""
    first, after = moments(span)
    raised = Counter(
        EnterpriseRequest.objects.filter(raised_at__gte=first, raised_at__lt=after).values_list(
            "category", flat=True
        )
    )
    hidden = withheld(raised)
    shown = [
        FigureRow(
            f"category_{one.value}", (CATEGORY.format(category=label), str(raised[one.value]))
        )
        for one, label in CATEGORIES.items()
        if raised[one.value] and one.value not in hidden
    ]
    if hidden:
        label = REST.format(count=len(hidden))
        shown.append(FigureRow("category_withheld", (label, WITHHELD)))
    return shown


def _picture(named: dict[str, int]) -> Picture:
    shown = ("raised", "answered", "in_time", "closed", "open")
    return Picture(
        kind="bars",
        caption=Sentence("诉求办理", "Requests"),
        says=Sentence(
            "条形图：" + "，".join(f"{LABELS[key].zh} {named[key]} 件" for key in shown),
            "Bars: " + ", ".join(f"{LABELS[key].en} {named[key]}" for key in shown),
        ),
        unit=PIECES,
        labels=tuple(LABELS[key] for key in shown),
        series=(Series(COUNT.title, tuple(str(named[key]) for key in shown)),),
    )
