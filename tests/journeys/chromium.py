"""The system's own Chromium, and what makes it quiet."""

from __future__ import annotations

import os
import shutil

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """Path of the browser. Without one the journeys are skipped, on the build machine they fail."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    reason = "Chromium is not installed (tools/debian_packages installs it)."
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
