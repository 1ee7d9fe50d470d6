"""One diagnosis on one page: level with reasons, rates, scenes, both sides, gaps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jigai.apps.audit.chain import head
from jigai.apps.diagnosis.queries.cards import DiagnosisCard, Given, QuestionRow, SideView
from jigai.apps.diagnosis.queries.figures import RateRow
from jigai.apps.reference.queries.programme import programme_row
from jigai.domain.maturity.answers import SCENE_WORD
from jigai.domain.maturity.bank import Kind
from jigai.domain.maturity.scoring import steps_reached
from jigai.domain.sentence import Language, Sentence
from jigai.exchange.documents.blocks import Block, Column, Heading, Paragraph, Table
from jigai.exchange.documents.papers import LadderPaper, Provenance
from jigai.exchange.documents.pdf import ladder_pdf

TITLE = Sentence("企业诊断结果", "Diagnosis of an enterprise")
SUBTITLE = Sentence("{enterprise}（{code}）\n{bank}，{day}", "{enterprise} ({code})\n{bank}, {day}")
LEVEL, RATES = Sentence("等级与理由", "Level and reasons"), Sentence("比率", "Rates")
ANSWERS = Sentence("自评与评估对照", "Self-assessment beside assessment")
GAPS = Sentence("差距清单（前 {count} 项，共 {all} 项）", "Gaps (first {count} of {all})")
OWN, ASSESSED = Sentence("企业自评", "own"), Sentence("评估", "assessor")
SIDE_SAID = Sentence(
    "{side}：{level}，{score} 分。{reason}", "{side}: {level}, {score} points. {reason}"
)
EMPTY = Sentence("", "")
MOST_GAPS = 4
ABREAST = 3
"""So many questions stand beside each other."""
ANSWER_COLUMNS = tuple(
    column
    for place in range(ABREAST)
    for column in (
        Column(f"question{place}", Sentence("题目", "question"), 2.7, "left"),
        Column(f"own{place}", OWN, 0.9),
        Column(f"assessed{place}", ASSESSED, 0.9),
    )
)
RATE_COLUMNS = (
    Column("rate", Sentence("比率", "rate"), 2.3, "left"),
    Column("value", Sentence("按数量", "by count"), 1.2),
    Column("fraction", Sentence("分子/分母", "numerator/denominator"), 1.2),
    Column("by_value", Sentence("按原值", "by value"), 1.2),
    Column("definition", Sentence("口径", "definition"), 5, "left"),
)
GAP_COLUMNS = (
    Column("number", Sentence("编号", "number"), 0.6),
    Column("what", Sentence("现状", "now"), 3, "left"),
    Column("target", Sentence("目标", "target"), 3, "left"),
)
STAR = Sentence("★", "★")


def print_diagnosis(
    card: DiagnosisCard, *, rates: Sequence[RateRow], on: date, language: Language = "zh"
) -> bytes:
    """The paper as PDF, with the words of the page; the gap list is cut to fit one page.

    Raises:
        CharactersMissing: a character is in no font.
    """
    newest, programme = head(), programme_row()
    paper = LadderPaper(
        title=TITLE,
        subtitle=SUBTITLE.format(
            enterprise=card.enterprise, code=card.credit_code, bank=card.bank.title,
            day=card.started_on,
        ),
        note=card.note + card.bank.standing_word,
        as_of=on,
        body=(*_level(card), *_rates(rates), *_answers(card), *_gaps(card)),
        issuing_body=programme.division if programme else "",
        provenance=Provenance(
            rule_set=card.bank.document,
            rule_hash=card.bank.digest[:12],
            data_digest=f"{card.credit_code} {card.id}",
            audit_head=str(newest) if newest else "—",
        ),
    )  # fmt: skip
    return ladder_pdf(paper, language=language)


def _level(card: DiagnosisCard) -> list[Block]:
    said = [_side(OWN, card.own)]
    if card.assessed:
        said.append(_side(ASSESSED, card.assessed))
    return [Heading(LEVEL), *(Paragraph(one) for one in (*said, card.bank.caveats[0]))]


def _side(name: Sentence, side: SideView) -> Sentence:
    score = side.score_low
    if side.score_low != side.score_high:
        score = f"{side.score_low}—{side.score_high}"
    return SIDE_SAID.format(side=name, level=side.level_word, score=score, reason=side.reason)


def _rates(rates: Sequence[RateRow]) -> list[Block]:
    rows = tuple(
        (
            one.title,
            one.by_count,
            f"{one.numerator}/{one.denominator}" if one.low is not None else "—",
            one.by_value,
            one.definition,
        )
        for one in rates
    )
    return [Heading(RATES), Table(RATE_COLUMNS, rows)]


def _answers(card: DiagnosisCard) -> list[Block]:
    asked = [row for group in card.groups for row in group.questions]
    height = -(-len(asked) // ABREAST)
    rows = []
    for place in range(height):
        across = [asked[n] for n in range(place, len(asked), height)]
        cells = [cell for row in across for cell in _cells(row)]
        rows.append((*cells, *([EMPTY] * (len(ANSWER_COLUMNS) - len(cells)))))
    return [Heading(ANSWERS), Table(ANSWER_COLUMNS, tuple(rows))]


def _cells(row: QuestionRow) -> tuple[Sentence, Sentence, Sentence]:
    """Points where the question has some; of a ladder the step reached; else the answer."""
    label = row.short + STAR if row.is_core else row.short
    return label, _answer(row, row.own), _answer(row, row.assessed)


def _answer(row: QuestionRow, given: Given) -> Sentence:
    if given.value and row.kind == Kind.LADDER:
        return SCENE_WORD.format(level=steps_reached(given.value))
    return Sentence(given.points, given.points) if given.value and given.points else given.words


def _gaps(card: DiagnosisCard) -> list[Block]:
    waiting = [gap for gap in card.gaps if gap.state == "open"]
    if not waiting:
        return []
    rows = tuple((str(gap.id), gap.what, gap.target) for gap in waiting[:MOST_GAPS])
    title = GAPS.format(count=len(rows), all=len(waiting))
    return [Heading(title), Table(GAP_COLUMNS, rows)]
