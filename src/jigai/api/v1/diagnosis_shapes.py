"""Shapes of the resources of diagnosis; exact shares travel as text such as 9/10."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from jigai.api.errors import Said
from jigai.api.schemas import Fen, Reasoned, Text
from jigai.apps.diagnosis.queries.peers import Benchmark, GroupShown
from jigai.domain.maturity.lists import Control

Share = Annotated[str, Field(description="exact fraction, such as 9/10")]


class BankOut(Schema):
    """``standing``: official, standard or demonstration; ``caveats`` go with every result."""

    id: str
    valid_from: date
    title: Said
    standing: str
    standing_word: Said
    note: Said
    caveats: list[Said]
    document: Said
    article: Said
    review_by: date
    digest: str


class OptionOut(Schema):
    name: str
    label: Said


class QuestionOut(Schema):
    """``kind``: multi, single, share, scene or ladder."""

    name: str
    kind: str
    group: str
    label: Said
    is_core: bool
    options: list[OptionOut]


class ConditionOut(Schema):
    kind: str
    label: Said
    need: str
    have: str
    met: str


class LevelOut(Schema):
    name: str
    title: Said
    word: Said
    met: str
    conditions: list[ConditionOut]


class SideOut(Schema):
    """``level`` is blank while missing answers leave it open."""

    side: str
    level: str
    level_word: Said
    score_low: str
    score_high: str
    answered_count: int
    question_count: int
    reason: Said
    levels: list[LevelOut]


class GivenOut(Schema):
    value: str
    words: Said
    points: str
    evidence: str
    file_of: int | None
    file_name: str
    by: str


class AnsweredQuestionOut(Schema):
    name: str
    kind: str
    group: str
    label: Said
    is_core: bool
    weight: str
    own: GivenOut
    assessed: GivenOut
    differs: bool


class DiagnosisGroupOut(Schema):
    name: str
    label: Said
    questions: list[AnsweredQuestionOut]


class DisagreementOut(Schema):
    question: str
    label: Said
    own: Said
    assessed: Said


class DiagnosisGapOut(Schema):
    id: int
    enterprise_id: int
    enterprise: str
    diagnosis_id: int
    code: str
    what: Said
    target: Said
    is_core: bool
    state: str
    state_word: Said
    found_on: date
    settled_on: date | None
    settled_because: str


class DiagnosisCardOut(Schema):
    id: int
    enterprise_id: int
    enterprise: str
    credit_code: str
    state: str
    started_on: date
    handed_in_on: date | None
    assessed_on: date | None
    assessor: str
    remark: str
    note: Said
    bank: BankOut
    own: SideOut
    assessed: SideOut | None
    groups: list[DiagnosisGroupOut]
    disagreements: list[DisagreementOut]
    gaps: list[DiagnosisGapOut]


class DiagnosisRowOut(Schema):
    id: int
    enterprise_id: int
    enterprise: str
    bank: str
    state: str
    started_on: date
    level: str
    score_low: Decimal | None
    score_high: Decimal | None


class StartIn(Reasoned):
    """``bank``: ``<id>/<valid-from>``."""

    enterprise_id: int
    bank: Text
    note: Text = ""


class AnswerIn(Schema):
    value: Text
    evidence: Text | None = None


class AnswersIn(Reasoned):
    answers: dict[str, AnswerIn]


class AnsweredOut(Schema):
    changed: list[str]


class TakenOut(Schema):
    taken: int


class DiagnosisGapIn(Reasoned):
    what: Text
    target: Text


class SettleIn(Reasoned):
    state: Literal["closed", "dropped", "open"]


class MinimumIn(Reasoned):
    least: int
    valid_from: date
    decision: Text


class PeersOut(Schema):
    """A group that may be shown; nothing is said of others."""

    industry: str
    size: str
    title: Said
    count: int
    lowest_quarter: Share
    median: Share
    highest_quarter: Share


class BenchmarkOut(Schema):
    """``is_merged``: the shown group is wider than the one that was asked for."""

    bank: str
    metric: str
    title: Said
    least: int
    groups: list[PeersOut]
    asked: PeersOut | None
    is_merged: bool
    own: Share | None


class RateOut(Schema):
    """Of a list: ``low`` and ``high`` are equal when nothing is unknown, null without a list."""

    name: str
    title: Said
    definition: Said
    definition_source: Said
    by_count: Said
    by_value: Said
    numerator: str
    denominator: str
    remark: Said
    low: Share | None
    high: Share | None


class FigureOut(Schema):
    """``basis``: reported or verified; ``exact`` is the value as a fraction."""

    id: int
    measure: str
    title: Said
    formula: Said
    basis: str
    first_on: date | None
    last_on: date | None
    value: Said
    exact: Share
    parts: Said
    changed: Said
    source: str
    note: str
    recorded_by: str


class FigureIn(Reasoned):
    """By ``parts`` of the formula, or ``value`` alone; a share as a decimal such as 0.9."""

    measure: Text
    basis: Literal["reported", "verified"] = "reported"
    first_on: date | None = None
    last_on: date | None = None
    parts: dict[str, Decimal] = {}
    value: Decimal | None = None
    source: Text
    note: Text = ""


class MachineOut(Schema):
    id: int
    number: str
    name: str
    kind: str
    quantity: int
    made_in: int | None
    age: int | None
    is_main: bool | None
    is_numerical: bool | None
    is_networked: bool | None
    is_digital: bool | None
    is_key: bool | None
    value_fen: int | None
    in_use_from: date | None
    in_use_to: date | None
    source: str


class ProcessOut(Schema):
    id: int
    number: str
    line: str
    name: str
    is_key: bool | None
    control: str
    in_use_from: date | None
    in_use_to: date | None
    source: str


class MachineIn(Reasoned):
    """The whole line; a mark that is null is unknown."""

    number: Text
    name: Text
    source: Text
    kind: Text = ""
    quantity: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    made_in: Annotated[int, Field(ge=1900, le=9999)] | None = None
    is_main: bool | None = None
    is_numerical: bool | None = None
    is_networked: bool | None = None
    is_digital: bool | None = None
    is_key: bool | None = None
    value_fen: Fen | None = None
    in_use_from: date | None = None
    in_use_to: date | None = None


class ProcessIn(Reasoned):
    """The whole line; blank ``control`` and null ``is_key`` are unknown."""

    number: Text
    name: Text
    source: Text
    line: Text = ""
    is_key: bool | None = None
    control: Control | Literal[""] = ""
    in_use_from: date | None = None
    in_use_to: date | None = None


def benchmark_out(found: Benchmark) -> BenchmarkOut:
    """The benchmark with exact values as text."""
    return BenchmarkOut(
        bank=found.bank,
        metric=found.metric.name,
        title=Said.from_orm(found.metric.title),
        least=found.least,
        groups=[_peers(one) for one in found.groups],
        asked=_peers(found.asked) if found.asked else None,
        is_merged=found.is_merged,
        own=fraction(found.own),
    )


def fraction(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _peers(one: GroupShown) -> PeersOut:
    return PeersOut(
        industry=one.industry,
        size=one.size,
        title=Said.from_orm(one.title),
        count=one.count,
        lowest_quarter=str(one.lowest_quarter),
        median=str(one.median),
        highest_quarter=str(one.highest_quarter),
    )
