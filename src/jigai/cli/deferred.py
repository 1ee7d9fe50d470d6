"""A group some of whose commands need what takes seconds to load: they are loaded when called."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click


class Deferred(click.Group):
    """Commands of modules of their own beside those that stand in the group's module."""

    def __init__(self, *args: Any, later: dict[str, str], **kwargs: Any) -> None:
        """Take the commands.

        Args:
            later: command → its module under ``jigai.cli``; the command has its own name there.
        """
        super().__init__(*args, **kwargs)
        self.later = later

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *self.later])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.later:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"jigai.cli.{self.later[cmd_name]}")
        found: click.Command = getattr(module, cmd_name)
        return found
