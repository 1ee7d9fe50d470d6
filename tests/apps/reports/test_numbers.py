import pytest
from django.db import IntegrityError, connection, transaction

from jigai.apps.audit.writing import writing
from jigai.apps.reports.actions.allocate_number import allocate_number
from jigai.apps.reports.actions.void_number import VoidAlready, VoidReasonMissing, void_number
from jigai.apps.reports.models import DocumentNumber
from jigai.apps.reports.queries.issued_documents import gaps
from tests.cast import change


def given(series="庆技改", year=2026):
    return allocate_number(series=series, year=year, change=change())


def numbers():
    return list(DocumentNumber.objects.order_by("id").values_list("number", flat=True))


def cut_first():
    with writing("number.cut", change()):
        rows = DocumentNumber.objects.filter(number=1)
        rows._raw_delete(rows.db)
        connection.check_constraints()


def test_each_series_and_year_counts_from_one(db):
    assert [given().number, given().number, given(year=2027).number] == [1, 2, 1]
    assert str(given(series="庆技改督")) == "庆技改督〔2026〕1号"


def test_a_refused_act_gives_its_number_back(db):
    given()
    with pytest.raises(VoidReasonMissing), writing("notice.issued", change()):
        void_number(number=given(), reason="", change=change())
    assert (given().number, numbers()) == (2, [1, 2])


def test_a_void_number_stays_and_is_never_given_again(db):
    first = given()
    void_number(number=first, reason="错发", change=change("作废"))
    assert (given().number, gaps(series="庆技改", year=2026)) == (2, [])
    first.refresh_from_db()
    assert (first.is_void, first.void_reason) == (True, "错发")
    with pytest.raises(VoidAlready):
        void_number(number=first, reason="再次", change=change())


def test_two_hundred_numbers_in_a_row_with_one_void_among_them(db):
    made = [given() for _ in range(200)]
    void_number(number=made[76], reason="错发", change=change("作废"))
    assert (numbers(), gaps(series="庆技改", year=2026)) == (list(range(1, 201)), [])
    assert DocumentNumber.objects.filter(is_void=True).get().number == 77


def test_a_number_is_not_voided_without_a_reason(db):
    with pytest.raises(VoidReasonMissing):
        void_number(number=given(), reason=" ", change=change())


def test_the_database_refuses_a_gap(db):
    with pytest.raises(IntegrityError), writing("number.forced", change()):
        DocumentNumber.objects.create(series="庆技改", year=2026, number=5)


def test_the_database_refuses_to_take_a_number_out_of_the_middle(db):
    given()
    given()
    with pytest.raises(IntegrityError), transaction.atomic():
        cut_first()
    assert numbers() == [1, 2]
