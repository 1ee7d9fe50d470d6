"""jigai rules: the dated rule files, listed, proved, read out and applied."""

from __future__ import annotations

import io
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from jigai.cli import rule_drafts, rule_previews
from jigai.cli.rulebook import rule_set, rule_sets
from jigai.cli.running import now, print_json, refusing
from jigai.domain.rules.describe import describe
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.explain import lines, paragraph, what_would_lift
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.rulebook import SHIPPED, read_rulebook
from jigai.domain.rules.verdict import verdict_to_json
from jigai.exchange.fact_table import read_facts_table, write_verdicts

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
ON = click.option("--on", "--as-of", "on", type=click.DateTime(["%Y-%m-%d"]), help="Day. 日期")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)


@click.group()
def rules() -> None:
    """Dated rules: list, check, show, explain, evaluate, draft, release. 规则"""


for command in (*rule_previews.COMMANDS, *rule_drafts.COMMANDS):
    rules.add_command(command)


@rules.command("list")
@AS_JSON
@refusing
def list_(as_json: bool) -> None:
    """Every edition of every rule set. 列出"""
    rows = [_edition(one) for one in rule_sets()]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['id']}\t{row['valid_from']}\t{row['title'].zh} / {row['title'].en}")


@rules.command()
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False
)
@AS_JSON
@refusing
def check(folder: Path | None, as_json: bool) -> None:
    """Read and prove every rule file of FOLDER (default: those of the product). 检查"""
    book = read_rulebook(folder or SHIPPED)
    shown = {
        "sound": True,
        "editions": len(book.editions),
        "cases": sum(len(edition.cases) for edition in book.editions),
        "facts": sum(len(facts) for facts in book.facts.values()),
    }
    if as_json:
        print_json(shown)
    else:
        click.echo(f"规则 {shown['editions']} 版，边界用例 {shown['cases']} 个，全部通过。")
        click.echo(f"{shown['editions']} editions, {shown['cases']} boundary cases, all pass.")


@rules.command()
@click.argument("rule")
@ON
@AS_JSON
@refusing
def show(rule: str, on: datetime | None, as_json: bool) -> None:
    """RULE in words, each part with its source. 读出"""
    found = rule_set(rule, on=_day(on))
    parts = describe(found)
    if as_json:
        print_json(_edition(found) | {"parts": [asdict(part) for part in parts]})
        return
    click.echo(f"{found.title.zh}（{found.valid_from} 起）/ {found.title.en}")
    for part in parts:
        click.echo(f"[{part.kind}] {part.label.zh}：{part.text.zh}")
        click.echo(f"    {part.label.en}: {part.text.en}")


@rules.command()
@click.argument("rule")
@click.argument("facts", nargs=-1)
@ON
@AS_JSON
@refusing
def explain(rule: str, facts: tuple[str, ...], on: datetime | None, as_json: bool) -> None:
    """What RULE says of one subject, given as NAME=VALUE. 说明一个对象"""
    found = rule_set(rule, on=_day(on))
    names, values = zip(*(_pair(text) for text in facts), strict=True) if facts else ((), ())
    table = io.StringIO(",".join(names) + "\n" + ",".join(values) + "\n")
    known = next(iter(read_facts_table(table, declared=found.facts))).facts if facts else {}
    verdict = evaluate(found, known)
    lifts = what_would_lift(found, known)
    if as_json:
        said = paragraph(verdict, found, lifts)
        print_json(verdict_to_json(verdict) | {"paragraph": said})
        return
    click.echo(paragraph(verdict, found, lifts).zh)
    click.echo(paragraph(verdict, found, lifts).en)
    for line in lines(verdict):
        click.echo(f"  {line.text.zh} / {line.text.en}")


@rules.command("evaluate")
@click.argument("rule")
@click.argument("source", type=FILE)
@click.option("-o", "--output", type=OUT, required=True, help="CSV to write. 结果文件")
@ON
@AS_JSON
@refusing
def evaluate_file(
    rule: str, source: Path, output: Path, on: datetime | None, as_json: bool
) -> None:
    """Apply RULE to each row of the CSV SOURCE; empty cells are unknown. 批量计算"""
    found = rule_set(rule, on=_day(on))
    with source.open(encoding="utf-8-sig", newline="") as read, _writing(output) as written:
        rows = read_facts_table(read, declared=found.facts)
        count = write_verdicts(written, ((row, evaluate(found, row.facts)) for row in rows))
    shown = {"rule_set": found.id, "rule_hash": found.digest, "rows": count}
    if as_json:
        print_json(shown)
    else:
        click.echo(f"{count} 行 / rows → {output}")


def _writing(output: Path) -> Any:
    return output.open("w", encoding="utf-8", newline="")


def _day(on: datetime | None) -> date:
    return on.date() if on else now().date()


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.UsageError(f"{text}: NAME=VALUE")
    return name, value


def _edition(found: RuleSet) -> dict[str, Any]:
    return {
        "id": found.id,
        "title": found.title,
        "valid_from": found.valid_from,
        "valid_to": found.valid_to,
        "review_by": found.review_by,
        "digest": found.digest,
        "document": found.source.document,
        "article": found.source.article,
    }
