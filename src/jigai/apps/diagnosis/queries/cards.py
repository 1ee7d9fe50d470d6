"""One diagnosis as every face shows it: two sides, level with reasons, disagreements, gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jigai.apps.diagnosis.editions import bank_of, result_of
from jigai.apps.diagnosis.models import Answer, Diagnosis
from jigai.apps.diagnosis.queries.gaps import GapRow, gaps_of_diagnosis
from jigai.domain.maturity.answers import answer_in_words
from jigai.domain.maturity.bank import NOTE, STANDING_WORDS, Bank, Kind, Standing
from jigai.domain.maturity.gaps import Disagreement, disagreements, level_word, next_level
from jigai.domain.maturity.scoring import Condition, LevelConditions, Line, Result, Span
from jigai.domain.maturity.states import DiagnosisState, Side
from jigai.domain.quantities import number_text
from jigai.domain.sentence import Sentence, joined

STATE_WORDS: dict[str, Sentence] = {
    DiagnosisState.DRAFT: Sentence("企业填写中", "being filled in"),
    DiagnosisState.HANDED_IN: Sentence("待评估", "waiting for the assessor"),
    DiagnosisState.ASSESSED: Sentence("已评估", "assessed"),
}
CONDITIONS: dict[str, Sentence] = {
    "score": Sentence("得分", "score"),
    "scenes": Sentence("达标场景", "scenes at the level"),
    "core": Sentence("其中约束性场景（★）", "of them constraint scenes (★)"),
}
SETTLED = Sentence("{badge}（{word}）", "{badge} ({word})")
BETWEEN = Sentence("{low} 至 {high}（答案不全）", "{low} to {high} (answers missing)")
REACHED = Sentence("已达到{level}的全部条件。", "Every condition of {level} is satisfied.")
TOP = Sentence("已是最高等级。", "This is the highest level.")
KEPT_DOWN = Sentence("未达到{level}：{reasons}。", "Short of {level}: {reasons}.")
OPEN = Sentence(
    "能否达到{level}还不能判断：{reasons}。",
    "Whether {level} is reached cannot be told: {reasons}.",
)
SHORT = Sentence("{kind} {have}，要求 {need}", "{kind} {have}, needs {need}")


@dataclass(frozen=True, slots=True)
class BankView:
    """The edition that was answered; ``note`` and ``caveats`` go with every result."""

    id: str
    valid_from: date
    title: Sentence
    standing: str
    standing_word: Sentence
    note: Sentence
    caveats: tuple[Sentence, ...]
    document: Sentence
    article: Sentence
    review_by: date
    digest: str
    scene_levels: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """``met`` is met, not_met or unknown."""

    kind: str
    label: Sentence
    need: str
    have: str
    met: str


@dataclass(frozen=True, slots=True)
class LevelRow:
    name: str
    title: Sentence
    word: Sentence
    met: str
    conditions: tuple[ConditionRow, ...]


@dataclass(frozen=True, slots=True)
class SideView:
    """One side's result; ``level`` blank while answers leave it open."""

    side: str
    level: str
    level_word: Sentence
    score_low: str
    score_high: str
    answered_count: int
    question_count: int
    reason: Sentence
    levels: tuple[LevelRow, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """One side's answer to one question; ``file_of`` is the answer's id where it has a file."""

    value: str
    words: Sentence
    points: str
    evidence: str
    file_of: int | None
    file_name: str
    by: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question; ``short`` is its name in the rule, for narrow places."""

    name: str
    kind: str
    group: str
    label: Sentence
    short: Sentence
    is_core: bool
    weight: str
    own: Given
    assessed: Given
    differs: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of questions; means of scene levels where every scene is answered."""

    name: str
    label: Sentence
    questions: tuple[QuestionRow, ...]
    own_mean: Fraction | None
    assessed_mean: Fraction | None


@dataclass(frozen=True, slots=True)
class DiagnosisCard:
    id: int
    enterprise_id: int
    enterprise: str
    credit_code: str
    state: str
    state_word: Sentence
    started_on: date
    handed_in_on: date | None
    assessed_on: date | None
    assessor: str
    remark: str
    note: Sentence
    bank: BankView
    own: SideView
    assessed: SideView | None
    groups: tuple[GroupRow, ...]
    disagreements: tuple[Disagreement, ...]
    gaps: tuple[GapRow, ...]

    @property
    def counting(self) -> SideView:
        """The side that counts: the assessor's once assessed."""
        is_assessed = self.state == DiagnosisState.ASSESSED and self.assessed is not None
        return self.assessed if is_assessed and self.assessed else self.own


def diagnosis_card(diagnosis: Diagnosis) -> DiagnosisCard:
    """The diagnosis by the texts of its own edition; two queries.

    Raises:
        BankAltered: the kept texts are not those of the recorded digest.
    """
    bank = bank_of(diagnosis.edition)
    given: dict[str, dict[str, Answer]] = {side.value: {} for side in Side}
    for row in diagnosis.answers.select_related("attachment"):
        given[row.side][row.question] = row
    own, assessed = (
        result_of(diagnosis, {name: row.value for name, row in given[side].items()})
        for side in (Side.OWN, Side.ASSESSOR)
    )
    is_looked_at = any(row.value for row in given[Side.ASSESSOR].values())
    return DiagnosisCard(
        id=diagnosis.pk,
        enterprise_id=diagnosis.enterprise_id,
        enterprise=diagnosis.enterprise.name,
        credit_code=diagnosis.enterprise.credit_code,
        state=diagnosis.state,
        state_word=STATE_WORDS[diagnosis.state],
        started_on=diagnosis.started_on,
        handed_in_on=diagnosis.handed_in_on,
        assessed_on=diagnosis.assessed_on,
        assessor=diagnosis.assessor,
        remark=diagnosis.note,
        note=NOTE,
        bank=bank_view(bank),
        own=side_view(own, Side.OWN),
        assessed=side_view(assessed, Side.ASSESSOR) if is_looked_at else None,
        groups=_groups(bank, own, assessed, given),
        disagreements=disagreements(own, assessed),
        gaps=tuple(gaps_of_diagnosis(diagnosis.pk)),
    )


def bank_view(bank: Bank) -> BankView:
    """What every page says of an edition."""
    return BankView(
        id=bank.id,
        valid_from=bank.valid_from,
        title=bank.title,
        standing=bank.standing.value,
        standing_word=STANDING_WORDS[Standing(bank.standing)],
        note=bank.note,
        caveats=bank.caveats,
        document=bank.source.document,
        article=bank.source.article,
        review_by=bank.review_by,
        digest=bank.digest,
        scene_levels=bank.scene_levels,
    )


def side_view(result: Result, side: Side) -> SideView:
    """The result of one side in words."""
    low, high = result.score
    return SideView(
        side=side.value,
        level=result.outcome.name if result.outcome else "",
        level_word=_level_said(result),
        score_low=number_text(low, places=3),
        score_high=number_text(high, places=3),
        answered_count=result.answered_count,
        question_count=len(result.lines),
        reason=_reason(result),
        levels=tuple(_level(result, one) for one in result.levels),
    )


def _level_said(result: Result) -> Sentence:
    if result.outcome is not None:
        return SETTLED.format(badge=result.outcome.badge, word=result.outcome.word)
    return BETWEEN.format(low=result.outcomes[0].badge, high=result.outcomes[-1].badge)


def _reason(result: Result) -> Sentence:
    """What the present level rests on, and what keeps the next away."""
    reached = [one for one in result.levels if one.met is True]
    parts = [REACHED.format(level=level_word(result, reached[-1]))] if reached else []
    wanted = next_level(result)
    if wanted is None:
        return sum([*parts[1:], TOP], parts[0])
    short = [_condition(one) for one in wanted.conditions if one.met is not True]
    form = KEPT_DOWN if wanted.met is False else OPEN
    reasons = joined([SHORT.format(kind=c.label, have=c.have, need=c.need) for c in short])
    parts.append(form.format(level=level_word(result, wanted), reasons=reasons))
    return sum(parts[1:], parts[0])


def _level(result: Result, one: LevelConditions) -> LevelRow:
    outcome = result.bank.rule.outcome(one.level.outcome)
    conditions = tuple(_condition(condition) for condition in one.conditions)
    return LevelRow(outcome.name, outcome.badge, outcome.word, _met(one.met), conditions)


def _condition(one: Condition) -> ConditionRow:
    return ConditionRow(
        one.kind,
        CONDITIONS[one.kind],
        number_text(one.need, places=3),
        _span(one.have),
        _met(one.met),
    )


def _met(answer: bool | None) -> str:  # noqa: FBT001 - the three values
    return {True: "met", False: "not_met", None: "unknown"}[answer]


def _groups(
    bank: Bank, own: Result, assessed: Result, given: Mapping[str, Mapping[str, Answer]]
) -> tuple[GroupRow, ...]:
    short = {criterion.name: criterion.label for criterion in bank.rule.criteria}
    rows = {
        mine.question.name: QuestionRow(
            name=mine.question.name,
            kind=mine.question.kind.value,
            group=mine.question.group,
            label=mine.question.label,
            short=short.get(mine.question.criterion, mine.question.label),
            is_core=mine.question.is_core,
            weight="" if mine.weight is None else number_text(mine.weight, places=3),
            own=_given(mine, given[Side.OWN].get(mine.question.name)),
            assessed=_given(theirs, given[Side.ASSESSOR].get(theirs.question.name)),
            differs=bool(mine.kept and theirs.kept and mine.kept != theirs.kept),
        )
        for mine, theirs in zip(own.lines, assessed.lines, strict=True)
    }
    return tuple(
        GroupRow(
            group.name,
            group.label,
            tuple(rows[one.name] for one in bank.of_group(group.name)),
            scene_mean(bank, group.name, {n: row.value for n, row in given[Side.OWN].items()}),
            scene_mean(bank, group.name, {n: row.value for n, row in given[Side.ASSESSOR].items()}),
        )
        for group in bank.groups
    )


def scene_mean(bank: Bank, group: str, kept: Mapping[str, str]) -> Fraction | None:
    """Mean level of the scenes of a group; ``None`` unless each is answered."""
    scenes = [one for one in bank.of_group(group) if one.kind is Kind.SCENE]
    levels = [int(kept[one.name]) for one in scenes if kept.get(one.name)]
    return Fraction(sum(levels), len(levels)) if levels and len(levels) == len(scenes) else None


def _given(line: Line, row: Answer | None) -> Given:
    file = row.attachment if row else None
    return Given(
        value=line.kept,
        words=answer_in_words(line.question, line.kept),
        points="" if line.points is None else _span(line.points),
        evidence=row.evidence if row else "",
        file_of=row.pk if row and file else None,
        file_name=file.name if file else "",
        by=row.answered_by if row else "",
    )


def _span(span: Span) -> str:
    low, high = (number_text(one, places=3) for one in span)
    return low if low == high else f"{low}—{high}"
