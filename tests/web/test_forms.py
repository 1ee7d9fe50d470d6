from django import forms
from django.template import Context, Template

from jigai.apps.audit.queries.versions import Conflict, Merge
from jigai.web.forms.beside import beside
from jigai.web.forms.conflicts import conflict_rows, decided
from jigai.web.forms.fields import MoneyField, ShareField


class Progress(forms.Form):
    paid = MoneyField(label="本期投资", help_text="例：120.5")
    share = ShareField(label="形象进度", required=False)


def test_money_is_cleaned_to_fen_and_shown_again_alike():
    form = Progress({"paid": "1,234.5", "share": "62.5%"})
    assert form.is_valid()
    assert form.cleaned_data == {"paid": 1_234_500_000, "share": 6250}
    assert 'value="1,234.5"' in str(Progress(initial={"paid": 1_234_500_000})["paid"])


def test_an_amount_finer_than_a_fen_is_refused():
    assert "分" in str(Progress({"paid": "0.0000001"}).errors["paid"])


def test_a_share_beyond_its_range_is_refused():
    assert "100" in str(Progress({"paid": "1", "share": "101"}).errors["share"])


def test_errors_link_to_their_fields_and_facts_stand_beside():
    form = Progress({"paid": "很多"})
    known = beside(previous="80.0 万元", planned="120.0 万元")
    source = "{% include 'forms/errors.html' %}{% form_field form.paid known %}"
    page = Template(source).render(Context({"form": form, "known": known}))
    assert '<a href="#id_paid">' in page
    assert "<dt>上期</dt><dd>80.0 万元</dd><dt>计划</dt>" in page
    assert "data-money-words" in page


def test_a_conflict_waits_for_an_answer():
    merge = Merge({"paid": 1, "share": 2}, (Conflict("paid", 0, 5, 1),))
    assert decided(merge, {}) is None
    assert decided(merge, {"keep.paid": "mine"}) == {"paid": 5, "share": 2}
    assert conflict_rows(merge, Progress())[0].title == "本期投资"
