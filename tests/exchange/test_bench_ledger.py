from jigai.exchange.bench_ledger import HEADS, measure, write_big_ledger


def test_the_measured_ledger_is_sound_and_counted(tmp_path):
    path = tmp_path / "big.xlsx"
    write_big_ledger(path, rows=50)
    seen = []
    measured = measure(path, repeats=1, progress=lambda done, last: seen.append((done, last)))
    assert (measured.rows, measured.columns, measured.faults) == (50, len(HEADS), 0)
    assert measured.ratio > 0
    assert seen[-1] == (53, 53)
