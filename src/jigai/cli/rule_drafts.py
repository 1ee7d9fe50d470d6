"""jigai rules draft, submit, release, withdraw, end: the workshop by command."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.scoring.actions.end_rule_edition import end_rule_edition
from jigai.apps.scoring.actions.release_rule_draft import release_rule_draft
from jigai.apps.scoring.actions.return_rule_draft import return_rule_draft
from jigai.apps.scoring.actions.submit_rule_draft import submit_rule_draft
from jigai.apps.scoring.actions.withdraw_rule_edition import withdraw_rule_edition
from jigai.apps.scoring.queries.drafts import draft_row, draft_rows, reading_of, rule_draft
from jigai.apps.scoring.queries.rulebook import rule_edition, rule_set
from jigai.apps.scoring.queries.timeline import timeline
from jigai.cli.acting import AS, AS_JSON, WHY, acting
from jigai.cli.running import now, print_json, refusing, say
from jigai.domain.sentence import Sentence
from jigai.flows.draft_rule import draft_from_edition, draft_from_text

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])
NUMBER = click.argument("number", type=click.IntRange(min=1))
BEGUN = Sentence("草稿 {number} 已建立。", "Draft {number} is begun.")
FAULT = Sentence("{said} {remedy}", "{said} {remedy}")
SUBMITTED = Sentence("草稿 {number} 已提交复核。", "Draft {number} is submitted.")
RETURNED = Sentence("草稿 {number} 已退回。", "Draft {number} is returned.")
RELEASED = Sentence(
    "县级版本 {number} 自 {day} 起执行。", "County edition {number} is in force from {day}."
)
WITHDRAWN = Sentence("县级版本 {number} 已撤回。", "County edition {number} is withdrawn.")
ENDED = Sentence(
    "县级版本 {number} 自 {day} 起不再执行。", "County edition {number} ends on {day}."
)


@click.command()
@click.argument("rule", required=False)
@click.option("--file", "text", type=FILE, help="TOML of the rule instead of a copy. 规则文件")
@click.option("--cases", type=FILE, help="TOML of its cases, with --file. 样例文件")
@click.option("--as-id", default="", help="Name of a rule of its own. 另起规则代号")
@click.option(
    "--subject",
    type=click.Choice(["project", "enterprise", "platform"]),
    help="What a new rule is about, with --file. 对象",
)
@WHY
@AS
@refusing
def draft(
    rule: str | None,
    text: Path | None,
    cases: Path | None,
    as_id: str,
    subject: str | None,
    reason: str,
    username: str,
) -> None:
    """Begin a draft: a copy of RULE as in force today, or --file with --cases. 起草"""
    if (rule is None) == (text is None) or (text is None) != (cases is None):
        raise click.UsageError("RULE, 或 / or --file with --cases")
    change = acting(username).change(Deed.DRAFT_RULES, reason)
    if text is not None and cases is not None:
        made = draft_from_text(
            text=text.read_text(encoding="utf-8"),
            cases=cases.read_text(encoding="utf-8"),
            subject=subject or "",
            change=change,
        )
    else:
        base = rule_set(rule or "", on=now().date())
        made = draft_from_edition(
            rule_set_id=base.id, digest=base.digest, as_id=as_id, change=change
        )
    say(BEGUN.format(number=made.pk))
    reading = reading_of(made)
    if reading.problem:
        say(FAULT.format(said=reading.problem.said, remedy=reading.problem.remedy))


@click.command()
@NUMBER
@WHY
@AS
@refusing
def submit(number: int, reason: str, username: str) -> None:
    """Hand draft NUMBER to a second person. 提交复核"""
    change = acting(username).change(Deed.DRAFT_RULES, reason)
    submit_rule_draft(draft=rule_draft(number), change=change)
    say(SUBMITTED.format(number=number))


@click.command("return")
@NUMBER
@WHY
@AS
@refusing
def return_(number: int, reason: str, username: str) -> None:
    """Give submitted draft NUMBER back to its authors. 退回"""
    change = acting(username).change(Deed.RELEASE_RULES, reason)
    return_rule_draft(draft=rule_draft(number), change=change)
    say(RETURNED.format(number=number))


@click.command()
@NUMBER
@click.option("--from", "valid_from", type=DAY, required=True, help="First day. 生效日")
@click.option("--decision", required=True, help="Document of the county. 决定文件")
@WHY
@AS
@refusing
def release(number: int, valid_from: datetime, decision: str, reason: str, username: str) -> None:
    """Put submitted draft NUMBER in force, as a person who did not write in it. 发布"""
    change = acting(username).change(Deed.RELEASE_RULES, reason)
    made = release_rule_draft(
        draft=rule_draft(number),
        valid_from=valid_from.date(),
        decision=decision,
        change=change,
    )
    say(RELEASED.format(number=made.pk, day=made.valid_from))


@click.command()
@NUMBER
@WHY
@AS
@refusing
def withdraw(number: int, reason: str, username: str) -> None:
    """Take back county edition NUMBER, which has not begun. 撤回"""
    change = acting(username).change(Deed.RELEASE_RULES, reason)
    withdraw_rule_edition(edition=rule_edition(number), change=change)
    say(WITHDRAWN.format(number=number))


@click.command()
@NUMBER
@click.option("--on", "ends_on", type=DAY, required=True, help="First day without it. 终止日")
@WHY
@AS
@refusing
def end(number: int, ends_on: datetime, reason: str, username: str) -> None:
    """End county edition NUMBER, which is in force. 终止"""
    change = acting(username).change(Deed.RELEASE_RULES, reason)
    end_rule_edition(edition=rule_edition(number), ends_on=ends_on.date(), change=change)
    say(ENDED.format(number=number, day=ends_on.date()))


@click.command()
@AS_JSON
@refusing
def drafts(as_json: bool) -> None:
    """Every draft with its state. 草稿"""
    rows = [draft_row(one) for one in draft_rows().order_by("id")]
    if as_json:
        print_json([asdict(row) for row in rows])
        return
    for row in rows:
        click.echo(f"{row.id}\t{row.rule_set}\t{row.state}\t{row.authors}\t{row.reason}")


@click.command()
@click.option("--on", "--as-of", "on", type=DAY, help="Day. 日期")
@AS_JSON
@refusing
def editions(on: datetime | None, as_json: bool) -> None:
    """What is in force, what is coming and what was. 现行、将行和曾行"""
    rows = [
        {
            "standing": one.standing,
            "id": one.rule_set.id,
            "valid_from": one.rule_set.valid_from,
            "valid_to": one.valid_to,
            "number": one.released.id if one.released else None,
            "digest": one.rule_set.digest,
        }
        for one in timeline(on=on.date() if on else now().date())
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo("\t".join(str(row[key] or "—") for key in row))


COMMANDS = (draft, submit, return_, release, withdraw, end, drafts, editions)
