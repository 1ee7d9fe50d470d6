from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigai.domain.identifiers import (
    CHECK_DIGIT_WARNING,
    HYPHENS_WARNING,
    SUFFIX_WARNING,
    CreditCodeWrongCharacters,
    CreditCodeWrongCheckDigit,
    CreditCodeWrongLength,
    EntryKind,
    IdentifierDamaged,
    LibraryNumberUnreadable,
    ProjectCodeForm,
    ProjectCodeUnreadable,
    read_credit_code,
    read_library_number,
    read_project_code,
)

GOOD = "91110000600037341L"


def test_a_good_credit_code_is_read_with_blanks_and_full_width_characters():
    assert read_credit_code(" ９1110000 600037341l ").text == GOOD
    assert read_credit_code(GOOD).division_code == "110000"
    assert str(read_credit_code(GOOD)) == GOOD


@given(st.integers(8, 16), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_changed_character_names_the_check_digit(place, character):
    wrong = GOOD[:place] + character + GOOD[place + 1 :]
    if wrong == GOOD:
        return
    with pytest.raises(CreditCodeWrongCheckDigit, match="校验码"):
        read_credit_code(wrong)


@pytest.mark.parametrize(
    "cell", [9.1110000600037e17, 911100006000373410, "9.1110000600037E+17", None]
)
def test_a_number_is_damage_and_never_repaired(cell):
    for read in (read_credit_code, read_project_code, read_library_number):
        with pytest.raises(IdentifierDamaged):
            read(cell)


def test_other_faults_of_a_credit_code_are_told_apart():
    with pytest.raises(CreditCodeWrongLength, match="17位"):
        read_credit_code(GOOD[:-1])
    with pytest.raises(CreditCodeWrongCharacters):
        read_credit_code("9111000060003734OL")


@pytest.mark.parametrize(
    "code",
    [
        "2509-320193-89-01-544060",
        "2603-141124-89-05-346948",
        "2411-130202-89-01-637015",
        "2601-371423-07-02-000019",
    ],
)
def test_genuine_project_codes_pass_their_check_digit(code):
    assert read_project_code(code).warnings == ()


def test_a_wrong_check_digit_warns_and_does_not_block():
    code = read_project_code("2201－371423－07－02－123456")
    assert code.warnings == (CHECK_DIGIT_WARNING,)
    assert (code.year, code.month, code.division_code) == (2022, 1, "371423")
    assert (code.department_code, code.kind_code, str(code)) == (
        "07",
        "02",
        "2201-371423-07-02-123456",
    )


def test_missing_hyphens_are_put_in_and_said():
    code = read_project_code("26013714230702000019")
    assert code.text == "2601-371423-07-02-000019"
    assert code.warnings == (HYPHENS_WARNING,)


def test_old_project_codes_are_accepted():
    assert read_project_code("2020-451421-88-03-016343").form is ProjectCodeForm.OLD
    assert read_project_code("2017-510681-41-03-1655130-006").warnings == (SUFFIX_WARNING,)


@pytest.mark.parametrize(
    "text", ["", "2613-371423-07-02-000019", "2021-371423-07-02-000019", "庆经备字7号"]
)
def test_what_is_not_a_project_code_is_refused(text):
    with pytest.raises(ProjectCodeUnreadable):
        read_project_code(text)


def test_a_library_number_tells_year_division_and_entry_kind():
    number = read_library_number("20263714230A000017".replace("0A", "AX"))
    assert (number.year, number.division_code, number.flag) == (2026, "371423", "X")
    assert number.entry_kind is EntryKind.FROM_JUNE
    assert str(number) == "2026371423AX000017"


@pytest.mark.parametrize("text", ["2026371423C0000017", "2026371423000001", "199937142300000017"])
def test_a_wrong_library_number_is_refused(text):
    with pytest.raises(LibraryNumberUnreadable):
        read_library_number(text)


def test_a_library_number_confirms_its_own_year_only():
    number = read_library_number("202637142300000017")
    assert number.confirms(date(2026, 12, 31))
    assert not number.confirms(date(2027, 1, 1))
    assert number.update_due == date(2027, 3, 31)
