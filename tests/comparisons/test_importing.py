"""Importing readings: a preview that writes nothing, then all of it or nothing."""

import csv
import io
import tracemalloc

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from comparisons.models import Observation
from comparisons.trends import importing
from editorial.models import Change, Origin
from editorial.signals import content_changed
from tests.factories import (
    FrameworkFactory,
    MetricFactory,
    ObservationFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

HEADER = "series,framework,on,value,source"


@pytest.fixture
def stars():
    FrameworkFactory(name="PyTorch", slug="pytorch")
    SourceFactory(slug="list")
    return MetricFactory(slug="stars", name="Stars")


@pytest.fixture
def run(tmp_path, capsys, stars):
    """Return a function that imports lines of text, and returns what the command said."""

    def run_it(*lines, metric="stars", **options):
        file = tmp_path / "readings.csv"
        text = "\n".join(lines)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        call_command("importobservations", str(file), metric=metric, **options)
        return capsys.readouterr().out

    return run_it


def test_a_preview_says_what_is_new_changed_unchanged_and_rejected_and_writes_nothing(
    run, stars, capsys
):
    for on, value in (("2024", 10), ("2025", "20.5")):
        ObservationFactory(metric=stars, series="PyTorch", on=on, value=value)
    Observation.objects.update(source=SourceFactory(slug="other"), framework=None)
    before = list(Observation.objects.values())
    lines = (
        f"{HEADER},unfinished",
        "PyTorch,,2024,10.000,other,no",
        "PyTorch,pytorch,2025,21,list,yes",
        "PyTorch,pytorch,2026-03,30,list,",
        "PyTorch,pytorch,2026-13,30,list,",
    )
    said = run(*lines)
    assert "1 new\n  line 4: PyTorch, 2026-03, 30\n" in said
    assert (
        "1 changed\n  line 3: PyTorch, 2025: 20.5 → 21, finished → unfinished, nothing → pytorch, "
        "other → list\n" in said
    )
    assert "1 unchanged\n" in said
    assert "1 rejected\n  line 5: “2026-13” is not a date." in said
    assert list(Observation.objects.values()) == before

    with pytest.raises(CommandError, match="1 rejected: nothing was written"):
        run(*lines, apply=True)
    assert list(Observation.objects.values()) == before
    assert not Change.objects.exists()


def test_applied_it_is_written_with_one_change_and_said_to_others(
    run, stars, django_capture_on_commit_callbacks
):
    old = ObservationFactory(metric=stars, series="PyTorch", on="2025", value=20)
    heard = []

    def hear(**said):
        heard.append(said["records"])

    content_changed.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            said = run(
                f"\ufeff{HEADER},text,note,Comment",
                "PyTorch,pytorch,2025,21,,,,",
                "",
                "Keras,,2026,,list,about half,of 20,mine",
                source="list",
                apply=True,
            )
    finally:
        content_changed.disconnect(hear)
    assert "Ignored columns: comment" in said
    assert "2 readings written." in said
    old.refresh_from_db()
    assert (old.value, old.source.slug) == (21, "list")
    new = Observation.objects.get(series="Keras")
    assert (new.value, new.text, new.note, new.framework) == (None, "about half", "of 20", None)
    change = Change.objects.get()
    assert (change.kind, change.key, change.origin) == ("metric", "stars", Origin.IMPORT)
    assert change.reason == "Imported 2 readings from readings.csv"
    assert str(change.change_set) == "readings.csv: readings of Stars"
    assert [subject.key for subject in change.subjects.all()] == ["pytorch"]
    assert heard == [{"metric": [stars.pk]}]

    assert "There is nothing to write." in run(HEADER, "PyTorch,pytorch,2025,21,list", apply=True)
    assert Change.objects.count() == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("PyTorch,,2024,a lot,list,,", "value: “a lot” is not a number"),
        ("PyTorch,,2024,NaN,list,,", "value: “NaN” is not a number"),
        ("PyTorch,,2024,1.2345,list,,", "no more than 3 decimal places"),
        ("PyTorch,,2024,12345678901234567,list,,", "no more than 16 digits"),
        ("PyTorch,,2024,,list,,", "it needs a value, or a text"),
        (",,2024,1,list,,", "it names no series"),
        (f"{'x' * 81},,2024,1,list,,", "series: 81 characters, and at most 80 fit"),
        ("PyTorch,torch,2024,1,list,,", "there is no framework “torch”"),
        ("PyTorch,,2024,1,lists,,", "there is no source “lists”"),
        ("PyTorch,,2024,1,,,", "it names no source"),
        ("PyTorch,,2024,1,list,ACL,", "the metric has no groups"),
        ("PyTorch,,2024,1,list,,maybe", "“maybe” is neither yes nor no"),
        ("Py\0Torch,,2024,1,list,,", "a character that is no text"),
        ("PyTorch,,2024", "it has 3 cells, and the first line has 7"),
    ],
)
def test_a_row_that_is_wrong_is_rejected_with_its_reason(run, row, reason):
    said = run(f"{HEADER},group,unfinished", "Keras,,2024,5,list,,", row)
    assert "1 new\n" in said
    assert "line 3: " in said
    assert reason in said


