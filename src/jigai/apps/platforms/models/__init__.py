"""The tables of the part, in three files: register, scores, sharing."""

from jigai.apps.platforms.models.register import (
    Platform,
    PlatformFact,
    PlatformQuerySet,
    PlatformReview,
    ReviewResult,
    Standing,
)
from jigai.apps.platforms.models.scores import PlatformScore, ScoreObjection, ScoreState
from jigai.apps.platforms.models.sharing import (
    BookedSlot,
    Booking,
    BookingState,
    Instrument,
    InstrumentQuerySet,
    PlatformService,
    Use,
)

__all__ = [
    "BookedSlot",
    "Booking",
    "BookingState",
    "Instrument",
    "InstrumentQuerySet",
    "Platform",
    "PlatformFact",
    "PlatformQuerySet",
    "PlatformReview",
    "PlatformScore",
    "PlatformService",
    "ReviewResult",
    "ScoreObjection",
    "ScoreState",
    "Standing",
    "Use",
]
