"""X34: a second factor, demanded of a role; a lost one is reset by two persons, and told."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (  # fmt: skip
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from click.testing import CliRunner
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from jigai.apps.accounts.models import Appointment, FactorDemand, FactorReset
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.writing import writing
from jigai.cli.people import people
from tests.cast import change

PASSWORD = "cypress-lantern-41"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _fresh_counters():
    cache.clear()


@pytest.fixture
def keeper(county, programme, django_user_model, client):
    """Makes a person with a role and a password, and a browser of theirs."""

    def made(username, role):
        with writing("person.created", change("开户")):
            user = django_user_model(username=username, display_name=f"{username}某")
            user.set_password(PASSWORD)
            user.save()
            Appointment.objects.create(user=user, role=role, valid_from=date(2026, 1, 1))
        return user

    return made


def with_factor(user):
    TOTP.activate(user, SECRET)
    return RecoveryCodes.activate(user).get_unused_codes()


def code_now():
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


def signed_in(user):
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def by_password(user, browser=None):
    browser = browser or Client()
    answer = browser.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    return browser, answer


def test_the_password_alone_does_not_open_the_door_and_the_code_does(keeper):
    lin = keeper("lin", "office")
    with_factor(lin)
    browser, answer = by_password(lin)
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert browser.get("/me/account/").status_code == 302
    browser.post("/accounts/2fa/authenticate/", {"code": code_now()})
    assert browser.get("/me/account/").status_code == 200


def test_a_recovery_code_opens_the_door_once(keeper):
    lin = keeper("lin", "office")
    one = with_factor(lin)[0]
    browser, _answer = by_password(lin)
    browser.post("/accounts/2fa/authenticate/", {"code": one})
    assert "还有 9 个可用" in browser.get("/me/account/").content.decode()
    again, _answer = by_password(lin)
    again.post("/accounts/2fa/authenticate/", {"code": one})
    assert again.get("/me/account/").status_code == 302


def test_codes_cannot_be_guessed_through(keeper):
    lin = keeper("lin", "office")
    with_factor(lin)
    browser, _answer = by_password(lin)
    for number in range(10):
        browser.post("/accounts/2fa/authenticate/", {"code": f"{number:06d}"})
    browser.post("/accounts/2fa/authenticate/", {"code": code_now()})
    assert browser.get("/me/account/").status_code == 302


@pytest.fixture
def lost(keeper):
    """lin lost the phone; an and he administer."""
    lin = keeper("lin", "office")
    an, he = keeper("an", "administrator"), keeper("he", "administrator")
    with_factor(lin)
    return lin, signed_in(an), signed_in(he)


def test_two_administrators_reset_a_lost_factor_and_the_person_is_told(lost):
    lin, an, he = lost
    old = signed_in(lin)
    old.get("/me/account/")
    an.post(f"/people/{lin.pk}/factor/", {"reason": "手机丢失，已当面核实"})
    reset = FactorReset.objects.get()
    assert "等另一位管理员确认" in an.get(f"/people/{lin.pk}/").content.decode()
    assert an.post(f"/people/factor-resets/{reset.pk}/confirm/").status_code == 403
    assert Authenticator.objects.filter(user=lin).exists()
    assert he.post(f"/people/factor-resets/{reset.pk}/confirm/").status_code == 302
    assert not Authenticator.objects.filter(user=lin).exists()
    verbs = list(ChangeSet.objects.order_by("-id").values_list("verb", flat=True)[:2])
    assert verbs == ["factor_reset.confirmed", "factor_reset.asked"]
    browser, _answer = by_password(lin)
    told = browser.get("/", follow=True).content.decode()
    assert "您的双重验证被重置过" in told
    assert "手机丢失，已当面核实" in told
    assert "an某" in told
    assert "he某" in told
    browser.post("/me/factor/told/")
    assert browser.get("/projects/").status_code == 200
    assert FactorReset.objects.get().told_at is not None


def test_the_confirmation_ends_every_browser_of_the_person(lost):
    lin, an, he = lost
    browser, _answer = by_password(lin)
    browser.post("/accounts/2fa/authenticate/", {"code": code_now()})
    assert browser.get("/me/account/").status_code == 200
    an.post(f"/people/{lin.pk}/factor/", {"reason": "手机丢失"})
    he.post(f"/people/factor-resets/{FactorReset.objects.get().pk}/confirm/")
    assert browser.get("/me/account/").status_code == 302


def test_nobody_resets_their_own_factor_and_an_unfounded_request_rests(lost):
    lin, an, he = lost
    me = get_user_model().objects.get(username="an")
    with_factor(me)
    assert an.post(f"/people/{me.pk}/factor/", {"reason": "换手机"}).status_code == 403
    he.post(f"/people/{lin.pk}/factor/", {"reason": "来电称丢失"})
    reset = FactorReset.objects.get()
    an.post(f"/people/factor-resets/{reset.pk}/withdraw/")
    assert he.post(f"/people/factor-resets/{reset.pk}/confirm/").status_code == 409
    assert Authenticator.objects.filter(user=lin).exists()


def test_the_only_administrator_is_helped_on_the_server_and_only_then(keeper):
    an = keeper("an", "administrator")
    with_factor(an)
    asked = ["reset-factor", "an", "--asked-by", "安岚", "--reason", "手机落水"]
    done = CliRunner().invoke(people, asked)
    assert done.exit_code == 0, done.output
    assert not Authenticator.objects.filter(user=an).exists()
    with_factor(an)
    keeper("he", "administrator")
    refused = CliRunner().invoke(people, asked)
    assert (refused.exit_code, "factor.second_person_there" in refused.output) == (1, True)


def test_a_demanded_factor_comes_before_every_page_and_the_session_api(keeper):
    an, lin = keeper("an", "administrator"), keeper("lin", "office")
    demand = {"role": "office", "valid_from": "2026-01-01", "decision": "庆技改办〔2026〕7号"}
    assert signed_in(an).post("/people/factors/", demand).status_code == 302
    browser = signed_in(lin)
    answer = browser.get("/projects/")
    assert (answer.status_code, "请先设置双重验证" in answer.content.decode()) == (403, True)
    assert browser.get("/me/tokens/").status_code == 403
    assert browser.get("/api/v1/projects").json()["code"] == "factor.needed"
    with_factor(lin)
    assert browser.get("/projects/").status_code == 200
    assert browser.get("/api/v1/projects").status_code == 200


def test_a_demand_ends_on_a_day_and_stays_in_the_list(keeper):
    an = signed_in(keeper("an", "administrator"))
    with writing("factor.demanded", change("要求")):
        demand = FactorDemand.objects.create(
            role="office", valid_from=date(2026, 1, 1), decision="庆技改办〔2026〕7号"
        )
    end = f"/people/factors/{demand.pk}/end/"
    assert an.post(end, {"on": "2025-01-01", "reason": "撤销"}).status_code == 409
    assert an.post(end, {"on": "2026-02-01", "reason": "撤销"}).status_code == 302
    assert "庆技改办〔2026〕7号" in an.get("/people/factors/").content.decode()
    assert signed_in(keeper("lin", "office")).get("/projects/").status_code == 200
