"""Nothing unsourced is published, whichever way it is tried."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from comparisons.models import Claim, FrameworkFact, Verdict
from editorial.models import Sourced, Status
from editorial.models.sourcing import sources_follow
from tests import factories
from tests.factories import (
    TODAY,
    ClaimFactory,
    FrameworkFactFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def test_a_draft_without_a_source_is_not_published_from_the_shell():
    claim = ClaimFactory(status=Status.DRAFT, sources=[])
    claim.status = Status.PUBLISHED
    with pytest.raises(ValidationError, match="needs at least one source"):
        claim.save()
    with pytest.raises(ValidationError, match="needs at least one source"):
        Claim.objects.update(status=Status.PUBLISHED)
    claim.refresh_from_db()
    assert claim.status == Status.DRAFT
    claim.sources.add(SourceFactory())
    assert Claim.objects.update(status=Status.PUBLISHED) == 1


def test_what_is_published_does_not_lose_its_last_source():
    claim = ClaimFactory()
    [source] = claim.sources.all()
    for take in (
        claim.sources.clear,
        lambda: claim.sources.set([]),
        lambda: claim.sources.remove(source),
        lambda: source.claims.remove(claim),
    ):
        with (
            pytest.raises(ValidationError, match="needs at least one source"),
            transaction.atomic(),
        ):
            take()
        assert list(claim.sources.all()) == [source]
    claim.sources.set([SourceFactory()])
    assert source not in claim.sources.all()


def test_sources_may_follow_within_one_transaction():
    docs = SourceFactory()

    def claim():
        return Claim(
            slug="new",
            made_in=docs,
            statement="It is so.",
            kind="fact",
            topic="deployment",
            verdict=Verdict.HOLDS,
            explanation="It is.",
            as_of="2026",
            checked_on=TODAY,
            status=Status.PUBLISHED,
        )

    with pytest.raises(ValidationError, match="needs at least one source"), sources_follow():
        claim().save()
    assert not Claim.objects.exists()
    with sources_follow():
        found = claim()
        found.save()
        found.sources.add(SourceFactory())
    assert Claim.objects.count() == 1


def test_a_part_is_published_with_what_it_belongs_to():
    fact = FrameworkFactFactory()
    with (
        pytest.raises(ValidationError, match="needs at least one source"),
        transaction.atomic(),
    ):
        fact.sources.clear()
    assert FrameworkFact.objects.get().sources.exists()


def test_what_needs_no_source_may_have_none():
    claim = ClaimFactory(verdict=Verdict.OPINION, sources=[])
    claim.save()
    claim.verdict = Verdict.WRONG
    claim.true_now = "It is otherwise."
    with pytest.raises(ValidationError, match="needs at least one source"):
        claim.save()


@pytest.mark.parametrize("model", [m for m in apps.get_models() if issubclass(m, Sourced)])
def test_every_statement_says_which_date_it_speaks_of(model):
    make = getattr(factories, f"{model.__name__}Factory")
    with pytest.raises(IntegrityError, match="says_as_of_when"):
        make(as_of="")
