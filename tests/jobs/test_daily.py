"""The jobs of a day: queued by the server, run by its worker, harmless to run again."""

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jigai.apps.audit.writing import writing
from jigai.apps.projects.actions.move_inclusion import move_inclusion
from jigai.apps.projects.models import InclusionAlarm
from jigai.jobs.daily import DAILY, enqueue_daily
from jigai.jobs.raise_inclusion_alarms import raise_alarms
from tests.cast import change


def test_the_job_raises_what_is_due_today_and_again_nothing(project):
    with writing("project.started", change("开工")):
        project.actual_start_on = timezone.localdate() - timedelta(days=61)
        project.save()
    move_inclusion(
        project=project, to="county_review", on=timezone.localdate(), change=change("申报")
    )
    assert (raise_alarms.func(), raise_alarms.func()) == (2, 0)
    assert InclusionAlarm.objects.count() == 2


def test_the_days_jobs_go_into_the_queue_of_the_worker(db):
    assert enqueue_daily() == len(DAILY)
    queued = DBTaskResult.objects.values_list("task_path", "status")
    assert ("jigai.jobs.raise_inclusion_alarms.raise_alarms", "READY") in set(queued)
