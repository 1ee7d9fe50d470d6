"""Texts are found by their words and by what they speak of, in both languages."""

import numpy as np
import pytest

from jigai.domain.matching import index
from jigai.domain.matching.index import TextIndex
from jigai.domain.matching.meaning import meaning_of
from jigai.domain.matching.words import words

TEXTS = (
    "磷酸铁锂正极材料的包覆工艺，提高循环寿命",
    "钠离子电池硬碳负极材料的制备",
    "健身器材焊接机器人的路径规划",
    "Coating of LFP cathode material to raise cycle life",
    "Path planning of a welding robot for fitness equipment",
    "",
)


@pytest.fixture(scope="module")
def found():
    return TextIndex(TEXTS)


def places(index, query, most=10):
    return [int(place) for place in index.rank([query], most=most).places[0] if place >= 0]


def test_chinese_is_cut_into_words_and_english_into_stems():
    assert words("ＬＦＰ正极材料的 coatings，3.5%") == ["lfp", "正极", "材料", "coat", "3.5"]
    assert words("的 and the") == []


def test_the_text_that_speaks_of_it_comes_first(found):
    assert places(found, "正极材料包覆")[0] == 0
    assert places(found, "welding robots")[0] == 4
    assert places(found, "焊接机器人")[0] == 2


def test_texts_without_a_common_word_are_not_found(found):
    assert places(found, "钠离子") == [1]
    assert places(found, "量子") == []
    assert places(found, "") == []


def test_scores_fall_and_places_beyond_are_empty(found):
    hits = found.rank(["正极材料", "机器人"], most=6)
    assert hits.places.shape == hits.scores.shape == (2, 6)
    assert (np.diff(hits.scores, axis=1) <= 1e-6).all()
    assert (hits.scores[hits.places < 0] == 0).all()


def test_many_queries_are_ranked_as_each_alone(found, monkeypatch):
    queries = ["正极材料", "welding robot", "钠离子电池", ""] * 3
    together = found.rank(queries, most=5).places.tolist()
    monkeypatch.setattr(index, "BLOCK", 2)
    assert found.rank(queries, most=5).places.tolist() == together
    assert [found.rank([query], most=5).places[0].tolist() for query in queries] == together


def test_what_leads_draws_its_like_after_it():
    """The query shares one word with both; the leaders speak like the first of them."""
    like = [f"阀门 密封 液压 油缸 泵站 {n}" for n in range(8)]
    index = TextIndex([*like, "阀门 音乐 舞蹈 绘画", "液压 油缸 泵站 阀门"])
    order = places(index, "阀门 液压")
    assert order.index(9) < order.index(8)


def test_nothing_at_all_is_an_index_too():
    for empty in (TextIndex([]), TextIndex(["", "的"])):
        assert places(empty, "正极") == []
        assert empty.rank([], most=3).places.shape[0] == 0


def test_the_space_of_meaning_is_the_same_every_time():
    cut = [words(text) for text in TEXTS]
    one, other = meaning_of(cut), meaning_of(cut)
    assert (one.points == other.points).all()
    lengths = np.linalg.norm(one.points, axis=1)
    assert lengths[:5] == pytest.approx(1, abs=1e-5)
    assert lengths[5] == 0


def test_the_compiled_form_finds_the_same(monkeypatch):
    plain = TextIndex(TEXTS)
    monkeypatch.setattr(index, "COMPILED_FROM", 1)
    compiled = TextIndex(TEXTS)
    assert compiled.is_compiled
    assert not plain.is_compiled
    for query in ("正极材料包覆", "welding robot", "量子"):
        assert places(compiled, query) == places(plain, query)
