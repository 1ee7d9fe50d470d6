"""jigai backup: database, files and keys in one archive."""

from __future__ import annotations

from pathlib import Path

import click

from jigai.cli.running import print_json, refusing, say
from jigai.domain.sentence import Sentence
from jigai.flows.back_up import back_up

DONE = Sentence(
    "已备份到{file}：{rows}条记录，链头 {head}", "Backed up to {file}: {rows} rows, head {head}"
)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="one JSON object")
@refusing
def backup(file: Path, as_json: bool) -> None:
    """Write everything to FILE, readable by its owner alone (it holds the keys)."""
    manifest = back_up(file)
    if as_json:
        print_json(manifest.as_object())
    else:
        say(DONE.format(file=file, rows=sum(manifest.counts.values()), head=manifest.head or "0"))
