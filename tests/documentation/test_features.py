"""docs/features.md claims no more than what the named tests and commands show."""

import ast
import re
from functools import cache
from pathlib import Path

from jigai.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
COUNTS = {"R": 9, "P": 6, "C": 10, "T": 7, "I": 11, "B": 8, "K": 7, "F": 4, "O": 7, "X": 35}
ROW = re.compile(r"^\| ([A-Z]\d+) [^|]+ \| ([^|]+) \|(.*)\|$", re.MULTILINE)
STATE = re.compile(r"done|not yet|partly \((?P<missing>[^()]+)\)")
TARGETS = re.compile(r"^([a-z]+):", re.MULTILINE)


def rows():
    return ROW.findall((ROOT / "docs" / "features.md").read_text(encoding="utf-8"))


def shown_by(cell):
    return re.findall(r"`([^`]+)`", cell)


@cache
def names_in(path):
    tree = ast.parse((ROOT / "tests" / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def exists(shown):
    path, _, name = shown.partition("::")
    if name:
        return name in names_in(path)
    program, word = shown.split()[:2]
    known = {"jigai": set(COMMANDS), "make": set(TARGETS.findall((ROOT / "Makefile").read_text()))}
    return word in known[program]


def test_every_row_stands_once():
    promised = sorted(f"{part}{n + 1}" for part, count in COUNTS.items() for n in range(count))
    assert sorted(code for code, _, _ in rows()) == promised
    assert len(promised) == 104


def test_every_state_is_one_of_three_and_says_shortly_what_is_missing():
    for code, state, _ in rows():
        found = STATE.fullmatch(state)
        assert found, f"{code}: {state}"
        assert len((found["missing"] or "").split()) <= 5, f"{code}: {state}"


def test_every_named_test_and_command_exists():
    named = [(code, one) for code, _, cell in rows() for one in shown_by(cell)]
    assert [one for one in named if not exists(one[1])] == []


def test_what_is_claimed_is_shown_and_nothing_else():
    claimed = {code for code, state, _ in rows() if state != "not yet"}
    assert {code for code, _, cell in rows() if shown_by(cell)} == claimed
