"""The tables of the part, in three files: ranking, pipeline, matching day."""

from jigai.apps.matches.models.day import (
    DayMeeting,
    DayParticipant,
    DayWish,
    MatchingDay,
)
from jigai.apps.matches.models.pipeline import (
    ContractParty,
    ContractPayment,
    Match,
    MatchStep,
    TechnicalContract,
)
from jigai.apps.matches.models.ranking import (
    DeclaredTie,
    DemandTerms,
    MatchRefusal,
    OfferTerms,
)

__all__ = [
    "ContractParty",
    "ContractPayment",
    "DayMeeting",
    "DayParticipant",
    "DayWish",
    "DeclaredTie",
    "DemandTerms",
    "Match",
    "MatchRefusal",
    "MatchStep",
    "MatchingDay",
    "OfferTerms",
    "TechnicalContract",
]
