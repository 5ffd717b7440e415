"""What every answer carries, and what it does not."""

import pytest
from django.db import OperationalError

from tests.factories import SourceFactory

READER_PAGES = [
    *("/", "/frameworks/", "/tools/", "/compare/", "/sources/", "/method/"),
    *("/claims/", "/predictions/", "/stories/"),
    *("/trends/", "/trends/who-leads/", "/trends/milestones/"),
    *("/search/", "/search/?q=torchserve", "/changes/", "/about/quality/"),
    *("/careers/", "/careers/jobs/", "/careers/salaries/", "/careers/paths/", "/careers/readers/"),
    *("/careers/recommend/", "/careers/recommend/?hours=6"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("path", READER_PAGES)
def test_readers_get_no_cookie_and_a_page_that_anyone_may_keep(client, path):
    response = client.get(path)
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.django_db
def test_a_page_that_has_not_changed_is_not_sent_again(client):
    SourceFactory()
    first = client.get("/sources/")
    again = client.get("/sources/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    SourceFactory()
    changed = client.get("/sources/", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*READER_PAGES, "/admin/login/", "/nothing/"])
def test_security_headers_are_on_every_answer(client, path):
    response = client.get(path)
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", READER_PAGES)
def test_no_page_has_a_style_or_script_inline(client, path):
    page = client.get(path).content.decode()
    assert "style=" not in page
    assert "<style" not in page
    assert "<script>" not in page
    assert " onclick" not in page


def test_a_database_that_is_gone_gets_a_page_that_says_so(client, monkeypatch, caplog):
    def gone(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr("comparisons.views.comparing.latest_events", gone)
    monkeypatch.setattr("comparisons.views.comparing.Comparison.objects.published", gone)
    response = client.get("/")
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "does not answer" in response.content.decode()
    assert "connection refused" in caplog.text
    assert "connection refused" not in response.content.decode()


@pytest.mark.django_db
def test_other_mistakes_are_not_mistaken_for_a_database_that_is_gone(client, monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("comparisons.views.comparing.latest_events", broken)
    with pytest.raises(ZeroDivisionError):
        client.get("/")
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "our mistake" in response.content.decode()


@pytest.mark.django_db
def test_an_unknown_address_gets_the_way_back(client):
    response = client.get("/nothing/here/")
    assert response.status_code == 404
    assert "This page is not here" in response.content.decode()
