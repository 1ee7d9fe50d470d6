from fractions import Fraction

from jigai.domain.comparison import Member, compare_with_peers


def members(count, *, size="小"):
    return [Member(f"P{n}", "电气", size, Fraction(n, 10)) for n in range(count)]


def test_a_member_stands_beside_the_middle_of_its_group():
    standings = compare_with_peers(members(5))
    assert [s.difference for s in standings] == [Fraction(n - 2, 10) for n in range(5)]
    assert standings[0].group.sentence.zh == "电气、小，共 5 个"


def test_a_small_group_is_named_and_not_compared():
    standings = compare_with_peers([*members(5), *members(4, size="大")])
    large = standings[-1]
    assert (large.difference, large.group.middle, large.group.member_count) == (None, None, 4)
    assert "不作比较" in large.group.sentence.zh
