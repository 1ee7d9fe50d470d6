"""Property tests without a time limit: the machine's load is no property of the code."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None, max_examples=60)
settings.load_profile("untimed")
