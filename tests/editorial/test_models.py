import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from comparisons.models import FeatureValue
from editorial.models import Change, Origin, Source
from tests.factories import FeatureValueFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_there_is_one_source_for_each_address():
    SourceFactory(url="https://example.org/page")
    with pytest.raises(IntegrityError, match="(?i)unique"):
        SourceFactory(url="https://example.org/page")


def test_documents_without_an_address_can_be_many():
    SourceFactory(url="")
    SourceFactory(url="")
    assert Source.objects.filter(url="").count() == 2


def test_a_source_that_a_statement_rests_on_cannot_be_deleted():
    source = SourceFactory()
    FeatureValueFactory(sources=[source])
    with pytest.raises(ProtectedError):
        source.delete()
    with pytest.raises(ProtectedError):
        Source.objects.all().delete()


def test_a_source_that_nothing_rests_on_can_be_deleted():
    SourceFactory().delete()
    assert not Source.objects.exists()


def test_a_statement_can_be_deleted_and_leaves_its_sources():
    value = FeatureValueFactory()
    value.delete()
    assert Source.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"), [("status", "secret"), ("good_for", 17), ("state", "maybe")]
)
def test_the_database_refuses_words_that_are_no_choice(field, value):
    stored = FeatureValueFactory()
    with pytest.raises(IntegrityError, match="(?i)check"), transaction.atomic():
        FeatureValue.objects.filter(pk=stored.pk).update(**{field: value})


def test_changes_of_one_record_come_newest_first():
    for title in ("first", "second"):
        Change.objects.create(kind="tool", key="ray", title=title, origin=Origin.CONTENT)
    Change.objects.create(kind="tool", key="flax", title="other", origin=Origin.CONTENT)
    assert [str(change) for change in Change.objects.of("tool", "ray")] == ["second", "first"]
