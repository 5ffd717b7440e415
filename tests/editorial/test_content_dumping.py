"""What is dumped can be loaded, and is then what it was."""

import datetime as dt
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.management import CommandError, call_command
from hypothesis import example, given, settings
from hypothesis import strategies as st

from careers.models import Criterion, LearningPath
from comparisons.models import Framework, Part, State
from editorial.content import dumping
from editorial.content.dumping import dump
from editorial.content.kinds import registry
from editorial.content.loading import load
from editorial.content.reading import Reader
from editorial.models import Change, LoadedRecord, Status
from tests.factories import (
    ClaimFactory,
    ComparisonFactory,
    ComparisonSectionFactory,
    CriterionFactory,
    FeatureCategoryFactory,
    FeatureFactory,
    FeatureValueFactory,
    FrameworkFactFactory,
    FrameworkFactory,
    JobTrendFactory,
    LearningPathFactory,
    LearningStepFactory,
    MetricFactory,
    ObservationFactory,
    OptionFactory,
    PathEntryFactory,
    RoleFactory,
    RoleFitFactory,
    SkillFactory,
    SourceFactory,
    SuccessStoryFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db


def snapshots():
    """Return all content: name of the kind -> key -> snapshot."""
    return {
        kind.name: {kind.key_of(record): kind.snapshot(record) for record in kind.records()}
        for kind in registry.values()
    }


def texts(folder):
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def content():
    """Content as editors leave it: with drafts, gaps between positions, and odd texts."""
    docs = SourceFactory(slug="docs", title="yes", publisher="null", quote=" “a”: b # c ", url="")
    alpha = FrameworkFactory(slug="alpha", name="2024-09", trains_models=False)
    beta = FrameworkFactory(slug="beta", name="#1: the ‘best’ \\ “ever”")
    # What is archived gives its colour and its mark back.
    FrameworkFactory(slug="old", status=Status.ARCHIVED, colour=alpha.colour, mark=alpha.mark)
    FrameworkFactFactory(framework=alpha, note="\u00a0- One.\r\n\tTwo.\n", sources=[docs])

    category = FeatureCategoryFactory(slug="learning", position=3)
    FeatureCategoryFactory(slug="empty")
    rows = [
        FeatureFactory(slug=slug, category=category, position=position)
        for slug, position in (("b", 2), ("a", 2), ("c", 3), ("d", 7))
    ]
    FeatureValueFactory(framework=beta, feature=rows[0], sources=[docs])
    unknown = {"state": State.UNKNOWN, "low": None, "rating": None, "high": None, "reason": ""}
    for status in (Status.DRAFT, Status.IN_REVIEW):
        # Only what is published needs a source.
        row = rows[1] if status == Status.DRAFT else rows[2]
        FeatureValueFactory(framework=beta, feature=row, status=status, sources=[], **unknown)

    comparison = ComparisonFactory(first=alpha, second=beta, status=Status.ARCHIVED)
    for position, part, framework, text in (
        (4, Part.ANSWER, None, "So long that it takes more than one line: " * 9 + "end."),
        (5, Part.CHOOSE, beta, "One reason.\nAnother reason: no."),
        (9, Part.CHOOSE, alpha, "A reason.\nAnd another: yes."),
    ):
        ComparisonSectionFactory(
            comparison=comparison,
            position=position,
            part=part,
            framework=framework,
            text=text,
            sources=[docs],
        )

    repeated = ClaimFactory(sources=[docs], made_in=docs)
    claim = ClaimFactory(sources=[], made_in=docs, status=Status.DRAFT, statement="~")
    claim.repeats.set([repeated])
    tool = ToolFactory(sources=[docs])
    tool.successors.set([ToolFactory(sources=[docs])])
    tool.frameworks.set([alpha, beta])
    appears = dt.datetime(2026, 12, 1, 9, 30, tzinfo=dt.UTC)
    SuccessStoryFactory(sources=[docs], publish_at=appears).frameworks.set([beta])
    SuccessStoryFactory(sources=[docs], expire_at=appears, publish_at=None)

    MetricFactory(slug="nothing", sources=[docs])
    metric = MetricFactory(slug="stars", parts_of_whole=False, sources=[docs])
    for value, text in ((0, ""), ("-1.500", ""), ("1e7", ""), (None, "about half")):
        ObservationFactory(
            metric=metric, framework=None, series=f"{value}", value=value, text=text, source=docs
        )

    role = RoleFactory(slug="engineer", position=8)
    role.skills.set(SkillFactory.create_batch(2))
    RoleFactory(slug="analyst", position=8)
    RoleFactory(slug="intern", position=0)
    RoleFitFactory(role=role, framework=alpha, fit=0)
    JobTrendFactory(sources=[docs], role=role, sample=None)
    OptionFactory(criterion=CriterionFactory(position=1), position=2, features=rows[:2])
    step = LearningStepFactory()
    path = LearningPathFactory(framework=alpha, role=None, stop_after=step)
    PathEntryFactory(path=path, step=step, position=6)


def forget_everything():
    for kind in reversed(registry.values()):
        if kind.model is LearningPath:
            LearningPath.objects.update(stop_after=None)
        kind.model._default_manager.all().delete()
    LoadedRecord.objects.all().delete()
    Change.objects.all().delete()


def test_what_is_dumped_is_loaded_exactly_as_it_was(content, tmp_path):
    before = snapshots()
    dump(tmp_path / "dump")
    reader = Reader(tmp_path / "dump")
    assert not reader.problems

    same = load(reader.entries)
    assert len(same.unchanged) == len(reader.entries) == sum(map(len, before.values()))
    assert [*same.added, *same.updated, *same.kept, *same.not_in_files] == []

    forget_everything()
    assert not any(snapshots().values())
    assert len(load(reader.entries).added) == len(reader.entries)
    assert snapshots() == before


def test_two_dumps_of_the_same_content_are_the_same_to_the_byte(content, tmp_path):
    dump(tmp_path / "one")
    # PostgreSQL puts a row that is written again at the end of its table.
    for framework in Framework.objects.reverse():
        framework.save()
    dump(tmp_path / "two")
    assert texts(tmp_path / "one") == texts(tmp_path / "two")
    assert {*texts(tmp_path / "one")} == {
        *("sources.yaml", "frameworks.yaml", "tools.yaml", "claims/all.yaml", "stories.yaml"),
        *("features/learning.yaml", "features/empty.yaml", "comparisons/alpha-vs-beta.yaml"),
        *("metrics/nothing.yaml", "metrics/stars.yaml", "skills.yaml", "roles.yaml", "jobs.yaml"),
        *("criteria.yaml", "steps.yaml", "paths.yaml"),
    }


def test_a_dump_reads_like_what_a_person_writes(tmp_path):
    docs = SourceFactory(slug="docs")
    metric = MetricFactory(
        slug="stars",
        name="Stars",
        how_counted="From a public table: the first of each month, and the last. No row "
        "is left out, none read twice.",
        cannot_show="Use.\nBots: they star too.",
        parts_of_whole=False,
        status=Status.DRAFT,
        sources=[docs, SourceFactory(slug="also")],
    )
    jax = FrameworkFactory(slug="jax", name="JAX")
    of_jax = {"metric": metric, "framework": jax, "source": docs}
    ObservationFactory(**of_jax, on="2026-08")
    ObservationFactory(**of_jax, on="2026-07", value=None, text="50: a guess")
    note = "Of this one there is more to say than would go on a line together with the rest."
    ObservationFactory(**of_jax, on="2026-09", note=note)
    dump(tmp_path / "dump")
    assert (
        texts(tmp_path / "dump")["metrics/stars.yaml"]
        == """\
slug: stars
name: Stars
topic: code
unit: stars
measures: How many people have starred the repository.
how_counted: >-
  From a public table: the first of each month, and the last. No row is left out, none read twice.
cannot_show: |-
  Use.
  Bots: they star too.
lead: highest
as_of: 2026-08
checked_on: 2026-11-22
status: draft
sources: [also, docs]
observations:
- {series: JAX, on: 2026-07, framework: jax, source: docs, text: '50: a guess'}
- {series: JAX, on: 2026-08, framework: jax, source: docs, value: 100}
- series: JAX
  on: 2026-09
  framework: jax
  source: docs
  value: 100
  note: Of this one there is more to say than would go on a line together with the rest.
"""
    )


TEXTS = st.text(max_size=240).map(lambda text: text.replace("\0", ""))  # PostgreSQL has no NUL
# What means something to YAML, and words enough for more than one line.
YAML_TEXTS = st.lists(
    st.sampled_from(
        [
            *" \n\t\r:#-?&*!|>'\"%@`,[]{}~=\\",
            *("\n\n", "  ", ": ", " #", "---", "...", "<<", "\ufeff", "\x07", "\x85", "\u2028"),
            *("yes", "null", "2024-09", "1_0", "0x1", "1:30", "wörd", "🤖", "\u00a0"),
            "several words, one after the other",
        ]
    ),
    max_size=40,
).map(lambda parts: "".join(parts)[:240])


@given(TEXTS | YAML_TEXTS, TEXTS | YAML_TEXTS)
@example("ends with a break\n", " " + "word " * 40)
@example("one\n\n  two \n three", "word  " * 30 + "end")
@settings(deadline=None)
def test_every_text_survives(worst, help_text):
    Criterion.objects.all().delete()
    # The database holds more than a form would let in, but what is required is there.
    worst = worst[:100] or "empty"
    CriterionFactory(slug="one", position=1, worst=worst, help=help_text)
    with TemporaryDirectory() as folder:
        dump(Path(folder, "dump"))
        reader = Reader(Path(folder, "dump"))
    assert not reader.problems
    (entry,) = reader.entries
    assert (entry.snapshot["worst"], entry.snapshot["help"]) == (worst, help_text)


def test_the_command_says_what_it_wrote(tmp_path, capsys):
    ObservationFactory()
    folder = tmp_path / "dump"
    folder.mkdir()  # empty is as good as new
    call_command("dumpcontent", str(folder), verbosity=2)
    *progress, last = capsys.readouterr().out.splitlines()
    kept = Counter(line.split(" × ")[1] for line in progress)
    assert kept == Counter({"source": 1, "framework": 1, "metric": 1, "observation": 1})
    assert last == f"wrote 5 records of 4 kinds to {folder}"
    assert [path.name for path in tmp_path.iterdir()] == ["dump"]
    # Who may read other folders that are made here may read this one.
    other = tmp_path / "other"
    other.mkdir()
    assert folder.stat().st_mode == other.stat().st_mode


def test_a_folder_with_something_in_it_is_refused(tmp_path):
    SourceFactory()
    folder = tmp_path / "dump"
    call_command("dumpcontent", str(folder))
    before = texts(folder)
    SourceFactory()
    with pytest.raises(CommandError, match="dump is not empty") as refused:
        call_command("dumpcontent", str(folder))
    assert refused.value.returncode == 1
    assert texts(folder) == before
    with pytest.raises(CommandError, match="Not a directory"):
        call_command("dumpcontent", str(folder / "sources.yaml"))
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("dumpcontent", str(tmp_path / "nowhere" / "dump"))


@pytest.mark.parametrize(
    ("failure", "told"),
    [(OSError("No space left on device"), CommandError), (KeyboardInterrupt(), KeyboardInterrupt)],
)
def test_a_dump_that_is_interrupted_leaves_nothing(tmp_path, monkeypatch, failure, told):
    ObservationFactory()
    written = []

    def fail_at_last(path, tree):
        if path.name == "frameworks.yaml":
            raise failure
        write(path, tree)
        written.append(path)

    write = dumping.write
    monkeypatch.setattr(dumping, "write", fail_at_last)
    with pytest.raises(told):
        call_command("dumpcontent", str(tmp_path / "dump"))
    assert written
    assert not [*tmp_path.iterdir()]
