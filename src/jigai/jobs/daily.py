"""What runs once a day: put into the queue when the server starts and when a day begins.

Each of these jobs may run again without harm, so several servers beside one database need not
agree on who puts them in.
"""

from __future__ import annotations

from jigai.jobs.apply_retention import forget_old_cases
from jigai.jobs.bulk_edit import take_up_bulk_edits
from jigai.jobs.check_evidence import check_files
from jigai.jobs.fill_embeddings import fill_embeddings
from jigai.jobs.list_work import start_digests
from jigai.jobs.make_letters import take_up_letters
from jigai.jobs.raise_inclusion_alarms import raise_alarms
from jigai.jobs.raise_ladder_tasks import raise_tasks
from jigai.jobs.run_impact import take_up_analyses
from jigai.jobs.send_reminders import send_reminders
from jigai.jobs.tend_requests import tend_requests

DAILY = (
    check_files,
    fill_embeddings,
    forget_old_cases,
    raise_alarms,
    raise_tasks,
    take_up_bulk_edits,
    send_reminders,
    take_up_analyses,
    take_up_letters,
    tend_requests,
)


def enqueue_daily() -> int:
    """Put the day's jobs into the queue of the worker; how many."""
    for job in DAILY:
        job.enqueue()
    start_digests()
    return len(DAILY) + 1
