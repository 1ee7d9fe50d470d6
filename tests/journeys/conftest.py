import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.chromium import ARGUMENTS, chromium
from tests.journeys.homes import PASSWORD, County, demo_home, served_copy
from tests.journeys.people import SCREENS, Door
from tests.journeys.server import in_home, running_server

THURSDAY = "2026-11-26T09:00:00+08:00"
"""In the demo county reports for the second half of November are coming in, due on 3 December."""
FILLED = "from tests.journeys.full_desks import fill; print(fill())"
FOUND = "from tests.journeys.small_county import found; found()"


@pytest.fixture(scope="session")
def browser():
    path = chromium()
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def address(browser, tmp_path_factory):
    """A server of its own over a small county."""
    home = tmp_path_factory.mktemp("home")
    in_home(home, "manage.py", "migrate", "-v0")
    in_home(home, "manage.py", "shell", "-v0", "-c", FOUND)
    with running_server(home) as found:
        yield found


@pytest.fixture(scope="session")
def session_of_lin(browser, address):
    return signed_in(browser, address, "lin")


@pytest.fixture(scope="session")
def session_of_bo(browser, address):
    """Cookies of bo, who reads Chongkou town alone."""
    return signed_in(browser, address, "bo")


def signed_in(browser, address, name):
    """Cookies of a person after one sign-in through the page."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/accounts/login/?next=/me/account/")
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    page.click("form.form .primary")
    page.wait_for_url("**/me/account/")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def open_page(browser, address, session_of_lin):
    """Opens pages as lin, or in another session, on a screen; complaints of the browser fail."""
    contexts, complaints = [], []

    def opened(path, *, screen="desk", language="zh-hans", signed_in=True, session=None):
        state = (session or session_of_lin) if signed_in else None
        context = browser.new_context(
            viewport=SCREENS[screen],
            base_url=address,
            storage_state=state,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.add_cookies([{"name": "django_language", "value": language, "url": address}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def demo(browser, tmp_path_factory, worker_id):
    """The home of the demo county, one for all workers; nobody works in it."""
    own = tmp_path_factory.getbasetemp()
    return demo_home(own if worker_id == "master" else own.parent)


@pytest.fixture(scope="session")
def read_county(demo, tmp_path_factory):
    """The demo county for those who only read."""
    with served_copy(demo, tmp_path_factory.mktemp("read") / "home", starts_at=THURSDAY) as county:
        yield county


@pytest.fixture(scope="session")
def full_county(demo, tmp_path_factory):
    """The demo county with something on every desk, and the secret of a one-time link."""
    home = tmp_path_factory.mktemp("full") / "home"
    with served_copy(demo, home, starts_at=THURSDAY) as county:
        said = in_home(home, "manage.py", "shell", "-v0", "-c", FILLED, STORY_STARTS_AT=THURSDAY)
        yield county, said.split()[-1]


@pytest.fixture(scope="module")
def own_county(demo, tmp_path_factory, request):
    """The demo county for the journeys of one role that changes it, on the day of its file."""
    starts_at = getattr(request.module, "STARTS_AT", THURSDAY)
    with served_copy(demo, tmp_path_factory.mktemp("own") / "home", starts_at=starts_at) as county:
        yield county


@pytest.fixture
def empty_county(browser, tmp_path):
    """A county of which nothing is known yet, and the link that its setup printed."""
    home = tmp_path / "home"
    home.mkdir()
    said = in_home(home, "-m", "jigai", "setup", STORY_STARTS_AT=THURSDAY)
    with running_server(home, starts_at=THURSDAY) as address:
        yield County(address, home), said.split("/people/join/")[1].split("/")[0]


@pytest.fixture
def door(browser):
    """Lets persons in; what their browsers complain about fails the test."""
    door = Door(browser)
    yield door
    door.shut()
    assert door.complaints == []
