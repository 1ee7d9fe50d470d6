"""The ledger of platforms: in by its mapping, out as the list, and in again unchanged."""

from io import BytesIO

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from jigai.apps.platforms.models import Platform, Standing
from jigai.domain.scorecards.platform_kinds import words
from jigai.exchange.mapping import shipped_mappings
from jigai.flows.check_ledger import LedgerChoices, check_ledger
from jigai.flows.import_ledger import import_ledger, receive_ledger
from tests.cast import TODAY, change

HEADS = ("序号", "平台名称", "平台类别", "级别", "依托单位", "统一社会信用代码", "认定日期",
         "认定文号", "设备原值（万元）", "专职研发人员", "产业方向", "共建单位")  # fmt: skip
pytestmark = pytest.mark.usefixtures("programme")


def workbook(*rows, title="庆云县创新平台台账（2026年）"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append(list(HEADS))
    for row in rows:
        sheet.append(list(row))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def row(enterprise, **more):
    told = {
        "序号": 1, "平台名称": "智能母线工程研究中心", "平台类别": "工程研究中心", "级别": "市级",
        "依托单位": enterprise.name, "统一社会信用代码": enterprise.credit_code,
        "认定日期": "2025-03-01", "认定文号": "德发改字〔2025〕8号", "设备原值（万元）": 123.45,
        "专职研发人员": 12, "产业方向": "电气装备", "共建单位": "某大学",
    }  # fmt: skip
    return tuple((told | more)[head] for head in HEADS)


def checked(content, name="台账.xlsx"):
    return check_ledger(
        content, name=name, choices=LedgerChoices(), change=change("导入"), today=TODAY
    )


def imported(content, name="台账.xlsx"):
    check = checked(content, name)
    batch = receive_ledger(
        content=content, name=name, check=check, choices=LedgerChoices(), change=change("导入")
    )
    return import_ledger(batch=batch.batch)


def test_rows_become_platforms_with_their_first_standing(enterprise):
    content = workbook(
        row(enterprise),
        row(enterprise, 序号=2, 平台名称="储能研究院", 平台类别="新型研发机构", 依托单位="储能学院",
            统一社会信用代码=None),
    )  # fmt: skip
    check = checked(content)
    assert check.ledger.mapping.name == "platforms"
    assert check.outcomes.counts() == {"create": 2}
    assert Platform.objects.count() == 0
    imported(content)
    first = Platform.objects.get(name="智能母线工程研究中心")
    assert (first.host_enterprise, first.equipment_value_fen) == (enterprise, 123_450_000)
    assert (first.lead_body, first.review_every_months) == ("development_reform", 24)
    second = Platform.objects.get(name="储能研究院")
    assert (second.host_enterprise, second.host_institution) == (None, "储能学院")
    assert set(Standing.objects.values_list("level", "document")) == {
        ("city", "德发改字〔2025〕8号")
    }


def test_the_same_ledger_again_changes_nothing_and_a_new_figure_is_an_update(enterprise):
    content = workbook(row(enterprise))
    imported(content)
    assert checked(content).outcomes.counts() == {"unchanged": 1}
    more = workbook(row(enterprise, 专职研发人员=15))
    assert checked(more).outcomes.counts() == {"update": 1}
    imported(more, "台账2.xlsx")
    assert Platform.objects.get().staff_count == 15
    assert Standing.objects.count() == 1


def test_the_exported_list_reads_back_unchanged(enterprise, lin):
    imported(workbook(row(enterprise)))
    client = Client()
    client.force_login(
        get_user_model().objects.get(pk=lin.user_id),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    columns = (
        "name,kind,level,host,direction,since,document,review,equipment,staff,partners,field,link"
    )
    answer = client.get(f"/platforms/?export=xlsx&columns={columns}")
    exported = b"".join(answer.streaming_content)
    check = checked(exported, "创新平台.xlsx")
    assert check.is_sound, [str(one.sentence) for one in check.ledger.faults]
    assert check.outcomes.counts() == {"unchanged": 1}


def test_the_choices_of_the_mapping_are_the_kinds_and_levels_in_force():
    [mapping] = [one for one in shipped_mappings() if one.name == "platforms"]
    fields = {one.name: one for one in mapping.fields}
    edition = words()
    assert set(fields["kind"].choices) == set(edition.kinds)
    assert set(fields["level"].choices) == set(edition.levels)
    for name, said in fields["kind"].choices.items():
        assert said[0] == edition.kinds[name].label.zh


def test_a_level_that_its_kind_does_not_have_comes_back_beside_its_cell(enterprise):
    station = {"平台名称": "工作站", "平台类别": "技术创新工作站", "级别": "省级"}
    content = workbook(row(enterprise), row(enterprise, **station))
    [fault] = checked(content).ledger.faults
    assert (fault.row, fault.code, fault.field) == (4, "platform.level_not_of_kind", "level")
    assert "技术创新工作站" in fault.sentence.zh
