"""Data releases, the tables that are drawn from them, and what readers were told."""

import logging

import numpy as np
import pytest
from django.http import QueryDict
from django.urls import reverse

from careers.guide import releases, score_tables
from careers.guide.forms import goal_form
from careers.guide.readers import readers_today, record_results
from careers.guide.recommending import recommendation_of
from careers.models import ReaderResult, Release
from careers.recommendation import build_table
from editorial.signals import content_changed
from tests.admin_pages import form_data
from tests.factories import ReaderFactory

pytestmark = pytest.mark.django_db


def test_content_that_says_the_same_makes_no_second_release(guide):
    assert releases.refresh() == releases.refresh()
    assert Release.objects.count() == 1


def test_a_rating_that_changes_makes_a_release(guide):
    first = releases.refresh()
    guide.values["alpha", "research"].low = 1
    guide.values["alpha", "research"].save()
    second = releases.refresh()
    assert (second.name, second.digest) != (first.name, first.digest)
    assert releases.current() == second


def test_a_trend_that_changes_makes_a_release(guide):
    first = releases.refresh()
    guide.trend.shares.update(count=10)
    assert releases.refresh() != first


def test_words_that_decide_nothing_make_no_release(guide):
    first = releases.refresh()
    guide.values["alpha", "research"].statement = "Worded in another way."
    guide.values["alpha", "research"].save()
    assert releases.refresh() == first


def test_releases_of_one_day_are_numbered(guide, on_day):
    names = []
    for low in (1, 2, 3):
        guide.values["alpha", "research"].low = low
        guide.values["alpha", "research"].save()
        names.append(releases.refresh().name)
    today = names[0]
    assert names == [today, f"{today}.2", f"{today}.3"]


def test_content_of_which_nothing_can_be_made_leaves_the_last_release(guide, caplog):
    release = releases.refresh()
    guide.alpha.status = guide.beta.status = "draft"
    guide.alpha.save()
    guide.beta.save()
    with caplog.at_level(logging.WARNING):
        assert releases.refresh() == release
    assert "there is no framework to recommend" in caplog.text


def test_the_table_is_drawn_once_and_then_mapped_from_a_file(guide, settings, tmp_path):
    settings.SCORE_TABLES_DIR = tmp_path / "tables"
    release = releases.refresh()
    score_tables._table.cache_clear()
    drawn = score_tables.table_of(release)
    score_tables._table.cache_clear()
    mapped = score_tables.table_of(release)
    score_tables._table.cache_clear()
    assert len(list(settings.SCORE_TABLES_DIR.iterdir())) == 1
    assert isinstance(mapped.values, np.memmap)
    np.testing.assert_array_equal(drawn.values, mapped.values)
    np.testing.assert_array_equal(
        mapped.values, build_table(releases.dataset_of(release), mapped.readings).values
    )


def test_tables_of_older_releases_are_taken_away(guide, settings, tmp_path):
    settings.SCORE_TABLES_DIR = tmp_path / "tables"
    for low in (1, 2, 3):
        guide.values["alpha", "research"].low = low
        guide.values["alpha", "research"].save()
        score_tables.table_of(releases.refresh())
    assert len(list(settings.SCORE_TABLES_DIR.iterdir())) == 2


def test_a_folder_that_can_not_be_written_costs_memory_and_nothing_else(
    guide, settings, tmp_path, caplog
):
    in_the_way = tmp_path / "a-file"
    in_the_way.write_text("")
    settings.SCORE_TABLES_DIR = in_the_way / "tables"
    release = releases.refresh()
    score_tables._table.cache_clear()
    with caplog.at_level(logging.WARNING):
        assert score_tables.table_of(release).readings == 20_000
    assert "Each process keeps a score table of its own" in caplog.text


def test_an_answer_is_computed_once(guide, monkeypatch):
    release = releases.refresh()
    goal = _goal(guide, release)
    first = recommendation_of(release, goal)
    monkeypatch.setattr("careers.guide.recommending.recommend", lambda *args: pytest.fail("again"))
    assert recommendation_of(release, goal) == first


def _goal(guide, release):
    form = goal_form(QueryDict(guide.reader.answers))
    return form.answers.goal(releases.dataset_of(release))


def test_what_readers_are_told_is_kept_for_each_release(guide):
    record_results()
    record_results()
    (result,) = ReaderResult.objects.all()
    assert (result.reader, result.pick, result.verdict) == (guide.reader, "alpha", "clear")


def test_a_change_of_content_records_results(guide):
    content_changed.send(sender=None)
    assert ReaderResult.objects.count() == 1


def test_the_history_shows_where_an_answer_turned(guide):
    record_results()
    for slug, (low, rating, high) in {"alpha": (1, 1, 1), "beta": (5, 5, 5)}.items():
        for value in guide.values.values():
            if value.framework.slug == slug:
                value.low, value.rating, value.high = low, rating, high
                value.save()
    guide.trend.shares.filter(framework=guide.alpha).update(count=0)
    record_results()
    (told,) = readers_today()
    assert told.pick == guide.beta
    assert not told.expected
    assert [result.pick for result in told.history] == ["beta", "alpha"]


@pytest.mark.parametrize("count", [1, 6])
def test_readers_cost_the_same_number_of_queries(guide, count, django_assert_num_queries):
    ReaderFactory.create_batch(count, answers="role=engineer", expected=[guide.alpha])
    record_results()
    readers_today()
    # What is due; release; frameworks; readers, expected, results; what the form asks.
    with django_assert_num_queries(10):
        readers_today()


def test_an_editor_who_changes_a_rating_changes_the_recommendation(
    desk, guide, django_capture_on_commit_callbacks
):
    record_results()
    value = guide.values["beta", "practitioner"]
    page = reverse("admin:comparisons_featurevalue_change", args=[value.pk])
    posted = form_data(desk.get(page)) | {"low": "5", "rating": "5", "high": "5"}
    posted |= {"change_reason": "It is better now", "flip_reason": "It is much better now"}
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(page, posted).status_code == 302
    newest = releases.current()
    assert Release.objects.count() == 2
    assert releases.dataset_of(newest).cells["beta", "ease-practitioner"].best == 4
    assert ReaderResult.objects.filter(release=newest).count() == 1
