import re
from pathlib import Path

from tools import commands, refusals

ROOT = Path(__file__).resolve().parents[2]
SETTING = re.compile(r"environ(?:\.get\(|\.setdefault\(|\[)\s*[\"'](JIGAI_[A-Z_]+)")
REMEDY = "Run `make reference` and commit what it writes."


def test_every_refusal_is_in_the_reference():
    assert refusals.PAGE.read_text(encoding="utf-8") == refusals.page(), REMEDY


def test_no_two_refusals_share_a_code():
    codes = [kind.code for kind in refusals.refusal_classes()]
    assert sorted(set(codes)) == codes
    assert len(codes) > 100


def test_every_command_is_in_the_reference():
    assert commands.PAGE.read_text(encoding="utf-8") == commands.page(), REMEDY


def test_the_settings_page_names_what_the_product_reads_and_nothing_else():
    sources = [p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py")]
    read = {name for text in sources for name in SETTING.findall(text)}
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(JIGAI_[A-Z_]+)`", page, re.MULTILINE)) == read
