"""Order one letter to each of many enterprises: all numbers in a row, in one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from secrets import token_hex
from typing import Any

from jigai.apps.audit.chain import head
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.reports.actions.allocate_number import allocate_number
from jigai.apps.reports.models import DocumentNumber, IssuedDocument, LetterRun
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

KIND = "service_letter"
MOST = 1_000


class NobodyToWriteTo(Refusal):
    code = "letters.nobody"
    message = Sentence("没有选定收函企业。", "No enterprise is chosen to write to.")


class TooManyLetters(Refusal):
    code = "letters.too_many"
    message = Sentence(
        "一次最多{most}件，选了{count}件。", "At most {most} letters at once; {count} are chosen."
    )
    remedy = Sentence("请分批办理。", "Order them in parts.")


def order_letters(
    *,
    places: Mapping[int, Mapping[str, str]],
    titles: Sequence[str],
    words: Mapping[str, Any],
    series: str,
    year: int,
    change: Change,
) -> LetterRun:
    """Give each enterprise its number and its place in the register; files are made afterwards.

    Numbers are consecutive, since they are given in one change set.

    Args:
        places: enterprise → what its letter fills in, in the order of the numbers.
        titles: of the letters, in the same order.
        words: what all letters share, plain JSON.

    Raises:
        NobodyToWriteTo, TooManyLetters: as named.
    """
    if not places:
        raise NobodyToWriteTo
    if len(places) > MOST:
        raise TooManyLetters(most=MOST, count=len(places))
    with writing("letters.ordered", change):
        run = LetterRun(
            batch=f"{change.at:%Y%m%d-%H%M%S}-{token_hex(3)}",
            words=dict(words),
            places={str(key): dict(told) for key, told in places.items()},
            ordered_at=change.at,
            owner_key=change.actor.key,
            owner_name=change.actor.name,
            reason=change.reason,
        )
        save_valid(run)
        for key, title in zip(places, titles, strict=True):
            number = allocate_number(series=series, year=year, change=change)
            save_valid(_letter(run, number, key, title, change))
    return run


def _letter(
    run: LetterRun, number: DocumentNumber, enterprise_id: int, title: str, change: Change
) -> IssuedDocument:
    known = str(head())
    return IssuedDocument(
        kind=KIND,
        title=title[:200],
        number=number,
        enterprise_id=enterprise_id,
        run=run,
        made_from={"form": run.words["details"], "audit_head": known, "layouts": {}},
        issued_at=change.at,
        audit_head=known,
    )
