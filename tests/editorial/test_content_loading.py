from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db.models.signals import post_init

from comparisons.models import FeatureValue, Framework, Observation, Tool
from editorial.content.kinds import kind_of
from editorial.content.loading import CannotLoadError, load
from editorial.management.commands import loadcontent
from editorial.models import Change, LoadedRecord, Origin, Source
from tests.factories import ObservationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def some_entries(shipped_content):
    """Frameworks, tools and one row of the comparison: enough for rules that hold for all kinds."""
    entries = shipped_content.entries
    kept = [
        entry
        for entry in entries
        if entry.kind.name in ("framework", "tool", "category", "feature")
        or (entry.kind.name == "value" and entry.key.endswith("/mobile"))
    ]
    used = {slug for entry in kept for slug in _sources(entry.snapshot)}
    sources = [e for e in entries if e.kind.name == "source" and e.key in used]
    return [*sources, *kept]


def _sources(snapshot):
    """Yield the sources of a record and of its parts."""
    for name, value in snapshot.items():
        if name == "sources":
            yield from value
        elif isinstance(value, list):
            for part in value:
                if isinstance(part, dict):
                    yield from _sources(part)


def entry_named(entries, name):
    (entry,) = [entry for entry in entries if entry.name == name]
    return entry


def test_loading_again_changes_nothing(some_entries):
    load(some_entries)
    changes = Change.objects.count()
    outcome = load(some_entries)
    assert len(outcome.unchanged) == len(some_entries)
    assert [*outcome.added, *outcome.updated, *outcome.kept, *outcome.not_in_files] == []
    assert Change.objects.count() == changes


def test_what_an_editor_changed_is_kept_until_overwrite_names_it(some_entries):
    load(some_entries)
    value = FeatureValue.objects.get(framework__slug="pytorch", feature__slug="mobile")
    value.statement = "An editor knows better."
    value.save()

    outcome = load(some_entries)
    assert set(outcome.kept) == {"value:pytorch/mobile"}
    assert "statement" in outcome.kept["value:pytorch/mobile"]
    value.refresh_from_db()
    assert value.statement == "An editor knows better."

    outcome = load(some_entries, overwrite=["value:pytorch/mobile"])
    assert outcome.updated == ["value:pytorch/mobile"]
    value.refresh_from_db()
    assert value.statement != "An editor knows better."


def test_what_others_have_added_is_not_read_but_for_its_key(some_entries):
    load(some_entries)
    ObservationFactory(framework=None, series="Of an import")
    read = []

    def note(sender, instance, **_):
        read.append(instance.pk)

    post_init.connect(note, sender=Observation)
    try:
        outcome = load(some_entries)
    finally:
        post_init.disconnect(note, sender=Observation)
    assert read == []
    assert outcome.not_in_files == []
    assert Observation.objects.count() == 1


def test_changed_sources_alone_are_an_editors_change_too(some_entries):
    load(some_entries)
    value = FeatureValue.objects.get(framework__slug="pytorch", feature__slug="mobile")
    value.sources.add(Source.objects.exclude(featurevalues=value).first())
    assert set(load(some_entries).kept) == {"value:pytorch/mobile"}


def test_a_part_that_an_editor_changed_keeps_the_whole_record(some_entries):
    load(some_entries)
    fact = Framework.objects.get(slug="keras").facts.get(topic="licence")
    fact.text = "Another licence"
    fact.save()
    assert set(load(some_entries).kept) == {"framework:keras"}


def test_what_the_files_changed_is_updated_and_recorded(some_entries):
    load(some_entries)
    entry = entry_named(some_entries, "tool:ray")
    before = dict(entry.snapshot)
    entry.snapshot["advice"] = "Other advice."
    try:
        outcome = load(some_entries)
    finally:
        entry.snapshot.update(before)
    assert outcome.updated == ["tool:ray"]
    change = Change.objects.of("tool", "ray").first()
    assert change.fields == {"advice": [before["advice"], "Other advice."]}
    assert (change.origin, change.title) == (Origin.CONTENT, "Ray")


def test_what_an_editor_deleted_stays_deleted_until_overwrite_names_it(some_entries):
    load(some_entries)
    Tool.objects.get(slug="flax").delete()
    assert load(some_entries).kept == {"tool:flax": "an editor has deleted it"}
    assert load(some_entries, overwrite=["tool:flax"]).added == ["tool:flax"]


def test_a_needed_record_that_an_editor_deleted_stops_the_load_and_writes_nothing(
    some_entries,
):
    load(some_entries)
    # Nothing rests on the tool but its predecessor in the files.
    Tool.objects.filter(slug__in=["litert", "tensorflow-lite"]).delete()
    LoadedRecord.objects.filter(kind="tool", key="tensorflow-lite").delete()
    count = Change.objects.count()
    with pytest.raises(
        CannotLoadError, match=r"tools.yaml:\d+: an editor has deleted tool “litert”"
    ):
        load(some_entries)
    assert not Tool.objects.filter(slug="tensorflow-lite").exists()
    assert Change.objects.count() == count


def test_an_editors_own_record_with_the_same_key_is_kept(some_entries):
    load([entry for entry in some_entries if entry.kind.name == "source"])
    Source.objects.update(caveat="Ours.")
    LoadedRecord.objects.all().delete()
    outcome = load(some_entries)
    assert all(name.startswith("source:") for name in outcome.kept)
    assert Source.objects.filter(caveat="Ours.").count() == len(outcome.kept)


def test_what_is_no_longer_in_the_files_is_left_and_named(some_entries):
    load(some_entries)
    fewer = [entry for entry in some_entries if entry.name != "tool:ray"]
    outcome = load(fewer)
    assert outcome.not_in_files == ["tool:ray"]
    assert Tool.objects.filter(slug="ray").exists()


def test_overwrite_must_name_something(some_entries):
    with pytest.raises(CannotLoadError, match="value:pytorch/mobil"):
        load(some_entries, overwrite=["value:pytorch/mobil"])
    assert not Source.objects.exists()


def test_a_load_that_fails_half_way_writes_nothing(some_entries, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(Change.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError):
        load(some_entries)
    assert not Source.objects.exists()
    assert not Framework.objects.exists()


@pytest.fixture
def files_read(monkeypatch, some_entries):
    """What the command finds in the files: reading all of them again would take seconds."""
    read = SimpleNamespace(problems=[], entries=some_entries)
    monkeypatch.setattr(loadcontent, "Reader", lambda folder: read)


def test_the_command_says_what_it_did(files_read, capsys):
    call_command("loadcontent")
    assert " added, 0 updated, 0 unchanged, 0 kept" in capsys.readouterr().out
    Tool.objects.filter(slug="flax").update(advice="Mine.")
    call_command("loadcontent")
    said = capsys.readouterr().out
    assert "kept tool:flax: an editor has changed it; different: advice" in said
    assert "1 kept" in said


def test_the_command_only_checks_when_told_to(files_read, capsys):
    call_command("loadcontent", "--check")
    assert "records are right" in capsys.readouterr().out
    assert not Source.objects.exists()


def test_the_command_reports_all_problems_and_writes_nothing(tmp_path, capsys):
    (tmp_path / "sources.yaml").write_text("- slug: a\n  kind: odd\n- slug: b\n")
    with pytest.raises(CommandError, match="nothing was written"):
        call_command("loadcontent", "--from", str(tmp_path))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) > 2
    assert all(".yaml:" in line for line in lines)
    assert not Source.objects.exists()


def test_every_kind_of_content_can_be_found_by_its_model():
    assert kind_of(Tool).name == "tool"
    with pytest.raises(KeyError):
        kind_of(Change)
