"""Effects as lines for people."""

from __future__ import annotations

import click

from jigai.domain.impact.findings import PART_NAMES, Bacon, Cell, Effect, Findings, Part
from jigai.domain.impact.panel import Panel
from jigai.domain.impact.telling import BACON_KINDS, BESIDE
from jigai.domain.impact.verdict import Verdict
from jigai.domain.sentence import Sentence


def say_findings(verdict: Verdict, panel: Panel) -> None:
    """Conditions, cells, aggregates, the other estimators, the bootstraps."""
    found = verdict.findings
    if found is None:
        return
    for one in verdict.conditions:
        click.echo(f"✓ {_both(one.title)}\t{one.figures.zh}")
    click.echo(f"\n{found.units} units, {found.clusters} clusters; cohorts {panel.sizes}")
    click.echo("\ngroup\ttime\tatt\tse\t95 %")
    for cell in found.att_gt:
        click.echo(f"{cell.group}\t{cell.time}\t{_numbers(cell)}")
    for name, aggregate in found.aggregate.items():
        click.echo(f"\n{name}\t{_numbers(aggregate.overall)}")
        for part in aggregate.parts:
            click.echo(f"  {PART_NAMES[name]} {part.at}\t{_numbers(part)}")
    _say_beside(found)
    say_bacon(found.bacon)
    for note in found.notes:
        click.echo(f"# {note}")


def _say_beside(found: Findings) -> None:
    click.echo("")
    for other in found.beside:
        se = "" if other.se is None else f"\t{other.se:.6f}"
        click.echo(f"{_both(BESIDE[other.kind])}\t{other.att:.6f}{se}")
    for few in found.few_clusters:
        click.echo(
            f"wild bootstrap ({few.of}, {few.weights}, {few.draws} draws, seed {few.seed}, "
            f"{few.clusters} clusters, {few.treated_clusters} treated)\tp {few.p_value:.4f}"
            f"\t[{few.low:.6f}, {few.high:.6f}]"
        )
    click.echo("")


def say_bacon(found: Bacon) -> None:
    click.echo(f"twfe\t{found.estimate:.6f}")
    for kind, weight, estimate in found.kinds:
        click.echo(f"{_both(BACON_KINDS[kind])}\t{weight:.5f}\t{estimate:.5f}")


def _numbers(one: Effect | Part | Cell) -> str:
    return f"{one.att:.6f}\t{one.se:.6f}\t[{one.low:.6f}, {one.high:.6f}]"


def _both(said: Sentence) -> str:
    return f"{said.zh} / {said.en}"
