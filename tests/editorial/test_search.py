import re
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editorial.content.kinds import kind_of
from editorial.models import SearchEntry, SearchWord, Source, Status
from editorial.search.index import rebuild, update
from editorial.search.words import all_words
from tests.admin_pages import admin_path, opened
from tests.factories import (
    ClaimFactory,
    FeatureFactory,
    FeatureValueFactory,
    FrameworkFactory,
    LearningPathFactory,
    LearningStepFactory,
    PathEntryFactory,
    SourceFactory,
    SuccessStoryFactory,
    ToolFactory,
)

MOST_QUERIES = 6


def found(client, text, **filters):
    """Return the page, and the titles on it in their order."""
    page = client.get(f"/search/?{urlencode({'q': text, **filters})}").content.decode()
    titles = re.findall(r'<h2><a href="[^"]*">(.*?)</a></h2>', page)
    return page, [re.sub("</?mark>", "", title) for title in titles]


def titles(client, text):
    return found(client, text)[1]


@pytest.fixture
def renamed(db):
    """A tool under its old and its new name, and what is said of both."""
    new = ToolFactory(name="LiteRT", slug="litert", description="Runs models on devices.")
    old = ToolFactory(name="TensorFlow Lite", also_called="TFLite", slug="tensorflow-lite")
    old.successors.add(new)
    ToolFactory(name="TensorBoard", slug="tensorboard", description="Shows how training goes.")
    ClaimFactory(statement="Phones run it everywhere.").tools.add(old)
    rebuild()
    return old, new


# --- words ----------------------------------------------------------------------------------------


def test_technical_words_survive_and_spellings_are_one():
    def texts(text):
        return [word.text for word in all_words(text)]

    assert texts("C++17 and C#, not C") == ["cpp", "17", "and", "csharp", "not", "c"]
    assert texts("torch.compile.") == ["torch", "compile", "torchcompile"]
    assert texts("TF-Keras 2.0") == ["tf", "keras", "2", "0", "tfkeras"]
    assert texts("Google’s café, Łukasz") == ["google", "cafe", "lukasz"]

    def stems(text):
        return [word.stem for word in all_words(text)]

    assert stems("optimised behaviour") == stems("optimizing behavior")
    assert stems("deployments") == stems("deployed")


# --- finding --------------------------------------------------------------------------------------


def test_both_names_of_a_renamed_tool_find_each_other_and_what_is_said_of_them(client, renamed):
    for text in ("TensorFlow Lite", "tensorflow lite", "TFLite", "tf-lite", "tf lite"):
        assert titles(client, text) == ["TensorFlow Lite", "LiteRT", "Phones run it everywhere."]
    page, names = found(client, "LiteRT")
    assert names == ["LiteRT", "TensorFlow Lite"]
    assert "TFLite, <mark>LiteRT</mark>" in page


def test_technical_words_are_found_however_they_are_written(client, db):
    FrameworkFactory(name="scikit-learn", also_called="sklearn")
    ClaimFactory(statement="It is written in C++.")
    ClaimFactory(statement="torch.compile came with version 2.0.")
    ClaimFactory(statement="A compiler is a torch, 0 or 2.")
    ClaimFactory(statement="Commit 1e7a mends it.")
    rebuild()
    for text in ("scikit-learn", "scikit learn", "scikitlearn", "Scikit_Learn", "sklearn"):
        assert titles(client, text) == ["scikit-learn"], text
    assert titles(client, "c++") == ["It is written in C++."]
    for text in ("torch.compile", "2.0", '"torch compile"'):
        assert titles(client, text) == ["torch.compile came with version 2.0."], text
    assert titles(client, "1e7a") == ["Commit 1e7a mends it."]
    # Loose words may stand anywhere.
    assert len(titles(client, "torch compile")) == 2


def test_a_whole_name_comes_first_then_titles_then_texts(client, db):
    ToolFactory(name="Bench", description="Measures Alpha.")
    SourceFactory(title="Alpha manual")
    ClaimFactory(statement="Alpha is faster.")
    ToolFactory(name="Alpha Board")
    FrameworkFactory(name="Alpha", slug="alpha")
    rebuild()
    names = titles(client, "alpha")
    assert names[:2] == ["Alpha", "Alpha Board"]
    assert names[-1] == "Bench"
    assert len(names) == 5


