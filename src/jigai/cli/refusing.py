"""A refusal on the command line: its sentences on standard error, exit code 1."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import NoReturn, ParamSpec, TypeVar

import click

from jigai.domain.refusal import Refusal

P = ParamSpec("P")
R = TypeVar("R")


def refuse(refusal: Refusal) -> NoReturn:
    """Say why and what to do on standard error; exit code 1."""
    click.echo(f"{refusal.said.zh}{refusal.advice.zh}", err=True)
    click.echo(f"{refusal.said.en} {refusal.advice.en} [{refusal.code}]", err=True)
    sys.exit(1)


def refusing_alone(command: Callable[P, R]) -> Callable[P, R]:
    """As ``running.refusing``, for commands that may have no need of Django at all."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Refusal as refusal:
            refuse(refusal)

    return run
