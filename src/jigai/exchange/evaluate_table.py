"""A rule set over a table in files: from the file of facts to the file of results, in parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jigai.domain.refusal import Refusal
from jigai.domain.rules.refusals import nearest
from jigai.domain.sentence import Sentence
from jigai.exchange.evaluated_table import Evaluation, laid_out, result_names
from jigai.exchange.fact_files import opened, writing

if TYPE_CHECKING:
    from jigai.domain.rules.rule_set import RuleSet
    from jigai.exchange.engines.engine import Engine

NEAR = Sentence(
    "列“{column}”不是指标，原样带过。{near}",
    "Column {column} is no fact and is carried through. {near}",
)
NO_FACT = Sentence(
    "表中没有一列是本规则的指标；结果都按资料不足计算。",
    "No column of the table is a fact of this rule; every fact counts as unknown.",
)


class ResultColumnTaken(Refusal):
    code = "facts.result_column_taken"
    message = Sentence(
        "表中已有结果列“{column}”。", "The table already has a result column “{column}”."
    )
    remedy = Sentence("请先删去旧结果列。", "Remove the old result columns first.")


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What was done: ``by_reference`` rows were decided by ``evaluate`` one by one."""

    rows: int
    by_reference: int
    outcomes: dict[str, int]
    engine: str
    version: str
    warnings: tuple[Sentence, ...]


def evaluate_table(rule_set: RuleSet, source: Path, output: Path, *, engine: Engine) -> Evaluated:
    """Every row of a table with its results; memory does not grow with the table.

    Args:
        rule_set: the edition in force.
        source: CSV, Parquet, or a folder of parts; columns that name no fact are carried through.
        output: CSV, Parquet, or a folder for Parquet parts.
        engine: what computes the columns.

    Raises:
        TableUnreadable, TableKindUnknown, ColumnTwice, ResultColumnTaken, FactUnreadable: as named;
            nothing is written then.
    """
    evaluation = Evaluation(rule_set, engine)
    with opened(source) as file, writing(output) as writer:
        check_results(file.columns, rule_set)
        for cells in file.parts():
            results = evaluation.results(cells, first_row=file.first_row + evaluation.rows)
            writer.write(laid_out(cells, results, rule_set))
    return Evaluated(
        evaluation.rows,
        evaluation.by_reference,
        evaluation.outcomes,
        engine.name,
        engine.version,
        tuple(warnings_on(file.columns, rule_set)),
    )


def warnings_on(names: Sequence[str], rule_set: RuleSet) -> Iterator[Sentence]:
    """Columns whose name is nearly that of a fact, and a table without any fact."""
    facts = rule_set.fact_names()
    if not set(names) & set(facts):
        yield NO_FACT
    for name in names:
        near = nearest(name, [fact for fact in facts if fact not in names])
        if name not in rule_set.facts and near.zh:
            yield NEAR.format(column=name, near=near)


def check_results(names: Sequence[str], rule_set: RuleSet) -> None:
    """Raises ``ResultColumnTaken`` where a table has a column of that name already."""
    for name in result_names(rule_set):
        if name in names:
            raise ResultColumnTaken(column=name)
