"""A table becomes a panel, or the first fault is named by row and column."""

import pytest

from jigai.domain.impact.panel import Panel, PanelColumns, RawTable, panel_of
from jigai.domain.impact.refusals import PanelRefused

HEADS = ("firm", "year", "start", "output", "town", "w")
COLUMNS = PanelColumns("firm", "year", "start", "output")
SOUND = [
    ("甲", "2021", "2022", "1.5", "x", "2"),
    ("甲", "2022", "2022", "2.5", "x", "3"),
    ("乙", 2022.0, "", 4, "y", "1"),
    ("乙", 2021.0, None, 3, "y", "1"),
]


def read(rows, columns=COLUMNS, **more):
    return panel_of(RawTable(HEADS, rows), columns, **more)


def test_a_panel_is_sorted_and_holds_numbers_instead_of_names():
    panel = read(SOUND)
    assert panel.unit == (1, 1, 2, 2)
    assert panel.outcome == (1.5, 2.5, 3.0, 4.0)
    assert panel.sizes == {0: 1, 2022: 1}
    assert "甲" not in str(panel.as_json())
    assert Panel.from_json(panel.as_json()) == panel


@pytest.mark.parametrize(
    ("row", "cells", "code", "said"),
    [
        (0, ("甲", "2021", "2022", "1,5", "x", "2"), "impact.number_unreadable", "Row 2"),
        (1, ("甲", "2022", "2022", "two", "x", "3"), "impact.number_unreadable", "“two”"),
        (1, ("甲", "2021", "2022", "2", "x", "3"), "impact.unit_twice_in_period", "Rows 3 and 2"),
        (1, ("甲", "2022", "2021", "2", "x", "3"), "impact.changes_within_unit", "“start”"),
        (1, ("甲", "2022", "2022", "", "x", "3"), "impact.cell_blank", "“output”"),
        (1, ("甲", "2022.5", "2022", "2", "x", "3"), "impact.number_unreadable", "“year”"),
        (1, ("甲", "2023", "2022", "2", "x", "3"), "impact.panel_unbalanced", "“甲”"),
        (1, ("", "2022", "2022", "2", "x", "3"), "impact.cell_blank", "“firm”"),
    ],
)
def test_a_bad_row_is_refused_by_row_and_column(row, cells, code, said):
    rows = list(SOUND)
    rows[row] = cells
    with pytest.raises(PanelRefused) as refused:
        read(rows)
    assert refused.value.code == code
    assert said in refused.value.said.en
    assert refused.value.advice.en or code == "impact.panel_empty"


def test_a_missing_column_is_told_with_the_nearest():
    with pytest.raises(PanelRefused) as refused:
        read(SOUND, PanelColumns("firm", "year", "start", "outputs"))
    assert "“output”" in refused.value.said.en


def test_no_rows_and_one_period_are_refused():
    for rows, code in ([], "impact.panel_empty"), (SOUND[:1], "impact.too_few_periods"):
        with pytest.raises(PanelRefused) as refused:
            read(rows)
        assert refused.value.code == code


def test_incomplete_units_are_left_out_and_counted_when_asked():
    rows = [*SOUND, ("丙", "2021", "2022", "9", "y", "1"), ("丁", "2021", "0", "", "y", "1")]
    rows.append(("丁", "2022", "0", "5", "y", "1"))
    panel = read(rows, leave_out=True)
    assert sorted(panel.left_out) == [0, 2022]
    assert len(panel.cohort_of) == 2


def test_weights_are_taken_from_the_named_period():
    rows = [(*row[:5], str(place + 1)) for place, row in enumerate(SOUND)]
    weighted = PanelColumns("firm", "year", "start", "output", weights="w", weights_at=2022)
    assert read(rows, weighted).weights == (2.0, 2.0, 3.0, 3.0)
    changing = PanelColumns("firm", "year", "start", "output", weights="w")
    with pytest.raises(PanelRefused) as refused:
        read(rows, changing)
    assert refused.value.code == "impact.changes_within_unit"
    absent = PanelColumns("firm", "year", "start", "output", weights="w", weights_at=1999)
    with pytest.raises(PanelRefused) as refused:
        read(rows, absent)
    assert refused.value.code == "impact.period_not_in_panel"


def test_a_weight_of_nothing_is_refused():
    rows = [(*row[:5], "0") for row in SOUND]
    with pytest.raises(PanelRefused) as refused:
        read(rows, PanelColumns("firm", "year", "start", "output", weights="w"))
    assert refused.value.code == "impact.weight_not_positive"


def test_a_start_by_the_first_period_is_left_out_and_a_start_after_the_last_is_none_yet():
    rows = [
        (firm, year, {"甲": "2021", "乙": "2030"}[firm], *rest) for firm, year, _, *rest in SOUND
    ]
    panel = read(rows)
    assert (panel.treated_before, panel.sizes) == (1, {0: 1})


def test_the_digest_follows_the_content():
    changed = [*SOUND[:3], ("乙", 2021.0, None, 3.5, "y", "1")]
    assert read(SOUND).digest() == read(list(reversed(SOUND[:2])) + SOUND[2:]).digest()
    assert read(SOUND).digest() != read(changed).digest()


def test_clusters_are_numbered_and_must_not_change():
    clustered = PanelColumns("firm", "year", "start", "output", cluster="town", measure="town")
    assert read(SOUND, clustered).cluster == (1, 1, 2, 2)
    blank = [(*SOUND[0][:4], "", "2"), *SOUND[1:]]
    with pytest.raises(PanelRefused) as refused:
        read(blank, clustered)
    assert refused.value.code == "impact.cell_blank"
