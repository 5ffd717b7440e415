"""The shipped content: what the reference readers and the founding article's goals come to."""

import pytest
from django.conf import settings
from django.http import QueryDict

from careers.guide.alternatives import dataset
from careers.guide.forms import goal_form
from careers.guide.page import GoalPage
from careers.guide.readers import readers_today, record_results
from careers.models import Goal, Reader, ReaderResult, Support
from careers.recommendation import VerdictKind
from editorial.content.loading import load
from editorial.content.reading import Reader as ContentReader


@pytest.fixture
def shipped(db):
    load(ContentReader(settings.CONTENT_DIR).entries)
    record_results()


def test_the_guide_holds_what_the_evidence_supports_and_says_where_it_does_not(shipped):
    """One test for all of it: loading the content takes a second or two."""
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
