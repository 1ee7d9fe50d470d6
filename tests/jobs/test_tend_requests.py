"""The daily job closes what is silent and escalates what is overdue; again it does nothing."""

import pytest

from jigai.apps.audit.models import ChangeSet
from jigai.apps.support.models import EnterpriseRequest, RequestEscalation
from jigai.jobs.daily import DAILY
from jigai.jobs.tend_requests import tend_requests
from tests.request_cast import answered, at, calendar, under_way  # noqa: F401 - fixtures


@pytest.mark.usefixtures("calendar")
def test_the_job_closes_silence_and_escalates_once(
    enterprise,
    mei,
    lin,
    bo,
    agency,
    monkeypatch,
):
    silent = under_way(enterprise, mei, lin, agency, at(11, 2))
    answered(silent, bo, at(11, 3))
    late = under_way(enterprise, mei, lin, agency, at(11, 2))
    monkeypatch.setattr("jigai.jobs.tend_requests.timezone.localtime", lambda: at(11, 11, 8))
    assert tend_requests in DAILY
    assert tend_requests.func() == 3
    states = dict(EnterpriseRequest.objects.values_list("pk", "state"))
    assert (states[silent.pk], states[late.pk]) == ("closed", "working")
    assert set(RequestEscalation.objects.values_list("cause", flat=True)) == {
        "overdue", "still_overdue",
    }  # fmt: skip
    before = ChangeSet.objects.count()
    assert tend_requests.func() == 0
    assert ChangeSet.objects.count() == before
