"""What every test has: the standing cast, and examples without a stop-watch."""

from hypothesis import settings

from tests.cast import (  # noqa: F401 - the standing cast
    agency,
    bo,
    county,
    enterprise,
    lin,
    mei,
    programme,
    project,
    zhao,
)

settings.register_profile("house", deadline=None)
settings.load_profile("house")
