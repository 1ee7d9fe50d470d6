"""Write docs/reference/refusals.md from the code: every refusal with its code, words and remedy."""

from __future__ import annotations

import os
import pkgutil
import sys
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import django

import jigai
from jigai.domain.refusal import Refusal

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "refusals.md"
HEAD = """# Refusals (操作被拒绝的原因)

What Jigai refuses, it refuses with a code that never changes, a sentence and mostly a remedy.
Pages, commands and the API say the same. Places in braces are filled with the case at hand; “…”
means that the sentence depends on the case. Made by `make reference` from the code.

| code | 中文 | English |
|---|---|---|
"""


def refusal_classes() -> list[type[Refusal]]:
    """All refusals of the product that have a code of their own, by code."""
    for module in pkgutil.walk_packages(jigai.__path__, "jigai."):
        if ".migrations" not in module.name and not module.name.endswith("__main__"):
            import_module(module.name)
    found = [kind for kind in _below(Refusal) if "code" in vars(kind)]
    return sorted(found, key=lambda kind: (kind.code, kind.__name__))


def page() -> str:
    """The page as it should stand.

    Raises:
        SystemExit: two refusals share a code.
    """
    kinds = refusal_classes()
    for first, second in pairwise(kinds):
        if first.code == second.code:
            sys.exit(f"{first.code}: shared by {first.__qualname__} and {second.__qualname__}")
    return HEAD + "".join(_row(kind) for kind in kinds)


def _below(kind: type[Refusal]) -> list[type[Refusal]]:
    near = [k for k in kind.__subclasses__() if k.__module__.startswith("jigai.")]
    return list(dict.fromkeys([*near, *(deeper for k in near for deeper in _below(k))]))


def _row(kind: type[Refusal]) -> str:
    said = kind.message if kind.message is not Refusal.message else None
    zh = (said.zh if said else "…") + kind.remedy.zh
    en = f"{said.en if said else '…'} {kind.remedy.en}".strip()
    return f"| `{kind.code}` | {_cell(zh)} | {_cell(en)} |\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jigai.config.settings")
    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
