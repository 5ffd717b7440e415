"""Pages of long lists stay as cheap at a hundred thousand rows as at a hundred."""

import pytest
from django.db import connection

from comparisons.models import Prediction
from editorial.models import Status
from editorial.paging import PAGE_SIZE, page_of
from tests.factories import PredictionFactory

ROWS = 100_000
COPIES = """
    INSERT INTO comparisons_prediction ({columns})
    WITH RECURSIVE copy (number) AS (
        SELECT 1 UNION ALL SELECT number + 1 FROM copy WHERE number < %s
    )
    SELECT {values} FROM comparisons_prediction, copy
"""


def grow(rows):
    """Copy the one prediction there is in the database itself: nothing else is as fast."""
    columns = [field.column for field in Prediction._meta.concrete_fields if field.column != "id"]
    values = ["'copy-' || number" if column == "slug" else column for column in columns]
    with connection.cursor() as cursor:
        sql = COPIES.format(columns=", ".join(columns), values=", ".join(values))
        cursor.execute(sql, [rows - 1])
        cursor.execute("ANALYZE comparisons_prediction")


@pytest.mark.django_db
def test_a_page_of_a_hundred_thousand_reads_an_index_and_its_own_rows(django_assert_num_queries):
    PredictionFactory(status=Status.PUBLISHED)
    grow(ROWS)
    found = Prediction.objects.published()
    for number in ("1", "1250", "2500"):
        with django_assert_num_queries(3):  # count, keys, the records of the page
            page = page_of(found, number)
        assert (page.paginator.count, len(page)) == (ROWS, PAGE_SIZE)
    assert page_of(found, "9999").number == ROWS / PAGE_SIZE
    plan = found.values_list("pk", flat=True)[:PAGE_SIZE].explain()
    assert "prediction_in_order" in plan
    # No row is sorted: the index has them in order.
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan
