"""The quality of an early-warning model in print, misses included."""

from __future__ import annotations

from typing import Any

import click

from jigai.domain.early_warning.quality import MODEL, RIVALS, Quality, quality_plain


def quality_fields(quality: Quality) -> dict[str, Any]:
    """As JSON: whether it is shown, what beats it, scores, dates, reliability."""
    return {
        "is_shown": quality.is_shown,
        "beaten_by": list(quality.beaten_by),
        "dates_lost": len(quality.dates_lost),
        **quality_plain(quality),
    }


def print_quality(quality: Quality) -> None:
    """Lines for people, in the order in which one judges it."""
    click.echo(
        f"trained {quality.trained} until {quality.trained_until}; tested {quality.tested}"
        f" ({quality.tested_from} to {quality.tested_until}), red {quality.reds},"
        f" newly red {quality.new_reds}"
    )
    if MODEL in quality.brier:
        click.echo(f"Brier {quality.brier[MODEL]:.4f}\t本模型 / this model")
    for key, words in RIVALS.items():
        if key in quality.brier:
            sign = "beaten" if key not in quality.beaten_by else "NOT beaten"
            click.echo(f"Brier {quality.brier[key]:.4f}\t{words.zh} / {words.en}: {sign}")
    click.echo(
        f"gain over same colour, 95 %: {quality.gain_low:+.4f} to {quality.gain_high:+.4f};"
        f" calibration error {quality.calibration_error:.3f}"
    )
    for one in quality.bins:
        click.echo(
            f"  {one.low:.0%}-{one.high:.0%}\t{one.count}\tforeseen {one.mean_chance:.3f}"
            f"\tcame {one.red_share:.3f}"
        )
    for date in quality.dates:
        miss = "" if date.model < date.same_colour else "\tMISS"
        click.echo(
            f"  {date.on}\t{date.tested}\tred {date.reds} foreseen {date.expected:.1f}"
            f"\t{date.model:.4f} against {date.same_colour:.4f}{miss}"
        )
    click.echo("显示 / shown" if quality.is_shown else "不显示 / not shown")
