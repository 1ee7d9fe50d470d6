"""Tables of the projects part, by subject."""

from jigai.apps.projects.models.inclusion import (
    InclusionAlarm,
    InclusionCase,
    InclusionCutoff,
    InclusionPaper,
)
from jigai.apps.projects.models.pending import PendingChange
from jigai.apps.projects.models.plan import (
    Baseline,
    BaselinePoint,
    Milestone,
    Procedure,
    ProcedureKind,
    ProjectPaper,
)
from jigai.apps.projects.models.project import (
    ConstructionKind,
    DatePrecision,
    Project,
    ProjectCode,
    ProjectQuerySet,
)
from jigai.apps.projects.models.reports import (
    EvidenceGrade,
    GapReason,
    InvestmentEntry,
    InvestmentStream,
    ProgressReport,
    ReportPhoto,
    ReportState,
)
from jigai.apps.projects.models.tolerance import GapTolerance

__all__ = [
    "Baseline",
    "BaselinePoint",
    "ConstructionKind",
    "DatePrecision",
    "EvidenceGrade",
    "GapReason",
    "GapTolerance",
    "InclusionAlarm",
    "InclusionCase",
    "InclusionCutoff",
    "InclusionPaper",
    "InvestmentEntry",
    "InvestmentStream",
    "Milestone",
    "PendingChange",
    "Procedure",
    "ProcedureKind",
    "ProgressReport",
    "Project",
    "ProjectCode",
    "ProjectPaper",
    "ProjectQuerySet",
    "ReportPhoto",
    "ReportState",
]
