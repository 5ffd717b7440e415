import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from editorial.partial_dates import first_day, format_partial_date, validate_partial_date


@pytest.mark.parametrize(
    ("value", "shown"),
    [("2024", "2024"), ("2024-09", "Sep 2024"), ("2024-09-04", "4 Sep 2024"), ("", "")],
)
def test_a_date_is_shown_as_exactly_as_it_is_known(value, shown):
    assert format_partial_date(value) == shown


@pytest.mark.parametrize("value", ["24", "2024-13", "2024-02-30", "2024-9", "Sep 2024", "2024-09-"])
def test_what_is_no_date_is_refused_with_an_example_of_one(value):
    with pytest.raises(ValidationError, match="2024-09-04"):
        validate_partial_date(value)


@given(st.dates(min_value=dt.date(1000, 1, 1)), st.sampled_from([4, 7, 10]))
def test_every_prefix_of_a_date_is_valid_and_means_its_first_day(day, length):
    value = day.isoformat()[:length]
    validate_partial_date(value)
    assert first_day(value) <= day
    assert first_day(value).isoformat().startswith(value)
