"""The rows of a board as it is frozen: plain values, both languages, with their digest."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.conf import settings

from jigai.apps.badges.models import Board, ProjectBadge
from jigai.apps.badges.stored_facts import canonical_sha256
from jigai.domain.sentence import Sentence

BoardRow = dict[str, Any]
UNCLEAR = Sentence("资料不全，无法评定", "facts are missing: cannot be assessed")


def reason_of(verdict: dict[str, Any]) -> Sentence:
    """The label of the deciding part, or that nothing could be decided."""
    if verdict["decided_by"] == "unknown":
        return UNCLEAR
    return Sentence(**verdict["reasons"][0]["label"])


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
        "reason": _reason(verdict),
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


def is_genuine(board: Board) -> bool:
    """Whether rows and receipt are those that were signed."""
    is_whole = board.content_sha256 == canonical_sha256(board.rows)
    return is_whole and hmac.compare_digest(board.signature, signed(board))


def signed(board: Board) -> str:
    """The keyed signature over everything that a board says."""
    said = [board.round.period, board.number, f"{board.published_at.timestamp():.6f}", board.reason]
    said += [board.content_sha256, board.rule_set, board.rule_hash]
    said += [board.facts_sha256, board.audit_head, canonical_sha256(board.changed_rows)]
    text = canonical_sha256([str(part) for part in said])
    return hmac.new(settings.AUDIT_KEY, text.encode(), sha256).hexdigest()


def _reason(verdict: dict[str, Any]) -> dict[str, str]:
    said = reason_of(verdict)
    return {"zh": said.zh, "en": said.en}
