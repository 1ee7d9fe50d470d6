"""The rows of a board as it is frozen: plain values, both languages, with their digest."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.conf import settings

from jigai.apps.badges.models import Board, ProjectBadge
from jigai.apps.badges.stored_facts import canonical_sha256

BoardRow = dict[str, Any]


def frozen_row(badge: ProjectBadge, *, code: str) -> BoardRow:
    """One project on the board; later changes of the registers do not reach it."""
    project, verdict = badge.project, badge.verdict
    return {
        "project_id": project.pk,
        "code": code,
        "project": project.name,
        "enterprise": project.enterprise.name if project.enterprise else "",
        "division": project.division.name if project.division else "",
        "agency": project.responsible_agency.name if project.responsible_agency else "",
        "direction": project.direction.name if project.direction else "",
        "colour": badge.colour,
        "badge": verdict["badge"],
        "word": verdict["word"],
        "score_low": badge.score_low,
        "score_high": badge.score_high,
        "decided_by": verdict["decided_by"],
        "reason": verdict["reasons"][0]["label"],
        "missing": [one["label"] for one in verdict["missing"]],
        "peer_group": badge.peer_group,
        "red_in_a_row": badge.red_in_a_row,
        "yellow_in_a_row": badge.yellow_in_a_row,
    }


def changed_rows(before: Sequence[BoardRow], after: Sequence[BoardRow]) -> list[BoardRow]:
    """The projects whose row differs, with both rows; ``None`` where it is absent."""
    old = {row["project_id"]: row for row in before}
    new = {row["project_id"]: row for row in after}
    return [
        {"project_id": key, "before": old.get(key), "after": new.get(key)}
        for key in sorted({*old, *new})
        if old.get(key) != new.get(key)
    ]


def signed(board: Board) -> str:
    """The keyed signature over everything that a board says."""
    said = [board.round.period, board.number, f"{board.published_at.timestamp():.6f}", board.reason]
    said += [board.content_sha256, board.rule_set, board.rule_hash]
    said += [board.facts_sha256, board.audit_head, canonical_sha256(board.changed_rows)]
    text = canonical_sha256([str(part) for part in said])
    return hmac.new(settings.AUDIT_KEY, text.encode(), sha256).hexdigest()
