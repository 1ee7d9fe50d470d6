"""jigai ladder: facts, scores, board and tasks of the cultivation ladder."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.as_of import as_of as reading_as_of
from jigai.apps.audit.as_of import change_set_on
from jigai.apps.cultivation.queries.funnel import Grouping, funnel
from jigai.apps.cultivation.queries.standings import standing_rows
from jigai.apps.registry.queries.access import enterprise_named
from jigai.apps.registry.queries.enterprises import every_visible
from jigai.cli.acting import AS, AS_JSON, acting
from jigai.cli.ladder_facts import facts, record, sheet
from jigai.cli.ladder_tasks import coach, finish, raise_due, revoke, tasks
from jigai.cli.printing import print_rows
from jigai.cli.running import now, print_json, refusing
from jigai.flows.explain_ladder import LadderCard, ladder_card
from jigai.flows.find_policies import find_policies
from jigai.flows.print_ladder import print_ladder
from jigai.flows.score_enterprise import score_enterprises

DAY = click.DateTime(["%Y-%m-%d"])
ON = click.option("--on", "--as-of", "on", type=DAY, help="Day (default: today). 日期")
YEAR = click.option("--year", type=int, help="Fiscal year of the figures. 会计年度")
OUT = click.Path(dir_okay=False, path_type=Path)
LANGUAGE = click.option("--language", type=click.Choice(["zh", "en"]), default="zh")


@click.group()
def ladder() -> None:
    """The cultivation ladder: facts, scores, board, tasks. 培育梯级"""


for command in (facts, record, sheet, tasks, raise_due, finish, coach, revoke):
    ladder.add_command(command)


@ladder.command()
@click.argument("enterprise", required=False)
@ON
@YEAR
@AS
@AS_JSON
@refusing
def score(
    enterprise: str | None, on: datetime | None, year: int | None, username: str, as_json: bool
) -> None:
    """Every rung of ENTERPRISE (credit code or number), or of all that are seen. 自评

    A self-assessment, not a recognition; what is missing is named, never guessed.
    """
    viewer, day = acting(username).viewer, _day(on)
    keys = _chosen(viewer, enterprise)
    scored = score_enterprises(enterprise_ids=keys, on=day, year=year)
    cards = [ladder_card(one) for one in scored]
    if as_json:
        print_json({"on": day, "rungs": _summary(cards), "enterprises": [asdict(c) for c in cards]})
        return
    for card in cards:
        _print_card(card, is_whole=enterprise is not None)
    for rule, counts in _summary(cards).items():
        click.echo(f"{rule}\t" + "\t".join(f"{name} {n}" for name, n in counts.items()))


@ladder.command()
@click.argument("enterprise")
@click.option("-o", "--output", type=OUT, required=True, help="PDF to write. 输出文件")
@ON
@YEAR
@LANGUAGE
@AS
@refusing
def paper(
    enterprise: str,
    output: Path,
    on: datetime | None,
    year: int | None,
    language: Any,
    username: str,
) -> None:
    """The self-assessment of ENTERPRISE as PDF. 打印自评表"""
    found = enterprise_named(acting(username).viewer, enterprise)
    [scored] = score_enterprises(enterprise_ids=[found.pk], on=_day(on), year=year)
    output.write_bytes(print_ladder(ladder_card(scored), language=language))
    click.echo(f"{output}")


@ladder.command()
@click.argument("enterprise")
@ON
@AS
@AS_JSON
@refusing
def policies(enterprise: str, on: datetime | None, username: str, as_json: bool) -> None:
    """Which support ENTERPRISE qualifies for, and what it is short of. 政策匹配"""
    found = enterprise_named(acting(username).viewer, enterprise)
    cards = find_policies(enterprise=found, on=_day(on))
    if as_json:
        print_json({"policies": [asdict(card) for card in cards]})
        return
    for card in cards:
        until = f"{card.valid_from} — {card.valid_to or '…'}"
        click.echo(f"{card.policy}\t{card.answer}\t{card.title.zh} / {card.title.en}\t{until}")
        for item in (*card.short, *card.open):
            click.echo(f"    [{item.answer}] {item.label.zh} / {item.label.en}")


@ladder.command()
@ON
@click.option("--rung", default="", help="Only those on this rung, such as cn.hnte. 梯级")
@AS
@AS_JSON
@refusing
def board(on: datetime | None, rung: str, username: str, as_json: bool) -> None:
    """Who stands on which rung, since when, until when. 梯级榜"""
    viewer, day = acting(username).viewer, _day(on)
    with reading_as_of(change_set_on(on.date() if on else None)):
        rows = standing_rows(viewer, on=day, rung=rung)
    if as_json:
        print_rows("standings", rows, as_json=True)
        return
    for row in rows:
        held = f"{row.rung_title.zh} / {row.rung_title.en}"
        click.echo(
            f"{row.enterprise_id}\t{row.enterprise}\t{held}\t{row.since or '—'}\t{row.until or '—'}"
        )


@ladder.command("funnel")
@ON
@click.option("--by", type=click.Choice([one.value for one in Grouping]), default="direction")
@AS
@AS_JSON
@refusing
def funnel_(on: datetime | None, by: str, username: str, as_json: bool) -> None:
    """How many stand on each rung, by industry or township; small groups withheld. 漏斗"""
    acted = acting(username)
    found = funnel(acted.viewer, on=_day(on), by=Grouping(by))
    if as_json:
        print_json(asdict(found))
        return
    for cell in found.whole:
        click.echo(f"{cell.title.zh} / {cell.title.en}\t{cell.count}")
    for group in found.groups:
        told = "—" if group.total is None else " ".join(str(c.count) for c in group.cells)
        click.echo(f"{group.name.zh} / {group.name.en}\t{told}")


def _chosen(viewer: Viewer, named: str | None) -> list[int]:
    if named:
        return [enterprise_named(viewer, named).pk]
    return [one.id for one in every_visible(viewer)]


def _day(on: datetime | None) -> date:
    return on.date() if on else now().date()


def _summary(cards: list[LadderCard]) -> dict[str, Counter[str]]:
    """Rule set → how many are met, not met, unknown or for review."""
    found: dict[str, Counter[str]] = {}
    for card in cards:
        for rung in card.rungs:
            found.setdefault(rung.rule_set, Counter())[rung.answer] += 1
    return found


def _print_card(card: LadderCard, *, is_whole: bool) -> None:
    click.echo(f"{card.enterprise}（{card.credit_code}） {card.year} — {card.note.zh}")
    for rung in card.rungs:
        total = rung.total_low
        if rung.total_low != rung.total_high:
            total = f"{rung.total_low}—{rung.total_high}"
        mark = " !" if rung.is_past_review else ""
        missing = " ".join(fact.name for fact in rung.missing)
        click.echo(f"  {rung.rule_set}\t{rung.answer}{mark}\t{total}\t{missing}".rstrip())
        if is_whole:
            click.echo(f"    {rung.paragraph.zh}\n    {rung.paragraph.en}")
            for line in rung.lines:
                points = f" {line.points_low}/{line.weight}" if line.weight else ""
                click.echo(f"    [{line.answer or '+'}]{points} {line.rule.zh}：{line.value.zh}")
