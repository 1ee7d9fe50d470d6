"""How every subcommand runs: Django started, refusals on standard error, exit codes.

Exit codes: 0 done, 1 refused with the reason on standard error, 2 usage (click's own).
"""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click
import django
from django.db import DatabaseError
from django.utils import timezone

from jigai.cli.database import refusal_of
from jigai.cli.refusing import refuse
from jigai.domain.change import Actor, Change, Path
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

P = ParamSpec("P")
R = TypeVar("R")


def start() -> None:
    """Make settings and models ready; a setting that is refused ends the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jigai.config.settings")
    try:
        django.setup()
    except Refusal as refusal:
        refuse(refusal)


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


def now() -> datetime:
    """The moment of a command, in the county's zone."""
    return timezone.localtime()


def authorship(reason: str, *, path: Path = Path.CLI) -> Change:
    """Whoever is logged in on the machine, through the command line."""
    name = getpass.getuser()
    return Change(Actor(f"system:{name}", name), reason, now(), path)


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_text))


def say(sentence: Sentence) -> None:
    """Chinese first, English below."""
    click.echo(sentence.zh)
    click.echo(sentence.en)


def _text(value: object) -> object:
    return {"zh": value.zh, "en": value.en} if isinstance(value, Sentence) else str(value)
