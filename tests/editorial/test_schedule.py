"""Content that appears and disappears by time alone."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import IntegrityError
from django.utils import timezone

from careers.models import Release
from comparisons.models import Claim
from editorial.models import Change, Published, ScheduledMoment, Status
from editorial.search.index import rebuild
from editorial.signals import content_changed
from tests import factories
from tests.admin_pages import admin_path, opened
from tests.careers.small_guide import Guide
from tests.factories import ClaimFactory, FrameworkFactory, ToolFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def at(monkeypatch):
    """Return a function that sets what time it is for the site."""

    def set_time(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_time(NOW)
    return set_time


def published_models():
    return [model for model in apps.get_models() if issubclass(model, Published)]


@pytest.mark.parametrize("model", published_models())
def test_nothing_disappears_before_it_appears(model, at):
    make = getattr(factories, f"{model.__name__}Factory")
    make(publish_at=NOW, expire_at=NOW + HOUR)
    with pytest.raises(IntegrityError, match="appears_before_it_disappears"):
        make(publish_at=NOW, expire_at=NOW)


def test_a_page_appears_and_disappears_by_the_clock(client, at):
    claim = ClaimFactory(publish_at=NOW + HOUR, expire_at=NOW + 2 * HOUR)
    path = claim.get_absolute_url()
    assert client.get(path).status_code == 404
    assert not claim.is_public
    at(NOW + HOUR)
    assert client.get(path).status_code == 200
    assert claim.is_public
    assert list(Claim.objects.published()) == [claim]
    at(NOW + 2 * HOUR)
    assert client.get(path).status_code == 404


def test_search_and_the_list_of_changes_follow_without_a_job(client, at):
    tool = ToolFactory(name="Walrus", publish_at=NOW + HOUR, expire_at=NOW + 2 * HOUR)
    rebuild()
    content_changed.send(sender=type(tool), records={"tool": [tool.pk]})
    assert ScheduledMoment.objects.count() == 2
    assert not client.get("/search/?q=walrus").context["search"].count
    at(NOW + HOUR)
    assert client.get("/search/?q=walrus").context["search"].count
    page = client.get("/changes/").content.decode()
    assert "Appeared as planned." in page
    assert "Walrus" in page
    at(NOW + 2 * HOUR)
    assert "Disappeared as planned." in client.get("/changes/").content.decode()
    assert not client.get("/search/?q=walrus").context["search"].count
    assert not ScheduledMoment.objects.exists()
    assert Change.objects.count() == 2


def test_what_is_planned_is_not_announced(desk, client, at):
    framework = FrameworkFactory()
    claim = ClaimFactory(status=Status.DRAFT)
    claim.frameworks.add(framework)
    data = opened(desk, claim) | {"status": "published", "publish_at": "2026-11-22T13:00"}
    assert desk.post(admin_path(claim), data).status_code == 302
    claim.refresh_from_db()
    assert claim.publish_at == NOW + HOUR
    change = Change.objects.get()
    assert (change.state, change.is_listed) == ("applied", False)


def test_the_recommendation_follows_without_a_job(client, at, django_capture_on_commit_callbacks):
    guide = Guide()
    guide.release()
    value = guide.values["beta", "practitioner"]
    type(value).objects.filter(pk=value.pk).update(expire_at=NOW + HOUR)
    content_changed.send(sender=type(value), records={"value": [value.pk]})
    releases = Release.objects.count()
    at(NOW + HOUR)
    client.get("/careers/readers/")
    assert Release.objects.count() == releases + 1
