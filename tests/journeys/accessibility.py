"""The automatic accessibility check of a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SERIOUS = frozenset({"serious", "critical"})
ALIKE = ("tbody tr", ".history > li", ".queue > li", ".report-cards > li", "select > option")
CONTEXT = {"exclude": [[f"{row}:nth-child(n+13)"] for row in ALIKE]}
"""Of rows made by one line of a template the first twelve are looked at."""
OPTIONS = {"resultTypes": ["violations"]}


def serious_findings(page: Page) -> list[str]:
    """Findings of WCAG 2.0 to 2.2 A and AA and good practice that a person would stumble over."""
    found = Axe().run(page, context=CONTEXT, options=OPTIONS).response["violations"]
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]
