"""Fixtures that all tests share."""

import datetime as dt
from contextlib import contextmanager
from unittest import mock

import pytest
from django.conf import settings as site_settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.test import client as test_client
from django.utils import timezone

from editorial.content.reading import Reader
from tests.factories import TODAY, FrameworkFactory


@pytest.fixture(autouse=True, scope="session")
def _context_of_the_page_alone():
    """Django copies the context of each of the hundred templates that a page of the admin includes.

    Tests ask for that of the page, which comes first; the copies took a seventh of all the time.
    """
    keep = test_client.store_rendered_templates

    def keep_the_first(store, *args, **kwargs):
        if "context" not in store:
            keep(store, *args, **kwargs)

    with mock.patch.object(test_client, "store_rendered_templates", keep_the_first):
        yield


@pytest.fixture(autouse=True)
def _restart_sequences():
    """Every test starts with the first colour, so that up to eight frameworks can be made."""
    FrameworkFactory.reset_sequence(0)


@pytest.fixture(autouse=True)
def _score_tables(settings, tmp_path_factory):
    """Readings are named after what they were drawn from, so all tests can share a folder."""
    settings.SCORE_TABLES_DIR = tmp_path_factory.getbasetemp() / "score-tables"


@pytest.fixture(scope="session")
def shipped_content(django_db_setup, django_db_blocker):
    """What the shipped content files say, read once: it takes seconds."""
    with django_db_blocker.unblock():
        return Reader(site_settings.CONTENT_DIR)


@pytest.fixture(scope="session")
def in_database_meanwhile(django_db_setup, django_db_blocker):
    """Return a context in which records can be made that several tests share; at its end they go.

    Each test then begins with them, whatever another has done to them.
    """

    @contextmanager
    def meanwhile():
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return meanwhile


@pytest.fixture
def on_day(monkeypatch):
    """Return a function that sets what day it is for the site."""

    def set_day(day: dt.date) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda *args: day)

    set_day(TODAY)
    return set_day


def _member(name, group):
    """Make a user with the rights that the migrations give a group, and no others."""
    user = get_user_model().objects.create_user(name, password=name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def editor(db):
    """Somebody who proposes, and publishes nothing."""
    return _member("anna", "Editors")


@pytest.fixture
def reviewer(db):
    """Somebody who publishes, and decides what others propose."""
    return _member("rosa", "Reviewers")


@pytest.fixture
def drafting(editor):
    """A client that is signed in to the admin as an editor."""
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def desk(client, reviewer):
    """A client that is signed in to the admin as somebody who may publish."""
    client.force_login(reviewer)
    return client
