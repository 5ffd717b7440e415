"""Files to download: a spreadsheet shows what is in them and runs none of it."""

import csv
import io

import pytest

from config.downloads import csv_response, safe


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-12%", "@name", "\t=1", "\r=1"])
def test_a_text_that_looks_like_a_formula_is_marked_as_text(text):
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["plain", "a=b", "", None, -34, 2.5])
def test_other_cells_stay_what_they_are(cell):
    assert safe(cell) == cell


def test_a_file_is_csv_in_utf_8_that_anyone_may_keep_and_checks_again():
    response = csv_response("a.csv", ["name", "number"], [["“Straße”, 1", None], ["=x", -1]])
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="a.csv"'
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    rows = list(csv.reader(io.StringIO(response.content.decode())))
    assert rows == [["name", "number"], ["“Straße”, 1", ""], ["'=x", "-1"]]
