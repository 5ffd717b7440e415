import pytest

from comparisons.models import Part
from editorial.models import Status
from editorial.paging import PAGE_SIZE
from tests.factories import (
    ComparisonFactory,
    ComparisonSectionFactory,
    FeatureFactory,
    FeatureValueFactory,
    FrameworkFactFactory,
    FrameworkFactory,
    SourceFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def supported():
    """A source that a statement of every kind rests on."""
    source = SourceFactory(slug="manual", title="The manual")
    framework = FrameworkFactory(name="Alpha", slug="alpha")
    feature = FeatureFactory(name="Speed", slug="speed")
    FeatureValueFactory(framework=framework, feature=feature, sources=[source])
    FrameworkFactFactory(framework=framework, sources=[source])
    FrameworkFactFactory(framework=framework, topic="licence", sources=[source])
    ToolFactory(name="Server", slug="server", sources=[source])
    pair = ComparisonFactory(first=framework, second=FrameworkFactory(name="Beta", slug="beta"))
    ComparisonSectionFactory(comparison=pair, sources=[source])
    ComparisonSectionFactory(comparison=pair, part=Part.TAKEAWAY, heading="Pay", sources=[source])
    return source


@pytest.mark.parametrize("path", ["/sources/", "/sources/manual/"])
def test_a_source_lists_what_it_supports_each_once(client, supported, path):
    page = client.get(path).content.decode()
    for link in (
        '<a href="/frameworks/alpha/speed/">Alpha: Speed</a>',
        '<a href="/frameworks/alpha/">Alpha</a>',
        '<a href="/tools/#server">Server</a>',
        '<a href="/compare/alpha-vs-beta/">Alpha and Beta</a>',
    ):
        assert page.count(link) == 1


def test_what_is_not_published_does_not_count_as_supported(client):
    source = SourceFactory(slug="manual")
    FeatureValueFactory(sources=[source], status=Status.DRAFT)
    assert (
        "Nothing that is published rests on it" in client.get("/sources/manual/").content.decode()
    )


@pytest.mark.parametrize("size", [1, 30])
def test_the_number_of_queries_does_not_grow(client, size, django_assert_num_queries):
    for _ in range(size):
        ToolFactory(sources=[SourceFactory(), SourceFactory()])
    with django_assert_num_queries(5):  # publishers, count, keys, sources, what they support
        client.get("/sources/")


def test_sources_are_filtered_by_kind_and_publisher(client):
    SourceFactory(title="A paper", kind="paper", publisher="A university")
    SourceFactory(title="Another paper", kind="paper", publisher="A company")
    SourceFactory(title="A survey", kind="survey", publisher="A university")
    page = client.get("/sources/?kind=paper&publisher=A+university").content.decode()
    assert "A paper" in page
    assert "Another paper" not in page
    assert "A survey" not in page


def test_unknown_filters_are_ignored_and_said_so(client):
    SourceFactory(title="A paper")
    page = client.get("/sources/?kind=gossip&publisher=Nobody").content.decode()
    assert "Kind “gossip”" in page
    assert "Publisher “Nobody”" in page
    assert "A paper" in page


@pytest.mark.parametrize("number", ["2", "99", "nonsense"])
def test_pages_are_numbered_and_a_wrong_number_gets_a_page(client, number):
    for _ in range(PAGE_SIZE + 1):
        SourceFactory()
    response = client.get(f"/sources/?page={number}")
    assert response.status_code == 200
    assert f"{PAGE_SIZE + 1} sources" in response.content.decode()


def test_an_unknown_source_gets_a_page_that_helps(client):
    response = client.get("/sources/nothing/")
    assert response.status_code == 404
    assert "All sources" in response.content.decode()


def test_a_source_without_address_is_shown_without_link(client):
    SourceFactory(slug="letter", title="A letter", url="")
    page = client.get("/sources/letter/").content.decode()
    assert "A letter" in page
    assert 'rel="external"' not in page
