from tests.platform_cast import (  # noqa: F401 - the cast of platforms
    hua,
    instrument,
    judge,
    neighbour,
    platform,
)
