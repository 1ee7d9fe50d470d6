"""The jigai command."""

from __future__ import annotations

import os

import click
import django


@click.group()
def main() -> None:
    """Jigai 技改."""


def start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jigai.config.settings")
    django.setup()
