from datetime import date

from jigai.domain.badges.signals import (
    PhotoUse,
    ProgressChange,
    Rebaseline,
    baseline_resets,
    last_day_jumps,
    repeated_photos,
)

DAY = date(2026, 11, 15)


def test_a_baseline_that_takes_back_its_promise_is_asked_about():
    changes = [Rebaseline("P1", DAY, 5_000_000, 3_000_000), Rebaseline("P2", DAY, 5, 5)]
    (signal,) = baseline_resets(changes)
    assert signal.project == "P1"
    assert "由 5 万元降到 3 万元" in signal.question.zh


def test_each_later_use_of_a_photo_is_asked_about():
    uses = [
        PhotoUse("P1", "2026-10A", "a"),
        PhotoUse("P1", "2026-10B", "a"),
        PhotoUse("P1", "2026-10B", "b"),
        PhotoUse("P2", "2026-11A", "a"),
    ]
    found = repeated_photos(uses)
    assert [(s.project, "P1 2026-10A" in s.question.zh) for s in found] == [
        ("P1", False),
        ("P2", True),
    ]


def test_only_a_large_jump_on_the_last_day_is_asked_about():
    jumps = [
        ProgressChange("large", "2026-11A", DAY, DAY, 3000, 5000),
        ProgressChange("small", "2026-11A", DAY, DAY, 3000, 4999),
        ProgressChange("early", "2026-11A", date(2026, 11, 14), DAY, 3000, 9000),
    ]
    (signal,) = last_day_jumps(jumps)
    assert (signal.project, signal.kind) == ("large", "last_day_jump")
    assert "20%" in signal.question.en
