from datetime import date, timedelta

import pytest

from jigai.apps.accounts.actions.appoint import (
    AgencyMissing,
    LastAdministrator,
    appoint,
    end_appointment,
)
from jigai.apps.accounts.actions.create_person import UsernameTaken, create_person
from jigai.apps.accounts.actions.invite import (
    InvitationInvalid,
    PasswordWeak,
    accept_invitation,
    invite,
)
from jigai.apps.accounts.actions.issue_token import TokenTooLong, issue_token, revoke_token
from jigai.apps.accounts.models import ApiToken, Invitation
from jigai.apps.accounts.permissions import ALLOWED, Deed, RoleMissing, may, require
from jigai.apps.accounts.queries.people import person_rows
from jigai.apps.accounts.queries.tokens import bearer_of, token_rows
from tests.cast import TODAY, change


@pytest.fixture
def ning(db):
    return create_person(username="ning", display_name="宁某", change=change())


def test_a_one_time_link_sets_a_password_once(ning):
    secret = invite(user=ning, change=change())
    assert secret not in Invitation.objects.get().digest
    with pytest.raises(PasswordWeak):
        accept_invitation(secret=secret, password="short", change=change())
    user = accept_invitation(secret=secret, password="qingyun-lvdai-88", change=change())
    assert user.check_password("qingyun-lvdai-88")
    with pytest.raises(InvitationInvalid):
        accept_invitation(secret=secret, password="qingyun-lvdai-99", change=change())


def test_a_link_expires_and_a_new_one_ends_the_old(ning):
    old = invite(user=ning, change=change())
    new = invite(user=ning, change=change())
    late = change(at=change().at + timedelta(days=8))
    for secret, when in ((old, change()), (new, late)):
        with pytest.raises(InvitationInvalid):
            accept_invitation(secret=secret, password="qingyun-lvdai-88", change=when)


def test_a_login_is_given_once(ning):
    with pytest.raises(UsernameTaken):
        create_person(username="ning", display_name="别人", change=change())


def test_the_last_administrator_stays(ning):
    held = appoint(user=ning, role="administrator", valid_from=TODAY, change=change())
    with pytest.raises(LastAdministrator):
        end_appointment(appointment=held, on=TODAY, change=change())
    other = create_person(username="he", display_name="何某", change=change())
    appoint(user=other, role="administrator", valid_from=TODAY, change=change())
    end_appointment(appointment=held, on=TODAY, change=change())
    assert [len(person.appointments) for person in person_rows(on=TODAY)] == [1, 0]


def test_a_unit_names_its_agency(ning):
    with pytest.raises(AgencyMissing):
        appoint(user=ning, role="unit", valid_from=TODAY, change=change())


def test_a_token_speaks_for_its_person_until_it_ends(ning, county):
    appoint(user=ning, role="office", valid_from=TODAY, change=change())
    issued = issue_token(
        user=ning,
        name="上报程序",
        expires_on=date(2026, 12, 31),
        division_id=county.parts.get().pk,
        change=change(),
    )
    bearer = bearer_of(issued.secret, on=TODAY)
    assert bearer.viewer.grants[0].division_ids == {county.parts.get().pk}
    assert not bearer.may_write
    assert issued.secret not in ApiToken.objects.get().digest
    assert bearer_of(issued.secret, on=date(2027, 1, 1)) is None
    assert bearer_of(issued.secret[:-1] + "~", on=TODAY) is None
    revoke_token(token=issued.token, change=change())
    assert bearer_of(issued.secret, on=TODAY) is None
    assert token_rows(bearer.viewer)[0].revoked_at is not None


def test_a_token_lasts_a_year_at_most(ning):
    with pytest.raises(TokenTooLong):
        issue_token(user=ning, name="x", expires_on=date(2028, 1, 1), change=change())


def test_roles_allow_what_is_theirs(lin, bo, zhao):
    assert may(lin, Deed.PUBLISH)
    assert not may(bo, Deed.PUBLISH)
    assert may(bo, Deed.REPORT)
    with pytest.raises(RoleMissing, match="维护企业和项目登记"):
        require(zhao, Deed.KEEP_REGISTERS)


def test_every_deed_has_a_rule():
    assert set(ALLOWED) == set(Deed)
