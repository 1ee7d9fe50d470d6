"""Who changes, why, when and through which path: given with every action."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class Path(StrEnum):
    """The ways by which a change can come in."""

    FORM = "form"
    BULK = "bulk"
    IMPORT = "import"
    CLI = "cli"
    JOB = "job"
    API = "api"
    SETUP = "setup"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a named program; ``key`` is ``user:<id>`` or ``system:<name>``."""

    key: str
    name: str


class ReasonMissing(Refusal):
    code = "change.reason_missing"
    message = Sentence("每次修改都要写明原因。", "Every change needs a reason.")
    remedy = Sentence("请填写“修改原因”。", "Fill in the reason.")


class MomentWithoutZone(Refusal):
    code = "change.moment_without_zone"
    message = Sentence("修改时刻必须带时区。", "The moment of a change needs a time zone.")


@dataclass(frozen=True, slots=True)
class Change:
    """The authorship of one change set.

    Args:
        actor: who.
        reason: why, in words; not blank.
        at: when, with time zone.
        path: through which interface.
        batch: groups the change sets of one import or bulk job, so that all are undone at once.

    Raises:
        ReasonMissing: the reason is blank.
        MomentWithoutZone: ``at`` is naive.
    """

    actor: Actor
    reason: str
    at: datetime
    path: Path
    batch: str = ""

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ReasonMissing
        if self.at.tzinfo is None:
            raise MomentWithoutZone

    def because(self, reason: str) -> Change:
        """The same authorship with another reason."""
        return replace(self, reason=reason)
