"""jigai match backtest: hit rates on contracts that were really signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.matches.queries.back_test import back_tested, place_of
from jigai.cli.acting import AS, AS_JSON, acting
from jigai.cli.running import print_json, refusing
from jigai.domain.match_reasons.back_test import FEWEST, BackTest, HitRate, Tried, back_test
from jigai.domain.matching.index import TextIndex
from jigai.exchange.match_pairs import SignedPair, read_pairs

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DEEP = 100


@click.command()
@click.option("--sample", type=FILE, help="Pairs as JSON lines instead of the county's. 样本")
@AS
@AS_JSON
@refusing
def backtest(sample: Path | None, username: str, as_json: bool) -> None:
    """Hits in the first ten beside plain BM25, by field and year, and the misses. 匹配回测

    Of the county every fact counts as on the day of first contact; of a --sample only the texts.
    """
    if sample is None:
        acted = acting(username)
        if not acted.is_machine:
            require(acted.viewer, Deed.RUN_MATCHING)
        found = back_tested(acted.viewer)
    else:
        found = back_test(_tried(*read_pairs(sample)))
    if as_json:
        print_json(asdict(found) | {"is_too_few": found.is_too_few})
        return
    _say(found)


def _tried(pairs: Sequence[SignedPair], offers: Sequence[str]) -> list[Tried]:
    index, queries = TextIndex(offers), [pair.demand for pair in pairs]
    ours = index.rank(queries, most=DEEP).places.tolist()
    plain = index.rank_by_words(queries, most=DEEP).places.tolist()
    return [
        Tried(
            pair.demand,
            pair.offer,
            pair.field,
            pair.year,
            place_of(pair.offer, [offers[place] for place in one if place >= 0]),
            place_of(pair.offer, [offers[place] for place in other if place >= 0]),
        )
        for pair, one, other in zip(pairs, ours, plain, strict=True)
    ]


def _say(found: BackTest) -> None:
    if found.is_too_few:
        click.echo(f"合同少于{FEWEST}份，命中率还说明不了问题 / fewer than {FEWEST} contracts")
    _line("合计 / all", found.total)
    for one in (*found.by_field, *found.by_year):
        _line(one.name, one)
    click.echo(f"没有排进前十 / misses: {len(found.misses)}")
    for miss in found.misses:
        click.echo(f"  {miss.demand} × {miss.offer}\t{miss.ours or '—'}\t{miss.plain or '—'}")


def _line(name: str, one: HitRate) -> None:
    click.echo(f"{name}\t{one.count}\tjigai {one.ours}\tBM25 {one.plain}")
