import pytest
from django.apps import apps
from django_tasks_db.models import DBTaskResult

from jigai.jobs.import_ledger import run_import
from jigai.jobs.worker import MOST_ATTEMPTS, take_up, worker_name

pytestmark = pytest.mark.django_db


def begun(*workers):
    """A job of zhao's that was begun by these workers one after another and never ended."""
    result = run_import.enqueue("20261101-080000-abcdef")
    found = DBTaskResult.objects.get(pk=result.id)
    for worker in workers:
        found.claim(worker)
    return found


def test_a_job_whose_worker_was_killed_waits_again(tmp_path):
    name = worker_name(tmp_path)
    job = begun(name)
    assert take_up(name) == 1
    job.refresh_from_db()
    assert (job.status, job.started_at) == ("READY", None)
    assert take_up(name) == 0


def test_a_job_that_was_interrupted_when_the_server_stopped_waits_again(tmp_path):
    name = worker_name(tmp_path)
    job = begun(name)
    job.set_failed(SystemExit(1))
    assert take_up(name) == 1
    job.refresh_from_db()
    assert (job.status, job.traceback) == ("READY", "")


def test_the_job_of_a_worker_elsewhere_is_left_alone(tmp_path):
    job = begun(worker_name(tmp_path / "of another home"))
    assert take_up(worker_name(tmp_path)) == 0
    job.refresh_from_db()
    assert job.status == "RUNNING"


def test_a_job_that_stops_the_worker_each_time_is_given_up(tmp_path):
    name = worker_name(tmp_path)
    job = begun(*[name] * MOST_ATTEMPTS)
    assert take_up(name) == 0
    job.refresh_from_db()
    assert job.status == "FAILED"
    assert job.exception_class_path.endswith("GivenUp")


def test_the_queue_is_the_table_that_the_worker_reads():
    assert apps.get_model("django_tasks_database", "DBTaskResult") is DBTaskResult
