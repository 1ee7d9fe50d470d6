"""jigai platform facts | record | score | settle | scores | objections | object | rule | paper."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.platforms.actions.object_to_score import object_to_score
from jigai.apps.platforms.actions.record_platform_facts import record_platform_facts
from jigai.apps.platforms.actions.record_scores import settle_scores
from jigai.apps.platforms.actions.rule_on_score import ScoreRuling
from jigai.apps.platforms.facts import SUBJECT
from jigai.apps.platforms.queries.access import (
    platform_named,
    require_host,
    score_for,
    score_objection_for,
)
from jigai.apps.platforms.queries.scores import objection_rows, score_rows
from jigai.apps.scoring.fact_keeping import FactEntry
from jigai.cli.acting import AS, AS_JSON, REASON, WHY, Acting, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import now, print_json, refusing
from jigai.domain.rules.rulebook import shipped
from jigai.domain.scorecards.fact_values import Basis
from jigai.flows.collect_platform_facts import collect_platform_facts
from jigai.flows.print_platform import print_platform
from jigai.flows.score_platforms import kept_card, score_platforms
from jigai.flows.settle_score_objection import settle_score_objection

OUT = click.Path(dir_okay=False, path_type=Path)
YEAR = click.option("--year", type=int, required=True, help="Year assessed. 评价年度")


@click.command()
@click.argument("name", required=False)
@click.option("--year", type=int, help="Year assessed (default: this). 评价年度")
@AS
@AS_JSON
@refusing
def facts(name: str | None, year: int | None, username: str, as_json: bool) -> None:
    """The declared facts; with NAME those known of it, each with its source. 平台事实"""
    if name is None:
        print_rows("facts", shipped().facts[SUBJECT].values(), as_json=as_json)
        return
    found = platform_named(acting(username).viewer, name)
    on = now().date()
    known = collect_platform_facts(platform_ids=[found.pk], year=year or on.year, on=on)[found.pk]
    rows = [
        {"name": key, "value": str(fact.value), "source": fact.source, "as_of": fact.as_of}
        for key, fact in known.items()
    ]
    print_rows("facts", rows, as_json=as_json)


@click.command()
@click.argument("name")
@click.argument("values", nargs=-1, required=True)
@YEAR
@click.option("--source", default="", help="The paper. 依据材料")
@click.option("--verified", is_flag=True, help="Checked against the paper. 经核实")
@REASON
@AS
@AS_JSON
@refusing
def record(
    name: str,
    values: tuple[str, ...],
    year: int,
    source: str,
    verified: bool,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Keep facts of NAME, given as FACT=VALUE; FACT= takes one away. 登记平台事实"""
    acted = acting(username)
    found = platform_named(acted.viewer, name)
    basis = Basis.VERIFIED if verified else Basis.REPORTED
    change = acted.change(Deed.REVIEW if verified else Deed.REPORT, reason or "登记平台事实")
    if not verified:
        _check_host(acted, found)
    changed = record_platform_facts(
        platform=found,
        year=year,
        basis=basis,
        entries={key: FactEntry(value, source) for key, value in map(_pair, values)},
        change=change,
    )
    print_fields({"platform": found.pk, "changed": list(changed)}, as_json=as_json)


@click.command()
@YEAR
@REASON
@AS
@AS_JSON
@refusing
def score(year: int, reason: str, username: str, as_json: bool) -> None:
    """Compute the provisional cards of a year; the objection window begins. 计算年度评价"""
    change = acting(username).change(Deed.COMPUTE, reason or f"计算{year}年度评价")
    made = score_platforms(year=year, on=now().date(), change=change)
    print_fields({"year": year, "count": len(made)}, as_json=as_json)


@click.command()
@YEAR
@REASON
@AS
@AS_JSON
@refusing
def settle(year: int, reason: str, username: str, as_json: bool) -> None:
    """Make the cards of a year final, after window and rulings. 确定年度评价"""
    change = acting(username).change(Deed.PUBLISH, reason or f"确定{year}年度评价")
    count = settle_scores(year=year, on=now().date(), change=change)
    print_fields({"year": year, "count": count}, as_json=as_json)


@click.command()
@click.argument("card", type=int, required=False)
@click.option("--year", type=int, help="Only this year. 年度")
@AS
@AS_JSON
@refusing
def scores(card: int | None, year: int | None, username: str, as_json: bool) -> None:
    """The cards; with CARD (its number) every line of one, explained. 年度评价"""
    viewer = acting(username).viewer
    if card is None:
        print_rows("scores", score_rows(viewer, year=year), as_json=as_json)
        return
    found = kept_card(score_for(viewer, card))
    if as_json:
        print_json(asdict(found))
        return
    click.echo(f"{found.rule_title.zh}：{found.paragraph.zh}\n{found.paragraph.en}")
    for line in found.lines:
        points = f" {line.points_low}/{line.weight}" if line.weight else ""
        click.echo(f"  [{line.answer or '+'}]{points} {line.rule.zh}：{line.value.zh}")


@click.command()
@click.option("--open", "is_open", is_flag=True, help="Only those without a ruling. 待裁定")
@AS
@AS_JSON
@refusing
def objections(is_open: bool, username: str, as_json: bool) -> None:
    """Objections to cards. 异议登记"""
    rows = objection_rows(acting(username).viewer, is_open=is_open)
    print_rows("objections", rows, as_json=as_json)


@click.command("object")
@click.argument("card", type=int)
@WHY
@AS
@AS_JSON
@refusing
def object_(card: int, reason: str, username: str, as_json: bool) -> None:
    """Object to CARD within the window; the reason is the text. 提出异议"""
    acted = acting(username)
    found = score_for(acted.viewer, card)
    change = acted.change(Deed.REPORT, reason)
    _check_host(acted, found.platform)
    made = object_to_score(score=found, change=change)
    print_fields({"objection": made.pk}, as_json=as_json)


@click.command()
@click.argument("objection", type=int)
@click.argument("ruling", type=click.Choice([one.value for one in ScoreRuling]))
@WHY
@AS
@AS_JSON
@refusing
def rule(objection: int, ruling: str, reason: str, username: str, as_json: bool) -> None:
    """Rule on OBJECTION; upheld, the card is computed anew. 裁定异议"""
    acted = acting(username)
    found = score_objection_for(acted.viewer, objection)
    change = acted.change(Deed.RULE, reason)
    settle_score_objection(objection=found, ruling=ScoreRuling(ruling), change=change)
    print_fields({"objection": objection, "ruling": ruling}, as_json=as_json)


@click.command()
@click.argument("name")
@click.option("-o", "--output", type=OUT, required=True, help="PDF to write. 输出文件")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh")
@AS
@refusing
def paper(name: str, output: Path, language: Any, username: str) -> None:
    """NAME on one page, as PDF. 打印一页表"""
    viewer = acting(username).viewer
    found = platform_named(viewer, name)
    output.write_bytes(print_platform(viewer, found, on=now().date(), language=language))
    click.echo(f"{output}")


def _check_host(acted: Acting, platform: Any) -> None:
    if not acted.is_machine:
        require_host(acted.viewer, platform)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.UsageError(f"{text}: FACT=VALUE")
    return name, value