def test_a_page_of_results_shows_kinds_counts_and_the_words_that_were_found(client, db):
    ToolFactory(
        name="Alpha <Serve>",
        slug="serve",
        description="Slow & steady. " * 22 + "Then it deploys models.",
    )
    ClaimFactory(statement="Deployment is easy.", slug="easy")
    ClaimFactory(statement="A draft on deployment.", status=Status.DRAFT)
    FeatureValueFactory(
        framework=FrameworkFactory(status=Status.ARCHIVED), statement="Deploys anywhere."
    )
    rebuild()
    page, names = found(client, "deploying")
    assert names == ["Deployment is easy.", "Alpha &lt;Serve&gt;"]
    assert "2 results" in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<a href="/claims/easy/"><mark>Deployment</mark> is easy.</a>' in page
    assert "… " in page
    assert "Slow &amp; steady. Then it <mark>deploys</mark> models." in page
    assert 'href="?q=deploying&amp;kind=claim">Claims <span class="soft number">1</span>' in page

    page, names = found(client, "deploying", kind="tool")
    assert names == ["Alpha &lt;Serve&gt;"]
    assert 'name="kind" value="tool"' in page
    page, names = found(client, "deploying", kind="source")
    assert names == []
    assert "There are no sources with these words" in page
    page, names = found(client, "deploying", kind="gossip")
    assert "Kind “gossip”" in page
    assert len(names) == 2
    # What it is can be asked for, too.
    assert titles(client, "claims about deployment") == ["Deployment is easy."]


def test_misspelled_words_are_corrected_and_what_was_typed_can_be_insisted_on(client, renamed):
    for typed, meant in {
        "tensorbaord": "tensorboard",
        "TensrBoard": "tensorboard",
        "fensorboard": "tensorboard",
        "Litert phonse": "Litert phones",
    }.items():
        page, names = found(client, typed)
        assert f"Showing results for <strong>{meant}</strong>" in page, typed
        assert names, typed
    page, names = found(client, "tensorbaord", exact=1)
    assert names == []
    assert "Nothing found for “tensorbaord”" in page
    assert 'href="?q=tensorboard">tensorboard</a>' in page
    # A word that is being typed is completed, and no mistake.
    page, names = found(client, "tensorb")
    assert names == ["TensorBoard"]
    assert "Showing results for" not in page
    # Another number is not a slip.
    assert "Showing results for" not in found(client, "2031")[0]


def test_where_nothing_has_all_words_what_has_some_of_them_is_shown(client, renamed):
    page, names = found(client, "phones training")
    assert {*names} == {"Phones run it everywhere.", "TensorBoard"}
    assert "Nothing has all of these words" in page
    page, names = found(client, "框架 +++")
    assert names == []
    assert "Nothing found for" in page
    assert 'href="/tools/">tools</a>' in page


def test_the_empty_page_offers_only_what_finds_something(client, renamed):
    page = client.get("/search/").content.decode()
    assert "noindex" not in page
    assert ">TFLite</a>" in page
    assert "torch.compile" not in page.partition("<main")[2]


def test_a_long_query_is_cut_and_that_is_said(client, renamed):
    page, _ = found(client, "litert " * 50)
    assert "Only the first 200 characters were searched for" in page
    assert "Only the first" not in found(client, "litert")[0]


ODD = st.text(alphabet=st.sampled_from("\"'“”*()-+:^{}&|!<>\\/%_.,~ \0\x1f²ß´éaZ9中🙂\u0301\ud7ff"))
WORDS = st.lists(st.sampled_from(["AND", "NEAR", "tensorflow", "tf-", ".lite", "c++", '"', "col:"]))


@given(st.one_of(st.text(), ODD, WORDS.map(" ".join)))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_text_is_an_error(client, renamed, text):
    text = text.encode("utf-8", "ignore").decode()
    assert client.get("/search/", {"q": text}).status_code == 200


