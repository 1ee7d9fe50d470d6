"""``python -m jigai``: the same as the jigai command."""

from __future__ import annotations

from jigai.cli.main import main

main()
