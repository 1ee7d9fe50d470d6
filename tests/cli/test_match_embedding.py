"""jigai match with a model: tried out on a collection, filled ahead, and said by name."""

import os
import subprocess
import sys

import numpy as np
import pytest

from jigai.jobs.fill_embeddings import fill_embeddings
from tests.cli.test_match import files, rank  # noqa: F401 - the collection
from tests.cli.test_match_county import clock, run, told  # noqa: F401 - as an official's script
from tests.embedding_double import KEY, anew, vector_of

DOCS = ["磷酸铁锂正极材料的包覆工艺", "钠离子电池负极材料", "焊接机器人路径规划"]


def saved(path, rows):
    np.save(path, np.array(rows))
    return path


def test_a_model_is_measured_beside_ours_and_plain_bm25(files, embedder):  # noqa: F811
    docs, queries, judged = files
    given = ("--embedding", embedder.url, "--model", "themes")
    lines = rank(docs, queries, "--judged", judged, *given).splitlines()
    shown = [line.split("\t")[0] for line in lines if "nDCG" in line]
    assert shown == ["jigai+themes", "jigai", "bm25s", "bm25s_stemmed"]
    assert "Authorization" not in embedder.heads[0]
    alone = rank(docs, queries, "--judged", judged, "--alone", *given)
    assert [one.split("\t")[0] for one in alone.splitlines() if "nDCG" in one] == ["jigai+themes"]


def test_vectors_from_files_order_the_texts(files, tmp_path):  # noqa: F811
    docs, queries, _ = files
    texts = saved(tmp_path / "d.npy", [[1.0, 0], [0, 1], [0.5, 0.1]])
    asked = saved(tmp_path / "q.npy", [[0, 1.0], [1, 0]])
    given = ("--document-vectors", texts, "--query-vectors", asked)
    assert rank(docs, queries, *given, "--alone").splitlines()[0].startswith("q1\t")
    first = rank(docs, queries, *given, "--alone").splitlines()[1]
    assert set(first.split("\t")[1].split()) == {"1", "3"}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([[1.0, 2.0]], "match.embedding_count"),
        ([[1.0], [2.0]], "match.embedding_dimension"),
        ([[1.0, float("nan")], [1, 2]], "match.embedding_not_finite"),
        ([1.0, 2.0], "match.embedding_misshapen"),
        ([["a", "b"], ["c", "d"]], "match.embedding_misshapen"),
    ],
)
def test_wrong_files_are_refused_by_name(files, tmp_path, rows, code):  # noqa: F811
    docs, queries, _ = files
    texts = saved(tmp_path / "d.npy", [vector_of(text)[:2] for text in DOCS])
    asked = saved(tmp_path / "q.npy", rows)
    done = rank(docs, queries, "--document-vectors", texts, "--query-vectors", asked, code=1)
    assert code in done
    assert "q.npy" in done
    asked.write_bytes(b"no array")
    done = rank(docs, queries, "--document-vectors", texts, "--query-vectors", asked, code=1)
    assert "match.embedding_misshapen" in done


def test_halves_and_both_ways_at_once_are_refused(files, tmp_path):  # noqa: F811
    docs, queries, _ = files
    one = saved(tmp_path / "d.npy", [[1.0]])
    for given in (
        ("--model", "m"),
        ("--embedding", "http://127.0.0.1:9/v1"),
        ("--document-vectors", one),
        ("--query-vectors", one),
        ("--embedding", "http://h/v1", "--model", "m", "--document-vectors", one),
    ):
        assert "match.embedding_options" in rank(docs, queries, *given, code=1)


def test_the_vectors_are_filled_with_progress_and_again_at_once(run, dozen, with_model):  # noqa: F811
    done = run("embed")
    assert done.exit_code == 0, done.stderr
    assert done.stderr.splitlines() == ["0/12", "12/12"]
    assert "12项" in done.stdout
    anew()
    with_model.texts.clear()
    assert told(run("embed", "--json")) == {"model": "themes", "texts": 12, "dimensions": 5}
    assert len(with_model.texts) == 1


def test_stopped_it_says_how_far_it_came(run, dozen, with_model, monkeypatch):  # noqa: F811
    def stopped(said):
        said(5, 12)
        raise KeyboardInterrupt

    monkeypatch.setattr("jigai.cli.match_space.fill", stopped)
    done = run("embed")
    assert done.exit_code == 1
    assert "5/12" in done.stderr
    assert "match.embedding_stopped" in done.stderr


def test_without_a_model_or_with_one_that_fails_it_is_refused(run, dozen, with_model, settings):  # noqa: F811
    with_model.planned = [401]
    done = run("embed")
    assert "match.embedding_refused" in done.stderr
    assert KEY not in done.stderr
    settings.EMBEDDING = None
    assert "match.embedding_not_set" in run("embed").stderr


def test_the_list_of_a_demand_says_the_space(run, wanted, dozen, programme, with_model):  # noqa: F811
    assert "themes" in run("proposals", wanted.pk).stderr
    assert told(run("proposals", wanted.pk, "--json"))["text_space"]["is_model_used"] is True
    anew()
    with_model.planned = [500]
    assert "没有用上，自 2026-" in run("proposals", wanted.pk).stderr


def test_the_job_fills_ahead_and_does_without(dozen, with_model, settings):
    assert fill_embeddings.func() == 12
    with_model.planned = [500]
    assert fill_embeddings.func() == 0
    settings.EMBEDDING = None
    assert fill_embeddings.func() == 0


def test_a_wrong_setting_ends_the_start_with_a_sentence_in_both_languages(tmp_path):
    wrong = {"JIGAI_EMBEDDING_URL": "gopher://hush@x", "JIGAI_EMBEDDING_MODEL": "m"}
    for words in (["match", "embed"], ["serve", "--port", "1"], ["setup"]):
        done = subprocess.run(
            [sys.executable, "-m", "jigai", *words],
            env={**os.environ, **wrong, "JIGAI_HOME": str(tmp_path)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        assert "JIGAI_EMBEDDING_URL：要写成" in done.stderr
        assert "is expected" in done.stderr
        assert "Traceback" not in done.stderr
        assert "hush" not in done.stderr


def test_the_key_is_the_line_of_its_file_in_the_home(tmp_path):
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "embedding.key").write_text("sk-held\n")
    found = subprocess.run(
        [sys.executable, "-c",
         "from jigai.config.settings import EMBEDDING as e; print(e.url, e.model, e.key, repr(e))"],
        env={**os.environ, "JIGAI_HOME": str(tmp_path), "JIGAI_EMBEDDING_URL": "http://h:1/v1/",
             "JIGAI_EMBEDDING_MODEL": "bge-m3"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.stdout.startswith("http://h:1/v1 bge-m3 sk-held <jigai"), found.stderr
    assert found.stdout.count("sk-held") == 1
