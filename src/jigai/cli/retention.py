"""jigai retention: what has been kept long enough, and taking its names away."""

from __future__ import annotations

import sys

import click

from jigai.cli.running import authorship, now, print_json, refusing, say
from jigai.domain.sentence import Sentence
from jigai.flows.apply_retention import RetentionPlan, apply_retention, retention_plan

WORDS: dict[str, Sentence] = {
    "enterprise_contact": Sentence("注销企业的联系人", "contacts of closed enterprises"),
    "representative": Sentence("已卸任的企业代表", "former representatives"),
    "account": Sentence("已离任人员的账号", "accounts of people who left"),
    "sign_in_log": Sentence("登录日志", "sign-in logs"),
}
LINE = Sentence("{what}：{count}", "{what}: {count}")
WOULD = Sentence(
    "试运行，未改动。执行请加 --run。", "A dry run: nothing changed. Add --run to do it."
)
DONE = Sentence("已清除；记录数和合计不变。", "Erased; records and totals stay.")


@click.command()
@click.option("--run", "is_run", is_flag=True, help="do it; without this, only the list is shown")
@click.option("--reason", default="", help="needed with --run; kept in the history")
@click.option("--json", "as_json", is_flag=True, help="one object: on, counts, cases, is_run")
@refusing
def retention(is_run: bool, reason: str, as_json: bool) -> None:
    """Old cases lose their names by the rules in force. 保存期限"""
    if is_run and not reason.strip():
        click.echo("--run: --reason", err=True)
        sys.exit(2)
    plan = _done(reason) if is_run else retention_plan(on=now().date())
    if as_json:
        print_json(_told(plan, is_run=is_run))
        return
    for kind, count in plan.counts.items():
        say(LINE.format(what=WORDS[kind], count=count))
    say(DONE if is_run else WOULD)


def _done(reason: str) -> RetentionPlan:
    return apply_retention(change=authorship(reason))


def _told(plan: RetentionPlan, *, is_run: bool) -> dict[str, object]:
    cases = [{"kind": c.kind, "key": c.key, "since": c.since} for c in plan.cases]
    return {"on": plan.on, "is_run": is_run, "counts": plan.counts, "cases": cases}
