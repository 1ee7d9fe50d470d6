from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from jigai.domain.voucher_totals import Entry, VoucherKind, sums_by_month, sums_of

ENTRIES = st.lists(
    st.builds(
        Entry,
        project=st.sampled_from(["", "甲", "乙"]),
        dated_on=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
        kind=st.sampled_from(VoucherKind),
        net_fen=st.integers(0, 10**13),
        gross_fen=st.integers(0, 10**13),
        is_paid=st.booleans(),
    )
)


@given(ENTRIES)
def test_the_months_of_all_projects_add_up_to_the_whole_to_the_fen(entries):
    months, whole = sums_by_month(entries), sums_of(entries)
    for name in whole.__dataclass_fields__:
        assert sum(getattr(one.sums, name) for one in months) == getattr(whole, name)
    assert whole.building_fen + whole.equipment_fen + whole.other_fen == whole.net_fen
    assert whole.paid_fen <= whole.gross_fen


@given(ENTRIES)
def test_each_month_of_a_project_stands_once(entries):
    places = [(one.project, one.month) for one in sums_by_month(entries)]
    assert places == sorted(set(places))
    assert {(e.project, f"{e.dated_on:%Y-%m}") for e in entries} == set(places)
