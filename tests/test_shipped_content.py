"""The shipped content: all of it is loaded and comes back, and what the guide makes of it."""

import pytest
from django.http import QueryDict

from careers.guide.alternatives import dataset
from careers.guide.forms import goal_form
from careers.guide.page import GoalPage
from careers.guide.readers import readers_today, record_results
from careers.models import Goal, Reader, ReaderResult, Support
from careers.recommendation import VerdictKind
from comparisons.models import Comparison, Feature, FeatureValue, Framework, Tool
from editorial.content.dumping import dump
from editorial.content.loading import load
from editorial.content.reading import Reader as ContentReader
from editorial.models import Source

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def outcome(shipped_content, in_database_meanwhile):
    """What the load of all of it said."""
    with in_database_meanwhile():
        yield load(shipped_content.entries)


def test_the_shipped_content_loads_whole(outcome, shipped_content):
    assert len(outcome.added) == len(shipped_content.entries)
    assert Framework.objects.published().count() == 6
    assert Tool.objects.published().count() == 28
    assert Feature.objects.count() == 44
    assert FeatureValue.objects.published().count() == 6 * 44
    assert Comparison.objects.published().count() == 4
    assert not Source.objects.filter(title="").exists()


def test_what_is_loaded_is_what_the_files_say_and_can_be_dumped(
    outcome, shipped_content, tmp_path, monkeypatch
):
    entries = shipped_content.entries
    for kind in {entry.kind.name: entry.kind for entry in entries}.values():
        records = {kind.key_of(record): record for record in kind.records()}
        for entry in entries:
            if entry.kind is kind:
                assert kind.snapshot(records[entry.key]) == entry.snapshot

    assert dump(tmp_path / "dump").total() == len(entries)
    # What the database would say of the same values was asked when the content was read.
    monkeypatch.setattr(ContentReader, "_broken", lambda *args: [])
    reader = ContentReader(tmp_path / "dump")
    assert not reader.problems
    dumped = {entry.name: entry.snapshot for entry in reader.entries}
    assert dumped == {entry.name: entry.snapshot for entry in entries}


def test_the_guide_holds_what_the_evidence_supports_and_says_where_it_does_not(outcome):
    record_results()
    told = {today.reader.slug: today for today in readers_today()}
    assert len(told) >= 12
    for slug, today in told.items():
        assert today.expected, f"{slug}: {today.text.headline}"
        assert today.recommendation.verdict.kind is not VerdictKind.NOT_ENOUGH_DATA, slug
    assert ReaderResult.objects.count() == len(told)

    # The founding article: PyTorch for researchers and beginners, TensorFlow for enterprise and
    # production, both for full-stack work. Where the evidence differs, the reader's page says so.
    assert told["doctoral-student"].pick.slug == "pytorch"
    assert told["doctoral-student"].reader.support == Support.SUPPORTED
    assert told["beginner"].pick.slug == "pytorch"
    for slug in ("java-developer", "mlops-engineer"):
        assert told[slug].pick.slug != "tensorflow"
        assert told[slug].reader.support == Support.NOT_SUPPORTED
        assert told[slug].reader.why
    full_stack = told["full-stack-developer"]
    assert not full_stack.recommendation.second.worthwhile
    assert full_stack.reader.support == Support.NOT_SUPPORTED

    # ONNX Runtime is compared, and never what somebody is told to learn first.
    assert "onnx-runtime" not in dataset("now").alternatives
    assert "onnx-runtime" in dataset("now").frameworks

    # Every answered form that the site links to is understood whole, and has an answer.
    for record in (*Goal.objects.all(), *Reader.objects.all()):
        page = GoalPage(QueryDict(record.answers))
        assert not page.form.ignored, record
        assert page.advice, record
        assert page.advice.pick, record
    assert {goal.slug: goal.support for goal in Goal.objects.all()} == {
        "beginners-and-researchers": Support.PARTLY,
        "enterprise-and-production": Support.NOT_SUPPORTED,
        "full-stack": Support.NOT_SUPPORTED,
    }
    assert 8 <= len(goal_form(QueryDict()).criteria) <= 12
