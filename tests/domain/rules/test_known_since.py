"""Each shipped edition says since when its text, as it stands, has been known."""

from datetime import date

import pytest

from jigai.domain.rules.known_since import (
    NoneKnown,
    known_on,
    known_since,
    read_known_since,
    refuse_unknown,
    undated,
)
from jigai.domain.rules.refusals import NameTwice
from jigai.domain.rules.rulebook import shipped

LINE = '[[edition]]\nfile = "badges/a/2025-12-01.toml"\ndigest = "abc"\nsince = 2026-11-25\n'


def test_every_edition_has_its_day_and_no_line_is_left_over():
    """After a text has changed: ``tools/known_since.py`` and the day."""
    assert list(undated(shipped(), known_since())) == []
    assert len(known_since()) == len(shipped().editions)


def test_a_changed_text_has_no_day_until_it_is_given_one():
    last = shipped().editions[-1]
    others = {d: day for d, day in known_since().items() if d != last.rule_set.digest}
    assert list(undated(shipped(), others)) == [(last.file, last.rule_set.digest)]


def test_before_its_day_an_edition_is_not_there():
    first = min(known_since().values())
    assert known_on(date(2020, 1, 1)).editions == ()
    assert known_on(None).editions == shipped().editions
    assert len(known_on(max(known_since().values())).editions) == len(shipped().editions)
    with pytest.raises(NoneKnown, match=str(first)[:4]):
        refuse_unknown("cn.hnte", day=date(2020, 1, 1))


def test_a_line_twice_is_refused_with_its_line():
    assert read_known_since(LINE) == {"abc": date(2026, 11, 25)}
    with pytest.raises(NameTwice) as refused:
        read_known_since(LINE + LINE)
    assert refused.value.line == 7
