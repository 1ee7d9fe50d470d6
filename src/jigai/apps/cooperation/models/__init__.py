"""The tables of the part, in four files: institutions, demands, achievements, experts."""

from jigai.apps.cooperation.models.achievements import (
    Achievement,
    AchievementQuerySet,
    MaturityEvidence,
)
from jigai.apps.cooperation.models.demands import (
    Demand,
    DemandQuerySet,
    Disclosure,
    Look,
    ReviewState,
)
from jigai.apps.cooperation.models.experts import Expert, ExpertCase, ExpertQuerySet
from jigai.apps.cooperation.models.institutions import (
    Agreement,
    AgreementTerm,
    Institution,
    InstitutionMember,
    JointBody,
    TrainingFigure,
)

__all__ = [
    "Achievement",
    "AchievementQuerySet",
    "Agreement",
    "AgreementTerm",
    "Demand",
    "DemandQuerySet",
    "Disclosure",
    "Expert",
    "ExpertCase",
    "ExpertQuerySet",
    "Institution",
    "InstitutionMember",
    "JointBody",
    "Look",
    "MaturityEvidence",
    "ReviewState",
    "TrainingFigure",
]
