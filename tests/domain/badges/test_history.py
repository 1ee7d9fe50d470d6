from datetime import date

from jigai.domain.badges.colours import Colour
from jigai.domain.badges.history import Mark, PublishedRound, Streaks, strip
from jigai.domain.periods import HalfMonth

FIRST = HalfMonth(2026, 11, "A")
DUE = date(2026, 11, 15)


def published(period=FIRST, colour=Colour.RED, reported_on=DUE):
    return PublishedRound(period, colour, DUE, reported_on)


def test_a_red_made_good_late_stays_red_with_both_dates():
    (cell,) = strip([published(reported_on=date(2026, 11, 28))])
    assert (cell.colour, cell.mark) == (Colour.RED, Mark.MADE_GOOD_LATE)
    assert "2026-11-15" in cell.sentence.zh
    assert "2026-11-28 补报" in cell.sentence.zh


def test_a_report_on_the_last_day_is_on_time():
    (cell,) = strip([published(colour=Colour.BLUE)])
    assert (cell.mark, cell.made_good_on) == (Mark.ON_TIME, None)
    assert cell.sentence.zh == "2026年11月上半月：蓝牌"


def test_a_round_never_reported_stays_missed_and_the_strip_is_in_order():
    cells = strip([published(FIRST.next(), reported_on=None), published()])
    assert [cell.mark for cell in cells] == [Mark.ON_TIME, Mark.MISSED]
    assert "due by" in cells[1].sentence.en


def test_streaks_are_handed_on():
    streaks = Streaks()
    for colour, missed in ((Colour.RED, True), (Colour.NOT_ASSESSED, True), (Colour.RED, False)):
        streaks = streaks.after(colour=colour, is_missed=missed)
    assert streaks == Streaks(0, 2, Colour.RED)
    assert streaks.after(colour=Colour.BLUE, is_missed=False) == Streaks(0, 0, Colour.BLUE)
