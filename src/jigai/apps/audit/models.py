from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

STILL_VALID = 9_223_372_036_854_775_807
"""``until`` of a version that no later change set has ended."""


class Record(models.Model):
    """A business record: every create, change and delete of it is kept.

    Attributes:
        untracked_fields: columns that authentication machinery writes by itself (a password
            hash); they are neither kept in history nor guarded. Each use gives its reason.
        is_private: the rows are their owner's reading alone: history keeps them, and whoever
            reads the changes of the county is told that they changed and not what they say.
        listed_by: column by which a large register is read as of a past day; its history has
            an index on it.
    """

    untracked_fields: ClassVar[frozenset[str]] = frozenset()
    is_private: ClassVar[bool] = False
    listed_by: ClassVar[str] = ""

    class Meta:
        abstract = True

    @classmethod
    def is_private_row(cls, values: Mapping[str, Any]) -> bool:  # noqa: ARG003 - some rows decide
        """Whether a row, by its columns, is its owner's reading alone."""
        return cls.is_private


class ChangeSet(models.Model):
    """One act: who, when, why, through which path, and its link of the chain."""

    id = models.BigIntegerField(primary_key=True)
    verb = models.CharField(max_length=80)
    at = models.DateTimeField(db_index=True)
    actor_key = models.CharField(max_length=80, db_index=True)
    actor_name = models.CharField(max_length=120)
    reason = models.TextField()
    path = models.CharField(max_length=12)
    batch = models.CharField(max_length=64, blank=True, default="", db_index=True)
    undoes = models.BigIntegerField(null=True, blank=True)
    row_count = models.IntegerField(default=0)
    row_digests = models.BinaryField(default=b"", editable=True)
    digest = models.CharField(max_length=64, blank=True, default="")
    previous_digest = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_change_set_has_a_reason", condition=~models.Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.verb}"


class CurrentChange(models.Model):
    """SQLite's one row that says which change set is being written (it has one writer).

    PostgreSQL uses a setting of the transaction instead and leaves this table empty.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    change_set = models.BigIntegerField(null=True)
    is_keeping = models.BooleanField(default=False)
    is_erasing = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="there_is_one_current_change", condition=models.Q(id=1)),
        ]

    def __str__(self) -> str:
        return f"current change: {self.change_set}"


class Erasure(Record):
    """Personal data taken out of one row of history, so that the chain still proves the rest.

    Attributes:
        table: business table whose history row ``row`` it was, or ``audit_changeset``.
        fields: what was blanked.
        original: keyed digest of the row before, which the change set of then keeps.
        remaining: keyed digest of the row after, so that what is left cannot be altered.
    """

    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    record_key = models.BigIntegerField()
    fields = models.JSONField()
    original = models.CharField(max_length=64)
    remaining = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(name="erasure_of_a_row", fields=["table", "row"])]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"
