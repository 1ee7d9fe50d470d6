"""jigai bench evaluate prints one object; no figure is asked to be small here."""

from jigai.cli import bench_evaluate


def test_outcome_trace_words_and_the_plain_reading_stand_side_by_side(monkeypatch):
    monkeypatch.setattr(bench_evaluate, "WARM", 3)

    found = bench_evaluate.measure_evaluate(subjects=20, repeats=2)

    assert (found["bench"], found["rule_set"], found["subjects"]) == ("evaluate", "cn.tech_sme", 20)
    for name in ("outcome", "trace", "words", "plain", "trace_known"):
        assert 0 < found[f"{name}_p50_us"] <= found[f"{name}_p95_us"]
