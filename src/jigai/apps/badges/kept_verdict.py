"""What a badge keeps of its verdict: the headline and a seal; the trace is worked out again.

The verdict follows from the kept facts and the edition with the kept digest, so its trace, nine
tenths of it the words of the rule file, need not be stored with every badge and every version of
it. The seal is the digest of the whole verdict: it shows whether what is read today is, letter by
letter, what was computed then.
"""

from __future__ import annotations

from jigai.apps.badges.models import ProjectBadge
from jigai.apps.badges.stored_facts import canonical_sha256, facts_from_json
from jigai.apps.scoring.queries.rulebook import edition
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.verdict import JsonObject, Verdict, verdict_from_json, verdict_to_json

SEAL = "seal"
HEADLINE = ("outcome", "badge", "word", "total", "decided_by", "possible")
OF_A_REASON = ("kind", "name", "label", "met")
OF_A_FACT = ("name", "label", "state")


def kept_verdict(verdict: Verdict) -> JsonObject:
    """The headline of a verdict with its seal, as plain JSON."""
    return condensed(verdict_to_json(verdict))


def condensed(stored: JsonObject) -> JsonObject:
    """The headline of a verdict that was stored whole; one that is a headline already stays.

    It has what boards and lists say: outcome, total, missing facts, the row that decided and the
    triggers that hold.
    """
    if SEAL in stored:
        return stored
    first, *rest = stored["reasons"]
    held = [one for one in rest if one["kind"] == "trigger" and one["met"]]
    return {
        **{name: stored[name] for name in HEADLINE},
        "missing": [{name: one[name] for name in OF_A_FACT} for one in stored["missing"]],
        "reasons": [{name: one[name] for name in OF_A_REASON} for one in (first, *held)],
        SEAL: canonical_sha256(stored),
    }


def whole_verdict(badge: ProjectBadge) -> Verdict:
    """The verdict with its full trace: as stored by earlier versions, else worked out again.

    Raises:
        NoSuchRuleSet: the edition is in the rulebook no more.
    """
    if SEAL not in badge.verdict:
        return verdict_from_json(badge.verdict)
    return _again(badge)


def agrees(badge: ProjectBadge) -> bool:
    """Whether the same edition, applied again to the kept facts, gives the same verdict."""
    seal: str = condensed(badge.verdict)[SEAL]
    return canonical_sha256(verdict_to_json(_again(badge))) == seal


def _again(badge: ProjectBadge) -> Verdict:
    rules = edition(badge.rule_set, digest=badge.rule_hash)
    return evaluate(rules, facts_from_json(badge.facts))
