import pytest

from tests.factories import FeatureValueFactory, FrameworkFactory

pytestmark = pytest.mark.django_db


def test_robots_are_kept_out_of_the_admin_and_shown_the_pages(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_the_sitemap_lists_what_is_published_and_nothing_else(client):
    value = FeatureValueFactory(framework=FrameworkFactory(slug="alpha"))
    FrameworkFactory(slug="beta")
    FrameworkFactory(slug="hidden", status="draft")
    text = client.get("/sitemap.xml").content.decode()
    for path in (
        "/",
        "/tools/",
        "/frameworks/alpha/",
        f"/frameworks/alpha/{value.feature.slug}/",
        "/compare/alpha-vs-beta/",
    ):
        assert f"<loc>http://testserver{path}</loc>" in text
    assert "hidden" not in text


@pytest.mark.parametrize("size", [1, 6])
def test_the_sitemap_costs_the_same_at_every_length(client, size, django_assert_num_queries):
    for _ in range(size):
        FeatureValueFactory()
    # frameworks, pairs of them, values, claims, predictions, metrics, stories, sources; roles,
    # learning paths
    with django_assert_num_queries(10):
        client.get("/sitemap.xml")


def test_browsers_find_an_icon(client):
    assert client.get("/favicon.ico")["Location"].endswith("img/icon.svg")
