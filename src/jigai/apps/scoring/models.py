from __future__ import annotations

from django.db import models
from django.db.models.functions import Concat, StrIndex
from django.db.models.lookups import Exact

from jigai.apps.audit.models import Record


class RuleSetInForce(Record):
    """The county's choice of a rule set for a purpose (``badge``), from a day on."""

    purpose = models.SlugField(max_length=20)
    rule_set = models.SlugField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_rule_set_starts_on_a_day", fields=["purpose", "valid_from"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.rule_set} from {self.valid_from}"


class DraftState(models.TextChoices):
    """Where a draft stands; a released one has become an edition and changes no more."""

    WRITING = "writing"
    SUBMITTED = "submitted"
    RELEASED = "released"
    DISCARDED = "discarded"


class RuleDraft(Record):
    """A rule as an official writes it: the text of rule and cases is the truth.

    Attributes:
        subject: what the rule is about, ``project`` or ``enterprise``.
        base_digest: of the edition that it was copied from; "" for a new rule.
        author_keys: everybody who wrote in it, each between bars: ``|user:1|user:7|``.
        returned_because: what the one who reviewed wants changed.
    """

    rule_set = models.CharField(max_length=60)
    subject = models.SlugField(max_length=12)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=160)
    text = models.TextField()
    cases = models.TextField()
    base_digest = models.CharField(max_length=64, blank=True, default="")
    reason = models.TextField()
    state = models.CharField(
        max_length=10, choices=DraftState.choices, default=DraftState.WRITING, db_index=True
    )
    author_keys = models.TextField()
    authors = models.TextField()
    begun_at = models.DateTimeField()
    edited_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.CharField(max_length=60, blank=True, default="")
    returned_because = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return f"{self.rule_set} ({self.state})"


class RuleEdition(Record):
    """An edition that the county released: it stands beside the editions of the product.

    Attributes:
        facts_text: the declarations of the facts as they were then, so that the edition reads
            the same, with the same digest, after the product has changed its words.
        ends_on: first day on which it is in force no more; ``None`` while none is set.
        withdrawn_at: it was taken back before it began.
        stopped_because: why it ends or was withdrawn.
    """

    draft = models.OneToOneField(RuleDraft, models.PROTECT, related_name="edition")
    rule_set = models.CharField(max_length=60, db_index=True)
    subject = models.SlugField(max_length=12)
    text = models.TextField()
    cases = models.TextField()
    facts_text = models.TextField()
    digest = models.CharField(max_length=64, db_index=True)
    base_digest = models.CharField(max_length=64, blank=True, default="")
    valid_from = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=200)
    author_keys = models.TextField()
    authors = models.TextField()
    released_by_key = models.CharField(max_length=80)
    released_by = models.CharField(max_length=60)
    released_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.CharField(max_length=60, blank=True, default="")
    stopped_because = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_county_edition_starts_on_a_day",
                fields=["rule_set", "valid_from"],
                condition=models.Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="nobody_releases_a_rule_they_wrote",
                condition=Exact(
                    StrIndex(
                        "author_keys",
                        Concat(models.Value("|"), "released_by_key", models.Value("|")),
                    ),
                    0,
                ),
            ),
            models.CheckConstraint(
                name="an_edition_ends_after_it_begins",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gt=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="a_stopped_edition_has_a_reason",
                condition=models.Q(ends_on=None, withdrawn_at=None) | ~models.Q(stopped_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_set} from {self.valid_from}"
