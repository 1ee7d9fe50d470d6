from __future__ import annotations

from django.db import models

from jigai.apps.accounts.models import Agency, Role
from jigai.apps.accounts.viewer import COUNTY_WIDE, Grant, Viewer
from jigai.apps.audit.models import Record
from jigai.apps.evidence.models import Attachment
from jigai.apps.reference.models import Direction, Division
from jigai.apps.registry.models import EVERY, Enterprise, Representative


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, viewer: Viewer) -> ProjectQuerySet:
        """Projects that the viewer may see: by area, by responsible agency, or of their firm."""
        allowed = models.Q(pk__in=[])
        for grant in viewer.grants:
            allowed |= _reach(grant, viewer.user_id)
        return self.filter(allowed)


def _reach(grant: Grant, user: int) -> models.Q:
    if grant.role == Role.ENTERPRISE:
        own = Representative.objects.filter(user_id=user, valid_to__isnull=True)
        return models.Q(enterprise_id__in=own.values("enterprise_id"))
    inside = EVERY if grant.division_ids is None else models.Q(division_id__in=grant.division_ids)
    if grant.role == Role.UNIT:
        return inside & models.Q(responsible_agency_id=grant.agency_id)
    return inside if grant.role in COUNTY_WIDE else models.Q(pk__in=[])


class ConstructionKind(models.TextChoices):
    """建设性质, as statistics define it."""

    NEW = "new"
    EXPANSION = "expansion"
    TRANSFORMATION = "transformation"
    RELOCATION = "relocation"
    RESTORATION = "restoration"
    PURCHASE = "purchase"


class DatePrecision(models.TextChoices):
    DAY = "day"
    MONTH = "month"


class Project(Record):
    name = models.CharField(max_length=200, db_index=True)
    name_sort = models.CharField(max_length=600, db_index=True)
    name_initials = models.CharField(max_length=200, db_index=True)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="projects"
    )
    owner_unit = models.CharField(max_length=120, blank=True, default="")
    construction_kind = models.CharField(
        max_length=14, choices=ConstructionKind.choices, blank=True, default=""
    )
    transformation_kind = models.CharField(max_length=40, blank=True, default="")
    content = models.TextField(blank=True, default="")
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    direction = models.ForeignKey(
        Direction, models.PROTECT, null=True, blank=True, related_name="+"
    )
    industry_code = models.CharField(max_length=4, blank=True, default="")
    total_investment_fen = models.BigIntegerField(null=True, blank=True)
    equipment_investment_fen = models.BigIntegerField(null=True, blank=True)
    planned_start_on = models.DateField(null=True, blank=True)
    planned_start_precision = models.CharField(max_length=5, default="day")
    planned_completion_on = models.DateField(null=True, blank=True)
    planned_completion_precision = models.CharField(max_length=5, default="day")
    actual_start_on = models.DateField(null=True, blank=True)
    actual_completion_on = models.DateField(null=True, blank=True)
    production_on = models.DateField(null=True, blank=True)
    output_reached_on = models.DateField(null=True, blank=True)
    stage = models.CharField(max_length=20, default="reserve")
    responsible_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="projects"
    )
    responsible_leader = models.CharField(max_length=60, blank=True, default="")
    entered_on = models.DateField()
    remarks = models.TextField(blank=True, default="")
    is_withdrawn = models.BooleanField(default=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_project_is_planned_to_end_after_it_starts",
                condition=models.Q(planned_start_on__isnull=True)
                | models.Q(planned_completion_on__isnull=True)
                | models.Q(planned_completion_on__gte=models.F("planned_start_on")),
            ),
            models.CheckConstraint(
                name="equipment_is_part_of_the_total",
                condition=models.Q(total_investment_fen__isnull=True)
                | models.Q(equipment_investment_fen__isnull=True)
                | models.Q(equipment_investment_fen__lte=models.F("total_investment_fen")),
            ),
        ]
        indexes = [models.Index(name="project_by_division", fields=["division", "name_sort"])]

    def __str__(self) -> str:
        return self.name


