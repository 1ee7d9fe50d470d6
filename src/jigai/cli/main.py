"""The jigai command: each file beside this one that has a ``command`` is a subcommand."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pkgutil import iter_modules

import click
import django

import jigai.cli
from jigai.domain.refusal import Refusal

NOT_COMMANDS = frozenset({"main", "output"})


class Commands(click.Group):
    """Subcommands read on demand; a refusal ends with exit code 1 and its reason on stderr."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = {module.name for module in iter_modules(jigai.cli.__path__)}
        return sorted(names - NOT_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        start()
        command: click.Command = import_module(f"jigai.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            click.echo(f"{refusal.said.zh}{refusal.advice.zh}", err=True)
            click.echo(f"{refusal.said.en} {refusal.advice.en}".rstrip(), err=True)
            sys.exit(1)


@click.group(cls=Commands)
@click.version_option(package_name="jigai")
def main() -> None:
    """Jigai 技改: a county's technological-transformation programme."""


def start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jigai.config.settings")
    django.setup()
