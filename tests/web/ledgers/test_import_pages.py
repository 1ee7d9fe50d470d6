import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jigai.apps.ledgers.models import ImportBatch
from jigai.apps.projects.models import Project
from tests.flows.test_import_ledger import row, sheet


@pytest.fixture
def keeper(client, lin, programme, django_user_model):
    client.force_login(
        django_user_model.objects.get(pk=lin.user_id),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def upload(client, content, **more):
    file = SimpleUploadedFile("调度表.xlsx", content)
    return client.post(reverse("ledgers:list"), {"file": file, **more}, follow=True)


def test_a_ledger_is_checked_then_confirmed_then_taken_back(keeper):
    page = upload(keeper, sheet(row(1), row(2)))
    assert "待确认" in page.content.decode()
    assert not Project.objects.exists()
    batch = ImportBatch.objects.get().batch
    page = keeper.post(reverse("ledgers:confirm", args=[batch]), follow=True)
    assert "全部 2 行已保存" in page.content.decode()
    page = keeper.post(reverse("ledgers:undo", args=[batch]), {"reason": "导错了"})
    assert "已撤销" in page.content.decode()
    assert not Project.objects.exists()


def test_faults_are_listed_and_come_back_in_the_senders_sheet(keeper):
    page = upload(keeper, sheet(row(1), row(2, total=-5)))
    assert "一行也没有保存" in page.content.decode()
    batch = ImportBatch.objects.get().batch
    answer = keeper.get(reverse("ledgers:returned", args=[batch]))
    assert answer.content[:2] == b"PK"
    assert keeper.post(reverse("ledgers:confirm", args=[batch])).status_code == 409
    assert not Project.objects.exists()


def test_a_file_that_is_no_table_is_told_in_the_form(keeper):
    page = upload(keeper, b"not a workbook at all")
    assert page.status_code == 422
    assert "已损坏或不是表格" in page.content.decode() or "表头" in page.content.decode()


def test_a_period_that_the_file_does_not_name_is_asked_for(keeper):
    content = sheet(row(1), title="调度表")
    assert "请指定期次" in upload(keeper, content).content.decode()
    assert "待确认" in upload(keeper, content, period="2026-10B").content.decode()


def test_unknown_columns_are_matched_by_hand_and_remembered(keeper, monkeypatch):
    monkeypatch.setattr("tests.flows.test_import_ledger.HEADS", HEADS_OF_A_TOWN)
    page = upload(keeper, sheet(row(1)))
    batch = ImportBatch.objects.get().batch
    assert "没有认出的栏目" in page.content.decode()
    keeper.post(
        reverse("ledgers:read_again", args=[batch]),
        {"head": ["干到几成(%)"], "field": ["progress_bp"]},
        follow=True,
    )
    page = upload(keeper, sheet(row(2)))
    assert "没有认出的栏目" not in page.content.decode()


HEADS_OF_A_TOWN = ["序号", "项目名称", "项目代码", "企业名称", "统一社会信用代码", "所属乡镇",
                   "总投资(万元)", "干到几成(%)", "是否开工", "责任单位", "备案"]  # fmt: skip


def test_only_the_office_brings_ledgers(client, zhao, django_user_model):
    client.force_login(
        django_user_model.objects.get(pk=zhao.user_id),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert client.get(reverse("ledgers:list")).status_code == 403
