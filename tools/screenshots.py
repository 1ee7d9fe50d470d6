"""Takes the pictures of the tutorial: a fresh demo county, its persons, their pages.

    PYTHONPATH=. .venv/bin/python tools/screenshots.py      (make screenshots)

The server's clock stands on a Thursday of the demo's open half-month, so that the same pages come
out on any day. Pictures go to docs/images/ with a palette of 256 colours.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from PIL import Image
from playwright.sync_api import FilePayload, Page, sync_playwright

from tests.journeys.chromium import ARGUMENTS
from tests.journeys.homes import demo_home
from tests.journeys.people import Door
from tests.journeys.server import ROOT, in_home, running_server

IMAGES = ROOT / "docs" / "images"
THURSDAY = "2026-11-26T09:00:00+08:00"
LIMIT = 2_500_000
REPORTED = "丙辰电缆桥架车间数字化升级项目"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DESK_PAGES = (
    ("office", "/rounds/2026-11B/", "round"),
    ("reviewer", "/rounds/2026-11B/review/", "review"),
    ("leader", "/", "cockpit"),
    ("leader", "/badges/2026-11A/", "board"),
    ("auditor", "/changes/", "changes"),
)
PHONE_PAGES = (
    ("cuikou", "/rounds/mine/", "mine-phone"),
    ("leader", "/", "cockpit-phone"),
)


def main() -> None:
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        home = demo_home(Path(place))
        ledger = _edited_ledger(home)
        browser = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
        door = Door(browser)
        with running_server(home, starts_at=THURSDAY) as address:
            for who, path, name in DESK_PAGES:
                _taken(door.signed_in(address, who), path, name)
            for who, path, name in PHONE_PAGES:
                _taken(door.signed_in(address, who, screen="phone"), path, name)
            _report(door.signed_in(address, "cuikou", screen="phone"))
            _badge(door.signed_in(address, "cuikou"))
            office = door.signed_in(address, "office")
            _checked_ledger(office, ledger)
            _notice(office)
        door.shut()
        browser.close()
    size = sum(file.stat().st_size for file in IMAGES.glob("*.png"))
    print(f"{len(list(IMAGES.glob('*.png')))} pictures, {size:,} bytes in {IMAGES}")
    sys.exit(size > LIMIT)


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        sys.exit("Chromium is not installed (tools/debian_packages installs it).")
    return found


def _edited_ledger(home: Path) -> bytes:
    """The present ledger as it is handed out, with two remarks changed."""
    file = home / "ledger.xlsx"
    command = ("ledger", "export", "--period", "2026-11B", "--editable", "-o", file)
    in_home(home, "-m", "jigai", *command)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "备注")
    for row in (head.row + 1, head.row + 2):
        sheet.cell(row, head.column, "设备已到货，等待安装")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _checked_ledger(page: Page, content: bytes) -> None:
    page.goto("/ledgers/")
    file: FilePayload = {"name": "2026-11B台账.xlsx", "mimeType": WORKBOOK, "buffer": content}
    page.set_input_files("#id_file", file)
    _sent(page, lambda: page.click("form[enctype] .primary"))
    _picture(page, "ledger")


def _report(page: Page) -> None:
    page.locator(".report-card").filter(has_text=REPORTED).get_by_role("link").click()
    page.fill("#id_progress_bp", "65")
    page.fill("#id_year_investment_fen", "1600")
    page.locator("#id_progress_bp").scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, 420)")
    _picture(page, "report-phone")


def _badge(page: Page) -> None:
    page.goto("/badges/2026-11A/?q=colour:blue")
    page.locator("[data-row] th a").first.click()
    page.locator("#panel h1").wait_for()
    _picture(page, "badge")


def _notice(page: Page) -> None:
    page.goto("/documents/notice/")
    _sent(page, lambda: page.click("form[method=post] .primary >> nth=-1"))
    _picture(page, "notice")


def _sent(page: Page, act: Callable[[], None]) -> None:
    with page.expect_navigation():
        act()


def _taken(page: Page, path: str, name: str) -> None:
    page.goto(path)
    _picture(page, name)


def _picture(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    taken = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    small = taken.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
