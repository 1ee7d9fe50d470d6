from datetime import date

import pytest

from jigai.apps.audit.editing import EditedByOthers
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.registry.actions.add_contact import ContactErased, add_contact, erase_contact
from jigai.apps.registry.actions.admit_to_library import LibraryNumberTaken, admit_to_library
from jigai.apps.registry.actions.correct_enterprise import correct_enterprise
from jigai.apps.registry.actions.record_indicators import StaffAboveTotal, record_indicators
from jigai.apps.registry.actions.register_enterprise import CreditCodeTaken, register_enterprise
from jigai.apps.registry.actions.rename_enterprise import RenamedBeforeLastName, rename_enterprise
from jigai.apps.registry.actions.unmask_contact import unmask_contact
from jigai.apps.registry.models import Contact, Enterprise
from jigai.apps.registry.queries.access import NoSuchEnterprise, enterprise_for
from jigai.apps.registry.queries.contacts import contact_rows
from jigai.apps.registry.queries.duplicates import likely_duplicates
from jigai.apps.registry.queries.enterprises import enterprise_profile, enterprise_rows
from jigai.domain.identifiers import CreditCodeWrongCheckDigit, LibraryNumberUnreadable
from tests.cast import change

CODE = "91110000600037341L"


def registered(name="庆云重工机械有限公司", code=CODE):
    return register_enterprise(credit_code=code, name=name, change=change("登记"))


def test_a_wrong_character_is_refused_by_its_check_digit(county):
    with pytest.raises(CreditCodeWrongCheckDigit, match="校验码"):
        registered(code="91110000600037342L")
    assert registered().credit_code == CODE


def test_a_credit_code_is_registered_once(county):
    registered()
    with pytest.raises(CreditCodeTaken, match="重工"):
        registered(name="另一家")


def test_a_renaming_keeps_the_former_name_with_its_dates(enterprise):
    rename_enterprise(
        enterprise=enterprise, name="庆云新名有限公司", renamed_on=date(2026, 5, 1), change=change()
    )
    names = [(n.name, n.valid_from, n.valid_to) for n in enterprise_profile(enterprise).names]
    assert names[0] == ("庆云辛亥母线有限公司", None, date(2026, 5, 1))
    assert names[1] == ("庆云新名有限公司", date(2026, 5, 1), None)
    with pytest.raises(RenamedBeforeLastName):
        rename_enterprise(
            enterprise=enterprise, name="再改", renamed_on=date(2026, 5, 1), change=change()
        )


def test_two_editors_of_different_fields_both_keep_their_edits(enterprise):
    base = version_of(enterprise)
    correct_enterprise(
        enterprise=enterprise, base_version=base, values={"size": "small"}, change=change()
    )
    correct_enterprise(
        enterprise=enterprise, base_version=base, values={"industry_code": "3821"}, change=change()
    )
    assert (enterprise.size, enterprise.industry_code) == ("small", "3821")


def test_two_editors_of_one_field_are_asked(enterprise):
    base = version_of(enterprise)
    correct_enterprise(
        enterprise=enterprise, base_version=base, values={"size": "small"}, change=change()
    )
    with pytest.raises(EditedByOthers) as refused:
        correct_enterprise(
            enterprise=enterprise, base_version=base, values={"size": "large"}, change=change()
        )
    [conflict] = refused.value.conflicts
    assert (conflict.mine, conflict.theirs) == ("large", "small")


@pytest.mark.parametrize("typed", ["qyzg", "qycg", "重工", "9111", "qing yun zhong"])
def test_an_enterprise_is_found_by_initials_pinyin_name_and_code(lin, typed):
    registered()
    assert [row.name for row in enterprise_rows(lin, text=typed)] == ["庆云重工机械有限公司"]


def test_names_are_sorted_by_pinyin(lin, enterprise):
    registered("庆云安达有限公司")
    assert [row.name[2:4] for row in enterprise_rows(lin)] == ["安达", "辛亥"]


def test_the_list_takes_the_same_number_of_queries_for_any_length(
    lin, enterprise, django_assert_num_queries
):
    registered()
    with django_assert_num_queries(1):
        enterprise_rows(lin)


def test_what_may_not_be_seen_reads_like_what_is_not_there(enterprise, bo):
    for pk in (enterprise.pk, 999):
        with pytest.raises(NoSuchEnterprise, match=str(pk)):
            enterprise_for(bo, pk)


def test_lists_and_gate_agree_for_everybody(enterprise, project, lin, bo, mei, zhao):
    registered()
    for viewer in (lin, bo, mei, zhao):
        listed = {row.id for row in enterprise_rows(viewer)}
        for pk in Enterprise.objects.values_list("pk", flat=True):
            if pk in listed:
                assert enterprise_for(viewer, pk).pk == pk
            else:
                with pytest.raises(NoSuchEnterprise):
                    enterprise_for(viewer, pk)


def test_a_contact_is_masked_and_each_look_is_kept(enterprise):
    contact = add_contact(
        enterprise=enterprise, name="张三丰", telephone="13812345678", change=change()
    )
    [row] = contact_rows(enterprise_id=enterprise.pk)
    assert (row.name, row.telephone) == ("张**", "138****5678")
    assert "13812345678" not in Contact.objects.get().sealed
    assert unmask_contact(contact=contact, change=change("核实进度")).telephone == "13812345678"
    looked = ChangeSet.objects.latest("id")
    assert looked.verb == "contact.unmasked"
    assert looked.reason.startswith("核实进度")


def test_an_erased_contact_can_be_read_by_nobody(enterprise):
    contact = add_contact(enterprise=enterprise, name="张三", telephone="138", change=change())
    erase_contact(contact=contact, change=change("期满"))
    with pytest.raises(ContactErased):
        unmask_contact(contact=contact, change=change())
    assert contact_rows(enterprise_id=enterprise.pk)[0].is_erased


def test_a_library_number_has_a_structure_and_one_owner(enterprise):
    def admit(number):
        return admit_to_library(
            enterprise=enterprise,
            registration_number=number,
            valid_from=date(2026, 4, 1),
            change=change(),
        )

    with pytest.raises(LibraryNumberUnreadable):
        admit("2026371423X0000017")
    assert admit("202637142300000017").valid_to == date(2027, 1, 1)
    with pytest.raises(LibraryNumberTaken):
        admit("202637142300000017")


def test_indicators_are_checked_and_completed_later(enterprise):
    record_indicators(enterprise=enterprise, year=2025, values={"employees": 10}, change=change())
    with pytest.raises(StaffAboveTotal):
        record_indicators(
            enterprise=enterprise, year=2025, values={"tech_staff": 11}, change=change()
        )
    row = record_indicators(
        enterprise=enterprise, year=2025, values={"tech_staff": 4}, change=change()
    )
    assert (row.employees, row.tech_staff) == (10, 4)


def test_records_of_one_firm_under_two_names_are_offered(lin, county):
    registered("山东甲子开关（庆云）有限公司")
    registered("庆云甲子开关有限公司", code="913714235B5NNQREL9")
    assert len(likely_duplicates(lin)) == 1
