"""jigai diagnosis: banks, scores, gaps and peers."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.diagnosis.actions.finish_side import assess, hand_in
from jigai.apps.diagnosis.actions.save_answers import AnswerEntry, save_answers
from jigai.apps.diagnosis.actions.set_peer_minimum import set_peer_minimum
from jigai.apps.diagnosis.actions.start_diagnosis import start_diagnosis
from jigai.apps.diagnosis.queries.access import diagnosis_for
from jigai.apps.diagnosis.queries.cards import SideView, bank_view, diagnosis_card
from jigai.apps.diagnosis.queries.diagnosis_list import diagnoses
from jigai.apps.diagnosis.queries.figures import rate_rows
from jigai.apps.diagnosis.queries.gaps import gaps
from jigai.apps.diagnosis.queries.peers import benchmark as peers_of
from jigai.apps.registry.queries.access import enterprise_named
from jigai.cli.acting import AS, AS_JSON, WHY, acting
from jigai.cli.diagnosis_lists import figure, lists, rates, sheet
from jigai.cli.printing import print_rows
from jigai.cli.running import now, print_json, refusing
from jigai.domain.maturity.banks import bank_named, banks_in_force
from jigai.domain.maturity.read_answers import answers_of_file
from jigai.domain.maturity.states import Side
from jigai.flows.print_diagnosis import print_diagnosis

SIDE = click.option(
    "--side", type=click.Choice([one.value for one in Side]), default="own", help="哪一方"
)
BANK = click.option("--bank", required=True, help="Edition, such as digital_level/2024-09-01. 题库")
OUT = click.Path(dir_okay=False, path_type=Path)
IN = click.Path(exists=True, dir_okay=False, path_type=Path)
DEEDS = {Side.OWN: Deed.REPORT, Side.ASSESSOR: Deed.REVIEW}


@click.group()
def diagnosis() -> None:
    """Diagnosis: banks, lists and rates, scores, gaps, peers. 企业诊断"""


for command in (lists, rates, figure, sheet):
    diagnosis.add_command(command)


@diagnosis.command()
@AS_JSON
@refusing
def banks(*, as_json: bool) -> None:
    """The editions that may be answered today, official ones first. 题库"""
    found = [bank_view(bank) for bank in banks_in_force(on=now().date())]
    if as_json:
        print_json({"banks": [asdict(one) for one in found]})
        return
    for one in found:
        click.echo(f"{one.id}/{one.valid_from}\t{one.standing}\t{one.title.zh} / {one.title.en}")
        for caveat in one.caveats:
            click.echo(f"    ! {caveat.zh} / {caveat.en}")


@diagnosis.command()
@BANK
@refusing
def questions(bank: str) -> None:
    """The questions of an edition with the names of their options. 题目"""
    for one in bank_named(bank)[0].questions:
        star = " ★" if one.is_core else ""
        options = " ".join(option.name for option in one.options)
        click.echo(
            f"{one.name}\t{one.kind.value}\t{one.label.zh}{star} / {one.label.en}\t{options}"
        )


@diagnosis.command("list")
@AS
@AS_JSON
@refusing
def list_(username: str, *, as_json: bool) -> None:
    """The diagnoses, the latest first. 诊断列表"""
    print_rows("diagnoses", diagnoses(acting(username).viewer), as_json=as_json)


@diagnosis.command()
@click.argument("enterprise")
@BANK
@click.option("--note", default="", help="备注")
@WHY
@AS
@refusing
def start(enterprise: str, bank: str, note: str, reason: str, username: str) -> None:
    """Begin a diagnosis of ENTERPRISE (credit code or number). 开始诊断"""
    acted = acting(username)
    change = acted.change(Deed.REPORT, reason)
    found = enterprise_named(acted.viewer, enterprise)
    made = start_diagnosis(enterprise=found, bank=bank, on=now().date(), note=note, change=change)
    click.echo(str(made.pk))


@diagnosis.command()
@click.argument("number", type=int)
@click.argument("file", type=IN)
@SIDE
@WHY
@AS
@refusing
def answer(number: int, file: Path, side: str, reason: str, username: str) -> None:
    """Answers of diagnosis NUMBER from FILE (TOML or JSON: question = "answer"). 填写答案"""
    acted, whose = acting(username), Side(side)
    change = acted.change(DEEDS[whose], reason)
    given = answers_of_file(file.read_text(encoding="utf-8"), name=file.name)
    changed = save_answers(
        diagnosis=diagnosis_for(acted.viewer, number),
        side=whose,
        entries={name: AnswerEntry(value) for name, value in given.items()},
        change=change,
    )
    click.echo("\n".join(changed))


@diagnosis.command()
@click.argument("number", type=int)
@SIDE
@WHY
@AS
@refusing
def finish(number: int, side: str, reason: str, username: str) -> None:
    """Hand diagnosis NUMBER in, or complete its assessment (--side assessor). 交卷或完成评估"""
    acted, whose = acting(username), Side(side)
    change = acted.change(DEEDS[whose], reason)
    found = diagnosis_for(acted.viewer, number)
    deed = hand_in if whose is Side.OWN else assess
    deed(diagnosis=found, on=now().date(), change=change)
    click.echo(found.state)


@diagnosis.command()
@click.argument("number", type=int)
@AS
@AS_JSON
@refusing
def score(number: int, username: str, *, as_json: bool) -> None:
    """Level of diagnosis NUMBER with its reasons, both sides; by its own edition. 得分与等级

    A self-assessment, not the official result; missing answers make ranges.
    """
    card = diagnosis_card(diagnosis_for(acting(username).viewer, number))
    if as_json:
        print_json(asdict(card))
        return
    bank = card.bank
    click.echo(f"{card.enterprise}\t{bank.id}/{bank.valid_from}\t{card.note.zh} / {card.note.en}")
    for side in (card.own, card.assessed):
        if side is not None:
            _print_side(side)
    for one in card.disagreements:
        click.echo(f"  ≠ {one.question}\t{one.own.zh}\t{one.assessed.zh}")


@diagnosis.command("gap")
@click.argument("enterprise", required=False)
@click.option("--state", type=click.Choice(["open", "closed", "dropped"]), help="状态")
@AS
@AS_JSON
@refusing
def gap_(enterprise: str | None, state: str | None, username: str, *, as_json: bool) -> None:
    """The gaps of ENTERPRISE, or of all that are seen. 差距清单"""
    viewer = acting(username).viewer
    pk = enterprise_named(viewer, enterprise).pk if enterprise else None
    rows = gaps(viewer, enterprise_id=pk, state=state or "")
    if as_json:
        print_rows("gaps", rows, as_json=True)
        return
    for row in rows:
        click.echo(f"{row.id}\t{row.enterprise}\t{row.state}\t{row.what.zh}\t→ {row.target.zh}")


@diagnosis.command()
@BANK
@click.option("--metric", default="score", help="score, scenes.<group> or a rate. 项目")
@click.option("--industry", default="", help="Code of a direction. 产业方向")
@click.option("--size", default="", help="large, medium, small or micro. 规模")
@click.option("--enterprise", default="", help="Whose group. 企业")
@AS
@AS_JSON
@refusing
def benchmark(
    bank: str,
    metric: str,
    industry: str,
    size: str,
    enterprise: str,
    username: str,
    *,
    as_json: bool,
) -> None:
    """Quartiles by industry and size; small groups are merged or left out. 同行对标"""
    viewer = acting(username).viewer
    found = peers_of(
        bank_named(bank)[0],
        metric=metric,
        on=now().date(),
        enterprise=enterprise_named(viewer, enterprise) if enterprise else None,
        industry=industry,
        size=size,
    )
    if as_json:
        print_json(json.loads(json.dumps(asdict(found), default=str)))
        return
    for one in found.groups:
        mark = "*" if one == found.asked else " "
        three = "\t".join(str(n) for n in (one.lowest_quarter, one.median, one.highest_quarter))
        click.echo(f"{mark} {one.title.zh} / {one.title.en}\t{one.count}\t{three}")


@diagnosis.command()
@click.argument("least", type=int)
@click.option("--from", "valid_from", type=click.DateTime(["%Y-%m-%d"]), help="自哪天起")
@click.option("--decision", required=True, help="What it rests on. 依据")
@WHY
@AS
@refusing
def minimum(least: int, valid_from: Any, decision: str, reason: str, username: str) -> None:
    """A shown group of the benchmark has at LEAST so many enterprises. 最少户数"""
    change = acting(username).change(Deed.PUBLISH, reason)
    day = valid_from.date() if valid_from else now().date()
    set_peer_minimum(least=least, valid_from=day, decision=decision, change=change)
    click.echo(f"{day}\t{least}")


@diagnosis.command()
@click.argument("number", type=int)
@click.option("-o", "--output", type=OUT, required=True, help="PDF to write. 输出文件")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh")
@AS
@refusing
def paper(number: int, output: Path, language: Any, username: str) -> None:
    """Diagnosis NUMBER on one page, as PDF. 打印"""
    card = diagnosis_card(diagnosis_for(acting(username).viewer, number))
    today = now().date()
    found = rate_rows(enterprise_id=card.enterprise_id, on=today)
    output.write_bytes(print_diagnosis(card, rates=found, on=today, language=language))
    click.echo(f"{output}")


def _print_side(side: SideView) -> None:
    total = side.score_low
    if side.score_low != side.score_high:
        total = f"{side.score_low}—{side.score_high}"
    answered = f"{side.answered_count}/{side.question_count}"
    click.echo(f"  {side.side}\t{side.level or '?'}\t{total}\t{answered}\t{side.level_word.zh}")
    click.echo(f"    {side.reason.zh}\n    {side.reason.en}")
