"""Part 5, badges: the colours of each published round, and by industry over the span."""

from __future__ import annotations

from collections import Counter

from jigai.apps.badges.models import Board
from jigai.apps.reference.models import Direction
from jigai.apps.rounds.models import Round
from jigai.domain.annual_figures.figures import (
    FigureColumn,
    FigureRow,
    PartFigures,
    Picture,
    Series,
)
from jigai.domain.annual_figures.span import Span
from jigai.domain.periods import parse_period
from jigai.domain.sentence import Sentence
from jigai.flows.annual_parts.wording import (
    SMALL,
    WITHHELD,
    half_month_label,
    least_shown,
    withheld,
)

TITLE = Sentence("红黄蓝金", "Badges")
COLOURS = {
    "gold": Sentence("金牌", "gold"),
    "blue": Sentence("蓝牌", "blue"),
    "yellow": Sentence("黄牌", "yellow"),
    "red": Sentence("红牌", "red"),
    "not_assessed": Sentence("未评定", "not assessed"),
}
COLUMNS = (
    FigureColumn("round", Sentence("期次或产业", "round or industry"), 3, is_number=False),
    FigureColumn("total", Sentence("项目数", "projects")),
    *(FigureColumn(key, label) for key, label in COLOURS.items()),
    FigureColumn("number", Sentence("更正号", "no.")),
)
LEAD = Sentence(
    "本期发布 {published} 期公示表，其中 {restated} 期有编号更正。最后一期（{last}）评定 {total} 个"
    "项目：红牌 {red}、黄牌 {yellow}、蓝牌 {blue}、金牌 {gold}、未评定 {not_assessed}。",
    "{published} boards were published for the span, {restated} of them restated by number. The "
    "last one ({last}) covers {total} projects: red {red}, yellow {yellow}, blue {blue}, gold "
    "{gold}, not assessed {not_assessed}.",
)
NOTHING = Sentence("本期没有发布的公示表。", "No board was published for the span.")
INDUSTRY = Sentence("末期·{name}", "last round: {name}")
CAVEATS = (
    Sentence(
        "牌色只评项目和责任单位，不评企业和个人；按公布的规则计算，可提异议。",
        "Badges are of projects and responsible units, never of enterprises or persons; they are "
        "computed by published rules and open to objection.",
    ),
    Sentence(
        "取每期最后一次编号更正；未发布的期次不计。",
        "Each round by its latest numbered restatement; unpublished rounds are left out.",
    ),
)
WAITING = Sentence(
    "本期有 {count} 期尚未发布：{names}。", "{count} rounds of the span are not published: {names}."
)
SOURCES = (
    Sentence("冻结的公示表（含规则摘要和签名）", "frozen boards (with rule digest and signature)"),
)


def figures(span: Span) -> PartFigures:
    rounds = Round.objects.filter(ends_on__range=(span.start_on, span.end_on)).order_by("ends_on")
    boards = [board for one in rounds if (board := _latest(one))]
    shown = {one.pk for one in (board.round for board in boards)}
    waiting = [one.period for one in rounds if one.pk not in shown]
    caveats = [*CAVEATS, SMALL.format(least=least_shown())]
    if waiting:
        caveats.append(WAITING.format(count=len(waiting), names=" ".join(waiting)))
    return PartFigures(
        key="badges",
        title=TITLE,
        leads=(_lead(boards),),
        columns=COLUMNS,
        rows=(*(_row(board) for board in boards), *_by_industry(boards)),
        picture=_picture(boards),
        caveats=tuple(caveats),
        sources=SOURCES,
    )


def _latest(round: Round) -> Board | None:
    return round.boards.select_related("round").order_by("-number").first()


def _colours(rows: list[dict[str, object]]) -> Counter[str]:
    return Counter(str(row["colour"]) for row in rows)


def _lead(boards: list[Board]) -> Sentence:
    if not boards:
        return NOTHING
    last = boards[-1]
    counts = _colours(last.rows)
    return LEAD.format(
        published=len(boards),
        restated=sum(board.number > 0 for board in boards),
        last=parse_period(last.round.period).name,
        total=len(last.rows),
        **{key: counts[key] for key in COLOURS},
    )


def _row(board: Board) -> FigureRow:
    counts = _colours(board.rows)
    name = parse_period(board.round.period).name
    cells = (str(len(board.rows)), *(str(counts[key]) for key in COLOURS), str(board.number))
    return FigureRow(board.round.period, (name, *cells))


def _by_industry(boards: list[Board]) -> list[FigureRow]:
    """The last board by industry; groups that are too small keep only their name."""
    if not boards:
        return []
    groups: dict[str, list[dict[str, object]]] = {}
    for row in boards[-1].rows:
        groups.setdefault(str(row["direction"]) or "未登记", []).append(row)
    hidden = withheld({name: len(rows) for name, rows in groups.items()})
    english = dict(Direction.objects.values_list("name", "name_en"))
    found = []
    for name in sorted(groups):
        counts = _colours(groups[name])
        cells = (
            (WITHHELD,) * (1 + len(COLOURS))
            if name in hidden
            else (str(len(groups[name])), *(str(counts[key]) for key in COLOURS))
        )
        found.append(FigureRow(f"industry_{name}", (_industry(name, english), *cells, "")))
    return found


def _industry(name: str, english: dict[str, str]) -> Sentence:
    return INDUSTRY.format(name=Sentence(name, english.get(name) or name))


def _picture(boards: list[Board]) -> Picture:
    counted = [_colours(board.rows) for board in boards]
    red = sum(counts["red"] for counts in counted)
    total = sum(len(board.rows) for board in boards)
    return Picture(
        kind="stacked",
        caption=Sentence("各期牌色", "Colours by round"),
        says=Sentence(
            f"堆叠条形图：{len(boards)} 期，共 {total} 项次，红牌 {red} 项次",
            f"Stacked bars: {len(boards)} rounds, {total} badges in all, {red} of them red",
        ),
        unit=Sentence("项目数", "projects"),
        labels=tuple(half_month_label(board.round.period) for board in boards),
        series=tuple(
            Series(label, tuple(str(counts[key]) for counts in counted), key)
            for key, label in COLOURS.items()
        ),
    )
