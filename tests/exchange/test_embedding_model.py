"""The county's model is asked as its endpoint wants it, and its answers are looked at first."""

import json
import math

import pytest

from jigai.domain.matching.endpoint import EmbeddingSettingWrong, read_endpoint
from jigai.domain.matching.vectors import (
    EmbeddingFault,
    VectorCountDiffers,
    VectorDimensionDiffers,
    VectorNotFinite,
)
from jigai.exchange import embedding
from jigai.exchange.embedding import (
    EmbeddingIndexWrong,
    EmbeddingRefused,
    EmbeddingUnreachable,
    EmbeddingUnreadable,
    embed,
)
from jigai.exchange.embedding_model import BATCH, PROBE, EmbeddingIncomplete, EmbeddingModel
from jigai.exchange.embedding_store import EmbeddingStoreUnusable
from tests.embedding_double import KEY

SECRET = "某厂的保密需求"


def asks(double, texts=("冲孔", "电池"), **more):
    return embed(double.endpoint(**more), texts, patience_s=5)


def offered(double, folder, texts, **more):
    return EmbeddingModel(double.endpoint(), folder).offered(texts, **more)


def test_vectors_come_one_long_in_the_order_of_the_texts(embedder):
    embedder.planned = [lambda data: data[::-1]]
    one, other = asks(embedder)
    assert one @ one == pytest.approx(1, abs=1e-6)
    assert one @ asks(embedder, ["打孔"])[0] > 0.99 > one @ other
    assert embedder.heads[0]["Authorization"] == f"Bearer {KEY}"
    asks(embedder, key="")
    assert "Authorization" not in embedder.heads[-1]


def changed(**more):
    return lambda data: [data[0], data[1] | more]


@pytest.mark.parametrize(
    ("planned", "fault"),
    [
        (500, EmbeddingRefused),
        (401, EmbeddingRefused),
        (302, EmbeddingRefused),
        ("cut", EmbeddingUnreachable),
        (b"<html>", EmbeddingUnreadable),
        (b'{"data": 3}', EmbeddingUnreadable),
        (b'{"data": [{"embedding": [1]}, 4]}', EmbeddingUnreadable),
        (lambda data: data[:1], VectorCountDiffers),
        (changed(index=0), EmbeddingIndexWrong),
        (changed(index=True), EmbeddingIndexWrong),
        (changed(index="1"), EmbeddingIndexWrong),
        (changed(embedding=[math.nan, 1, 1, 1, 1]), VectorNotFinite),
        (changed(embedding=[0, 0, 0, 0, 0]), VectorNotFinite),
        (changed(embedding="abc"), EmbeddingFault),
        (changed(embedding=[1, 2]), EmbeddingFault),
        (lambda data: [one | {"embedding": [1, 2]} for one in data], VectorDimensionDiffers),
    ],
)
def test_nonsense_is_refused_by_name_and_no_refusal_holds_key_address_or_text(
    embedder, planned, fault
):
    embedder.planned = [planned]
    with pytest.raises(fault) as refused:
        embed(embedder.endpoint(), ["冲孔", SECRET], patience_s=5, dimension=5)
    said = f"{refused.value.said} {refused.value.advice} {refused.value.places} {refused.value!r}"
    assert refused.value.code.startswith("match.embedding_")
    for hidden in (KEY, "127.0.0.1", SECRET):
        assert hidden not in said + repr(embedder.endpoint())


def test_a_server_that_is_not_there_or_says_too_much_is_refused(embedder, monkeypatch):
    monkeypatch.setattr(embedding, "MOST_ANSWER_BYTES", 20)
    with pytest.raises(EmbeddingUnreadable):
        asks(embedder)
    embedder.close()
    with pytest.raises(EmbeddingUnreachable) as refused:
        asks(embedder)
    assert "服务可能没有运行" in refused.value.said.zh


def test_what_is_kept_is_not_asked_again_and_what_is_offered_no_more_is_forgotten(
    embedder, tmp_path
):
    texts = [f"冲孔方案 {n}" for n in range(BATCH + 3)]
    first = offered(embedder, tmp_path, [*texts, "", texts[0]])
    assert sorted(embedder.texts) == sorted([PROBE, *texts])
    assert not first[BATCH + 3].any()
    assert (first[0] == first[-1]).all()
    embedder.texts.clear()
    again = offered(embedder, tmp_path, [*texts[1:], "毛刺"])
    assert embedder.texts == [PROBE, "毛刺"]
    assert again[0] == pytest.approx(first[1])
    embedder.texts.clear()
    offered(embedder, tmp_path, [texts[0]])
    assert embedder.texts == [PROBE, texts[0]]


def test_a_change_of_the_model_behind_its_name_makes_every_vector_anew(embedder, tmp_path):
    offered(embedder, tmp_path, ["冲孔", "电池"])
    embedder.vector_of = lambda text: [float(len(text)), 1.0, -3.0]
    embedder.texts.clear()
    assert offered(embedder, tmp_path, ["冲孔", "电池"]).shape == (2, 3)
    assert embedder.texts == [PROBE, "冲孔", "电池"]


