"""What runs once a day: put into the queue when the server starts and when a day begins.

Each of these jobs may run again without harm, so several servers beside one database need not
agree on who puts them in.
"""

from __future__ import annotations

from jigai.jobs.check_evidence import check_files
from jigai.jobs.raise_inclusion_alarms import raise_alarms

DAILY = (check_files, raise_alarms)


def enqueue_daily() -> int:
    """Put the day's jobs into the queue of the worker; how many."""
    for job in DAILY:
        job.enqueue()
    return len(DAILY)
