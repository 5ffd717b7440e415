"""One mechanism: a change is proposed, applied, declined or withdrawn, and can be taken back."""

import pytest
from django.db import IntegrityError, transaction

from careers.models import Reader
from comparisons.models import FeatureValue, Tool
from editorial.applying import apply
from editorial.content.kinds import registry
from editorial.content.writing import CannotWriteError
from editorial.deciding import (
    NotAllowedError,
    OutdatedError,
    decline,
    proposal,
    propose,
    withdraw,
)
from editorial.desk.saving import NotSavedError, rebase, save
from editorial.effects import effect_of, first_places, rolled_back
from editorial.history import versions
from editorial.models import Change, ChangeState, Origin, Status
from editorial.reach import pages_of
from tests.careers.small_guide import Guide
from tests.factories import (
    ClaimFactory,
    FeatureValueFactory,
    FrameworkFactFactory,
    FrameworkFactory,
    PredictionFactory,
    SourceFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db

VALUE, TOOL, FRAMEWORK = registry["value"], registry["tool"], registry["framework"]


def proposed(kind, record, by=None, reason="A newer source", **fields):
    """Return the proposal that gives a record other values, saved."""
    record = kind.records().get(pk=record.pk)
    old = kind.snapshot(record)
    about = {"origin": Origin.EDITOR, "made_by": by, "reason": reason}
    change = proposal(
        kind, kind.key_of(record), kind.title_of(record), old, {**old, **fields}, **about
    )
    return propose(change)


def test_a_proposal_changes_nothing_until_another_applies_it(client, editor, reviewer):
    value = FeatureValueFactory(statement="Old.")
    change = proposed(VALUE, value, editor, statement="New.")
    value.refresh_from_db()
    assert value.statement == "Old."
    assert "New." not in client.get("/changes/").content.decode()
    with pytest.raises(NotAllowedError, match="themselves"):
        apply(change, editor)
    apply(change, reviewer)
    value.refresh_from_db()
    assert (value.statement, value.updated_by) == ("New.", editor)
    change.refresh_from_db()
    assert (change.state, change.decided_by, change.is_listed) == ("applied", reviewer, True)
    assert "A newer source" in client.get("/changes/").content.decode()
    assert "A newer source" in client.get(value.get_absolute_url()).content.decode()
    for decide in (apply, lambda c, by: decline(c, by, "Late"), withdraw):
        with pytest.raises(NotAllowedError, match="already"):
            decide(change, reviewer)


def test_what_is_declined_says_why_and_what_is_withdrawn_is_the_authors(editor, reviewer):
    value = FeatureValueFactory()
    declined = proposed(VALUE, value, editor, statement="New.")
    with pytest.raises(NotAllowedError, match="Only its author"):
        withdraw(declined, reviewer)
    with pytest.raises(IntegrityError, match="declined_with_a_reason"), transaction.atomic():
        decline(declined, reviewer, "")
    declined.refresh_from_db()
    decline(declined, reviewer, "The source says otherwise.")
    withdrawn = proposed(VALUE, value, editor, statement="Newer.")
    withdraw(withdrawn, editor)
    states = Change.objects.order_by("pk").values_list("state", "is_listed")
    assert list(states) == [("declined", False), ("withdrawn", False)]
    assert FeatureValue.objects.get().statement == value.statement


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "lost"}, "change_state_is_known"),
        ({"state": "proposed", "is_listed": True}, "change_listed_once_applied"),
        ({"state": "declined"}, "change_declined_with_a_reason"),
        ({"flips": [{"reader": "A"}]}, "change_flip_has_a_reason"),
    ],
)
def test_the_database_keeps_the_rules_of_changes(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        Change.objects.create(kind="value", key="a/b", title="A", origin=Origin.EDITOR, **fields)


def test_the_database_lets_nobody_decide_their_own(reviewer):
    about = {"kind": "value", "title": "A", "origin": Origin.EDITOR}
    with pytest.raises(IntegrityError, match="change_decided_by_another"):
        Change.objects.create(made_by=reviewer, decided_by=reviewer, **about)


def test_a_change_out_of_date_does_not_apply_and_its_author_chooses(editor, reviewer):
    value = FeatureValueFactory(statement="Old.", note="Old note.", rating=4)
    change = proposed(VALUE, value, editor, statement="Mine.", note="Mine too.", rating=5)
    FeatureValue.objects.update(statement="Theirs.", note="Their note.")
    with pytest.raises(OutdatedError) as outdated:
        apply(change, reviewer)
    told = {(c.name, c.old, c.now, c.new) for c in outdated.value.conflicts}
    assert told == {
        ("statement", "Old.", "Theirs.", "Mine."),
        ("note", "Old note.", "Their note.", "Mine too."),
    }
    rebase(change, ["statement"])
    apply(change, reviewer)
    value.refresh_from_db()
    assert (value.statement, value.note, value.rating) == ("Mine.", "Their note.", 5)


def test_nothing_left_of_a_proposal_is_withdrawn(editor):
    value = FeatureValueFactory(statement="Old.")
    change = proposed(VALUE, value, editor, statement="Mine.")
    FeatureValue.objects.update(statement="Theirs.")
    rebase(change, [])
    change.refresh_from_db()
    assert change.state == ChangeState.WITHDRAWN


def test_others_may_change_other_fields_meanwhile(reviewer):
    value = FeatureValueFactory(statement="Old.", rating=4)
    change = proposed(VALUE, value, statement="Mine.")
    FeatureValue.objects.update(rating=5)
    apply(change, reviewer)
    value.refresh_from_db()
    assert (value.statement, value.rating) == ("Mine.", 5)


def test_what_is_wrong_is_said_field_by_field_and_nothing_is_written():
    value = FeatureValueFactory(rating=4, statement="Old.")
    change = proposed(VALUE, value, statement="New.", rating=1, sources=[], as_of="soon")
    with pytest.raises(CannotWriteError) as refused:
        apply(change)
    problems = refused.value.problems
    assert "needs at least one source" in problems["sources"][0]
    assert "2024-09" in problems["as_of"][0]
    value.refresh_from_db()
    assert value.statement == "Old."
    change.refresh_from_db()
    assert change.state == ChangeState.PROPOSED
    missing = proposed(VALUE, value, sources=["no-such-source"])
    with pytest.raises(CannotWriteError, match="There is no source “no-such-source”"):
        apply(missing)


def test_a_new_record_is_proposed_whole_and_made_once(editor, reviewer):
    tool = ToolFactory(slug="walrus", name="Walrus")
    snapshot = TOOL.snapshot(TOOL.find("walrus"))
    tool.delete()
    about = {"origin": Origin.EDITOR, "made_by": editor, "reason": "It is new"}
    first, second = (
        propose(proposal(TOOL, "walrus", "Walrus", None, snapshot, **about)) for _ in range(2)
    )
    assert not Tool.objects.exists()
    apply(first, reviewer)
    made = TOOL.find("walrus")
    assert TOOL.snapshot(made) == snapshot
    assert made.updated_by == editor
    with pytest.raises(OutdatedError, match="by now"):
        apply(second, reviewer)


def test_parts_that_stay_the_same_stay_the_same_rows():
    framework = FrameworkFactory()
    kept = FrameworkFactFactory(framework=framework, topic="licence", text="MIT")
    changed = FrameworkFactFactory(framework=framework, topic="steward", text="A company")
    facts = FRAMEWORK.snapshot(FRAMEWORK.find(framework.slug))["facts"]
    new = [{**f, "text": "A foundation"} if f["topic"] == "steward" else f for f in facts]
    apply(proposed(FRAMEWORK, framework, facts=new))
    assert {fact.pk: fact.text for fact in framework.facts.all()} == {
        kept.pk: "MIT",
        changed.pk: "A foundation",
    }
    apply(proposed(FRAMEWORK, framework, facts=[f for f in new if f["topic"] == "licence"]))
    assert [fact.pk for fact in framework.facts.all()] == [kept.pk]


# --- history --------------------------------------------------------------------------------------


def test_every_version_comes_back_exactly():
    value = FeatureValueFactory(statement="One.", rating=3)
    source = SourceFactory(slug="newer")
    first = VALUE.snapshot(VALUE.find(VALUE.key_of_pk(value.pk)))
    apply(proposed(VALUE, value, statement="Two."))
    apply(proposed(VALUE, value, sources=[source.slug], rating=4))
    key = VALUE.key_of_pk(value.pk)
    newest, middle, oldest = versions(VALUE, key)
    assert (oldest.change, oldest.snapshot) == (None, first)
    assert middle.snapshot == {**first, "statement": "Two."}
    assert newest.snapshot == VALUE.snapshot(VALUE.find(key))
    apply(proposed(VALUE, value, **oldest.snapshot))
    assert VALUE.snapshot(VALUE.find(key)) == first


def test_what_was_removed_comes_back_from_its_change():
    tool = ToolFactory(slug="walrus")
    tool.sources.add(SourceFactory())
    before = TOOL.snapshot(TOOL.find("walrus"))
    about = {"origin": Origin.EDITOR, "reason": "A mistake"}
    apply(proposal(TOOL, "walrus", "Walrus", before, None, **about))
    assert TOOL.find("walrus") is None
    removed = versions(TOOL, "walrus")
    assert [version.snapshot for version in removed] == [None, before]
    apply(proposal(TOOL, "walrus", "Walrus", None, removed[1].snapshot, **about))
    assert TOOL.snapshot(TOOL.find("walrus")) == before


def test_what_others_refer_to_stays_and_says_by_what():
    claim = ClaimFactory(slug="phones")
    prediction = PredictionFactory(statement="It will.")
    prediction.claims.add(claim)
    archived = proposed(registry["claim"], claim, status=str(Status.ARCHIVED))
    with pytest.raises(CannotWriteError, match="prediction “It will.”"):
        apply(archived)
    prediction.claims.clear()
    apply(archived)
    claim.refresh_from_db()
    assert claim.status == Status.ARCHIVED
    source = claim.sources.get()
    old = registry["source"].snapshot(source)
    gone = proposal(registry["source"], source.slug, source.title, old, None, origin=Origin.EDITOR)
    with pytest.raises(CannotWriteError, match="Others rest on it"):
        apply(gone)


# --- effect ---------------------------------------------------------------------------------------


@pytest.fixture
def guide():
    guide = Guide()
    Reader.objects.update(name="Engineer", answers="experience=practitioner")
    guide.release()
    return guide


def test_the_effect_is_found_out_and_nothing_happens(guide, reviewer):
    value = guide.values["alpha", "practitioner"]
    lowest = {"low": 1, "rating": 1, "high": 1}
    change = proposed(VALUE, value, **lowest)
    assert first_places() == {"Engineer": "Alpha"}
    effect = effect_of([change])
    assert [flip.as_data for flip in effect.flips] == [
        {"reader": "Engineer", "before": "Alpha", "after": "Beta"}
    ]
    paths = {page.path for page in effect.pages}
    assert {value.get_absolute_url(), "/frameworks/alpha/"} <= paths
    value.refresh_from_db()
    assert value.rating != 1
    assert first_places() == {"Engineer": "Alpha"}


def test_a_flip_needs_a_public_reason(client, guide, reviewer, django_capture_on_commit_callbacks):
    value = guide.values["alpha", "practitioner"]

    def change():
        record = VALUE.records().get(pk=value.pk)
        old = VALUE.snapshot(record)
        new = {**old, "low": 1, "rating": 1, "high": 1}
        about = {"origin": Origin.EDITOR, "made_by": reviewer, "reason": "A newer source"}
        return proposal(VALUE, VALUE.key_of(record), "Alpha", old, new, **about)

    with pytest.raises(NotSavedError, match="Engineer: Beta instead of Alpha"):
        save([change()], reviewer)
    assert not Change.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        save([change()], reviewer, flip_reason="Alpha has become hard to learn.")
    saved = Change.objects.get()
    assert saved.flips == [{"reader": "Engineer", "before": "Alpha", "after": "Beta"}]
    page = client.get("/changes/").content.decode()
    assert "Alpha has become hard to learn." in page
    assert "Beta instead of Alpha" in page


def test_pages_are_those_of_the_record_of_what_it_names_and_of_what_names_it():
    claim = ClaimFactory(slug="phones")
    framework = FrameworkFactory(slug="alpha")
    claim.frameworks.add(framework)
    prediction = PredictionFactory(slug="soon")
    prediction.claims.add(claim)
    paths = [page.path for page in pages_of(registry["claim"], claim)]
    assert {"/claims/phones/", "/frameworks/alpha/", "/predictions/soon/"} <= {*paths}
    assert len(paths) == len({*paths})


def test_what_is_rolled_back_did_not_happen():
    with rolled_back():
        ToolFactory()
        assert Tool.objects.count() == 1
    assert not Tool.objects.exists()
