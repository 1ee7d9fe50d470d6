"""The title of a draft as its text says it, for lists."""

from __future__ import annotations

from jigai.domain.rules.editable import editable_part
from jigai.domain.rules.refusals import RuleFileRefused


def titles_in(text: str, usual: str, usual_en: str = "") -> tuple[str, str]:
    """Chinese and English title; the usual ones while the text cannot be read."""
    try:
        head = editable_part(text, "head")
    except RuleFileRefused:
        return usual, usual_en or usual
    said = head.label if head else None
    if said is None or not said.zh:
        return usual, usual_en or usual
    return said.zh[:120], said.en[:160]
