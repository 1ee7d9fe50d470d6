"""What is held about a person as one file, and the requests about it with their clock."""

import io
import json
import zipfile

import pytest

from jigai.apps.portal.actions.answer_request import GroundMissing
from jigai.apps.portal.actions.ask_about_data import RequestBlank, ask_about_data
from jigai.apps.portal.queries.access import NoSuchRequest, data_request_for
from jigai.apps.registry.actions.add_contact import add_contact
from jigai.apps.registry.actions.unmask_contact import unmask_contact
from jigai.apps.registry.models import ContactKey
from jigai.apps.registry.queries.contact_looks import looks_at
from jigai.apps.vouchers.actions.share_vouchers import share_vouchers
from jigai.apps.vouchers.queries.access import shared_vouchers
from jigai.domain.data_rights import REFUSING, Ground, RequestKind
from jigai.flows.answer_data_request import answer_data_request
from jigai.flows.keep_voucher import SentFile, keep_with_file
from jigai.flows.own_data import own_data
from jigai.flows.own_file import own_file
from tests.portal_cast import ON, said, voucher


@pytest.fixture
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def packed(viewer):
    return zipfile.ZipFile(io.BytesIO(own_data(viewer, on=ON)))


def asked(viewer, kind=RequestKind.DELETE, **named):
    return ask_about_data(
        user_id=viewer.user_id, kind=kind, text="请处理", change=said(viewer), **named
    )


def answered(request, lin, *, granted=True, ground=""):
    return answer_data_request(
        request=request,
        is_granted=granted,
        answer="已处理",
        ground=ground,
        change=said(lin, "答复"),
    )


@pytest.mark.usefixtures("programme", "storage")
def test_the_enterprise_takes_its_file_its_ledger_and_its_papers_along(enterprise, mei, project):
    kept = voucher(enterprise, mei, project=project)
    keep_with_file(
        enterprise=enterprise, voucher=kept, values={}, file=SentFile("发票.pdf", b"%PDF-1.4 x"),
        change=said(mei),
    )  # fmt: skip
    add_contact(enterprise=enterprise, name="梅初晴", telephone="13800001234", change=said(mei))
    found = packed(mei)
    folder = f"enterprise-{enterprise.credit_code}"
    assert {f"{folder}/{one}" for one in ("file.json", "file.pdf", "vouchers.xlsx")} <= set(
        found.namelist()
    )
    assert found.read(f"{folder}/files/{kept.pk}-voucher.pdf") == b"%PDF-1.4 x"
    told = json.loads(found.read(f"{folder}/file.json"))
    assert told["contacts"][0]["telephone"] == "13800001234"
    assert "24370001" in found.read(f"{folder}/vouchers.csv").decode("utf-8-sig")


def test_everybody_takes_the_own_account_along_and_no_secret(lin, mei):
    told = json.loads(packed(lin).read("account.json"))
    assert told["account"][0]["username"] == "lin"
    assert "password" not in json.dumps(told)
    assert [name for name in packed(lin).namelist() if name.startswith("enterprise")] == []


def test_a_contact_given_by_somebody_else_stays_masked(enterprise, mei, lin, programme):
    add_contact(enterprise=enterprise, name="张三丰", telephone="13812345678", change=said(lin))
    add_contact(enterprise=enterprise, name="梅初晴", telephone="13800001234", change=said(mei))
    shown = own_file(mei, enterprise=enterprise, on=ON).contacts
    assert {(one.name, one.is_own) for one in shown} == {("张**", False), ("梅初晴", True)}
    preview = own_file(mei, enterprise=enterprise, on=ON, is_in_person=False).contacts
    assert {one.name for one in preview} == {"张**", "梅**"}


def test_who_looked_at_a_contact_and_why_is_told_to_the_person(enterprise, lin, mei):
    kept = add_contact(enterprise=enterprise, name="张三", telephone="1", change=said(lin))
    other = add_contact(enterprise=enterprise, name="李四", telephone="2", change=said(lin))
    unmask_contact(contact=kept, change=said(lin, "通知领取证书"))
    unmask_contact(contact=other, change=said(lin, "催报"))
    [look] = looks_at([kept.pk])
    assert (look.by, look.reason) == ("林某", "通知领取证书")


def test_a_granted_deletion_destroys_the_key_of_the_contact(enterprise, mei, lin):
    kept = add_contact(enterprise=enterprise, name="张三", telephone="1", change=said(mei))
    request = asked(mei, contact_id=kept.pk)
    assert str(request.due_on) == "2026-12-16"
    answered(request, lin)
    assert not ContactKey.objects.filter(contact=kept).exists()


def test_a_granted_withdrawal_ends_every_share(enterprise, mei, lin):
    share_vouchers(vouchers=[voucher(enterprise, mei)], purpose="核对", change=said(mei))
    answered(asked(mei, RequestKind.WITHDRAW, enterprise_id=enterprise.pk), lin)
    assert not shared_vouchers(lin).exists()


@pytest.mark.parametrize("kind", RequestKind)
def test_a_refusal_needs_a_lawful_ground_of_its_kind(mei, lin, kind):
    request = asked(mei, kind)
    for ground in ("", "busy", *(set(Ground) - REFUSING[kind])):
        with pytest.raises(GroundMissing):
            answered(request, lin, granted=False, ground=ground)
    fitting = min(REFUSING[kind])
    assert answered(request, lin, granted=False, ground=fitting).ground == fitting


def test_a_request_is_read_by_its_asker_and_the_office(mei, lin, bo):
    request = asked(mei)
    for reader in (mei, lin):
        assert data_request_for(reader, request.pk) == request
    with pytest.raises(NoSuchRequest):
        data_request_for(bo, request.pk)
    with pytest.raises(RequestBlank):
        ask_about_data(user_id=1, kind=RequestKind.COPY, text=" ", change=said(mei))