def test_what_came_before_a_stop_is_kept_and_the_next_run_goes_on(embedder, tmp_path):
    texts = [f"方案 {n}" for n in range(3 * BATCH)]
    embedder.planned = [None, None, 500]
    seen = []
    with pytest.raises(EmbeddingRefused):
        offered(embedder, tmp_path, texts, told=lambda ready, total: seen.append((ready, total)))
    assert seen == [(0, 48), (16, 48)]
    embedder.texts.clear()
    offered(embedder, tmp_path, texts, told=lambda ready, total: seen.append((ready, total)))
    assert embedder.texts == [PROBE, *texts[BATCH:]]
    assert seen[-1] == (48, 48)


def test_a_page_does_not_wait_for_a_whole_catalogue(embedder, tmp_path, monkeypatch):
    clock = iter(range(0, 1000, 2))
    monkeypatch.setattr("jigai.exchange.embedding_model.monotonic", lambda: float(next(clock)))
    with pytest.raises(EmbeddingIncomplete) as refused:
        offered(embedder, tmp_path, [f"方案 {n}" for n in range(5 * BATCH)], within_s=8.0)
    assert "16 of 80" in refused.value.said.en


def test_a_question_is_asked_once_and_never_on_disk(embedder, tmp_path):
    model = EmbeddingModel(embedder.endpoint(query_prefix="query: "), tmp_path)
    model.offered(["冲孔"], within_s=None)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    [vector, empty] = model.asked([SECRET, " "], dimension=5)
    model.asked([SECRET], dimension=5)
    assert embedder.texts.count(f"query: {SECRET}") == 1
    assert vector.any()
    assert not empty.any()
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert all(SECRET.encode() not in content for content in before.values())


def test_a_long_text_is_cut_to_what_the_model_reads(embedder, tmp_path):
    endpoint = embedder.endpoint(most_letters=60, text_prefix="passage: ")
    EmbeddingModel(endpoint, tmp_path).offered(["冲" * 500])
    assert embedder.texts[-1] == "passage: " + "冲" * 51


def test_a_damaged_store_is_refused_with_its_name_and_vectors_that_are_cut_are_asked_anew(
    embedder, tmp_path
):
    offered(embedder, tmp_path, ["冲孔"])
    [file] = tmp_path.iterdir()
    assert file.stat().st_mode & 0o077 == 0
    file.write_bytes(b"no database at all" * 100)
    with pytest.raises(EmbeddingStoreUnusable) as refused:
        offered(embedder, tmp_path, ["冲孔"])
    assert file.name in refused.value.said.zh
    file.unlink()
    assert offered(embedder, tmp_path, ["冲孔"]).any()


def test_two_processes_fill_one_store(embedder, tmp_path):
    """Each has its own connection; what one has kept the other finds."""
    one, other = (EmbeddingModel(embedder.endpoint(), tmp_path) for _ in range(2))
    one.offered(["冲孔", "毛刺"], within_s=None)
    embedder.texts.clear()
    other.offered(["冲孔", "毛刺"], within_s=None)
    assert embedder.texts == [PROBE]


@pytest.mark.parametrize(
    ("given", "setting"),
    [
        ({"url": "http://h/v1"}, "JIGAI_EMBEDDING_MODEL"),
        ({"model": "m"}, "JIGAI_EMBEDDING_URL"),
        ({"url": "ftp://h/v1", "model": "m"}, "JIGAI_EMBEDDING_URL"),
        ({"url": "http://[::1/v1", "model": "m"}, "JIGAI_EMBEDDING_URL"),
        ({"url": "http://h:99999/v1", "model": "m"}, "JIGAI_EMBEDDING_URL"),
        ({"url": "http://a:hush@h/v1", "model": "m"}, "JIGAI_EMBEDDING_URL"),
        ({"url": "http://h/v1?key=hush", "model": "m"}, "JIGAI_EMBEDDING_URL"),
        ({"url": "http://h/v 1", "model": "m"}, "JIGAI_EMBEDDING_URL"),
        ({"url": "http://h/v1", "model": "m\n"  "x"}, "JIGAI_EMBEDDING_MODEL"),
        ({"url": "http://h/v1", "model": "m", "key": "hush\r\nX: 1"}, "keys/embedding.key"),
        ({"url": "http://h/v1", "model": "m", "letters": "few"}, "JIGAI_EMBEDDING_LETTERS"),
        ({"url": "http://h/v1", "model": "m", "letters": "7"}, "JIGAI_EMBEDDING_LETTERS"),
    ],
)  # fmt: skip
def test_a_setting_that_is_wrong_is_named_and_never_quoted(given, setting):
    with pytest.raises(EmbeddingSettingWrong) as refused:
        read_endpoint(**({"url": "", "model": ""} | given))
    assert setting in refused.value.said.zh
    assert setting in refused.value.said.en
    assert "hush" not in json.dumps([str(refused.value), refused.value.said.en])


def test_an_address_may_end_with_the_path_and_nothing_set_is_no_model():
    assert read_endpoint("", " ") is None
    for url in ("http://h:1/v1", "http://h:1/v1/", "http://h:1/v1/embeddings"):
        assert read_endpoint(url, "m", letters="400").url == "http://h:1/v1"
