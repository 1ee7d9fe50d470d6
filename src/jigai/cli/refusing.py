"""A refusal on the command line: its sentences on standard error, exit code 1."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from jigai.domain.refusal import Refusal

P = ParamSpec("P")
R = TypeVar("R")


def refusing(command: Callable[P, R]) -> Callable[P, R]:
    """Turn a refusal into its sentences on standard error and exit code 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Refusal as refusal:
            click.echo(f"{refusal.said.zh}{refusal.advice.zh}", err=True)
            click.echo(f"{refusal.said.en} {refusal.advice.en} [{refusal.code}]", err=True)
            sys.exit(1)

    return run
