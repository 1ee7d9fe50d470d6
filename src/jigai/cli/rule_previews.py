"""jigai rules preview, back-test: what a draft or a file would change; nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.scoring.queries.drafts import readable_draft, rule_draft
from jigai.cli.acting import AS, AS_JSON, acting
from jigai.cli.running import now, print_json, refusing, say
from jigai.domain.rules.document import read_document
from jigai.domain.rules.moves import Move
from jigai.domain.rules.read import read_rule_set
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.rulebook import shipped
from jigai.domain.sentence import Sentence
from jigai.flows.back_test_rule import MOST_ROUNDS, back_test_rule
from jigai.flows.draft_rule import subject_of
from jigai.flows.preview_rule import preview_rule

SUBJECT = click.option(
    "--subject",
    type=click.Choice(["project", "enterprise", "platform"]),
    help="What a FILE of a new rule is about. 对象",
)
HEAD = Sentence(
    "{checked} 个对象：上升 {up}，下降 {down}，变为无法判断 {cannot_tell}，进出不评定 {aside}。",
    "{checked} subjects: {up} up, {down} down, {cannot_tell} to cannot tell, {aside} aside.",
)
ROUND = Sentence(
    "{period}：{checked} 个亮牌，{count} 个会变。", "{period}: {count} of {checked} badges change."
)


@click.command()
@click.argument("draft_or_file")
@click.option("--period", default="", help="Round of a badge rule. 期次")
@SUBJECT
@AS
@AS_JSON
@refusing
def preview(
    draft_or_file: str, period: str, subject: str | None, username: str, as_json: bool
) -> None:
    """Who would move if DRAFT_OR_FILE were in force: a draft's number or a TOML file. 预览"""
    viewer = _viewer(username)
    rules = _rules(draft_or_file, subject)
    found = preview_rule(viewer, draft=rules, on=now().date(), period=period)
    if as_json:
        print_json(
            {
                "rule_set": found.after.id,
                "before": found.before.digest,
                "after": found.after.digest,
                "period": found.period,
                "checked": found.checked,
                "counts": found.counts,
                "moved": [
                    _moved(one.subject.id, one.subject.name, one.move)
                    | {"area": one.subject.area, "industry": one.subject.industry}
                    for one in found.moved
                ],
            }
        )
        return
    say(HEAD.format(checked=found.checked, **found.counts))
    for one in found.moved:
        _print(one.subject.name, one.move)


@click.command("back-test")
@click.argument("draft_or_file")
@click.option("--rounds", type=click.IntRange(1, 240), default=MOST_ROUNDS, help="How many. 期数")
@SUBJECT
@AS
@AS_JSON
@refusing
def back_test(
    draft_or_file: str, rounds: int, subject: str | None, username: str, as_json: bool
) -> None:
    """Past rounds as the badge rule DRAFT_OR_FILE would have coloured them. 往期回测"""
    viewer = _viewer(username)
    found = back_test_rule(viewer, draft=_rules(draft_or_file, subject), rounds=rounds)
    if as_json:
        print_json(
            [
                {
                    "period": one.period,
                    "checked": one.checked,
                    "turns": [
                        {"before": before, "after": after, "count": count}
                        for before, after, count in one.turns
                    ],
                    "not_kept": list(one.not_kept),
                    "moved": [_moved(p.project_id, p.project, p.move) for p in one.recoloured],
                }
                for one in found
            ]
        )
        return
    for one in found:
        count = len(one.recoloured)
        say(ROUND.format(period=one.period, checked=one.checked, count=count))
        for before, after, number in one.turns:
            click.echo(f"  {before} → {after}: {number}")


def _viewer(username: str) -> Viewer:
    who = acting(username)
    if not who.is_machine:
        require(who.viewer, Deed.RELEASE_RULES)
    return who.viewer


def _rules(draft_or_file: str, subject: str | None) -> RuleSet:
    """A draft by its number, or a file by its path."""
    if draft_or_file.isdecimal():
        return readable_draft(rule_draft(int(draft_or_file)))
    path = Path(draft_or_file)
    if not path.is_file():
        raise click.UsageError(f"{draft_or_file}: 没有这个文件 / no such file")
    text = path.read_text(encoding="utf-8")
    about = subject or subject_of(read_document(text, file=path.name).text("id"))
    return read_rule_set(text, file=path.name, facts=shipped().facts[about], subject=about)


def _moved(key: int, name: str, move: Move) -> dict[str, Any]:
    return {
        "id": key,
        "name": name,
        "before": move.before.name,
        "after": move.after.name,
        "direction": move.direction.value,
        "lines": [
            {"kind": one.kind, "name": one.name, "before": one.before, "after": one.after}
            for one in move.lines
        ],
    }


def _print(name: str, move: Move) -> None:
    click.echo(f"{name}: {move.before.badge.zh} → {move.after.badge.zh}")
    for one in move.lines:
        click.echo(f"  {one.after.zh}")
        click.echo(f"  {one.after.en}")


COMMANDS = (preview, back_test)
