from __future__ import annotations

from itertools import chain

from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import Signal
from jigai.apps.badges.striking_patterns import jump_patterns, photo_patterns, reset_patterns
from jigai.apps.rounds.models import Round
from jigai.domain.change import Change
from jigai.domain.periods import kind_of, parse_period
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class AnsweredAlready(Refusal):
    code = "signal.answered_already"
    message = Sentence("这个疑点已经答复。", "This signal was already answered.")


def raise_signals(*, round: Round, change: Change) -> int:
    """Ask a person about each striking pattern, once; no colour changes by it.

    Returns:
        How many questions are new.
    """
    kind = kind_of(parse_period(round.period))
    patterns = chain(reset_patterns(kind=kind), photo_patterns(), jump_patterns(round))
    found = {one.fingerprint: one for one in patterns}
    asked = set(Signal.objects.filter(fingerprint__in=found).values_list("fingerprint", flat=True))
    fresh = [
        Signal(
            project_id=one.project_id,
            period=one.period,
            kind=one.kind,
            fingerprint=one.fingerprint,
            detail={"zh": one.question.zh, "en": one.question.en},
            raised_at=change.at,
        )
        for one in found.values()
        if one.fingerprint not in asked
    ]
    if fresh:
        with writing("signals.raised", change):
            Signal.objects.bulk_create(fresh)
    return len(fresh)


def answer_signal(*, signal: Signal, change: Change) -> Signal:
    """Keep what the person found out; the change's reason is the answer.

    Raises:
        AnsweredAlready: as named.
    """
    with writing("signal.answered", change):
        signal.refresh_from_db()
        if signal.answered_at:
            raise AnsweredAlready
        signal.answer, signal.answered_by = change.reason, change.actor.name
        signal.answered_at = change.at
        signal.save(update_fields=["answer", "answered_by", "answered_at"])
    return signal
