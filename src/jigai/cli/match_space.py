"""jigai match embed, and how the command line says by which space an order was made."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import click

from jigai.apps.matches.catalogue import fill
from jigai.cli.running import now, print_json, refusing, say
from jigai.domain.matching.space import SpaceUsed
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

DONE = Sentence(
    "向量模型“{model}”：{count}项成果和专家的向量已备齐，{width}维。",
    "Embedding model “{model}”: the vectors of {count} offers are ready, {width} dimensions.",
)
BY = Sentence("全文相近按：{by}", "whole texts are compared by {by}")
FAILING = Sentence(
    "向量模型“{model}”没有用上，自 {since} 起：{why}",
    "the embedding model “{model}” was not used, since {since}: {why}",
)


class EmbeddingStopped(Refusal):
    code = "match.embedding_stopped"
    message = Sentence(
        "已停下：{ready}/{total} 项已存好。", "Stopped: {ready} of {total} are kept."
    )
    remedy = Sentence("再运行 jigai match embed 会接着做。", "Run jigai match embed to go on.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
@refusing
def embed(*, as_json: bool) -> None:
    """Make the vectors of all offers ready by the county's embedding model. 备齐向量

    Only what is new is asked for; it can be stopped and run again. Progress goes to standard error.
    """
    last = (0, 0)

    def told(ready: int, total: int) -> None:
        nonlocal last
        last = ready, total
        click.echo(f"{ready}/{total}", err=True)

    try:
        model, count, width = fill(told)
    except KeyboardInterrupt:
        raise EmbeddingStopped(ready=last[0], total=last[1]) from None
    if as_json:
        print_json({"model": model, "texts": count, "dimensions": width})
    else:
        say(DONE.format(model=model, count=count, width=width))


def say_space(by: SpaceUsed) -> None:
    """On standard error, so that what is listed stays a list."""
    lines = [BY.format(by=by.said)]
    if by.failure is not None:
        since = f"{now() - timedelta(seconds=by.failing_s):%Y-%m-%d %H:%M}"
        lines.append(FAILING.format(model=by.model, since=since, why=by.failure))
    for line in lines:
        click.echo(f"{line.zh} / {line.en}", err=True)


def space_told(by: SpaceUsed) -> dict[str, Any]:
    since = now() - timedelta(seconds=by.failing_s) if by.failure is not None else None
    return {
        "said": by.said,
        "model": by.model or None,
        "is_model_used": by.is_given,
        "failure": by.failure,
        "failing_since": since.isoformat() if since else None,
    }
