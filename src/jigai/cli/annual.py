"""jigai annual: the programme report of a half year or year."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.annual_reports.actions.approve_report import approve_report
from jigai.apps.annual_reports.actions.discard_report import discard_report
from jigai.apps.annual_reports.queries.access import report_file, report_for
from jigai.apps.annual_reports.queries.reports import file_rows, report_row, report_rows
from jigai.apps.evidence.queries.content import content_of
from jigai.cli.acting import AS, AS_JSON, WHY, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import print_json, refusing
from jigai.domain.annual_figures.span import parse_span
from jigai.domain.sentence import Language
from jigai.flows.annual_paper import changed_of, parts_of
from jigai.flows.draft_annual_report import draft_annual_report
from jigai.flows.print_annual_report import print_annual_report
from jigai.flows.publish_annual_report import publish_annual_report
from jigai.flows.rebuild_annual_report import rebuild_annual_report

NUMBER = click.argument("number", type=click.IntRange(min=1))


@click.group()
def annual() -> None:
    """Programme reports of a half year or year, from frozen figures. 年度和半年报告"""


@annual.command("list")
@AS
@AS_JSON
@refusing
def list_(username: str, as_json: bool) -> None:
    """Every report with span, number and state. 报告列表"""
    print_rows("reports", report_rows(acting(username).viewer), as_json=as_json)


@annual.command()
@click.argument("span")
@WHY
@AS
@AS_JSON
@refusing
def draft(span: str, reason: str, username: str, as_json: bool) -> None:
    """Freeze the figures of SPAN (2026-H1, 2026-06, 2026). 起草；已发布的即编号更正"""
    change = acting(username).change(Deed.PUBLISH, reason)
    made = draft_annual_report(span=parse_span(span), change=change, reason=reason)
    shown = {"report": made.pk, "number": made.number, "changed": len(made.changed_lines)}
    print_fields(shown | {"content_sha256": made.content_sha256}, as_json=as_json)


@annual.command()
@NUMBER
@AS
@AS_JSON
@refusing
def show(number: int, username: str, as_json: bool) -> None:
    """Report NUMBER: parts, changed lines, files. 查看"""
    report = report_for(acting(username).viewer, number)
    if as_json:
        print_json({"figures": report.figures, "changed_lines": report.changed_lines,
                    "files": [f"{f.language}.{f.form} {f.sha256}" for f in file_rows(report)],
                    "content_sha256": report.content_sha256})  # fmt: skip
        return
    row = report_row(report)
    click.echo(f"{row.name.zh}\t{row.number}\t{row.state_word.zh}\t{row.content_sha256}")
    for part in parts_of(report):
        click.echo(f"{part.title.zh} / {part.title.en}")
        for lead in part.leads:
            click.echo(f"  {lead.zh}\n  {lead.en}")
    for title, place, before, after in changed_of(report):
        click.echo(f"≠ {title.zh}\t{place.zh}\t{before.zh}\t→\t{after.zh}")
    for one in file_rows(report):
        click.echo(f"{one.language}.{one.form}\t{one.sha256}\t{one.name}")


@annual.command()
@NUMBER
@WHY
@AS
@refusing
def approve(number: int, reason: str, username: str) -> None:
    """Approve report NUMBER, as a person who did not draft it. 批准"""
    acted = acting(username)
    approve_report(
        report=report_for(acted.viewer, number), change=acted.change(Deed.APPROVE, reason)
    )
    click.echo(f"{number} 已批准 / approved")


@annual.command()
@NUMBER
@WHY
@AS
@refusing
def publish(number: int, reason: str, username: str) -> None:
    """Publish approved report NUMBER: files, archive, seal. 发布"""
    acted = acting(username)
    change = acted.change(Deed.PUBLISH, reason)
    publish_annual_report(report=report_for(acted.viewer, number), change=change)
    click.echo(f"{number} 已发布 / published")


@annual.command()
@NUMBER
@WHY
@AS
@refusing
def discard(number: int, reason: str, username: str) -> None:
    """Give unpublished report NUMBER up. 放弃"""
    acted = acting(username)
    change = acted.change(Deed.PUBLISH, reason)
    discard_report(report=report_for(acted.viewer, number), change=change)
    click.echo(f"{number} 已放弃 / given up")


@annual.command()
@NUMBER
@AS
@AS_JSON
@refusing
def rebuild(number: int, username: str, as_json: bool) -> None:
    """Lay report NUMBER out again and compare with the archive; 1 where it differs. 重建核对"""
    found = rebuild_annual_report(report_for(acting(username).viewer, number))
    if as_json:
        print_json({"is_same": found.is_same, "is_genuine": found.is_genuine,
                    "is_same_machine": found.is_same_machine,
                    "files": [{"file": f"{f.language}.{f.form}", "archived": f.archived,
                               "rebuilt": f.rebuilt} for f in found.files]})  # fmt: skip
    else:
        for one in found.files:
            sign = "=" if one.is_same else "≠"
            click.echo(f"{sign} {one.language}.{one.form}\t{one.archived}\t{one.rebuilt}")
        click.echo("一致 / same" if found.is_same else "不一致 / differs")
    if not found.is_same:
        sys.exit(1)


@annual.command()
@NUMBER
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh")
@click.option("--form", type=click.Choice(["pdf", "docx", "xlsx"]), default="pdf")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
@AS
@refusing
def file(number: int, language: str, form: str, output: Path, username: str) -> None:
    """The file of report NUMBER; before publication a preview. 取文件"""
    report = report_for(acting(username).viewer, number)
    if report.files.filter(language=language, form=form).exists():
        output.write_bytes(content_of(report_file(report, language=language, form=form)))
    else:
        output.write_bytes(
            print_annual_report(report, language=cast("Language", language), form=form)
        )
    click.echo(str(output))
