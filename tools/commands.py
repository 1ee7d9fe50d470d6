"""Write docs/reference/commands.md from the commands' own help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from jigai.cli.main import main

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "commands.md"
HEAD = """# Commands (命令)

Exit codes: 0 done, 1 refused with the reason on standard error, 2 wrong use. Where `--json` is
offered, one JSON object is printed. Made by `make reference` from the commands' own help.
"""


def page() -> str:
    """The page as it should stand."""
    shown = (f"\n## {path}\n\n```text\n{text}\n```\n" for path, text in _helps(main, "jigai", None))
    return HEAD + "".join(shown)


def _helps(
    command: click.Command, name: str, parent: click.Context | None
) -> Iterator[tuple[str, str]]:
    context = click.Context(command, parent=parent, info_name=name, terminal_width=100)
    yield (
        context.command_path,
        "\n".join(line.rstrip() for line in command.get_help(context).splitlines()),
    )
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found:
                yield from _helps(found, below, context)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
