"""The ladder of one enterprise on paper: one table a rung, on as few pages as it takes."""

from __future__ import annotations

from jigai.apps.audit.chain import head
from jigai.apps.reference.queries.programme import programme_row
from jigai.domain.sentence import Language, Sentence, joined
from jigai.exchange.documents.blocks import Block, Column, Heading, Paragraph, Table
from jigai.exchange.documents.papers import LadderPaper, Provenance
from jigai.exchange.documents.pdf import ladder_pdf
from jigai.exchange.documents.words import day_said
from jigai.flows.explain_ladder import MET, NOT_MET, UNKNOWN, LadderCard, LadderLine, RungCard

TITLE = Sentence("企业培育梯级自评表", "Self-assessment on the cultivation ladder")
SUBTITLE = Sentence(
    "{enterprise}（{code}）\n{year} 年度数据，截至 {day}",
    "{enterprise} ({code})\nfigures of {year}, as of {day}",
)
WORDS = {
    MET: Sentence("符合", "met"),
    NOT_MET: Sentence("不符合", "not met"),
    UNKNOWN: Sentence("无法判断", "cannot tell"),
    "review": Sentence("须人工评审", "for review"),
    "": Sentence("", ""),
}
HEADING = Sentence("{title}：{word}{total}", "{title}: {word}{total}")
TOTAL = Sentence("（{low} 分）", " ({low} points)")
RANGE = Sentence("（{low}—{high} 分）", " ({low} to {high} points)")
HELD = Sentence("在册：{number}，有效至 {end}。", "Holds {number}, valid until {end}.")
RULE = Sentence("依据：{document}，{day} 起。", "Rule: {document}, from {day}.")
PAST_REVIEW = Sentence(
    "注意：该规则应于 {day} 前复核，结果待确认。",
    "Mark: this rule was to be confirmed by {day}; the result awaits that.",
)
MISSING = Sentence("缺少：{facts}。", "Missing: {facts}.")
POINTS = Sentence("{low}/{weight}", "{low}/{weight}")
POINT_RANGE = Sentence("{low}—{high}/{weight}", "{low}-{high}/{weight}")
SUMMARY = (
    Column("rung", Sentence("梯级", "rung"), 2.4, "left"),
    Column("result", Sentence("自评", "self-assessment"), 1.2),
    Column("points", Sentence("得分", "points"), 1.2),
    Column("missing", Sentence("缺少的事实", "facts missing"), 1.2),
    Column("held", Sentence("在册编号与止期", "number and end, where held"), 3, "left"),
)
OVERVIEW = Sentence("各梯级一览", "All rungs")
NUMBER_UNTIL = Sentence("{number}，至 {end}", "{number}, until {end}")
COLUMNS = (
    Column("rule", Sentence("条件", "condition"), 2.4, "left"),
    Column("answer", Sentence("结论", "result"), 1.1),
    Column("points", Sentence("得分", "points"), 0.9),
    Column("value", Sentence("数值", "value"), 3, "left"),
    Column("source", Sentence("来源", "source"), 3, "left"),
)


def print_ladder(card: LadderCard, *, language: Language = "zh") -> bytes:
    """The paper as PDF, the same words as on the page.

    Raises:
        CharactersMissing: a character is in no font.
    """
    newest, programme = head(), programme_row()
    digest = "、".join(f"{one.rule_set} {one.rule_hash[:12]}" for one in card.rungs)
    paper = LadderPaper(
        title=TITLE,
        subtitle=SUBTITLE.format(
            enterprise=card.enterprise, code=card.credit_code, year=card.year, day=day_said(card.on)
        ),
        note=card.note,
        as_of=card.on,
        body=(*_overview(card), *(block for rung in card.rungs for block in _rung(rung))),
        issuing_body=programme.division if programme else "",
        provenance=Provenance(
            rule_set=joined([one.rule_title for one in card.rungs]),
            rule_hash=digest,
            data_digest=f"{card.credit_code} {card.year}",
            audit_head=str(newest) if newest else "—",
        ),
    )
    return ladder_pdf(paper, language=language)


def _overview(card: LadderCard) -> list[Block]:
    """Where there is more than one rung, all of them on the first page."""
    if len(card.rungs) == 1:
        return []
    rows = tuple(
        (one.rule_title, one.word, _points(one), str(len(one.missing)), _held(one))
        for one in card.rungs
    )
    return [Heading(OVERVIEW), Table(SUMMARY, rows)]


def _held(one: RungCard) -> Sentence:
    held = next((row for row in one.held if row.state == "current"), None)
    if held is None:
        return WORDS[""]
    return NUMBER_UNTIL.format(number=held.number or "—", end=held.valid_to or "—")


def _rung(one: RungCard) -> list[Block]:
    parts = [RULE.format(document=one.document, day=one.valid_from)]
    held = next((row for row in one.held if row.state == "current"), None)
    if held is not None:
        parts.append(HELD.format(number=held.number or "—", end=held.valid_to or "—"))
    if one.is_past_review:
        parts.append(PAST_REVIEW.format(day=one.review_by))
    if one.missing:
        parts.append(MISSING.format(facts=joined([fact.label for fact in one.missing])))
    heading = HEADING.format(title=one.rule_title, word=one.word, total=card_total(one))
    table = Table(COLUMNS, tuple(card_cells(line) for line in one.lines))
    return [Heading(heading), Paragraph(sum(parts[1:], parts[0])), table]


def _points(one: RungCard) -> str:
    if one.total_low == one.total_high:
        return one.total_low
    return f"{one.total_low}—{one.total_high}"


def card_total(one: RungCard) -> Sentence:
    """The total in brackets, a range while facts are missing; blank without one."""
    if not one.total_low:
        return WORDS[""]
    form = TOTAL if one.total_low == one.total_high else RANGE
    return form.format(low=one.total_low, high=one.total_high)


def card_cells(line: LadderLine) -> tuple[Sentence, ...]:
    """One line of a card as a row of ``COLUMNS``."""
    points = WORDS[""]
    if line.weight:
        form = POINTS if line.points_low == line.points_high else POINT_RANGE
        points = form.format(low=line.points_low, high=line.points_high, weight=line.weight)
    return (line.rule, WORDS[line.answer], points, line.value, line.source)
