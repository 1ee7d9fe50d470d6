import pytest
from django.urls import reverse

from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import Signal
from tests.cast import change
from tests.round_cast import at


@pytest.fixture
def question(project):
    with writing("signals.raised", change()):
        return Signal.objects.create(
            project=project,
            period="2026-11A",
            kind="last_day_jump",
            fingerprint="f" * 64,
            detail={"zh": "依据是什么？", "en": "On what evidence?"},
            raised_at=at(17),
        )


def test_a_question_is_answered_once_and_changes_no_colour(office, question):
    page = office.get(reverse("signals:list")).content.decode()
    assert "依据是什么" in page
    assert "疑点本身不改变任何牌色" in page
    target = reverse("signals:answer", args=[question.pk])
    assert office.post(target, {"reason": ""}).status_code == 409
    office.post(target, {"reason": "已看到货单"})
    question.refresh_from_db()
    assert question.answer == "已看到货单"
    assert office.post(target, {"reason": "再答"}).status_code == 409


def test_units_and_firms_are_not_asked(sign_in, bo, mei, question):
    for person in (bo, mei):
        assert sign_in(person).get(reverse("signals:list")).status_code == 403
