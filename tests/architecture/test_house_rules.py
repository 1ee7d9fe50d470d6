"""Rules of the house that no linter knows."""

import re
from pathlib import Path

from jigai.apps.audit.tables import NOT_BUSINESS, unlisted_tables

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "jigai"
FORBIDDEN = {
    "utils", "helpers", "common", "core", "misc", "manager", "handler", "service", "processor",
    "data", "info",
}  # fmt: skip


def test_every_table_is_a_business_record_or_excused_by_name():
    assert unlisted_tables() == []
    assert all(reason for reason in NOT_BUSINESS.values())


def test_no_file_is_a_drawer():
    assert [str(p) for p in SRC.rglob("*.py") if p.stem in FORBIDDEN] == []


SIGNALS = re.compile(r"django\.(dispatch|core\.signals|db\.models\.signals|contrib\.auth\.signals)")


def test_no_part_uses_signals():
    found = [p for p in SRC.rglob("*.py") if SIGNALS.search(p.read_text())]
    assert found == []


def test_tables_are_saved_by_their_own_part_alone():
    """Only a part's own actions write its tables; other floors call those actions."""
    writes = re.compile(
        r"\.(bulk_create|bulk_update|update_or_create|get_or_create)\(|objects\.create\(|\.save\("
    )
    allowed = {"apps", "demo"}
    found = [
        str(p.relative_to(SRC))
        for p in SRC.rglob("*.py")
        if p.relative_to(SRC).parts[0] not in allowed | {"exchange", "config", "domain"}
        and writes.search(p.read_text())
    ]
    assert found == []


def test_requirement_files_name_no_address():
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text()
        assert "://" not in text
        assert "--hash=sha256:" in text
