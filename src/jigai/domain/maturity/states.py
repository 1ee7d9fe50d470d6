"""Sides, states of a diagnosis, states of a gap."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """Who answers: the enterprise itself, or the assessor."""

    OWN = "own"
    ASSESSOR = "assessor"


class DiagnosisState(StrEnum):
    DRAFT = "draft"
    HANDED_IN = "handed_in"
    ASSESSED = "assessed"


class GapState(StrEnum):
    """``CLOSED``: it is a gap no more; ``DROPPED``: it will not be worked on."""

    OPEN = "open"
    CLOSED = "closed"
    DROPPED = "dropped"
