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
