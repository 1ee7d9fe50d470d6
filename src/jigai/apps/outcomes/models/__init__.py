"""Tables of the outcomes."""

from jigai.apps.outcomes.models.dictionary import IndicatorVersion, Origin
from jigai.apps.outcomes.models.figures import OutcomeFigure, ProjectFollowUp
from jigai.apps.outcomes.models.programmes import (
    ProgrammeMember,
    PublishedChart,
    SharingRule,
    SupportProgramme,
)

__all__ = [
    "IndicatorVersion",
    "Origin",
    "OutcomeFigure",
    "ProgrammeMember",
    "ProjectFollowUp",
    "PublishedChart",
    "SharingRule",
    "SupportProgramme",
]
