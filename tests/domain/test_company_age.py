from datetime import date

import pytest

from jigai.domain.company_age import AppliedBeforeFounded, days_registered, first_day_for_hnte


@pytest.mark.parametrize(
    ("founded", "first"),
    [
        (date(2023, 7, 1), date(2024, 6, 30)),
        (date(2023, 3, 1), date(2024, 2, 29)),
        (date(2024, 7, 1), date(2025, 7, 1)),
    ],
)
def test_the_365th_day_opens_the_way_to_high_tech(founded, first):
    assert first_day_for_hnte(founded) == first
    assert days_registered(founded=founded, applied=first) == 365


def test_an_application_before_the_founding_is_refused():
    with pytest.raises(AppliedBeforeFounded, match="早于"):
        days_registered(founded=date(2024, 7, 1), applied=date(2024, 6, 30))
