import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "adr"
DECISIONS = sorted(FOLDER.glob("[0-9]*.md"))
INDEX = (FOLDER / "README.md").read_text(encoding="utf-8")


def numbers_reserved():
    return [int(n) for n in re.findall(r"^\| (\d{4}) \| reserved", INDEX, re.MULTILINE)]


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_status_context_decision_and_consequences(decision):
    text = decision.read_text(encoding="utf-8")
    for part in ("Status", "Context", "Decision", "Consequences"):
        assert re.search(rf"^(## {part}$|\*\*{part}\.\*\*|{part}:)", text, re.MULTILINE), part
    assert re.match(rf"# 0*{int(decision.stem[:4])}\W", text), "the title bears another number"


def test_numbers_are_unique_and_leave_no_gap():
    taken = sorted([int(d.stem[:4]) for d in DECISIONS] + numbers_reserved())
    assert taken == list(range(1, len(taken) + 1))


def test_the_index_lists_each_decision():
    assert sorted(re.findall(r"\]\((\d{4}-[^)]+)\)", INDEX)) == [d.name for d in DECISIONS]