def test_rows_for_the_same_series_and_date_are_rejected_with_both_lines(run):
    row = "PyTorch,,2024,1,list"
    said = run(HEADER, row, "Keras,,2024,1,list", row, row)
    assert "2 new\n" in said
    assert "line 4: it is for the same series and date as line 2" in said
    assert "line 5: it is for the same series and date as line 2" in said


def test_only_the_first_of_each_sort_are_shown(run):
    rows = [f"PyTorch,,{1900 + n},1,list" for n in range(25)]
    said = run(HEADER, *rows, *[row.replace(",1,", ",x,") for row in rows])
    assert said.count("line ") == 2 * importing.SHOWN
    assert said.count("… and 5 more") == 2


def test_a_file_that_cannot_be_read_gets_a_clear_answer(run, tmp_path, stars):
    def refuses(reason, data, **options):
        file = tmp_path / "odd.csv"
        file.write_bytes(data)
        with pytest.raises(CommandError, match=reason):
            call_command("importobservations", str(file), **{"metric": "stars"} | options)

    refuses("does not name “on”, “value”", b"series\n")
    refuses("does not name “series”, “on”, “value”", b"")
    refuses("names “on” more than once", b"series,on,value,ON\n")
    refuses("it is not UTF-8, near line", b"series,on,value\nKeras,2024,\xff\n")
    refuses("line 2: field larger", b"series,on,value\n" + 200_000 * b"x")
    refuses("There is no metric “star”", b"", metric="star")
    refuses("There is no source “odd”", b"", source="odd")
    with pytest.raises(CommandError, match="can't be read: No such file"):
        call_command("importobservations", str(tmp_path / "none.csv"), metric="stars")


def test_what_was_downloaded_can_be_imported_again(client, run, stars):
    stars.grouped_by = "Group"
    stars.save()
    ObservationFactory(metric=stars, group="A", value="0.125", note="A note, with a comma")
    ObservationFactory(metric=stars, value=None, text="about half", is_unfinished=True)
    response = client.get(reverse("comparisons:metric_csv", args=["stars"]))
    said = run(b"".join(response.streaming_content).decode())
    assert "2 unchanged" in said


def test_a_write_that_fails_half_way_leaves_everything_as_it_was(run, stars, monkeypatch):
    def fail(*args):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(importing, "record", fail)
    with pytest.raises(RuntimeError):
        run(HEADER, "PyTorch,,2024,1,list", apply=True)
    assert not Observation.objects.exists()


def test_memory_does_not_grow_with_the_file_and_progress_is_shown(
    tmp_path, capsys, monkeypatch, stars
):
    # A tenth of the real sizes: counting every byte makes it slow.
    monkeypatch.setattr(importing, "AT_ONCE", 100)
    monkeypatch.setattr(importing, "PROGRESS_EVERY", 1000)

    def peak(rows):
        file = tmp_path / f"{rows}.csv"
        with file.open("w") as opened:
            opened.write("series,on,value,source\n")
            opened.writelines(
                f"Series {rows} {n // 300},{1000 + n % 300},{n},list\n" for n in range(rows)
            )
        tracemalloc.start()
        try:
            call_command("importobservations", str(file), metric="stars", apply=True)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    small = peak(200)
    assert capsys.readouterr().err == ""
    assert peak(2_000) <= 1.5 * small
    told = capsys.readouterr().err.splitlines()
    assert told == [
        *("1,000 rows read", "2,000 rows read"),
        *("1,000 readings written", "2,000 readings written"),
    ]
    assert Observation.objects.count() == 2_200


def test_a_file_of_readings_is_made_as_it_is_sent(client, stars, django_assert_num_queries):
    framework = FrameworkFactory()
    for n in range(3):
        ObservationFactory(metric=stars, framework=framework, on=f"202{n}")
    with django_assert_num_queries(1):
        response = client.get(reverse("comparisons:metric_csv", args=["stars"]))
    with django_assert_num_queries(1):
        text = b"".join(response.streaming_content).decode()
    assert len(list(csv.reader(io.StringIO(text)))) == 4
