"""Persons at a browser: each signs in through the page and is looked at on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.journeys.homes import PASSWORD

SCREENS: dict[str, ViewportSize] = {
    "desk": {"width": 1440, "height": 1000},
    "phone": {"width": 390, "height": 844},
}
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)  # the first page of a server waits for all its parts
REFUSED = "Failed to load resource: the server responded with a status of 4"
"""What the browser itself notes about an answer that the server refused on purpose."""


@dataclass
class Door:
    """Opens browsers for persons, and keeps what the browsers complained about."""

    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def new_page(self, address: str, *, screen: str = "desk", language: str = "zh-hans") -> Page:
        context = self.browser.new_context(
            base_url=address,
            viewport=SCREENS[screen],
            accept_downloads=True,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": "django_language", "value": language, "url": address}])
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)
        return page

    def signed_in(self, address: str, username: str, **options: Any) -> Page:
        page = self.new_page(address, **options)
        page.goto("/accounts/login/?next=/rounds/mine/")
        page.fill("#id_login", username)
        page.fill("#id_password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/rounds/mine/")
        expect(page.locator("#main h1")).to_be_visible()
        return page

    def shut(self) -> None:
        for context in self.contexts:
            context.close()
        self.contexts.clear()

    def _heard(self, message: Any) -> None:
        if message.type == "error" and not message.text.startswith(REFUSED):
            self.complaints.append(message.text)
