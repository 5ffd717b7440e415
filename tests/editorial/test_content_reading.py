"""Every mistake in a content file is reported with file, line and reason, all at once."""

import shutil

import pytest

from editorial.content.reading import Reader

# A check constraint is asked of the database, which needs no table for it.
pytestmark = pytest.mark.django_db

SOURCES = """\
- slug: docs
  title: Documentation
  publisher: A project
  url: https://example.org/docs
  kind: documentation
  accessed_on: 2026-11-22
"""
FRAMEWORKS = """\
- slug: alpha
  name: Alpha
  mark: A
  colour: blue
  kind: Framework
  trains_models: true
  homepage: https://example.org
  repository: https://example.org
  documentation: https://example.org
  facts:
  - topic: licence
    text: MIT
    as_of: 2026-11
    checked_on: 2026-11-22
    sources: [docs]
"""
FEATURES = """\
slug: learning
name: Learning
position: 1
features:
- slug: docs
  name: Documentation
  question: Is it good?
  values:
  - framework: alpha
    state: yes
    statement: It is good.
    low: 3
    rating: 4
    high: 5
    reason: It reads well.
    as_of: 2026-11
    checked_on: 2026-11-22
    sources: [docs]
"""


@pytest.fixture
def folder(tmp_path):
    """A small, right content folder."""
    content = tmp_path / "content"
    (content / "features").mkdir(parents=True)
    (content / "sources.yaml").write_text(SOURCES)
    (content / "frameworks.yaml").write_text(FRAMEWORKS)
    (content / "features" / "learning.yaml").write_text(FEATURES)
    return content


def problems(folder):
    return [str(problem) for problem in Reader(folder).problems]


def replace(folder, name, old, new):
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_right_files_have_no_problems_and_give_every_record(folder):
    reader = Reader(folder)
    assert not reader.problems
    names = [entry.name for entry in reader.entries]
    assert names == [
        "source:docs",
        "framework:alpha",
        "category:learning",
        "feature:docs",
        "value:alpha/docs",
    ]


def test_the_shipped_content_is_right(shipped_content):
    assert not shipped_content.problems


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("sources.yaml", "title: Doc", "titel: Doc", "sources.yaml:2: “titel” is not something"),
        ("sources.yaml", "  title: Documentation\n", "", "sources.yaml:1: a source needs “title”"),
        (
            "sources.yaml",
            "https://example.org",
            "htp:/x",
            "sources.yaml:4: url: Enter a valid URL.",
        ),
        ("sources.yaml", "kind: doc", "kind: dox", "sources.yaml:5: kind: Value 'doxumentation'"),
        ("sources.yaml", "2026-11-22", "2026-11-31", "sources.yaml:6: accessed_on: "),
        ("sources.yaml", "title: Doc", "title: [Doc]\n  x: [", "not valid YAML"),
        ("sources.yaml", "- slug: docs", "- slug: docs\n  slug: docs", "“slug” stands here twice"),
        (
            "frameworks.yaml",
            "trains_models: true",
            "trains_models: 7",
            "frameworks.yaml:6: trains_",
        ),
        ("frameworks.yaml", "[docs]", "[dox]", "frameworks.yaml:15: there is no source “dox”"),
        ("frameworks.yaml", "[docs]", "docs", "frameworks.yaml:15: this must be a list"),
        ("frameworks.yaml", "[docs]", "[docs, docs]", "frameworks.yaml:15: “docs” is listed twice"),
        ("frameworks.yaml", "[docs]", "[]", "frameworks.yaml:15: sources: there must be at least"),
        (
            "frameworks.yaml",
            "topic: licence",
            "topic: odd",
            "frameworks.yaml:11: topic: Value 'odd'",
        ),
        ("frameworks.yaml", "slug: alpha", "slug: a-vs-b", "must not contain “-vs-”"),
        (
            "features/learning.yaml",
            "framework: alpha",
            "framework: beta",
            ":9: there is no framework",
        ),
        ("features/learning.yaml", "state: yes", "state: maybe", ":10: state: Value 'maybe'"),
        ("features/learning.yaml", "state: yes", "state: partial", ":9: note: “Partial” needs"),
        ("features/learning.yaml", "low: 3", "low: 5", ":9: Ratings go from 1 to 5"),
        ("features/learning.yaml", "high: 5", "high: 9", ":9: Ratings go from 1 to 5"),
        ("features/learning.yaml", "as_of: 2026-11", "as_of: 2026-14", ":16: as_of: “2026-14” is"),
        (
            "features/learning.yaml",
            "    reason: It reads well.\n",
            "",
            ":9: A rating needs its reason",
        ),
        ("features/learning.yaml", "position: 1", "position: one", ":3: position: “one” value"),
    ],
)
def test_a_mistake_is_reported_where_it_stands(folder, name, old, new, expected):
    replace(folder, name, old, new)
    found = problems(folder)
    assert [p for p in found if p.startswith(f"content/{name}:") and expected in p]
    # A mistake may have one consequence, such as the title that is missing where "titel" stands.
    assert len(found) <= 2


def test_all_mistakes_of_all_files_are_reported_at_once(folder):
    replace(folder, "sources.yaml", "2026-11-22", "yesterday")
    replace(folder, "frameworks.yaml", "colour: blue", "colour: pink")
    replace(folder, "features/learning.yaml", "state: yes", "state: maybe")
    assert [line.split(":")[0] for line in problems(folder)] == [
        "content/features/learning.yaml",
        "content/frameworks.yaml",
        "content/sources.yaml",
    ]


