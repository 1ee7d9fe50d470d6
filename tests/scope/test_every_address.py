"""X18: every page, export and endpoint, found by itself, shows each role only what is theirs."""

import pytest

from jigai.apps.audit.models import ChangeSet
from tests.scope.addresses import operations, pages
from tests.scope.asking import call, page_url, parameters, text_of
from tests.scope.subjects import NARROW, READERS, personal_words, unknown_words
from tests.scope.values import kind_of

pytestmark = pytest.mark.xdist_group("scope")  # the demo county is filled for one worker
PAGES = [pytest.param(one, id=one.name) for one in pages()]
OPERATIONS = [pytest.param(one, id=one.key) for one in operations()]
HIDDEN = (403, 404)
OWN_ACCOUNT = {
    "layout:speak",
    "people:token_revoke",
    "people:tokens",
    "people:session_end",
    "people:join",
    "people:factor_told",
    "lists:save",
    "lists:delete",
    "lists:follow",
    "lists:unfollow",
    "lists:export",
    "people:preview_end",
    "portal:rights",
    "portal:request_withdraw",
    "POST /api/v1/own-data/requests",
    "POST /api/v1/own-data/requests/{pk}/withdraw",
    "reminders:switches",
    "reminders:address",
    "reminders:feed_make",
    "reminders:feed_revoke",
    "reminders:stop",
    "PUT /api/v1/reminders/switches",
    "PUT /api/v1/reminders/address",
    "POST /api/v1/reminders/calendar",
    "POST /api/v1/reminders/calendar/end",
    "POST /api/v1/views/exports",
    "POST /api/v1/views/{pk}/follow",
    "POST /api/v1/views/{pk}/unfollow",
    "POST /api/v1/tokens",
    "POST /api/v1/tokens/{pk}/revoke",
    "POST /api/v1/views",
    "POST /api/v1/views/{pk}/delete",
}
"""What everybody may change: their own language, sessions, tokens, views and files."""
CHECKS_OF_THE_AUDIT = {"evidence:check_now", "POST /api/v1/evidence/checks"}
"""What an auditor may start: its result is the audit's own note."""
OFFERED_TO_ALL = {
    "platforms:instrument",
    "GET /api/v1/platforms/instruments/{pk}/free",
    "POST /api/v1/platforms/instruments/{pk}/bookings",
}
"""A shared instrument is there to be found and booked by every enterprise."""
OPEN_CATALOGUES = {
    "cooperation:achievement",
    "cooperation:achievement_edit",
    "cooperation:achievement_keep",
    "cooperation:achievement_close",
    "cooperation:evidence",
    "cooperation:expert",
    "cooperation:expert_edit",
    "cooperation:expert_withdraw",
    "cooperation:institution",
    "GET /api/v1/achievements/{pk}",
    "PUT /api/v1/achievements/{pk}",
    "PUT /api/v1/achievements/{pk}/evidence",
    "POST /api/v1/achievements/{pk}/keep",
    "POST /api/v1/achievements/{pk}/close",
    "GET /api/v1/experts/{pk}",
    "PUT /api/v1/experts/{pk}",
    "POST /api/v1/experts/{pk}/withdrawal",
    "POST /api/v1/experts",
    "GET /api/v1/institutions/{pk}",
}
"""Published achievements, consenting experts and institutions are there to be found by all; who
may change them is another matter, and says so."""
KNOWN_TO_ALL = (
    OFFERED_TO_ALL
    | OPEN_CATALOGUES
    | {
        "rounds:row",
        "documents:layout_file",
        "planning:target",
        "outcomes:chart",
        "GET /api/v1/outcomes/charts/{pk}",
        "GET /api/v1/people/agencies/{pk}",
        "GET /api/v1/targets/{pk}",
    }
)
"""Rounds, layouts, responsible units and targets are the county's own: nobody's data stands in
them, and of a target's parts each sees those of their own area."""
LISTS = (
    "",
    "?export=xlsx",
    "?changed_since=2026-06-01",
    "?export=csv&as_of=2026-09-01",
)


def names_records(name, params):
    return any(kind_of(name, param) is not None for param in params)


@pytest.mark.parametrize("one", PAGES + OPERATIONS)
def test_it_is_said_of_every_address_whose_records_it_names(one):
    name = getattr(one, "key", None) or one.name
    for param in one.params:
        kind_of(name, param)


def leaks(answer, words):
    said = text_of(answer)
    return [word for word in words if word in said][:3]


