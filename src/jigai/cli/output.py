"""How commands print: a JSON object, or a sentence in both languages."""

from __future__ import annotations

import json
from datetime import date, datetime

import click
from django.utils import timezone

from jigai.domain.change import Actor, Change, Path
from jigai.domain.sentence import Sentence


def say(sentence: Sentence) -> None:
    """Chinese first, English below."""
    click.echo(sentence.zh)
    click.echo(sentence.en)


def print_json(shown: object) -> None:
    click.echo(json.dumps(shown, ensure_ascii=False, indent=2, default=_text))


def change_by_command(reason: str) -> Change:
    """Authorship of what a command changes, now."""
    return Change(Actor("system:cli", "命令行"), reason, timezone.localtime(), Path.CLI)


def _text(value: object) -> object:
    if isinstance(value, Sentence):
        return {"zh": value.zh, "en": value.en}
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
