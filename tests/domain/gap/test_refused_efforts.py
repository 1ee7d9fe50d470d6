"""Effort files that are wrong: each refused with its line."""

from __future__ import annotations

from datetime import date

import pytest

from jigai.domain.gap.read_efforts import read_efforts
from jigai.domain.rules.refusals import (
    KeyMissing,
    KeyUnknown,
    NameTwice,
    NameUnknown,
    ValueOfWrongKind,
)
from jigai.domain.rules.rulebook import shipped

HEAD = """valid_from = 2026-01-01
title = { zh = "工作量", en = "efforts" }
"""
LEVER = """[[lever]]
fact = "tech_staff"
how = { zh = "达到 {value}", en = "reach {value}" }
step = 1
effort_fixed = 2
effort_per_step = 12
lead_months = 3
most_a_year = 30
carries = ["employees"]
at_most_of = { fact = "employees", share = 0.9 }
basis = { zh = "县自定", en = "the county's own" }
"""
FLAG = """[[lever]]
fact = "valid_hnte"
how = { zh = "取得证书", en = "obtain the certificate" }
effort_fixed = 80
lead_months = 12
basis = { zh = "县自定", en = "the county's own" }
"""
UNMOVED = """[[unmoved]]
fact = "employees"
reason = { zh = "随经营变化", en = "follows the business" }
"""


def read(text: str):
    return read_efforts(
        text, file="efforts.toml", subject="enterprise", facts=shipped().facts["enterprise"]
    )


def test_a_sound_file_is_read():
    book = read(HEAD + LEVER + FLAG + UNMOVED)
    assert book.valid_from == date(2026, 1, 1)
    staff, certificate = book.levers
    assert (staff.carries, staff.at_most_of[0]) == (("employees",), "employees")
    assert (certificate.effort_of(1), certificate.effort_of(0)) == (80, 0)
    assert staff.effort_of(2) == 26


@pytest.mark.parametrize(
    ("old", "new", "refusal", "line"),
    [
        ('fact = "tech_staff"', 'fact = "tech_staffs"', NameUnknown, 4),
        ("step = 1\n", "step = 0\n", ValueOfWrongKind, 6),
        ("effort_fixed = 2\n", "effort_fixed = -1\n", ValueOfWrongKind, 7),
        ("effort_per_step = 12\n", "effort_per_step = 0\n", ValueOfWrongKind, 8),
        ("effort_per_step = 12\n", "", KeyMissing, 3),
        ("lead_months = 3\n", "lead_months = 1.5\n", ValueOfWrongKind, 9),
        ("most_a_year = 30\n", "most_a_year = -3\n", ValueOfWrongKind, 10),
        ('["employees"]', '["employee"]', NameUnknown, 11),
        ('["employees"]', '["valid_hnte"]', ValueOfWrongKind, 11),
        ('["employees"]', '["rd_expense_yuan"]', ValueOfWrongKind, 11),
        ('fact = "employees", share', 'fact = "employes", share', NameUnknown, 12),
        ("share = 0.9", "share = 0", ValueOfWrongKind, 12),
        ('fact = "valid_hnte"', 'fact = "valid_hnte"\ndirection = "lower"', ValueOfWrongKind, 16),
        ("effort_fixed = 80", "effort_fixed = 0", ValueOfWrongKind, 17),
        ("lead_months = 12\n", "lead_months = 12\nstep = 2\n", KeyUnknown, 19),
        ('[[unmoved]]\nfact = "employees"', '[[unmoved]]\nfact = "tech_staff"', NameTwice, 21),
        ('reason = { zh = "随经营变化"', 'reason = { zh = ""', ValueOfWrongKind, 22),
    ],
)
def test_a_fault_is_named_with_its_line(old, new, refusal, line):
    text = HEAD + LEVER + FLAG + UNMOVED
    assert old in text
    with pytest.raises(refusal) as refused:
        read(text.replace(old, new))
    assert refused.value.line == line
