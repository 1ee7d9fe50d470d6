"""jigai match rank: which texts speak of the same matter, and how well they are found."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from jigai.cli.match_given import Given, given_options
from jigai.cli.match_quality import Quality, quality, rankings, same_label
from jigai.cli.running import print_json, refusing
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.text_collection import read_documents, read_judgements, read_queries

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class NothingToRank(Refusal):
    code = "match.nothing_to_rank"
    message = Sentence("没有可排序的{what}。", "There are no {what} to rank.")


@click.command()
@click.argument("documents", type=FILE)
@click.argument("queries", type=FILE, required=False)
@click.option("--judged", type=FILE, help="Relevant texts of each query, to measure. 相关性判定")
@click.option("--label", help="Field: texts with the same value are relevant. 同类字段")
@click.option("--beside/--alone", default=True, help="Plain bm25s beside. 并列 bm25s")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Ranking. 结果文件"
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON objects.")
@given_options
@refusing
def rank(
    *,
    documents: Path,
    queries: Path | None,
    judged: Path | None,
    label: str | None,
    beside: bool,
    output: Path | None,
    as_json: bool,
    given: Given,
) -> None:
    """Rank the texts of DOCUMENTS (JSON lines) for each of QUERIES. 排序

    QUERIES is a table with tabs: query_id, text; without it the titles of the documents ask, each
    for the others. With --judged (query_id, doc_id, grade) or --label FIELD the mean nDCG at 10,
    the mean average precision and queries per second are printed beside those of plain bm25s.

    With --embedding URL --model NAME, or --document-vectors and --query-vectors (rows in the order
    of texts and queries), the ranking by that model is printed beside ours and is what -o writes.
    """
    texts = read_documents(documents)
    asked = read_queries(queries) if queries else {one.id: one.title for one in texts}
    _refuse_nothing(Sentence("文本", "texts"), len(texts))
    _refuse_nothing(Sentence("查询", "queries"), len(asked))
    space = given.space([one.text for one in texts], list(asked.values()))
    made = rankings(texts, list(asked.values()), beside=beside, given=space, model=given.name)
    first = next(iter(made))
    if queries is None:
        made = {name: (_of_others(asked, row), taken) for name, (row, taken) in made.items()}
    if output is not None:
        _write(output, asked, made[first][0])
    relevant = same_label(texts, label) if label else read_judgements(judged) if judged else {}
    if relevant:
        of_each = [relevant.get(query, set()) for query in asked]
        for name, (ranked, seconds) in made.items():
            _say(quality(name, ranked, seconds, of_each), as_json=as_json)
    elif output is None:
        _say_ranking(asked, made[first][0], as_json=as_json)


def _refuse_nothing(what: Sentence, count: int) -> None:
    if not count:
        raise NothingToRank(what=what)


def _of_others(asked: dict[str, str], ranked: list[list[str]]) -> list[list[str]]:
    """A text is not an answer to itself."""
    pairs = zip(asked, ranked, strict=True)
    return [[one for one in row if one != own] for own, row in pairs]


def _write(path: Path, asked: dict[str, str], ranked: list[list[str]]) -> None:
    lines = [
        f"{query}\t{place}\t{one}\n"
        for query, row in zip(asked, ranked, strict=True)
        for place, one in enumerate(row, 1)
    ]
    path.write_text("query_id\tplace\tdoc_id\n" + "".join(lines), encoding="utf-8")


def _say(found: Quality, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(found))
        return
    click.echo(
        f"{found.ranker}\tnDCG@10 {found.ndcg_10:.4f}\tMAP {found.map:.4f}"
        f"\t{found.queries_per_s:.0f} q/s"
    )


def _say_ranking(asked: dict[str, str], ranked: list[list[str]], *, as_json: bool) -> None:
    for query, row in zip(asked, ranked, strict=True):
        if as_json:
            print_json({"query_id": query, "documents": row})
        else:
            click.echo(f"{query}\t{' '.join(row[:10])}")