@pytest.mark.parametrize("size", [1, 30])
def test_the_number_of_queries_is_fixed(client, db, size, django_assert_num_queries):
    for number in range(size):
        ToolFactory(description=f"Alpha number {number}.")
        ClaimFactory(statement=f"Alpha is number {number}.")
    rebuild()
    for query, expected in [
        ("alpha", 4),  # what is due, words, counts, entries
        ("alhpa", 5),  # and what unknown words may mean
        ("alhpa number unheard", MOST_QUERIES),  # and counts of any of the words
        ("alpha&kind=tool&page=2", 4),
        ("unheard", 4),  # nothing found: words, likely ones, counts
        ("", 2),  # and examples
    ]:
        with django_assert_num_queries(expected, info=query):
            client.get(f"/search/?q={query}")


def test_results_are_paged_and_the_work_is_bounded(client, db, monkeypatch):
    for number in range(25):
        ToolFactory(name=f"Alpha {number:02}")
    ClaimFactory(statement="Alpha once more.")
    rebuild()
    page, first = found(client, "alpha")
    _, second = found(client, "alpha", page=2)
    assert "26 results, page 1 of 2" in page
    assert len({*first, *second}) == 26

    monkeypatch.setattr("editorial.search.page.MOST_COUNTED", 10)
    monkeypatch.setattr("editorial.search.matching.MOST_COUNTED", 10)
    monkeypatch.setattr("editorial.search.page.MOST_RANKED", 5)
    monkeypatch.setattr("editorial.search.matching.MOST_RANKED", 5)
    page, names = found(client, "alpha")
    assert len(names) == 5
    assert "More than 10 results" in page
    assert 'Tools <span class="soft number">10+</span>' in page
    assert "The first 5 can be looked through" in page
    # A kind that comes late is not crowded out.
    assert found(client, "alpha", kind="claim")[1] == ["Alpha once more."]


# --- in step with the content ---------------------------------------------------------------------


def change(record, **values):
    """Change a record, and tell the index."""
    for name, value in values.items():
        setattr(record, name, value)
    record.save()
    update({kind_of(type(record)).name: [record.pk]})


def test_the_index_follows_an_editor(client, desk, renamed, django_capture_on_commit_callbacks):
    old, _ = renamed
    data = opened(desk, old) | {"name": "Tiny TensorFlow", "change_reason": "It has a new name."}
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(admin_path(old), data).status_code == 302
    # Its own entry, and those of all that name it.
    assert titles(client, "tiny") == [
        "Tiny TensorFlow",
        "LiteRT",
        "Phones run it everywhere.",
    ]
    assert not SearchWord.objects.filter(text="lite").exists()
    assert SearchWord.objects.get(text="tiny").entries == 3


def test_the_index_follows_every_kind_of_change(
    client, renamed, django_capture_on_commit_callbacks
):
    old, new = renamed
    old.successors.clear()
    change(old)
    assert titles(client, "TFLite") == ["TensorFlow Lite", "Phones run it everywhere."]
    change(old, status=Status.ARCHIVED)
    assert titles(client, "TFLite") == []
    with django_capture_on_commit_callbacks(execute=True):
        new.delete()
    assert titles(client, "LiteRT") == []

    # What has no page of its own is named by others, and part of others.
    framework = FrameworkFactory(name="Alpha", slug="alpha")
    feature = FeatureFactory(name="Speed", slug="speed")
    value = FeatureValueFactory(framework=framework, feature=feature)
    step = LearningStepFactory(goal="Train a classifier")
    PathEntryFactory(path=LearningPathFactory(title="Alpha, slowly"), step=step)
    rebuild()
    change(feature, name="Swiftness")
    change(step, goal="Train a detector")
    assert titles(client, "swiftness") == ["Alpha: Swiftness"]
    assert titles(client, "detector") == ["Alpha, slowly"]
    assert "classifier" not in SearchEntry.objects.get(title="Alpha, slowly").text
    change(framework, status=Status.ARCHIVED)
    assert not SearchEntry.objects.filter(path=value.get_absolute_url()).exists()


def test_what_is_in_step_equals_what_is_made_anew(db, renamed):
    old, new = renamed
    story = SuccessStoryFactory(organisation="Mozilla", sources=Source.objects.all()[:1])
    story.tools.add(old)
    change(story, outcome="Speech became text.")
    change(new, also_called="Lite Runtime, LRT")
    change(old, status=Status.DRAFT)

    def index():
        words = SearchWord.objects.values_list("text", "stem", "backwards", "entries")
        return list(SearchEntry.objects.values()), sorted(words)

    followed = index()
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    call_command("rebuildsearch")
    assert index() == followed
