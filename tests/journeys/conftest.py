import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.chromium import ARGUMENTS, chromium
from tests.journeys.server import in_home, running_server
from tests.journeys.small_county import PASSWORD

SCREENS = {"desk": {"width": 1440, "height": 1000}, "phone": {"width": 390, "height": 844}}
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
            viewport=SCREENS[screen], base_url=address, storage_state=state
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
