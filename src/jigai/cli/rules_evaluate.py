"""jigai rules evaluate: a rule over a whole table, on any engine, with a receipt."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jigai.cli.rulebook import rule_set, text_of_edition
from jigai.cli.running import now, print_json, refusing
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.rulebook import EditionText
from jigai.exchange.engines.registry import ENGINES
from jigai.exchange.engines.spark import Spark
from jigai.exchange.engines.spark_table import evaluate_parquet
from jigai.exchange.evaluate_table import Evaluated, evaluate_table
from jigai.exchange.receipts import (
    Receipt,
    ResultDiffers,
    differences,
    read_receipt,
    receipt_of,
    write_receipt,
)

PARQUET = ".parquet"
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
MADE = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Where:
    """The engine, the address of its server or cluster, and the columns that lay out folders."""

    engine: str
    database: str
    master: str
    partition_by: tuple[str, ...]

    @property
    def address(self) -> str:
        return {"postgresql": self.database, "spark": self.master}.get(self.engine, "")


@click.command("evaluate")
@click.argument("words", nargs=-1, required=True, metavar="[RULE] SOURCE")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="CSV or Parquet to write, or a folder for Parquet parts. 结果文件",
)
@click.option(
    "--engine",
    type=click.Choice(tuple(ENGINES)),
    default="embedded",
    show_default=True,
    help="What computes; reference is the slow meaning itself. 引擎",
)
@click.option(
    "--database",
    default=lambda: os.environ.get("JIGAI_DATABASE_URL", ""),
    help="Server of the engine postgresql (default JIGAI_DATABASE_URL). 数据库地址",
)
@click.option("--master", default="", help="Cluster of the engine spark: spark://… 集群地址")
@click.option(
    "--partition-by", multiple=True, help="Of spark: column that lays the output in folders. 分区列"
)
@click.option("--receipt-out", type=MADE, help="Receipt of this run to write. 写出回执")
@click.option("--receipt", type=FILE, help="Run this receipt again and compare. 按回执重算")
@click.option("--on", "--as-of", "on", type=click.DateTime(["%Y-%m-%d"]), help="Day. 日期")
@click.option(
    "--known-on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day whose knowledge of the rules is asked (default today). 以哪天所知的规则为准",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@refusing
def evaluate_file(
    words: tuple[str, ...],
    output: Path | None,
    receipt_out: Path | None,
    receipt: Path | None,
    on: datetime | None,
    known_on: datetime | None,
    as_json: bool,
    **where: Any,
) -> None:
    """Apply RULE to each row of SOURCE: CSV, Parquet or a folder of parts. 批量计算

    Columns are facts by their names (`jigai rules show RULE`); empty cells are unknown. The result
    has subject_id, outcome, totals and points with their ranges, route and reasons, then whatever
    SOURCE has. With --receipt the rule comes from the receipt; the exit code is 1 where the result
    differs from it.
    """
    place = Where(**where)
    if receipt is not None:
        source = _words(words, 1)[0]
        _again(read_receipt(receipt), Path(source), output, place, as_json=as_json)
        return
    rule, source = _words(words, 2)
    if output is None:
        raise click.UsageError("-o / --output")
    known = known_on.date() if known_on else None
    found = rule_set(rule, on=on.date() if on else now().date(), known=known)
    done = _done(found, source, output, place)
    shown = _shown(found, done)
    if receipt_out is not None:
        made = _receipt(found, text_of_edition(found), done, Path(source), output)
        write_receipt(made, receipt_out)
        shown |= {"input_digest": made.input.digest, "output_digest": made.output.digest}
    if as_json:
        print_json(shown)
    else:
        counts = "，".join(f"{name} {count}" for name, count in sorted(done.outcomes.items()))
        click.echo(f"{done.rows} 行 / rows → {output}（{counts}）")


def _words(words: tuple[str, ...], count: int) -> tuple[str, ...]:
    if len(words) != count:
        raise click.UsageError("RULE SOURCE, --receipt FILE SOURCE")
    if "://" not in words[-1] and not Path(words[-1]).exists():
        raise click.UsageError(f"SOURCE {words[-1]}: 不存在 / does not exist")
    return words


def _done(found: RuleSet, source: str, output: Path, place: Where) -> Evaluated:
    with ENGINES[place.engine](place.address) as engine:
        if isinstance(engine, Spark) and _is_of_cluster(source, output):
            done = evaluate_parquet(
                engine, found, source, str(output), partition_by=place.partition_by
            )
        else:
            done = evaluate_table(found, Path(source), output, engine=engine)
    for warning in done.warnings:
        click.echo(f"{warning.zh} {warning.en}", err=True)
    return done


def _is_of_cluster(source: str, output: Path) -> bool:
    """Whether the workers themselves read and write: Parquet in, a folder of Parquet out."""
    path = Path(source)
    is_parquet = "://" in source or path.suffix.lower() == PARQUET
    return not output.suffix and (is_parquet or any(path.rglob(f"*{PARQUET}")))


def _again(
    first: Receipt, source: Path, output: Path | None, place: Where, *, as_json: bool
) -> None:
    """Run a receipt again and compare; what differs ends with 1.

    Raises:
        ResultDiffers: with all that differs.
    """
    found, rule = first.rule_set(), first.rule
    text = EditionText(rule.file, rule.text, rule.facts_file, rule.facts)
    with tempfile.TemporaryDirectory(prefix="jigai-receipt-") as folder:
        written = output or Path(folder, f"output{Path(first.output.name).suffix}")
        done = _done(found, str(source), written, place)
        again = _receipt(found, text, done, source, written)
    apart = differences(first, again)
    if as_json:
        print_json(_shown(found, done) | {"same": not apart, "differs": list(apart)})
        if apart:
            sys.exit(1)
        return
    if apart:
        raise ResultDiffers(what=sum(apart[1:], apart[0]))
    click.echo(f"与回执一致：{done.rows} 行。")
    click.echo(f"As the receipt says: {done.rows} rows.")


def _receipt(
    found: RuleSet, text: EditionText, done: Evaluated, source: Path, output: Path
) -> Receipt:
    return receipt_of(found, text, done, source=source, output=output, at=now())


def _shown(found: RuleSet, done: Evaluated) -> dict[str, Any]:
    return {
        "rule_set": found.id,
        "valid_from": found.valid_from,
        "rule_hash": found.digest,
        "engine": done.engine,
        "version": done.version,
        "rows": done.rows,
        "decided_by_reference": done.by_reference,
        "outcomes": done.outcomes,
    }
