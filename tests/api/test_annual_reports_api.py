"""The API does for programme reports what the pages do."""

import pytest

from tests.cast import _person

pytestmark = pytest.mark.usefixtures("programme", "project")


@pytest.fixture
def wu(county, django_user_model):
    return _person(django_user_model, "wu", "吴某", "office")


def test_a_report_is_drafted_approved_published_and_rebuilt(call, lin, wu):
    status, made = call("post", "annual-reports", lin, span="2025-06")
    assert status == 201
    key = made["id"]
    assert call("post", f"annual-reports/{key}/approve", lin)[0] == 403
    assert call("post", f"annual-reports/{key}/approve", wu)[0] == 200
    assert call("post", f"annual-reports/{key}/publish", wu)[0] == 200
    status, shown = call("get", f"annual-reports/{key}", wu)
    assert (shown["span"], shown["number"], len(shown["files"])) == ("2025-H1", 0, 6)
    assert len(shown["figures"]["parts"]) == 8
    status, rebuilt = call("get", f"annual-reports/{key}/rebuild", wu)
    assert (status, rebuilt["is_same"]) == (200, True)


def test_a_draft_is_given_up_and_a_unit_sees_none(call, lin, bo):
    key = call("post", "annual-reports", lin, span="2025")[1]["id"]
    assert call("post", f"annual-reports/{key}/discard", lin)[0] == 200
    assert call("get", "annual-reports", bo) == (200, [])
    assert call("get", f"annual-reports/{key}", bo)[0] == 404
    assert call("post", "annual-reports", lin, span="2025-07")[1]["code"] == (
        "annual_report.span_unreadable"
    )
