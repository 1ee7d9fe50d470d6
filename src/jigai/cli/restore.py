"""jigai restore: put a backup into an empty home, and prove that it is the same."""

from __future__ import annotations

from pathlib import Path

import click

from jigai.cli.running import now, print_json, refusing, say
from jigai.domain.sentence import Sentence
from jigai.flows.restore_archive import restore_archive

DONE = Sentence(
    "已恢复：{rows}条记录，数量、金额合计与审计链头都与备份一致。请再运行 jigai audit verify。",
    "Restored: {rows} rows; counts, sums and audit head equal the backup. Run jigai audit verify.",
)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="replace what is here; it is kept beside as .before")
@click.option("--json", "as_json", is_flag=True, help="one JSON object")
@refusing
def restore(file: Path, replace: bool, as_json: bool) -> None:
    """Read FILE into this home; refused when something is here already."""
    manifest = restore_archive(file, may_replace=replace, at=now())
    if as_json:
        print_json(manifest.as_object())
    else:
        say(DONE.format(rows=sum(manifest.counts.values())))
