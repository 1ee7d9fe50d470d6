"""Puts the day's jobs into the queue when the worker starts and when a new day begins."""

from __future__ import annotations

import logging
import time
from datetime import date
from importlib import import_module

from django.db import DatabaseError, connections
from django.utils import timezone

LOOK_EVERY_S = 30
faults = logging.getLogger("jigai.jobs")


def each_day() -> None:
    """Run beside the worker until its process ends."""
    daily = import_module("jigai.jobs.daily")  # the jobs need the models, which are ready by now
    begun: date | None = None
    while True:
        today = timezone.localdate()
        if begun != today:
            try:
                daily.enqueue_daily()
            except DatabaseError:  # busy or away: looked at again in a moment
                faults.warning("the jobs of %s are not in the queue yet", today, exc_info=True)
            else:
                begun = today
            connections.close_all()
        time.sleep(LOOK_EVERY_S)
