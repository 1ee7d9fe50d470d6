"""The jigai command: subcommands are loaded when they are called, one file each."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "annual": "Programme reports of a half year or year. 年度和半年报告",
    "audit": "Check the history of every change. 审计",
    "badges": "Colours of a round: compute, show, explain. 红黄蓝金",
    "backup": "Everything into one archive. 备份",
    "bench": "Figures against named peers. 测速",
    "bulk": "Change many rows at once. 批量修改",
    "coop": "Industry, school, research: demands, achievements, experts. 产学研",
    "desk": "The special team's desk: what waits, whose turn, hand-over. 专班",
    "diagnosis": "Diagnosis: banks, lists and rates, scores, gaps, peers. 企业诊断",
    "chain": "Supply chains: maps, what hangs on a firm, ties. 产业链",
    "impact": "Effects with comparison groups, or why none is printed. 成效评估",
    "ladder": "The cultivation ladder: facts, scores, board, tasks. 培育梯级",
    "ledger": "Excel ledgers in and out. 台账导入导出",
    "letters": "Letters to many enterprises: order, files, deliveries. 成批函件",
    "match": "Demands and offers: ranking, refusals, contracts, matching days. 匹配",
    "move": "From SQLite to PostgreSQL, checked. 迁移数据库",
    "plan": "Plans of enterprises: lines, versions, gaps, scenarios. 企业规划",
    "outcome": "Outcomes: dictionary, figures, growth, overlap, follow-ups. 成效",
    "platform": "Innovation platforms: register, cards, sharing, services. 创新平台",
    "portfolio": "Which reserve projects to support: propose and decide. 支持方案",
    "projects": "The register of projects: as of a day, changes, gaps. 项目库",
    "people": "Accounts and their roles. 人员与角色",
    "remind": "What waits for whom; letters, group robots, calendars. 提醒",
    "request": "Requests of enterprises, their clocks and limits. 企业诉求",
    "portal": "What enterprises and persons ask: corrections, forms, data. 企业提出的事项",
    "restore": "An archive back into an empty home. 恢复",
    "retention": "Old cases lose their names by rule. 保存期限",
    "round": "The review of a period. 半月调度",
    "rules": "Dated rules: list, check, show, apply, ways up. 规则",
    "serve": "Web server and background worker. 启动服务",
    "setup": "Database, reference data and county. 建立系统",
    "visit": "Contacts with enterprises: log, follow-ups, silence. 走访联系",
    "warn": "Early warning: fit, check and show the chance of red. 早期预警",
    "target": "Targets split down the tree. 目标分解",
}
"""Subcommand → its line in the help. The module is ``jigai.cli.<name>``, the command its name."""
BEFORE_DJANGO = frozenset({"bench", "serve", "setup"})
"""Those that start others, or may have nothing to do: they start Django themselves if at all."""


class Subcommands(click.Group):
    """Starts Django only for a subcommand that is really called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in BEFORE_DJANGO:
            import_module("jigai.cli.running").start()
        command: click.Command = getattr(import_module(f"jigai.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.command(cls=Subcommands)
@click.version_option(package_name="jigai")
def main() -> None:
    """Jigai 技改: a county's technological-transformation programme."""
