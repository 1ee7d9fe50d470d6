"""jigai match: from a demand and what is offered for it to a contract."""

from __future__ import annotations

import click

from jigai.cli.deferred import Deferred
from jigai.cli.match_county import (
    decline,
    digest,
    list_,
    pay,
    proposals_,
    register,
    sign,
    start,
    step,
    take_back,
    totals,
    withdraw,
)
from jigai.cli.match_days import day
from jigai.cli.match_space import embed


@click.group(cls=Deferred, later={"backtest": "match_backtest", "rank": "match_rank"})
def match() -> None:
    """Demands and what is offered for them: rank, decline, follow to the contract. 匹配"""


for command in (
    proposals_, decline, take_back, digest, start, step, withdraw, sign, register, pay, list_,
    totals, day, embed,
):  # fmt: skip
    match.add_command(command)
