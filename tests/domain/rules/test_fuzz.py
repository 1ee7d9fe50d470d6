"""A small share of ``tools/rule_fuzz.py``: the same inputs every time."""

from tools import rule_fuzz


def test_damaged_and_invented_rule_files_are_read_or_refused_plainly():
    tally = rule_fuzz.run(400, seed=7)
    assert tally.crashes == []
    assert tally.outcomes["read"] > 10
    assert len(tally.outcomes) > 8
    assert sum(tally.outcomes.values()) == 400


def test_the_same_seed_gives_the_same_inputs():
    assert rule_fuzz.run(20, seed=3) == rule_fuzz.run(20, seed=3)


def test_a_reader_that_crashes_is_seen(monkeypatch):
    def broken(file, text, chance):
        raise ZeroDivisionError

    monkeypatch.setattr(rule_fuzz, "read_any", broken)
    assert [kind for _, kind, _ in rule_fuzz.run(2, seed=1).crashes] == ["ZeroDivisionError"] * 2
