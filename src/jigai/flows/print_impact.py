"""One analysis on paper: what was found, or which condition failed and what would help."""

from __future__ import annotations

from datetime import date

from jigai.apps.audit.chain import head
from jigai.apps.impact.queries.analyses import AnalysisCard
from jigai.apps.reference.queries.programme import programme_row
from jigai.domain.impact.findings import Effect, Findings, Part
from jigai.domain.impact.telling import AGGREGATES, BESIDE, in_column, p_said, places_for
from jigai.domain.sentence import Language, Sentence
from jigai.exchange.documents.blocks import Block, Chart, Column, Heading, Paragraph, Table
from jigai.exchange.documents.papers import LadderPaper, Provenance
from jigai.exchange.documents.pdf import ladder_pdf
from jigai.exchange.impact.picture import CAPTION, DESCRIPTION, event_study

TITLE = Sentence("成效评估", "Analysis of effects")
NOTE = Sentence(
    "评估结论，非统计报表；只说平均效果，不说任何一家企业。",
    "An analysis, no statistical return: a mean effect, nothing about any one firm.",
)
RESULT, NO_NUMBER = Sentence("结论", "Result"), Sentence("不印数", "No number is printed")
CONDITIONS, CAVEATS = Sentence("条件", "Conditions"), Sentence("须知", "To keep in mind")
NUMBERS = Sentence("各项数字", "Figures")
HELPS = Sentence("补什么数据有用", "What data would help")
MET, NOT_MET, UNKNOWN = (
    Sentence("满足", "met"),
    Sentence("不满足", "not met"),
    Sentence("无法检验", "cannot be tested"),
)
CONDITION_COLUMNS = (
    Column("condition", Sentence("条件", "condition"), 1.6, "left"),
    Column("met", Sentence("结果", "outcome"), 0.9),
    Column("figures", Sentence("数字", "figures"), 4, "left"),
    Column("source", Sentence("依据", "source"), 3, "left"),
)
FIGURE_COLUMNS = (
    Column("what", Sentence("项目", "item"), 2.4, "left"),
    Column("att", Sentence("估计", "estimate"), 1, "right"),
    Column("se", Sentence("标准误", "standard error"), 1, "right"),
    Column("interval", Sentence("95 % 区间", "95 % interval"), 1.8),
)
WILD = Sentence(
    "野聚类自助法：{of}（{n} 个聚类，{treated} 个有实施单位，{draws} 次，种子 {seed}，p {p}）",
    "wild cluster bootstrap: {of} ({n} clusters, {treated} with treated units, {draws} draws, seed "
    "{seed}, p {p})",
)
ON_PAPER = {"width": 640, "height": 220}
PARTS = {
    "group": Sentence("起始期 {at}", "start {at}"),
    "dynamic": Sentence("距起始 {at} 期", "period {at} since the start"),
    "calendar": Sentence("时期 {at}", "period {at}"),
}


def print_impact(card: AnalysisCard, *, on: date, language: Language = "zh") -> bytes:
    """The page as PDF, the same words as on the screen.

    Raises:
        CharactersMissing: a character is in no font.
    """
    newest, programme = head(), programme_row()
    body: list[Block] = [*(_refused(card) if card.findings is None else _printed(card))]
    body += [Heading(CONDITIONS), Table(CONDITION_COLUMNS, condition_cells(card))]
    subtitle = card.row.title if not card.note else f"{card.row.title}\n{card.note}"
    receipt = card.receipt
    versions = " ".join(f"{k} {v}" for k, v in receipt.get("versions", {}).items())
    paper = LadderPaper(
        title=TITLE,
        subtitle=subtitle,
        note=NOTE,
        as_of=on,
        body=tuple(body),
        issuing_body=programme.division if programme else "",
        provenance=Provenance(
            rule_set=Sentence("成效评估的印数条件", "Conditions for printing an effect"),
            rule_hash=f"{receipt.get('conditions_of', '—')} {versions}",
            data_digest=str(receipt.get("data_digest", "—")),
            audit_head=str(newest) if newest else "—",
        ),
    )
    return ladder_pdf(paper, language=language)


