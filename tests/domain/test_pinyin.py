from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from jigai.domain.pinyin import name_keys

WORDS = [
    "重庆",
    "庆云",
    "重工",
    "银行",
    "行长",
    "长城",
    "有限公司",
    "技术改造",
    "12",
    "A-b",
    "（",
    "单",
    "曾",
    "长",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
def test_words_that_are_known_already_read_as_the_whole_name_reads(words):
    name = "".join(words)
    assert name_keys(name).sort == " ".join(lazy_pinyin(name)).lower()
