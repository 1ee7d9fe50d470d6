from __future__ import annotations

from typing import ClassVar

from django.db import models

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.models import Record
from jigai.apps.evidence.models import Attachment
from jigai.apps.registry.models import Enterprise
from jigai.domain.maturity.lists import Control
from jigai.domain.maturity.states import DiagnosisState, GapState, Side
from jigai.domain.scorecards.fact_values import Basis


class Machine(Record):
    """One line of an equipment list; a mark that nobody knows is null.

    ``value_fen`` is the original value of all its pieces. It is in the list of a day from
    ``in_use_from`` (null: since ever) until ``in_use_to``, not included.
    """

    listed_by: ClassVar[str] = "enterprise_id"

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="machines")
    number = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=60, blank=True, default="")
    quantity = models.PositiveIntegerField(default=1)
    made_in = models.PositiveSmallIntegerField(null=True, blank=True)
    is_main = models.BooleanField(null=True, blank=True)
    is_numerical = models.BooleanField(null=True, blank=True)
    is_networked = models.BooleanField(null=True, blank=True)
    is_digital = models.BooleanField(null=True, blank=True)
    is_key = models.BooleanField(null=True, blank=True)
    value_fen = models.BigIntegerField(null=True, blank=True)
    in_use_from = models.DateField(null=True, blank=True)
    in_use_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_machine_number_is_used_once", fields=["enterprise", "number"]
            ),
            models.CheckConstraint(
                name="a_machine_line_has_pieces", condition=models.Q(quantity__gte=1)
            ),
            models.CheckConstraint(
                name="a_machine_leaves_after_it_came",
                condition=models.Q(in_use_from=None)
                | models.Q(in_use_to=None)
                | models.Q(in_use_to__gt=models.F("in_use_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class ProcessStep(Record):
    """One process of a production line; ``is_key`` and ``control`` may be unknown."""

    listed_by: ClassVar[str] = "enterprise_id"

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="process_steps")
    number = models.CharField(max_length=40)
    line = models.CharField(max_length=60, blank=True, default="")
    name = models.CharField(max_length=120)
    is_key = models.BooleanField(null=True, blank=True)
    control = models.CharField(
        max_length=9, choices=[(c.value, c.value) for c in Control], blank=True, default=""
    )
    in_use_from = models.DateField(null=True, blank=True)
    in_use_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_process_number_is_used_once", fields=["enterprise", "number"]
            ),
            models.CheckConstraint(
                name="a_process_leaves_after_it_came",
                condition=models.Q(in_use_from=None)
                | models.Q(in_use_to=None)
                | models.Q(in_use_to__gt=models.F("in_use_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Figure(Record):
    """A figure of a period: by its formula from ``parts``, or a value that was only reported.

    ``value`` is an exact fraction such as 9/10; ``parts`` holds exact numbers as text.
    """

    listed_by: ClassVar[str] = "enterprise_id"

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="figures")
    measure = models.SlugField(max_length=40)
    basis = models.CharField(max_length=8, choices=[(b.value, b.value) for b in Basis])
    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    value = models.CharField(max_length=80)
    parts = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True, default="")
    recorded_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_figure_of_a_measure_a_period_and_basis",
                fields=["enterprise", "measure", "basis", "first_on", "last_on"],
            ),
            models.UniqueConstraint(
                name="one_figure_of_a_measure_without_a_period_and_basis",
                fields=["enterprise", "measure", "basis"],
                condition=models.Q(first_on=None),
            ),
            models.CheckConstraint(
                name="a_figure_names_its_source", condition=~models.Q(source="")
            ),
            models.CheckConstraint(
                name="a_figures_period_ends_after_it_begins",
                condition=models.Q(first_on=None, last_on=None)
                | models.Q(last_on__gte=models.F("first_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.value}"


class BankEdition(Record):
    """The texts of a bank that somebody has answered, so that every result reopens the same."""

    bank = models.SlugField(max_length=40)
    valid_from = models.DateField()
    digest = models.CharField(max_length=64, unique=True)
    bank_text = models.TextField()
    rule_text = models.TextField()
    facts_text = models.TextField()

    def __str__(self) -> str:
        return f"{self.bank} {self.valid_from}"


class DiagnosisQuerySet(models.QuerySet["Diagnosis"]):
    def visible_to(self, viewer: Viewer) -> DiagnosisQuerySet:
        seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
        return self.filter(enterprise__in=seen)


class Diagnosis(Record):
    """One enterprise under one edition of a bank.

    Levels and scores are kept for lists and peers as the rule gave them; a score whose two ends
    differ, and a blank level, say that answers are missing.
    """

    listed_by: ClassVar[str] = "enterprise_id"

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="diagnoses")
    edition = models.ForeignKey(BankEdition, models.PROTECT, related_name="diagnoses")
    started_on = models.DateField()
    state = models.CharField(
        max_length=9,
        choices=[(s.value, s.value) for s in DiagnosisState],
        default=DiagnosisState.DRAFT,
    )
    handed_in_on = models.DateField(null=True, blank=True)
    assessed_on = models.DateField(null=True, blank=True)
    assessor = models.CharField(max_length=120, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")
    own_level = models.CharField(max_length=20, blank=True, default="")
    own_score_low = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    own_score_high = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    assessed_level = models.CharField(max_length=20, blank=True, default="")
    assessed_score_low = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    assessed_score_high = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)

    objects = DiagnosisQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_diagnosis_of_an_edition_a_day",
                fields=["enterprise", "edition", "started_on"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise} {self.edition}"


class Answer(Record):
    """One side's answer to one question, in kept form, with its evidence as text and as file."""

    listed_by: ClassVar[str] = "diagnosis_id"

    diagnosis = models.ForeignKey(Diagnosis, models.PROTECT, related_name="answers")
    side = models.CharField(max_length=8, choices=[(s.value, s.value) for s in Side])
    question = models.SlugField(max_length=60)
    value = models.CharField(max_length=300, blank=True, default="")
    evidence = models.CharField(max_length=300, blank=True, default="")
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_by = models.CharField(max_length=120)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_answer_of_a_side_to_a_question",
                fields=["diagnosis", "side", "question"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.question}"


class GapQuerySet(models.QuerySet["Gap"]):
    def visible_to(self, viewer: Viewer) -> GapQuerySet:
        seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
        return self.filter(enterprise__in=seen)


class Gap(Record):
    """Something that keeps an enterprise down, found by a diagnosis or written by an assessor.

    ``code`` is stable within the diagnosis. A plan refers to the row.
    """

    listed_by: ClassVar[str] = "enterprise_id"

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="gaps")
    diagnosis = models.ForeignKey(Diagnosis, models.PROTECT, related_name="gaps")
    code = models.CharField(max_length=80)
    what = models.CharField(max_length=300)
    what_en = models.CharField(max_length=300, blank=True, default="")
    target = models.CharField(max_length=300)
    target_en = models.CharField(max_length=300, blank=True, default="")
    is_core = models.BooleanField(default=False)
    state = models.CharField(
        max_length=7, choices=[(s.value, s.value) for s in GapState], default=GapState.OPEN
    )
    found_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)
    settled_because = models.CharField(max_length=300, blank=True, default="")

    objects = GapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_gap_code_is_used_once_in_a_diagnosis", fields=["diagnosis", "code"]
            ),
            models.CheckConstraint(
                name="a_settled_gap_says_when_and_why",
                condition=models.Q(state=GapState.OPEN)
                | (models.Q(settled_on__isnull=False) & ~models.Q(settled_because="")),
            ),
        ]

    def __str__(self) -> str:
        return self.what


class PeerMinimum(Record):
    """The fewest enterprises of a group that the peer benchmark shows, from a day on."""

    valid_from = models.DateField(unique=True)
    least = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_peer_group_hides_single_enterprises", condition=models.Q(least__gte=3)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from}: {self.least}"