def condition_cells(card: AnalysisCard) -> tuple[tuple[Sentence, ...], ...]:
    return tuple(
        (one.title, met_word(one.is_met), one.figures, one.source) for one in card.conditions
    )


def met_word(is_met: bool | None) -> Sentence:  # noqa: FBT001 - the three values themselves
    return UNKNOWN if is_met is None else MET if is_met else NOT_MET


FigureRow = tuple[Sentence, str, str, str]
"""What is estimated, the estimate, its standard error, its interval."""


def places_in(found: Findings) -> int:
    """Decimals of every estimate of an analysis."""
    return places_for(one.overall.se for one in found.aggregate.values())


def figure_rows(found: Findings) -> list[FigureRow]:
    """Every aggregate with its parts, and the estimators beside it."""
    rows: list[FigureRow] = []
    for name, one in found.aggregate.items():
        rows += [
            (AGGREGATES[name], *_numbers(one.overall, places_in(found))),
            *part_rows(found, name),
        ]
    return [*rows, *beside_rows(found)]


def overall_rows(found: Findings) -> list[FigureRow]:
    """Every estimator with its one number."""
    own = [
        (AGGREGATES[name], *_numbers(one.overall, places_in(found)))
        for name, one in found.aggregate.items()
    ]
    return [*own, *beside_rows(found)]


def part_rows(found: Findings, name: str) -> list[FigureRow]:
    """The parts of one aggregate: by start, by time since the start, or by period."""
    parts = found.aggregate[name].parts
    return [(PARTS[name].format(at=part.at), *_numbers(part, places_in(found))) for part in parts]


def beside_rows(found: Findings) -> list[FigureRow]:
    """The other estimators, and the inference for few clusters."""
    places = places_in(found)
    rows: list[FigureRow] = []
    for other in found.beside:
        se = "—" if other.se is None else in_column(other.se, places)
        rows.append((BESIDE[other.kind], in_column(other.att, places), se, "—"))
    for few in found.few_clusters:
        said = WILD.format(
            of=AGGREGATES["simple"] if few.of == "simple" else BESIDE["twfe"],
            n=few.clusters,
            treated=few.treated_clusters,
            draws=few.draws,
            seed=few.seed,
            p=p_said(few.p_value),
        )
        interval = f"{in_column(few.low, places)} … {in_column(few.high, places)}"
        rows.append((said, in_column(few.att, places), in_column(few.se, places), interval))
    return rows


def _refused(card: AnalysisCard) -> list[Block]:
    if card.fault:
        return [Heading(NO_NUMBER), Paragraph(card.fault)]
    said: list[Block] = [Heading(NO_NUMBER)]
    said += [Paragraph(one.told) for one in card.failed]
    said.append(Heading(HELPS))
    said += [Paragraph(one) for one in dict.fromkeys(one.helps for one in card.failed)]
    return [*said, *_caveats(card)]


def _printed(card: AnalysisCard) -> list[Block]:
    found = card.findings
    if found is None:
        return []
    chart = Chart(
        event_study(found, language="zh") | ON_PAPER,
        CAPTION.format(outcome=card.row.outcome),
        DESCRIPTION,
        event_study(found, language="en") | ON_PAPER,
    )
    return [
        Heading(RESULT),
        *(Paragraph(one) for one in card.sentences),
        *_caveats(card),
        chart,
        Heading(NUMBERS),
        Table(FIGURE_COLUMNS, tuple(figure_rows(found))),
    ]


def _caveats(card: AnalysisCard) -> list[Block]:
    return [Heading(CAVEATS), *(Paragraph(one) for one in card.caveats)] if card.caveats else []


def _numbers(one: Effect | Part, places: int) -> tuple[str, str, str]:
    low, high = in_column(one.low, places), in_column(one.high, places)
    return in_column(one.att, places), in_column(one.se, places), f"{low} … {high}"
