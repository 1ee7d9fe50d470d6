"""jigai match rank: rankings of a collection, measured beside plain BM25."""

import gzip
import json

import pytest
from click.testing import CliRunner

from jigai.cli import bench_match
from jigai.cli.main import main
from jigai.cli.match_quality import quality
from tests.real_data import FOLDER, needs_real_data

DOCS = (
    {"doc_id": 1, "title": "正极材料", "text": "磷酸铁锂正极材料的包覆工艺", "field": "新能源"},
    {"doc_id": 2, "title": "负极材料", "text": "钠离子电池负极材料", "field": "新能源"},
    {"doc_id": 3, "title": "焊接", "text": "焊接机器人路径规划", "field": "装备"},
)


@pytest.fixture
def files(tmp_path):
    docs, queries, judged = (tmp_path / name for name in ("d.jsonl.gz", "q.tsv", "j.tsv"))
    with gzip.open(docs, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in DOCS)
    queries.write_text("query_id\ttext\nq1\t正极包覆\nq2\t焊接\n", encoding="utf-8")
    judged.write_text("query_id\tdoc_id\tgrade\nq1\t1\t2\nq2\t3\t1\nq2\t1\t-1\n", encoding="utf-8")
    return docs, queries, judged


def rank(*words, code=0):
    done = CliRunner().invoke(main, ["match", "rank", *map(str, words)])
    assert done.exit_code == code, done.output
    return done.output


def test_a_ranking_is_printed_and_written(files, tmp_path):
    docs, queries, _ = files
    assert rank(docs, queries).splitlines() == ["q1\t1", "q2\t3"]
    out = tmp_path / "run.tsv"
    rank(docs, queries, "-o", out)
    assert out.read_text().splitlines() == ["query_id\tplace\tdoc_id", "q1\t1\t1", "q2\t1\t3"]


def test_quality_stands_beside_plain_bm25(files):
    docs, queries, judged = files
    lines = rank(docs, queries, "--judged", judged).splitlines()
    assert [line.split("\t")[0] for line in lines] == ["jigai", "bm25s", "bm25s_stemmed"]
    assert "nDCG@10 1.0000\tMAP 1.0000" in lines[0]


def test_titles_ask_for_texts_of_the_same_field_and_never_for_themselves(files):
    docs, *_ = files
    said = rank(docs, "--label", "field", "--alone")
    assert said.startswith("jigai\tnDCG@10 1.0000")
    assert "1\t2" in rank(docs, "--alone")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"doc_id": 1}\n', "line 1"),
        ('{"doc_id": 1, "text": "a"}\nnot json\n', "line 2"),
        ("[1]\n", "object"),
        ("", "match.nothing_to_rank"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(tmp_path, files, text, said):
    damaged = tmp_path / "damaged.jsonl"
    damaged.write_text(text, encoding="utf-8")
    assert said in rank(damaged, files[1], code=1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("query\ttext\n1\ta\n", "query_id"),
        ("query_id\ttext\n1\n", "line 2"),
        ("query_id\ttext\n", "match.nothing_to_rank"),
    ],
)
def test_damaged_queries_are_refused(tmp_path, files, text, said):
    damaged = tmp_path / "damaged.tsv"
    damaged.write_text(text, encoding="utf-8")
    assert said in rank(files[0], damaged, code=1)


def test_a_grade_that_is_no_number_is_refused(tmp_path, files):
    damaged = tmp_path / "j.tsv"
    damaged.write_text("query_id\tdoc_id\tgrade\nq1\t1\thigh\n", encoding="utf-8")
    assert "high" in rank(files[0], files[1], "--judged", damaged, code=1)


def test_quality_counts_judged_queries_alone():
    found = quality("x", [["a"], ["b"]], 0.5, [{"a"}, set()])
    assert (found.ndcg_10, found.map, found.queries_per_s) == (1.0, 1.0, 4.0)


def test_the_measurement_runs_small(monkeypatch):
    monkeypatch.delenv("JIGAI_SHARED_DATA", raising=False)
    found = bench_match.measure_match(rows=300, repeats=1)
    assert found["texts"] == 300
    assert found["ratio"] > 0
    assert found["found"] == []


@needs_real_data
@pytest.mark.real_data
def test_cranfield_is_found_fifteen_in_a_hundred_better_than_by_plain_bm25():
    folder = FOLDER / "retrieval"
    said = rank(
        folder / "cranfield_docs.jsonl.gz",
        folder / "cranfield_queries_odd.tsv",
        "--judged",
        folder / "cranfield_qrels_odd.tsv",
    )
    ours, plain, stemmed = (float(line.split("\t")[1].split()[1]) for line in said.splitlines())
    assert ours >= 0.373 * 1.15
    assert ours >= plain * 1.15
    assert ours > max(stemmed, 0.391)
