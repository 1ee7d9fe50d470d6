"""Every page of the URL configuration: accessible, as wide as its screen, quiet, and in English."""

import sqlite3
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from jigai.domain.matching.words import words
from tests.flows.test_import_ledger import HEADS
from tests.journeys.accessibility import serious_findings
from tests.journeys.addresses import UNREACHABLE, pages, path_of
from tests.journeys.english import kept_in, untranslated
from tests.journeys.homes import PASSWORD
from tests.journeys.people import Door

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
IN_FILES = (*HEADS, "调度表.xlsx", "公示表.xlsx", "总投资", "总投资(万元)", "所属乡镇(园区)")
FRONT = (
    "rounds:mine",
    "cockpit:show",
    "rounds:show",
    "rounds:report",
    "badges:show",
    "projects:show",
)
"""Pages that look different to each role."""
OF_THE_OFFICE = {
    "rules:draft_new",
    "rules:draft_part",
    "rules:draft_text",
    "rules:draft_submit",
    "rules:draft_discard",
}
"""Pages that the administrator does not open: rules are drafted by the office."""


QUOTED = {
    "cooperation_demand": "name, problem, key_technology, expected_goal, keywords",
    "cooperation_achievement": "name, summary, keywords",
    "cooperation_expert": "name, keywords",
}
OF_THE_INSTITUTION = {"cooperation:ask"}
OF_THE_ENTERPRISE = {
    "portal:show",
    "cooperation:masked",
    "cooperation:offer",
    "cooperation:disclosure_end",
    "portal:correct",
    "portal:contact",
    "portal:forms",
    "portal:letters",
    "portal:form",
    "portal:vouchers",
    "portal:voucher",
    "portal:voucher_new",
    "portal:voucher_import",
    "portal:voucher_share",
    "portal:voucher_sums",
    "support:confirm",
    "support:rate",
    "support:reopen",
    "support:withdraw",
}
"""Pages of an enterprise's own desk and what only an asker does, which nobody else opens."""


@pytest.fixture(scope="module")
def kept(full_county):
    database = full_county[0].home / "jigai.sqlite3"
    return kept_in(database, *IN_FILES, *quoted_words(database))


def quoted_words(database):
    """What the ranking quotes of the texts that it compares."""
    with closing(sqlite3.connect(database)) as connection:
        said = [
            text
            for table, columns in QUOTED.items()
            for row in connection.execute(f"SELECT {columns} FROM {table}")
            for text in row
        ]
    return sorted({word for text in said for word in words(text)})


@pytest.fixture(scope="module")
def open_door(browser):
    door = Door(browser)
    yield door
    door.shut()


@pytest.fixture(scope="module")
def desk(full_county, open_door):
    return open_door.signed_in(full_county[0].address, "admin")


@pytest.fixture(scope="module")
def phone(full_county, open_door):
    return open_door.signed_in(full_county[0].address, "admin", screen="phone", language="en")


@pytest.fixture(scope="module")
def screens_of_the_office(full_county, open_door):
    address = full_county[0].address
    return (
        open_door.signed_in(address, "office"),
        open_door.signed_in(address, "office", screen="phone", language="en"),
    )


@pytest.fixture(scope="module")
def screens_of_the_enterprise(full_county, open_door):
    address = full_county[0].address
    return (
        open_door.signed_in(address, "enterprise"),
        open_door.signed_in(address, "enterprise", screen="phone", language="en"),
    )


@pytest.fixture(scope="module")
def screens_of_the_institution(full_county, open_door):
    address = full_county[0].address
    return (
        open_door.signed_in(address, "institution"),
        open_door.signed_in(address, "institution", screen="phone", language="en"),
    )


@pytest.fixture(autouse=True)
def quiet(open_door):
    yield
    complaints = [*open_door.complaints]
    open_door.complaints.clear()
    assert complaints == []


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_page_is_accessible_fits_and_is_whole_in_both_languages(
    name, full_county, desk, phone, kept, request
):
    path = path_of(pages()[name], full_county[0])
    screens = (desk, phone)
    if name in OF_THE_OFFICE:
        screens = request.getfixturevalue("screens_of_the_office")
    if name in OF_THE_ENTERPRISE:
        screens = request.getfixturevalue("screens_of_the_enterprise")
    if name in OF_THE_INSTITUTION:
        screens = request.getfixturevalue("screens_of_the_institution")
    for page in screens:
        arrives(page, path)
        assert serious_findings(page) == []
        assert width_beyond_the_screen(page) <= 0
    assert untranslated(screens[1], kept) == []


@pytest.mark.parametrize("person", ["reviewer", "cuikou", "leader", "enterprise"])
def test_the_pages_of_a_role_are_accessible_and_whole(person, full_county, open_door, kept):
    page = open_door.signed_in(full_county[0].address, person, screen="phone", language="en")
    seen = 0
    for name in FRONT:
        if page.goto(path_of(pages()[name], full_county[0])).status == 200:
            seen += 1
            assert (name, serious_findings(page)) == (name, [])
            assert (name, width_beyond_the_screen(page) > 0) == (name, False)
            assert (name, untranslated(page, kept)) == (name, [])
    assert seen >= 2


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_the_entrances_are_accessible_and_whole(screen, full_county, open_door, kept):
    county, secret = full_county
    page = open_door.new_page(county.address, screen=screen, language="en")
    for path in (
        "/accounts/login/",
        f"/people/join/{secret}/",
        "/people/join/nothing/",
        "/public/",
    ):
        page.goto(path)
        assert serious_findings(page) == []
        assert width_beyond_the_screen(page) <= 0
        assert untranslated(page, kept) == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_refusals_are_accessible_and_whole(language, full_county, open_door, kept):
    page = open_door.signed_in(full_county[0].address, "leader", language=language)
    for path, status in (("/projects/99999/", 404), ("/ledgers/", 403), ("/nowhere/", 404)):
        assert page.goto(path).status == status
        assert serious_findings(page) == []
        if language == "en":
            assert untranslated(page, kept) == []


def test_what_is_called_unreachable_is_an_address_of_the_product():
    assert not UNREACHABLE.keys() & pages().keys()


def arrives(page, path):
    """Open it; where the password is asked again, give it."""
    assert page.goto(path).status == 200
    if "reauthenticate" in page.url and "reauthenticate" not in path:
        page.fill("input[type=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{path}")
    assert urlsplit(page.url).path == path


def width_beyond_the_screen(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")
