"""jigai portfolio: which reserve projects to support: propose, read, check, decide."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.supply.actions.decide_portfolio import decide_portfolio
from jigai.apps.supply.actions.draw_portfolio import draw_portfolio
from jigai.apps.supply.frozen import RulesUnreadable, rules_as_json, rules_from_json
from jigai.apps.supply.queries.portfolios import (
    is_reproduced,
    portfolio_card,
    portfolio_for,
    portfolio_rows,
)
from jigai.cli.acting import AS, AS_JSON, WHY, acting
from jigai.cli.printing import print_rows
from jigai.cli.running import print_json, refusing
from jigai.domain.portfolio.rules import Grant, GrantBase, PointsFormula, PortfolioRules
from jigai.flows.export_chain import export_portfolio

OUT = click.Path(dir_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
EXAMPLE = PortfolioRules(
    budget_fen=1_000_000_000,
    grant=Grant(GrantBase.EQUIPMENT, 800, 150_000_000),
    points=PointsFormula(basic=20, per_million=1, by_direction={"new-energy": 5}),
    stages=frozenset({"reserve", "filed", "procedures"}),
    least_by_direction={"new-energy": 1},
)


@click.group()
def portfolio() -> None:
    """Which reserve projects to support: propose and decide. 支持方案"""


@portfolio.command("rules")
def rules() -> None:
    """Print an example of the rules file (JSON; money in fen, shares in 1/10,000). 规则样例"""
    click.echo(json.dumps(rules_as_json(EXAMPLE), ensure_ascii=False, indent=2))


@portfolio.command("draw")
@click.argument("rules_file", type=FILE)
@click.option("--title", required=True, help="Name of the proposal. 名称")
@WHY
@AS
@AS_JSON
@refusing
def draw(rules_file: Path, title: str, reason: str, username: str, as_json: bool) -> None:
    """Work out and freeze a proposal by the rules in RULES_FILE. 测算"""
    acted = acting(username)
    change = acted.change(Deed.ALLOT, reason)
    try:
        given = json.loads(rules_file.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as fault:
        raise RulesUnreadable(fault=fault) from None
    made = draw_portfolio(title=title, rules=rules_from_json(given), change=change)
    _print(portfolio_for(acted.viewer, made.pk).pk, username, as_json=as_json)


@portfolio.command("list")
@AS
@AS_JSON
@refusing
def list_(username: str, as_json: bool) -> None:
    """All proposals, newest first. 列表"""
    print_rows("portfolios", portfolio_rows(acting(username).viewer), as_json=as_json)


@portfolio.command("show")
@click.argument("number", type=int)
@click.option("-o", "--output", type=OUT, help="Workbook to write. 输出文件")
@AS
@AS_JSON
@refusing
def show(number: int, output: Path | None, username: str, as_json: bool) -> None:
    """One proposal: each project in or out with its reason. 查看"""
    if output is not None:
        found = portfolio_for(acting(username).viewer, number)
        output.write_bytes(export_portfolio(portfolio_card(found)))
        click.echo(f"{output}")
        return
    _print(number, username, as_json=as_json)


@portfolio.command("check")
@click.argument("number", type=int)
@AS
@AS_JSON
@refusing
def check(number: int, username: str, as_json: bool) -> None:
    """Whether the frozen content is intact and comes out again when worked out anew. 复核"""
    found = portfolio_for(acting(username).viewer, number)
    told = {"is_intact": portfolio_card(found).is_intact, "is_reproduced": is_reproduced(found)}
    if as_json:
        print_json(told)
    else:
        click.echo("\t".join(f"{name}: {value}" for name, value in told.items()))
    if not all(told.values()):
        raise SystemExit(1)


@portfolio.command("decide")
@click.argument("number", type=int)
@click.option("--chosen", required=True, help="Numbers of the projects, by commas. 支持的项目编号")
@click.option("--basis", required=True, help="Meeting or document. 会议或文件")
@click.option("--grounds", default="", help="Why it differs from the proposal. 与方案不同的理由")
@WHY
@AS
@refusing
def decide(number: int, chosen: str, basis: str, grounds: str, reason: str, username: str) -> None:
    """Keep what people decided on proposal NUMBER; once. 登记决定"""
    words = [word.strip() for word in chosen.split(",") if word.strip()]
    if not all(word.isdecimal() for word in words):
        raise click.BadParameter("numbers separated by commas", param_hint="--chosen")
    acted = acting(username)
    change = acted.change(Deed.ALLOT, reason)
    decide_portfolio(
        portfolio=portfolio_for(acted.viewer, number),
        chosen=list(map(int, words)),
        basis=basis,
        grounds=grounds,
        change=change,
    )
    _print(number, username, as_json=False)


def _print(number: int, username: str, *, as_json: bool) -> None:
    card = portfolio_card(portfolio_for(acting(username).viewer, number))
    if as_json:
        rules = rules_as_json(card.rules)
        print_json({**asdict(card), "rules": rules})
        return
    click.echo(f"{card.id}\t{card.title}\t{card.points}\t{card.grant_fen / 100:.2f}\t{card.digest}")
    for line in card.lines:
        mark = "+" if line.is_in else "-"
        decided = "" if line.is_decided is None else ("✓" if line.is_decided else "✗")
        click.echo(f"{mark}{decided}\t{line.id}\t{line.name}\t{line.reason.zh} / {line.reason.en}")
