"""jigai rules: the dated rule files, listed, proved, read out and applied."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from jigai.cli import rule_drafts, rule_previews
from jigai.cli.given_facts import given_facts
from jigai.cli.rulebook import rule_set, rule_sets
from jigai.cli.rules_evaluate import evaluate_file
from jigai.cli.running import now, print_json, refusing
from jigai.domain.refusal import Refusal
from jigai.domain.rules.describe import describe
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.explain import lines, paragraph, what_would_lift
from jigai.domain.rules.facts import FactDeclaration, FactType
from jigai.domain.rules.refusals import RuleFileRefused
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.rulebook import SHIPPED, faults_of_rulebook, read_rulebook
from jigai.domain.rules.verdict import verdict_to_json
from jigai.domain.sentence import Sentence


class RulebookUnsound(Refusal):
    code = "rules.rulebook_unsound"
    message = Sentence("规则文件共有 {count} 处错误。", "The rule files have {count} faults.")


AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
ON = click.option("--on", "--as-of", "on", type=click.DateTime(["%Y-%m-%d"]), help="Day. 日期")
KNOWN_ON = click.option(
    "--known-on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day whose knowledge of the rules is asked (default today). 以哪天所知的规则为准",
)


class Subcommands(click.Group):
    """The solver behind ``gap`` is loaded only when that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), "gap"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "gap":
            command: click.Command = import_module("jigai.cli.rules_gap").gap
            return command
        return super().get_command(ctx, cmd_name)


@click.group(cls=Subcommands)
def rules() -> None:
    """Dated rules: list, check, show, explain, evaluate, gap, draft, release. 规则"""


for command in (evaluate_file, *rule_previews.COMMANDS, *rule_drafts.COMMANDS):
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
    """Read and prove every rule file of FOLDER (default: those of the product). 检查

    Names every fault with file, line and column.
    """
    try:
        book = read_rulebook(folder or SHIPPED)
    except RuleFileRefused:
        _say_faults(folder or SHIPPED, as_json=as_json)
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


def _say_faults(folder: Path, *, as_json: bool) -> NoReturn:
    faults = faults_of_rulebook(folder)
    if as_json:
        print_json({"sound": False, "faults": [_fault(fault) for fault in faults]})
    for fault in () if as_json else faults:
        click.echo(str(fault), err=True)
        click.echo(f"{fault.said.en} {fault.advice.en} [{fault.code}]", err=True)
    raise RulebookUnsound(count=len(faults)) from None


def _fault(fault: RuleFileRefused) -> dict[str, Any]:
    said = {"zh": fault.said.zh, "en": fault.said.en}
    file = fault.places["file"]
    return {"file": file, "line": fault.line, "column": fault.column, "code": fault.code, **said}


@rules.command()
@click.argument("rule")
@ON
@KNOWN_ON
@AS_JSON
@refusing
def show(rule: str, on: datetime | None, known_on: datetime | None, as_json: bool) -> None:
    """RULE in words, each part with its source. 读出"""
    found = rule_set(rule, on=_day(on), known=known_on.date() if known_on else None)
    parts = describe(found)
    facts = [found.facts[name] for name in found.fact_names()]
    if as_json:
        shown = [_declared(fact) for fact in facts]
        print_json(_edition(found) | {"parts": [asdict(p) for p in parts], "facts": shown})
        return
    click.echo(f"{found.title.zh}（{found.valid_from} 起）/ {found.title.en}")
    for fact in facts:
        period = Sentence("（{0}）", " ({0})") if fact.period.zh else Sentence("", "")
        zh, en = period.zh.format(fact.period.zh), period.en.format(fact.period.en)
        click.echo(f"{fact.name}\t{_kind(fact)}\t{fact.label.zh}{zh} / {fact.label.en}{en}")
    for part in parts:
        click.echo(f"[{part.kind}] {part.label.zh}：{part.text.zh}")
        click.echo(f"    {part.label.en}: {part.text.en}")


@rules.command()
@click.argument("rule")
@click.argument("facts", nargs=-1)
@ON
@KNOWN_ON
@AS_JSON
@refusing
def explain(
    rule: str,
    facts: tuple[str, ...],
    on: datetime | None,
    known_on: datetime | None,
    as_json: bool,
) -> None:
    """What RULE says of one subject, given as NAME=VALUE. 说明一个对象"""
    found = rule_set(rule, on=_day(on), known=known_on.date() if known_on else None)
    known = given_facts(facts, declared=found.facts)
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


def _day(on: datetime | None) -> date:
    return on.date() if on else now().date()


def _kind(fact: FactDeclaration) -> str:
    """What a column of this fact holds: a unit, true/false, or the names of a choice."""
    if fact.type is FactType.CHOICE:
        return "|".join(name for name, _ in fact.choices)
    return "true/false" if fact.type is FactType.FLAG else fact.unit


def _declared(fact: FactDeclaration) -> dict[str, Any]:
    return {
        "name": fact.name,
        "type": fact.type.value,
        "unit": fact.unit,
        "choices": [name for name, _ in fact.choices],
        "period": fact.period,
        "label": fact.label,
        "source": fact.source,
    }


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
