"""The voucher ledger is the enterprise's own until it shares a row."""

from datetime import date

import pytest

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.change_sets import record_changes
from jigai.apps.audit.queries.entries import entries
from jigai.apps.audit.writing import writing
from jigai.apps.vouchers.actions.keep_voucher import (
    ProjectOfOthers,
    TaxBelowNought,
    VoucherOfLater,
    VoucherThere,
)
from jigai.apps.vouchers.actions.share_vouchers import (
    NothingChosen,
    PurposeMissing,
    share_vouchers,
    withdraw_shares,
)
from jigai.apps.vouchers.actions.strike_voucher import restore_voucher, strike_voucher
from jigai.apps.vouchers.queries.access import (
    NoSuchVoucher,
    own_voucher,
    own_vouchers,
    readable_voucher,
    shared_vouchers,
)
from jigai.apps.vouchers.queries.vouchers import consents_of, voucher_rows, voucher_totals
from jigai.flows.undo_change import PrivateStays, undo_change
from tests.cast import change
from tests.portal_cast import ON, said, voucher
from tests.round_cast import at


@pytest.fixture
def kept(enterprise, mei):
    return voucher(enterprise, mei)


def test_nobody_but_the_enterprise_reads_a_voucher(kept, mei, lin, bo, zhao):
    assert own_voucher(mei, kept.pk, on=ON) == kept
    for other in (lin, bo, zhao):
        assert not own_vouchers(other, on=ON).exists()
        assert not shared_vouchers(other).exists()
        with pytest.raises(NoSuchVoucher):
            readable_voucher(other, kept.pk, on=ON)


def test_history_says_that_a_voucher_changed_and_not_what_it_says(kept):
    number = ChangeSet.objects.latest("id").id
    [table] = [one for one in record_changes(number) if one.table == "vouchers_voucher"]
    [told] = table.records
    assert (told.operation, told.changes, told.label) == ("I", (), str(kept.pk))
    every = entries(ChangeSet.objects.all(), table="vouchers_voucher")
    assert [one.record.changes for one in every] == [()]


def test_the_office_does_not_undo_what_is_the_enterprises_own(kept):
    number = ChangeSet.objects.latest("id").id
    with pytest.raises(PrivateStays):
        undo_change(number=number, change=change("撤销"))


def test_the_office_reads_a_shared_row_until_the_consent_is_withdrawn(kept, mei, lin, zhao):
    share_vouchers(vouchers=[kept], purpose="核对设备投资", change=said(mei))
    assert [row.share.purpose for row in voucher_rows(shared_vouchers(lin))] == ["核对设备投资"]
    assert not shared_vouchers(zhao).exists()
    assert readable_voucher(lin, kept.pk, on=ON) == kept
    assert withdraw_shares(vouchers=[kept], change=said(mei, moment=at(17))) == 1
    assert not shared_vouchers(lin).exists()
    [(number, consent)] = consents_of(kept.enterprise_id)
    assert (number, consent.given_by, consent.withdrawn_at) == (kept.number, "梅某", at(17))


def test_a_row_shared_again_has_one_consent_in_force_and_its_story(kept, mei, lin):
    for day in (16, 17):
        share_vouchers(vouchers=[kept], purpose="核对", change=said(mei, moment=at(day)))
        share_vouchers(vouchers=[kept], purpose="再点", change=said(mei, moment=at(day)))
        assert shared_vouchers(lin).count() == 1
        withdraw_shares(vouchers=[kept], change=said(mei, moment=at(day, 12)))
    assert len(consents_of(kept.enterprise_id)) == 2


def test_a_share_needs_rows_and_a_purpose(kept, mei):
    with pytest.raises(NothingChosen):
        share_vouchers(vouchers=[], purpose="核对", change=said(mei))
    with pytest.raises(PurposeMissing):
        share_vouchers(vouchers=[kept], purpose=" ", change=said(mei))


def test_a_struck_voucher_stays_uncounted_and_unshared(kept, mei, lin):
    share_vouchers(vouchers=[kept], purpose="核对", change=said(mei))
    strike_voucher(voucher=kept, change=said(mei, "作废"))
    rows = voucher_rows(own_vouchers(mei, on=ON))
    assert [row.is_struck for row in rows] == [True]
    assert voucher_totals(rows).whole.count == 0
    assert not shared_vouchers(lin).exists()
    voucher(kept.enterprise, mei)
    with pytest.raises(VoucherThere):
        restore_voucher(voucher=kept, change=said(mei, "恢复"))


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"gross_fen": 1}, TaxBelowNought),
        ({"dated_on": date(2026, 11, 17)}, VoucherOfLater),
        ({"number": "24370001"}, VoucherThere),
    ],
)
def test_a_voucher_that_cannot_be_is_refused(kept, mei, values, refusal):
    with pytest.raises(refusal):
        voucher(kept.enterprise, mei, **({"number": "24370002"} | values))


def test_a_voucher_names_an_own_project(kept, mei, project):
    project.enterprise = None
    with pytest.raises(ProjectOfOthers):
        voucher(kept.enterprise, mei, "24370003", project=project)


def test_an_ended_representative_reads_nothing_more(kept, mei, enterprise):
    with writing("representative.ended", change()):
        enterprise.representatives.update(valid_to=ON)
    assert not own_vouchers(mei, on=ON).exists()
