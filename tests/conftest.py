"""What every test has: the standing cast, and examples without a stop-watch.

CI draws the same examples each time, so that it judges the change and not the draw; at a desk
they are drawn anew, and ``JIGAI_EXAMPLES=5000`` draws many.
"""

import os

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
from tests.cooperation_cast import (  # noqa: F401 - the cast of cooperation
    achievement,
    chen,
    demand,
    expert,
    secret,
    university,
)
from tests.embedding_double import embedder, with_model  # noqa: F401
from tests.matches_cast import (  # noqa: F401 - the cast of matching
    contract,
    dozen,
    match,
    wanted,
)
from tests.outcome_cast import indicators  # noqa: F401
from tests.platform_cast import (  # noqa: F401 - the cast of platforms
    hua,
    instrument,
    judge,
    neighbour,
    platform,
)
from tests.reminder_cast import double, open_round, robot, with_mail  # noqa: F401

settings.register_profile(
    "house",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    max_examples=int(os.environ.get("JIGAI_EXAMPLES", "60")),
)
settings.load_profile("house")
