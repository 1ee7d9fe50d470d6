"""Figures: by the formula, with source and span; reported, verified and computed stay apart."""

from datetime import date
from decimal import Decimal

import pytest

from jigai.apps.outcomes.actions.record_outcome import (
    BureauFigure,
    ComputedIsNotTyped,
    MarketMissing,
    OutcomeEntry,
    OutcomeSourceMissing,
    VerifiedNeedsReported,
    record_outcome,
)
from jigai.apps.outcomes.actions.verify_outcome import (
    NotReported,
    VerifiedByReporter,
    verify_outcome,
)
from jigai.apps.outcomes.models import OutcomeFigure
from jigai.apps.outcomes.queries.access import NoSuchFigure, outcome_figure_for
from jigai.apps.outcomes.queries.dictionary import version_on
from jigai.apps.outcomes.queries.figures import figures
from jigai.domain.results.indicator import OutcomeEmpty, OutcomePartMissing, ShareBeyondWhole
from jigai.domain.results.spans import Span
from jigai.domain.results.states import FigureKind, FigureState
from tests.cast import TODAY, change
from tests.outcome_cast import by, reporting, told

pytestmark = pytest.mark.usefixtures("indicators")


def test_mei_reports_by_the_formula_and_the_value_is_exact(enterprise, mei):
    parts = {"right_lines": Decimal(186), "order_lines": Decimal(200)}
    told(enterprise, "order_accuracy", "actual", "2026H2", None, parts=parts)
    (row,) = figures(mei)
    assert (row.value, row.said.zh, row.period) == (Decimal("0.930000"), "93%", "2026H2")
    assert (row.indicator, row.version, row.kind, row.state) == (
        "order_accuracy", 1, "actual", "reported",
    )  # fmt: skip
    assert row.parts == {"right_lines": "186", "order_lines": "200"}


def test_said_again_it_replaces_and_history_keeps_what_was_said(enterprise, lin):
    told(enterprise, "revenue", "actual", "2025", "1000000.00")
    told(enterprise, "revenue", "actual", "2025", "1200000.00")
    assert [row.value for row in figures(lin)] == [Decimal("1200000.000000")]


def test_a_second_person_verifies_beside_what_was_reported(enterprise, mei, lin):
    reported = told(enterprise, "tax", "actual", "2025", "50000")
    OutcomeFigure.objects.get(pk=reported.pk)
    verified = verify_outcome(
        figure=reported, value=Decimal(48000), source="缴款凭证", note="", change=by(lin, "核实")
    )
    assert verified.checked_value == Decimal(50000)
    states = {row.state: row.value for row in figures(mei, indicator="tax")}
    assert states == {"reported": Decimal(50000), "verified": Decimal(48000)}


def test_whoever_reported_does_not_verify(enterprise):
    reported = told(enterprise, "tax", "actual", "2025", "50000")
    with pytest.raises(VerifiedByReporter):
        verify_outcome(
            figure=reported, value=Decimal(1), source="凭证", note="", change=reporting()
        )


def test_only_a_reported_figure_is_verified(enterprise, lin, zhao):
    reported = told(enterprise, "tax", "actual", "2025", "50000")
    verified = verify_outcome(
        figure=reported, value=Decimal(50000), source="凭证", note="", change=by(lin)
    )
    with pytest.raises(NotReported):
        verify_outcome(
            figure=verified, value=Decimal(50000), source="凭证", note="", change=by(zhao)
        )


def test_a_market_share_says_of_which_market_and_year(enterprise, lin):
    with pytest.raises(MarketMissing):
        told(enterprise, "market_share", "actual", "2025", "0.7")
    told(
        enterprise, "market_share", "actual", "2025", "0.7",
        market="国内单张纸印刷机", market_year=2025,
    )  # fmt: skip
    assert figures(lin)[0].market == "国内单张纸印刷机"


@pytest.mark.parametrize(
    ("refusal", "given"),
    [
        (OutcomeSourceMissing, {"value": "1", "source": " "}),
        (BureauFigure, {"value": "1", "source": "统计联网直报平台单位数据"}),
        (OutcomeEmpty, {"value": None}),
        (ShareBeyondWhole, {"value": "1.01"}),
        (OutcomePartMissing, {"value": None, "parts": {"order_lines": Decimal(1)}}),
    ],
)
def test_what_cannot_stand_is_refused_by_name(enterprise, refusal, given):
    with pytest.raises(refusal):
        told(enterprise, "order_accuracy", "actual", "2026", **given)


def test_nobody_types_a_computed_or_a_verified_figure(enterprise):
    entry = OutcomeEntry(
        kind=FigureKind.ACTUAL, span=Span(2026), value=Decimal("0.5"), source="测试"
    )
    version = version_on("order_accuracy", on=TODAY)
    for state, refusal in (
        (FigureState.COMPUTED, ComputedIsNotTyped),
        (FigureState.VERIFIED, VerifiedNeedsReported),
    ):
        with pytest.raises(refusal):
            record_outcome(
                subject=enterprise, version=version, entry=entry, change=change(), state=state
            )


def test_a_project_has_figures_of_its_own_and_bo_sees_those_of_her_unit(project, bo, mei):
    told(project, "injuries", "actual", "2026", "0")
    (row,) = figures(bo)
    assert (row.project_id, row.enterprise_id) == (project.pk, project.enterprise_id)
    assert [one.id for one in figures(mei, enterprise_id=project.enterprise_id)] == [row.id]


def test_a_stranger_is_told_nothing(enterprise, bo):
    figure = told(enterprise, "revenue", "actual", "2025", "1000")
    assert figures(bo) == []
    with pytest.raises(NoSuchFigure):
        outcome_figure_for(bo, figure.pk)


def test_a_span_before_the_dictionary_takes_the_first_version(enterprise, lin):
    told(enterprise, "revenue", "baseline", "2023", "900")
    assert figures(lin, spans=[Span(2023)])[0].version == 1
    assert figures(lin, spans=[Span(2024)]) == []
    assert version_on("revenue", on=date(2026, 1, 1)).number == 1
