"""Facts as a badge keeps them: plain JSON, exact, and read back equal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import Any

from jigai.domain.rules.facts import Fact, Value
from jigai.domain.sentence import Sentence

JsonObject = dict[str, Any]


def facts_to_json(facts: Mapping[str, Fact]) -> JsonObject:
    """Numbers become exact text such as "3/10", so that nothing is rounded on the way."""
    return {
        name: {
            "value": _plain(fact.value),
            "unit": fact.unit,
            "source": {"zh": fact.source.zh, "en": fact.source.en},
            "as_of": fact.as_of.isoformat() if fact.as_of else None,
            "is_stale": fact.is_stale,
        }
        for name, fact in sorted(facts.items())
    }


def facts_from_json(stored: Mapping[str, JsonObject]) -> dict[str, Fact]:
    """The facts that were stored; a number comes back as an exact fraction."""
    return {
        name: Fact(
            _value(part["value"]),
            part["unit"],
            Sentence(**part["source"]),
            date.fromisoformat(part["as_of"]) if part["as_of"] else None,
            part["is_stale"],
        )
        for name, part in stored.items()
    }


def canonical_sha256(content: object) -> str:
    """The digest of plain JSON values, keys in order, so that equal contents have equal digests."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _plain(value: Value | None) -> JsonObject | bool | str | None:
    if value is None or isinstance(value, bool | str):
        return value
    return {"number": str(Fraction(value))}


def _value(stored: Any) -> Value | None:
    return Fraction(stored["number"]) if isinstance(stored, dict) else stored
