"""The product's settings with one page more, and with the clock set to the day of the story."""

import os
from datetime import datetime

from django.utils import timezone

from jigai.config.settings import *  # noqa: F403 - settings are names
from jigai.config.settings import PROJECT, TEMPLATES

ROOT_URLCONF = "tests.journeys.patterns.urls"
TEMPLATES[0]["DIRS"].append(PROJECT / "tests" / "journeys")

if told := os.environ.get("STORY_STARTS_AT"):
    real = timezone.now
    ahead = datetime.fromisoformat(told) - real()
    timezone.now = lambda: real() + ahead  # settings are read before any part asks for the time
