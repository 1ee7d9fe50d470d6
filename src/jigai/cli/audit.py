"""jigai audit: the chain's head, and its check."""

from __future__ import annotations

import sys

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.audit.chain import Head, head
from jigai.apps.audit.queries.verification import Verification, verify_chain
from jigai.cli.acting import AS, AS_JSON, acting
from jigai.cli.printing import print_fields
from jigai.cli.running import print_json, refusing, say
from jigai.domain.sentence import Sentence
from jigai.flows.check_evidence import check_evidence

SOUND = Sentence(
    "审计链完整：{sets}次修改，{rows}条历史，链头 {head}",
    "The chain is sound: {sets} change sets, {rows} history rows, head {head}",
)


class HeadType(click.ParamType[Head]):
    name = "NUMBER:DIGEST"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Head:
        number, _, digest = value.partition(":")
        if not number.isdecimal() or not digest:
            self.fail("write it as printed: NUMBER:DIGEST", param, ctx)
        return Head(int(number), digest)


@click.group()
def audit() -> None:
    """Check the history of every change, offline."""


@audit.command()
@click.option("--head", "kept", type=HeadType(), help="the head kept elsewhere, as printed")
@click.option("--json", "as_json", is_flag=True, help="one JSON object")
def verify(kept: Head | None, as_json: bool) -> None:
    """Read all history; name each row that was altered, is missing or was cut off."""
    found = verify_chain(kept_head=kept)
    if as_json:
        print_json(_object(found))
    else:
        _print(found)
    sys.exit(1 if found.problems else 0)


@audit.command("files")
@AS
@AS_JSON
@refusing
def check_files(username: str, as_json: bool) -> None:
    """Compare every stored photo and paper with its hash; name each that differs. 附件完好检查"""
    change = acting(username).change(Deed.AUDIT, "检查附件是否完好")
    made = check_evidence(change=change)
    print_fields({"files": made.file_count, "damaged": made.damaged}, as_json=as_json)
    sys.exit(1 if made.damaged else 0)


@audit.command("head")
@click.option("--json", "as_json", is_flag=True, help="one JSON object")
def show_head(as_json: bool) -> None:
    """Print the head of the chain: keep it off this machine."""
    last = head()
    if as_json:
        print_json({"number": last.number if last else 0, "digest": last.digest if last else ""})
    else:
        click.echo(str(last or "0:"))


def _print(found: Verification) -> None:
    for problem in found.problems:
        click.echo(f"{problem.zh} / {problem.en}", err=True)
    if not found.problems:
        say(SOUND.format(sets=found.change_set_count, rows=found.row_count, head=found.head or "0"))


def _object(found: Verification) -> dict[str, object]:
    return {
        "sound": not found.problems,
        "change_sets": found.change_set_count,
        "history_rows": found.row_count,
        "head": str(found.head) if found.head else "",
        "problems": list(found.problems),
    }
