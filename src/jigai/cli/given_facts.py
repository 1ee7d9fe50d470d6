"""Facts of one subject typed as NAME=VALUE."""

from __future__ import annotations

from collections.abc import Mapping

import click

from jigai.domain.rules.facts import Fact, FactDeclaration
from jigai.domain.rules.refusals import nearest
from jigai.domain.rules.situation import FactUndeclared
from jigai.exchange.fact_cells import fact_of


def given_facts(
    texts: tuple[str, ...], *, declared: Mapping[str, FactDeclaration]
) -> dict[str, Fact]:
    """Each value read as a cell of a table would be.

    Raises:
        FactUndeclared, FactUnreadable: on a name or a value that the declarations do not know.
    """
    return dict(_fact(text, declared) for text in texts)


def _fact(text: str, declared: Mapping[str, FactDeclaration]) -> tuple[str, Fact]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.UsageError(f"{text}: NAME=VALUE")
    if name not in declared:
        raise FactUndeclared(name=name, near=nearest(name, declared))
    return name, fact_of(value, declared[name], 1)