class ProjectCode(Record):
    """A code under which the project was filed; a project may have several filings."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="codes")
    code = models.CharField(max_length=40, unique=True)
    form = models.CharField(max_length=10)
    is_primary = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_project_has_one_primary_code",
                fields=["project"],
                condition=models.Q(is_primary=True),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Milestone(Record):
    """A node of the project's own plan; weights of one project add up to 10 000."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=120)
    due_on = models.DateField()
    weight_bp = models.IntegerField()
    achieved_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_milestone_weighs_between_0_and_1",
                condition=models.Q(weight_bp__gte=0, weight_bp__lte=10_000),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Baseline(Record):
    """An approved plan, frozen; a new one needs a reason and leaves the old one visible."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="baselines")
    number = models.PositiveSmallIntegerField()
    approved_on = models.DateField()
    approved_by = models.CharField(max_length=60)
    reason = models.TextField()
    planned_start_on = models.DateField()
    planned_completion_on = models.DateField()
    total_fen = models.BigIntegerField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="baselines_are_numbered", fields=["project", "number"]),
            models.UniqueConstraint(
                name="a_project_has_one_current_baseline",
                fields=["project"],
                condition=models.Q(is_current=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} v{self.number}"


class BaselinePoint(Record):
    """Planned value at the end of a period, cumulative since start."""

    baseline = models.ForeignKey(Baseline, models.CASCADE, related_name="points")
    period = models.CharField(max_length=12)
    planned_value_fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_point_a_period", fields=["baseline", "period"]),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.planned_value_fen}"


class ProcedureKind(models.TextChoices):
    """手续, in the order of the county ledger."""

    FILING = "filing"
    ENVIRONMENT = "environment"
    ENERGY = "energy"
    LAND = "land"
    PLANNING = "planning"
    CONSTRUCTION = "construction"
    SAFETY = "safety"


class Procedure(Record):
    project = models.ForeignKey(Project, models.CASCADE, related_name="procedures")
    kind = models.CharField(max_length=14, choices=ProcedureKind.choices)
    state = models.CharField(max_length=10, default="pending")  # pending, done, not_needed
    document_number = models.CharField(max_length=80, blank=True, default="")
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_procedure_of_a_kind", fields=["project", "kind"]),
        ]

    def __str__(self) -> str:
        return self.kind


class ProjectPaper(Record):
    """A paper that a stage gate asks for, such as the proof of start."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="papers")
    kind = models.SlugField(max_length=40)
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_stage_paper_of_a_kind", fields=["project", "kind"]
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class ReportState(models.TextChoices):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class ProgressReport(Record):
    """What is said of one project for one period. Amounts are cumulative, as reported."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="reports")
    period = models.CharField(max_length=12, db_index=True)
    data_on = models.DateField()
    state = models.CharField(max_length=10, choices=ReportState.choices)
    is_started = models.BooleanField(null=True, blank=True)
    progress_bp = models.IntegerField(null=True, blank=True)
    progress_text = models.CharField(max_length=200, blank=True, default="")
    year_investment_fen = models.BigIntegerField(null=True, blank=True)
    total_investment_fen = models.BigIntegerField(null=True, blank=True)
    forecast_completion_on = models.DateField(null=True, blank=True)
    forecast_total_fen = models.BigIntegerField(null=True, blank=True)
    problem = models.TextField(blank=True, default="")
    measure = models.TextField(blank=True, default="")
    problem_agency = models.CharField(max_length=60, blank=True, default="")
    problem_due_on = models.DateField(null=True, blank=True)
    jump_reason = models.TextField(blank=True, default="")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=60, blank=True, default="")
    is_late = models.BooleanField(default=False)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=60, blank=True, default="")
    review_comment = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_report_a_period", fields=["project", "period"]),
            models.CheckConstraint(
                name="progress_lies_between_0_and_1",
                condition=models.Q(progress_bp__isnull=True)
                | models.Q(progress_bp__gte=0, progress_bp__lte=10_000),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.period}"


class ReportPhoto(Record):
    """A photo given with a report, where the rule set asks for one; purpose stated, no place."""

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="photos")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.attachment}"


class InvestmentStream(models.TextChoices):
    VERIFIED = "verified"
    PAID = "paid"


class EvidenceGrade(models.TextChoices):
    """How well an amount is shown: A vouchers and payment, B invoices, C contract, D statement."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class InvestmentEntry(Record):
    """A verified or paid amount, cumulative since start, with its grade of evidence."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="entries")
    stream = models.CharField(max_length=8, choices=InvestmentStream.choices)
    period = models.CharField(max_length=12)
    amount_fen = models.BigIntegerField()
    grade = models.CharField(max_length=1, choices=EvidenceGrade.choices, blank=True, default="")
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_amount_a_stream_and_period", fields=["project", "stream", "period"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.period}"


class GapReason(Record):
    """Why two streams differ at a period."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="gap_reasons")
    period = models.CharField(max_length=12)
    pair = models.CharField(max_length=20)
    reason_code = models.SlugField(max_length=40)
    note = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.pair} {self.reason_code}"


class InclusionCase(Record):
    """The way of one project into the statistics library: a process, never an amount."""

    project = models.OneToOneField(Project, models.CASCADE, related_name="inclusion")
    state = models.CharField(max_length=20)
    since_on = models.DateField()
    declared_on = models.DateField(null=True, blank=True)
    included_month = models.CharField(max_length=7, blank=True, default="")
    return_code = models.SlugField(max_length=40, blank=True, default="")
    note = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return self.state


class InclusionPaper(Record):
    case = models.ForeignKey(InclusionCase, models.CASCADE, related_name="papers")
    kind = models.SlugField(max_length=40)
    is_ready = models.BooleanField(default=False)
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_paper_of_a_kind", fields=["case", "kind"]),
        ]

    def __str__(self) -> str:
        return self.kind


class PendingChange(Record):
    """A sensitive change of a project that waits for a second person."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="pending_changes")
    values = models.JSONField()
    base_version = models.BigIntegerField()
    reason = models.TextField()
    asked_by_key = models.CharField(max_length=80)
    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=10, blank=True, default="")  # approved, rejected
    decision_reason = models.TextField(blank=True, default="")
    decided_by_key = models.CharField(max_length=80, blank=True, default="")
    decided_by = models.CharField(max_length=60, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_decides_their_own_change",
                condition=models.Q(decided_by_key="")
                | ~models.Q(decided_by_key=models.F("asked_by_key")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}"
