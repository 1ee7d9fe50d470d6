"""A refusal on the command line: its sentences on standard error, exit code 1."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import NoReturn, ParamSpec, TypeVar

import click
from django.db import DatabaseError

from jigai.cli.database import refusal_of
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
            refuse(refusal)
        except DatabaseError as fault:
            said = refusal_of(fault)
            if said is None:
                raise
            refuse(said)

    return run


def refuse(refusal: Refusal) -> NoReturn:
    """Say why and what to do on standard error; exit code 1."""
    click.echo(f"{refusal.said.zh}{refusal.advice.zh}", err=True)
    click.echo(f"{refusal.said.en} {refusal.advice.en} [{refusal.code}]", err=True)
    sys.exit(1)