def test_a_record_that_stands_twice_is_reported_with_both_places(folder):
    (folder / "sources.yaml").write_text(SOURCES + SOURCES)
    found = problems(folder)
    assert "content/sources.yaml:7: source “docs” stands at content/sources.yaml:1 too" in found


def test_two_sources_with_one_address_are_reported(folder):
    (folder / "sources.yaml").write_text(SOURCES + SOURCES.replace("slug: docs", "slug: other"))
    (problem,) = problems(folder)
    expected = "url “https://example.org/docs” stands at content/sources.yaml:1 too"
    assert problem == f"content/sources.yaml:7: {expected}"


def test_a_file_that_cannot_be_read_does_not_make_everything_else_wrong(folder):
    (folder / "sources.yaml").write_text("- slug: [")
    (problem,) = problems(folder)
    assert "not valid YAML" in problem


def test_a_file_that_is_no_text_is_reported(folder):
    (folder / "sources.yaml").write_bytes(b"\xff\xfe\x00")
    (problem,) = problems(folder)
    assert problem.startswith("content/sources.yaml:1: not readable")


def test_an_empty_file_and_an_empty_folder_are_reported(folder):
    (folder / "sources.yaml").write_text("")
    assert problems(folder) == ["content/sources.yaml:1: the file is empty"]
    shutil.rmtree(folder)
    assert "there are no content files here" in problems(folder)[0]


def test_words_that_yaml_would_change_stay_words(folder):
    reader = Reader(folder)
    (value,) = [entry for entry in reader.entries if entry.kind.name == "value"]
    assert value.snapshot["state"] == "yes"
    assert value.snapshot["as_of"] == "2026-11"


def test_records_stand_in_the_order_of_the_file_or_where_they_say(folder):
    feature = "- slug: {0}\n  name: {0}\n  question: Is it good?\n"
    (folder / "features" / "learning.yaml").write_text(
        "slug: learning\nname: Learning\nposition: 1\nfeatures:\n"
        + "".join(map(feature.format, "ab"))
        + "  position: 5\n"
        + feature.format("c")
    )
    reader = Reader(folder)
    assert not reader.problems
    positions = [e.snapshot["position"] for e in reader.entries if e.kind.name == "feature"]
    assert positions == [1, 5, 6]


def test_two_parts_in_one_place_are_reported(folder):
    (folder / "criteria.yaml").write_text(
        "- slug: runs\n  name: Runs\n  worst: no\n  best: yes\n  options:\n"
        "  - {slug: a, name: A, position: 2, features: [docs]}\n"
        "  - {slug: b, name: B, position: 2, features: [docs]}\n"
        "  - {slug: c, name: C, position: last, features: [docs]}\n"
    )
    assert problems(folder) == [
        "content/criteria.yaml:7: option “2” stands here twice",
        "content/criteria.yaml:8: position: “last” value must be an integer.",
    ]


def test_what_is_archived_may_have_the_colour_of_what_is_published(folder):
    archived = FRAMEWORKS.replace("alpha", "old").replace("Alpha", "Old")
    second = FRAMEWORKS.replace("alpha", "beta").replace("Alpha", "Beta")
    old = archived.replace("  mark", "  status: archived\n  mark")
    (folder / "frameworks.yaml").write_text(old + FRAMEWORKS)
    assert not problems(folder)
    (folder / "frameworks.yaml").write_text(old + FRAMEWORKS + second)
    assert [line.split(": ", 1)[1] for line in problems(folder)] == [
        "colour “blue” stands at content/frameworks.yaml:17 too",
        "mark “A” stands at content/frameworks.yaml:17 too",
    ]


def test_only_what_is_published_needs_a_source(folder):
    replace(folder, "features/learning.yaml", "    sources: [docs]\n", "    status: draft\n")
    assert not problems(folder)


def test_spaces_inside_quotes_are_meant(folder):
    replace(folder, "sources.yaml", "title: Documentation", "title: ' Docs '\n  quote:   Docs  ")
    (source,) = [e for e in Reader(folder).entries if e.kind.name == "source"]
    assert (source.snapshot["title"], source.snapshot["quote"]) == (" Docs ", "Docs")


def test_an_unequal_choice_is_reported(folder):
    replace(folder, "frameworks.yaml", "- slug: alpha", "- slug: alpha")
    second = FRAMEWORKS.replace("alpha", "beta").replace("Alpha", "Beta")
    second = second.replace("mark: A", "mark: B").replace("blue", "rose")
    (folder / "frameworks.yaml").write_text(FRAMEWORKS + second)
    section = (
        "- part: choose\n  framework: {}\n  text: |-\n    {}\n"
        "  as_of: 2026-11\n  checked_on: 2026-11-22\n  sources: [docs]\n"
    )
    (folder / "comparisons").mkdir()
    (folder / "comparisons" / "pair.yaml").write_text(
        "first: alpha\nsecond: beta\nsections:\n"
        + section.format("alpha", "One reason.\n    Another reason.")
        + section.format("beta", "One reason only.")
    )
    (problem,) = problems(folder)
    assert "needs as many reasons for each; now 2 and 1" in problem
