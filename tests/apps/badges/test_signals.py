from datetime import date

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.badges.actions.raise_signals import (
    AnsweredAlready,
    answer_signal,
    raise_signals,
)
from jigai.apps.badges.models import ProjectBadge, Signal
from jigai.apps.evidence.models import Attachment
from jigai.apps.projects.models import Baseline, BaselinePoint, ReportPhoto
from tests.cast import change
from tests.round_cast import at, building, by, opened, reported

pytestmark = pytest.mark.usefixtures("programme")


def baselines(project, *curves):
    for number, planned in enumerate(curves, 1):
        plan = Baseline.objects.create(
            project=project,
            number=number,
            approved_on=date(2026, 11, 10),
            approved_by="局",
            reason="调整",
            planned_start_on=date(2026, 1, 1),
            planned_completion_on=date(2026, 12, 31),
            total_fen=100,
            is_current=number == len(curves),
        )
        BaselinePoint.objects.create(baseline=plan, period="2026-10B", planned_value_fen=planned)


def photo(report, digest):
    kept = Attachment.objects.create(
        sha256=digest, name="a.jpg", media_type="image/jpeg", size_bytes=1, purpose="progress"
    )
    ReportPhoto.objects.create(report=report, attachment=kept)


@pytest.fixture
def seeded(project):
    """3 resets, 4 repeated photos, 6 jumps on the last day, and honest neighbours of each."""
    projects = building(project, 12)
    held = opened()
    earlier = reported(projects, period="2026-10B", progress_bp=5000)
    now = reported(projects, progress_bp=6999)
    with writing("tricks.seeded", change()):
        for n, one in enumerate(projects):
            lowered = 40 if n < 3 else 60
            baselines(one, 60, lowered)
            photo(earlier[n], f"p{n}")
            photo(now[n], f"p{n}" if n < 4 else f"q{n}")
        for n, report in enumerate(now[:8]):
            report.progress_bp = 7000
            report.submitted_at = at(18) if n < 6 else at(17)
            report.save()
    return held


def test_the_list_shows_the_seeded_tricks_and_no_others(seeded):
    assert raise_signals(round=seeded, change=by()) == 13
    kinds = list(Signal.objects.order_by("kind").values_list("kind", flat=True))
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "baseline_reset": 3,
        "last_day_jump": 6,
        "repeated_photo": 4,
    }
    assert ProjectBadge.objects.count() == 0


def test_a_question_is_asked_once_and_answered_once(seeded):
    raise_signals(round=seeded, change=by())
    assert raise_signals(round=seeded, change=by()) == 0
    signal = Signal.objects.first()
    answer_signal(signal=signal, change=by(4, "设备集中到货，有验收单"))
    assert (signal.answered_by, signal.answer) == ("人4", "设备集中到货，有验收单")
    with pytest.raises(AnsweredAlready):
        answer_signal(signal=signal, change=by(4, "再答"))