@pytest.mark.parametrize("username", NARROW)
def test_no_page_names_what_is_elsewhere(browser, username):
    client, words, told = browser(username), unknown_words(username), {}
    for param in PAGES:
        address = param.values[0]
        if not address.reads or address.name == "people:join":
            continue
        try:
            url = page_url(address, parameters(address.name, address.params, username, "own"))
        except LookupError:
            continue
        for more in LISTS if not address.params or address.name == "cockpit:amounts" else ("",):
            answer = client.get(url + more)
            if answer.status_code == 200 and (found := leaks(answer, words)):
                told[url + more] = found
    assert told == {}


@pytest.mark.parametrize("username", ["office", "auditor"])
def test_no_page_no_file_and_no_endpoint_says_a_telephone_or_name_in_full(browser, username):
    client, words, told = browser(username), personal_words(), {}
    reads = [one.values[0] for one in PAGES if one.values[0].reads]
    for address in (one for one in reads if one.name != "people:join"):
        url = page_url(address, parameters(address.name, address.params, username, "own"))
        for more in ("", "?export=xlsx") if not address.params else ("",):
            if found := leaks(client.get(url + more), words):
                told[url + more] = found
    for operation in (one.values[0] for one in OPERATIONS if one.values[0].method == "get"):
        values = parameters(operation.key, operation.params, username, "own")
        if found := leaks(call(client, operation, values, username, "own"), words):
            told[operation.key] = found
    assert told == {}


@pytest.mark.parametrize("username", NARROW)
def test_no_endpoint_names_what_is_elsewhere(browser, username):
    client, words, told = browser(username), unknown_words(username), {}
    for param in OPERATIONS:
        operation = param.values[0]
        if operation.method != "get":
            continue
        try:
            values = parameters(operation.key, operation.params, username, "own")
        except LookupError:
            continue
        answer = call(client, operation, values, username, "own")
        if answer.status_code == 200 and (found := leaks(answer, words)):
            told[operation.key] = found
    assert told == {}


@pytest.mark.parametrize("username", NARROW)
def test_unseen_and_absent_read_alike_on_every_page(browser, username):
    client, told = browser(username), {}
    for param in PAGES:
        address = param.values[0]
        if not address.reads or not names_records(address.name, address.params):
            continue
        if address.name in KNOWN_TO_ALL:
            continue
        answers = []
        for whose in ("foreign", "absent"):
            values = parameters(address.name, address.params, username, whose)
            answers.append(client.get(page_url(address, values)).status_code)
        if answers[0] not in HIDDEN or answers[0] != answers[1]:
            told[address.name] = answers
    assert told == {}


@pytest.mark.parametrize("username", NARROW)
def test_unseen_and_absent_read_alike_at_every_endpoint(browser, username):
    client, told = browser(username), {}
    for param in OPERATIONS:
        operation = param.values[0]
        if not names_records(operation.key, operation.params) or operation.key in KNOWN_TO_ALL:
            continue
        answers = []
        for whose in ("foreign", "absent"):
            values = parameters(operation.key, operation.params, username, whose)
            answers.append(call(client, operation, values, username, whose).status_code)
        if answers[0] not in HIDDEN or answers[0] != answers[1]:
            told[operation.key] = answers
    assert told == {}


@pytest.mark.parametrize("username", READERS)
def test_who_only_reads_changes_nothing_on_any_page(browser, username):
    client, told = browser(username), {}
    for param in PAGES:
        address = param.values[0]
        if not address.writes or address.name in OWN_ACCOUNT:
            continue
        if username == "auditor" and address.name in CHECKS_OF_THE_AUDIT:
            continue
        try:
            values = parameters(address.name, address.params, username, "own")
        except LookupError:
            values = parameters(address.name, address.params, username, "absent")
        before = ChangeSet.objects.count()
        answer = client.post(page_url(address, values), {"reason": "试试"})
        if answer.status_code not in HIDDEN or ChangeSet.objects.count() != before:
            told[address.name] = answer.status_code
    assert told == {}


@pytest.mark.parametrize("username", READERS)
def test_who_only_reads_changes_nothing_by_any_endpoint(browser, username):
    client, told = browser(username), {}
    for param in OPERATIONS:
        operation = param.values[0]
        if operation.method == "get" or operation.key in OWN_ACCOUNT:
            continue
        if username == "auditor" and operation.key in CHECKS_OF_THE_AUDIT:
            continue
        try:
            values = parameters(operation.key, operation.params, username, "own")
        except LookupError:
            values = parameters(operation.key, operation.params, username, "absent")
        before = ChangeSet.objects.count()
        answer = call(client, operation, values, username, "own")
        if answer.status_code not in HIDDEN or ChangeSet.objects.count() != before:
            told[operation.key] = (answer.status_code, text_of(answer)[:200])
    assert told == {}
