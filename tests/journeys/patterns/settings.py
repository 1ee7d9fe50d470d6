"""The product's settings with one page more, which shows every shared pattern at once."""

from jigai.config.settings import *  # noqa: F403 - settings are names
from jigai.config.settings import PROJECT, TEMPLATES

ROOT_URLCONF = "tests.journeys.patterns.urls"
TEMPLATES[0]["DIRS"].append(PROJECT / "tests" / "journeys")
