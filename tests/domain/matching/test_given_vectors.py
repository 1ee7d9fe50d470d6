"""Given vectors order texts and find those that share no word; without them all is as before."""

import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from jigai.domain.matching import reordering
from jigai.domain.matching.index import TextIndex
from jigai.domain.matching.space import GivenVectors
from jigai.domain.matching.vectors import (
    VectorCountDiffers,
    VectorDimensionDiffers,
    VectorNotFinite,
    VectorsMisshapen,
    unit_rows,
)
from jigai.domain.sentence import Sentence
from tests.domain.matching.test_text_index import TEXTS
from tests.embedding_double import vector_of

HELD = Path(__file__).parent / "own_space_held.json"
ASKED = ("正极材料包覆", "welding robot", "钠离子电池", "焊接机器人 cathode", "量子", "")
OFFERED = ("伺服冲孔单元", "板材打孔与锐边处理", "音乐与舞蹈", "储能电站", "冲孔单元的电池", "")
WHAT = Sentence("表", "the table")


def embed(texts):
    return unit_rows([vector_of(text) for text in texts], what=WHAT, count=len(texts))


def by_model(texts=OFFERED, vectors=None):
    points = embed(texts) if vectors is None else np.asarray(vectors, np.float32)
    return TextIndex(texts, GivenVectors(points, embed, "themes"))


def order(index, query, most=10):
    return [int(place) for place in index.rank([query], most=most).places[0] if place >= 0]


def test_without_a_model_places_and_scores_are_those_held_before_there_was_one():
    held = json.loads(HELD.read_text())
    hits = TextIndex(TEXTS).rank(ASKED, most=6)
    assert hits.places.tolist() == held["places"]
    assert hits.scores == pytest.approx(np.array(held["scores"], np.float32), abs=1e-6)
    assert not hits.alone.any()


def test_a_text_that_shares_no_word_is_found_by_its_vector():
    assert 1 not in order(TextIndex(OFFERED), "穿孔毛刺")
    hits = by_model().rank(["穿孔毛刺"], most=6)
    assert hits.places[0, 0] == 1
    assert hits.alone[0].tolist()[:1] == [1]
    assert 2 not in hits.places[0].tolist()


def test_the_order_follows_the_vectors_as_they_change():
    texts = ["冲孔 甲", "冲孔 乙", "冲孔 丙"]
    ask = partial(np.tile, np.array([1, 0], np.float32))
    for first, second in ((0, 1), (1, 2), (2, 0)):
        vectors = np.zeros((3, 2), np.float32)
        vectors[:, 1] = 1
        vectors[first], vectors[second] = (1, 0), (0.8, 0.6)
        space = GivenVectors(vectors, lambda asked: ask((len(asked), 1)), "m")
        assert order(TextIndex(texts, space), "冲孔")[:2] == [first, second]


def test_a_shared_word_is_never_called_alone_however_far_down_the_words_put_it(monkeypatch):
    monkeypatch.setattr(reordering, "CANDIDATES", 2)
    texts = [
        "冲孔 冲孔 冲孔",
        "冲孔 冲孔",
        "冲孔 穿孔 打孔 打孔 毛刺 锐边 储能",
        "舞蹈",
        "音乐",
        "绘画",
    ]
    hits = by_model(texts).rank(["冲孔 毛刺"], most=6)
    assert 2 in hits.places[0].tolist()
    assert not hits.alone.any()


def test_scores_fall_each_text_stands_once_and_many_ask_as_each_alone():
    index = by_model([*OFFERED, *(f"冲孔方案 {n} 毛刺" for n in range(70))])
    asked = ["冲孔", "穿孔毛刺", "储能", "没有的词", ""]
    hits = index.rank(asked, most=76)
    for row, query in enumerate(asked):
        found = [place for place in hits.places[row].tolist() if place >= 0]
        assert len(found) == len(set(found))
        assert (np.diff(hits.scores[row][: len(found)]) <= 1e-6).all()
        assert order(index, query, most=76) == found
    assert (hits.scores <= 2.75 + 1e-5).all()


def test_cosines_that_are_all_high_say_no_more_than_others():
    """A part that all vectors share lifts every cosine; the order stays."""
    apart = by_model()
    lifted = [[9.0, *vector_of(text)[1:]] for text in OFFERED]
    near = GivenVectors(
        unit_rows(lifted, what=WHAT, count=6),
        lambda texts: unit_rows(
            [[9.0, *vector_of(text)[1:]] for text in texts], what=WHAT, count=len(texts)
        ),
        "themes",
    )
    assert order(TextIndex(OFFERED, near), "穿孔毛刺")[:2] == order(apart, "穿孔毛刺")[:2]


def test_no_text_one_text_and_texts_without_words_are_catalogues_too():
    assert by_model([], np.zeros((0, 5))).rank(["冲孔"], most=3).places.shape == (1, 0)
    assert order(by_model(["冲孔"]), "冲孔") == [0]
    assert order(by_model(["的", "", "的"]), "冲孔") == []


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ([[1.0, 2.0]], VectorCountDiffers),
        ([[1.0], [2.0]], VectorDimensionDiffers),
        ([[1.0, 2.0], [1.0]], VectorsMisshapen),
        ([["a", "b"], ["c", "d"]], VectorsMisshapen),
        ([[1.0, 2.0], [float("nan"), 1.0]], VectorNotFinite),
        ([[1.0, 2.0], [float("inf"), 1.0]], VectorNotFinite),
        ([[1.0, 2.0], [None, 1.0]], VectorNotFinite),
        ([[0.0, 0.0], [2.0, 1.0]], VectorNotFinite),
        (7, VectorsMisshapen),
    ],
)
def test_vectors_that_are_wrong_are_refused_by_name(values, fault):
    with pytest.raises(fault) as refused:
        unit_rows(values, what=WHAT, count=2, dimension=2)
    assert refused.value.said.en.startswith(("the table", "The vectors of the table", "Vector "))


def test_vectors_are_made_one_long_even_where_squares_would_overflow():
    rows = unit_rows([[3e200, 4e200], [0, 0]], what=WHAT, count=2, may_be_zero=True)
    assert rows.tolist() == [pytest.approx([0.6, 0.8]), [0, 0]]
