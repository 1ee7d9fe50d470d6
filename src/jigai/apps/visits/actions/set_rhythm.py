"""Set within how many days somebody calls, from a day on."""

from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import Colour
from jigai.apps.visits.models import ContactRhythm
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.scorecards.rungs import BY_ID, rung_of
from jigai.domain.sentence import Sentence

LONGEST_DAYS = 366


class NoSuchColour(Refusal):
    code = "visits.no_such_colour"
    message = Sentence("没有牌色“{colour}”。", "There is no badge colour “{colour}”.")


class DaysOutOfRange(Refusal):
    code = "visits.days_out_of_range"
    message = Sentence("天数须在0到{most}之间。", "The days lie between 0 and {most}.")
    remedy = Sentence("0 表示不再单独要求。", "0 means: no longer asked for here.")


class RhythmStartsBefore(Refusal):
    code = "visits.rhythm_starts_before"
    message = Sentence(
        "频次从{first}起才能改；更早的日子已经按原来的频次看过。",
        "It may change from {first} on; earlier days were looked at by what stood then.",
    )


def set_rhythm(
    *, rung: str, colour: str, most_days: int, valid_from: date, decision: str, change: Change
) -> ContactRhythm:
    """Keep one line; on the same day it replaces what was set that day.

    Args:
        rung: id of a rung, or blank for any.
        colour: a badge colour, or blank for any.
        most_days: 0 ends the line.

    Raises:
        NoSuchRung, NoSuchColour, DaysOutOfRange, RhythmStartsBefore, RecordInvalid: as named.
    """
    if rung and rung not in BY_ID and rung != "off_ladder":
        rung_of(rung)
    if colour and colour not in set(Colour):
        raise NoSuchColour(colour=colour)
    if not 0 <= most_days <= LONGEST_DAYS:
        raise DaysOutOfRange(most=LONGEST_DAYS)
    if valid_from < change.at.date():
        raise RhythmStartsBefore(first=change.at.date())
    with writing("contact_rhythm.set", change):
        line = ContactRhythm.objects.filter(rung=rung, colour=colour, valid_from=valid_from).first()
        if line is None:
            line = ContactRhythm(rung=rung, colour=colour, valid_from=valid_from)
        line.most_days, line.decision = most_days, decision.strip()
        save_valid(line)
    return line
