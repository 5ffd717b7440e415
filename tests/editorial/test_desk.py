"""The desk as people use it: propose, look, decide, choose, restore, confirm, archive."""

import pytest
from django.test import Client
from django.urls import reverse

from comparisons.models import Claim, FeatureValue, Framework, FrameworkFact, Tool
from editorial.content.kinds import registry
from editorial.models import Change, ChangeState, OpenRecord, Source, Status
from tests.admin_pages import admin_path, form_data, list_path, opened
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


def text_of(response):
    return response.content.decode()


def propose(drafting, record, **fields):
    """Save a page as an editor, and return the proposal."""
    data = opened(drafting, record) | fields
    response = drafting.post(admin_path(record), data, follow=True)
    change = Change.objects.latest("pk")
    assert change.state == ChangeState.PROPOSED, text_of(response)
    return change


# --- proposing ------------------------------------------------------------------------------------


def test_an_editor_proposes_and_a_reviewer_applies(drafting, editor, desk, reviewer):
    value = FeatureValueFactory(statement="Old.")
    source = value.sources.get()
    change = propose(drafting, value, statement="New.", sources_opened=[source.pk])
    value.refresh_from_db()
    assert value.statement == "Old."
    assert (change.made_by, list(change.opened.all())) == (editor, [source])
    page = desk.get(change.get_absolute_url())
    assert {"Old.", "New."} <= {
        piece.text for row in page.context["rows"] for piece in (*row.old, *row.new)
    }
    assert "A proposal by anna" in text_of(desk.get(admin_path(value)))
    desk.post(change.get_absolute_url(), {"_apply": "Apply"})
    value.refresh_from_db()
    assert (value.statement, value.updated_by) == ("New.", editor)


def test_what_readers_do_not_see_is_saved_by_an_editor_at_once(drafting, editor):
    claim = ClaimFactory(status=Status.DRAFT, statement="It is.")
    assert (
        drafting.post(
            admin_path(claim), opened(drafting, claim, reason="") | {"statement": "It was."}
        ).status_code
        == 302
    )
    claim.refresh_from_db()
    assert (claim.statement, claim.updated_by) == ("It was.", editor)
    # A source shows nothing by itself, and proposals must be able to cite it.
    add = reverse("admin:editorial_source_add")
    data = form_data(drafting.get(add)) | {
        "title": "A page",
        "publisher": "A publisher",
        "url": "https://example.org/a",
        "kind": "news",
        "slug": "a-page",
        "accessed_on": "2026-11-22",
    }
    assert drafting.post(add, data).status_code == 302
    assert Source.objects.get(slug="a-page")
    assert set(Change.objects.values_list("state", flat=True)) == {"applied"}


def test_a_new_record_is_a_proposal_until_it_is_applied(drafting, desk):
    add = reverse("admin:comparisons_featurecategory_add")
    data = {"name": "Safety", "slug": "safety", "position": "9", "change_reason": "It is missing"}
    response = drafting.post(add, data, follow=True)
    change = Change.objects.get()
    assert change.is_new
    assert response.redirect_chain[-1][0] == change.get_absolute_url()
    assert registry["category"].find("safety") is None
    desk.post(change.get_absolute_url(), {"_apply": "Apply"})
    assert registry["category"].find("safety").name == "Safety"


def test_who_may_publish_can_still_ask_for_a_second_pair_of_eyes(desk, reviewer):
    value = FeatureValueFactory(statement="Old.")
    data = opened(desk, value) | {"statement": "New.", "_propose": "Propose"}
    desk.post(admin_path(value), data)
    change = Change.objects.get()
    assert (change.state, change.made_by) == (ChangeState.PROPOSED, reviewer)
    # And then it is for another one to decide.
    response = desk.post(change.get_absolute_url(), {"_apply": "Apply"}, follow=True)
    assert "Nobody decides what they proposed themselves." in text_of(response)
    value.refresh_from_db()
    assert value.statement == "Old."
    desk.post(change.get_absolute_url(), {"_withdraw": "Withdraw"})
    change.refresh_from_db()
    assert change.state == ChangeState.WITHDRAWN


def test_what_readers_see_needs_a_reason_and_loses_nothing_without(desk):
    value = FeatureValueFactory(statement="Old.")
    data = opened(desk, value, reason="") | {"statement": "A long new statement."}
    response = desk.post(admin_path(value), data)
    assert "say what you learned" in text_of(response)
    assert "A long new statement." in text_of(response)
    assert not Change.objects.exists()


def test_cells_changed_in_a_row_are_a_proposal_each(drafting):
    framework = FrameworkFactory()
    for _ in range(2):
        FeatureValueFactory(framework=framework, statement="Old.")
    data = opened(drafting, framework) | {f"values-{n}-statement": "New." for n in range(2)}
    response = drafting.post(admin_path(framework), data, follow=True)
    assert Change.objects.proposed().filter(kind="value").count() == 2
    assert "A reviewer decides" in text_of(response)
    assert set(FeatureValue.objects.values_list("statement", flat=True)) == {"Old."}


# --- deciding -------------------------------------------------------------------------------------


def test_declining_needs_a_reason_which_the_author_reads(drafting, desk):
    change = propose(drafting, FeatureValueFactory(), statement="New.")
    path = change.get_absolute_url()
    assert "Say why it is declined." in text_of(desk.post(path, {"_decline": "Decline"}))
    desk.post(path, {"_decline": "Decline", "reason": "The source says otherwise."})
    assert "The source says otherwise." in text_of(drafting.get(path))


def test_an_editor_cannot_decide_and_is_offered_no_button(drafting, editor):
    change = propose(drafting, FeatureValueFactory(), statement="New.")
    change.made_by = None
    change.save()
    path = change.get_absolute_url()
    assert 'name="_apply"' not in text_of(drafting.get(path))
    for button in ("_apply", "_decline"):
        response = drafting.post(path, {button: "1", "reason": "Because"})
        assert response.status_code == 403
    change.refresh_from_db()
    assert change.state == ChangeState.PROPOSED


def test_several_are_applied_together_or_none(drafting, desk):
    values = [FeatureValueFactory(statement="Old.") for _ in range(3)]
    changes = [propose(drafting, value, statement="New.") for value in values]
    FeatureValue.objects.filter(pk=values[2].pk).update(statement="Theirs.")
    chosen = {"action": "apply_several", "_selected_action": [c.pk for c in changes]}
    assert "Apply 3 proposals" in text_of(desk.post(list_path(Change), chosen))
    page = text_of(desk.post(list_path(Change), chosen | {"confirmed": "Apply"}))
    assert "Somebody else has changed it since." in page
    assert not FeatureValue.objects.filter(statement="New.").exists()
    chosen["_selected_action"].pop()
    desk.post(list_path(Change), chosen | {"confirmed": "Apply"})
    assert FeatureValue.objects.filter(statement="New.").count() == 2


def test_several_are_declined_with_one_reason(drafting, desk):
    changes = [propose(drafting, FeatureValueFactory(), statement="New.") for _ in range(2)]
    chosen = {"action": "decline_several", "_selected_action": [c.pk for c in changes]}
    page = text_of(desk.post(list_path(Change), chosen | {"confirmed": "Decline"}))
    assert "Say why it is declined." in page
    desk.post(list_path(Change), chosen | {"confirmed": "Decline", "reason": "Too early"})
    assert set(Change.objects.values_list("state", "decision")) == {("declined", "Too early")}


def test_the_author_chooses_field_by_field_when_the_record_has_moved_on(drafting, desk):
    value = FeatureValueFactory(statement="Old.", note="Old note.")
    change = propose(drafting, value, statement="Mine.", note="Mine too.")
    FeatureValue.objects.update(statement="Theirs.", note="Their note.")
    path = change.get_absolute_url()
    page = text_of(desk.get(path))
    assert "Somebody else has changed the record" in page
    assert "Theirs." in page
    assert 'name="_apply"' not in text_of(drafting.get(path))
    drafting.post(path, {"_choose": "1", "keep": "statement"})
    desk.post(path, {"_apply": "Apply"})
    value.refresh_from_db()
    assert (value.statement, value.note) == ("Mine.", "Their note.")


# --- two at once ----------------------------------------------------------------------------------


def test_a_collision_shows_both_and_one_box_takes_over_theirs(desk):
    value = FeatureValueFactory(statement="Old.", note="Old note.", reason="Old reason.")
    mine = opened(desk, value) | {"statement": "Mine.", "note": "Mine too."}
    FeatureValue.objects.update(statement="Theirs.", note="Their note.", reason="Their reason.")
    response = desk.post(admin_path(value), mine)
    conflicts = response.context["conflicts"]
    assert [(c.name, c.theirs, c.mine) for c in conflicts] == [
        ("statement", "Theirs.", "Mine."),
        ("note", "Their note.", "Mine too."),
    ]
    again = form_data(response) | {"change_reason": "Both", "take_theirs": ["note"]}
    assert desk.post(admin_path(value), again).status_code == 302
    value.refresh_from_db()
    assert (value.statement, value.note, value.reason) == ("Mine.", "Their note.", "Their reason.")


def test_who_has_a_record_open_is_told_to_others(desk, drafting, reviewer):
    value = FeatureValueFactory()
    assert not desk.get(admin_path(value)).context["others"]
    page = text_of(drafting.get(admin_path(value)))
    assert "rosa" in page
    assert "has this open too" in page
    assert "anna" in text_of(desk.get(admin_path(value, "open")))
    desk.post(admin_path(value), opened(desk, value))
    assert not OpenRecord.objects.filter(user=reviewer).exists()


# --- looking --------------------------------------------------------------------------------------


def test_the_page_is_previewed_with_the_change_and_nothing_is_saved(desk, drafting):
    value = FeatureValueFactory(statement="Old.")
    data = opened(desk, value) | {"statement": "A new statement.", "_look": "1"}
    response = desk.post(admin_path(value), data)
    assert "A new statement." in text_of(response)
    assert "Preview: this is the page" in text_of(response)
    assert "no-store" in response["Cache-Control"]
    assert not Change.objects.exists()
    change = propose(drafting, value, statement="A proposed one.")
    look = reverse("admin:editorial_change_look", args=[change.pk])
    assert "A proposed one." in text_of(desk.get(look))
    value.refresh_from_db()
    assert value.statement == "Old."
    assert "Preview" not in text_of(Client().get(value.get_absolute_url()))


def test_a_draft_is_previewed_as_readers_would_see_it(desk):
    claim = ClaimFactory(status=Status.DRAFT, statement="It is so.")
    data = opened(desk, claim) | {"statement": "It was so.", "_look": "1"}
    assert "It was so." in text_of(desk.post(admin_path(claim), data))
    claim.refresh_from_db()
    assert claim.status == Status.DRAFT


def test_the_effect_is_shown_from_the_form_and_nothing_is_saved(desk):
    value = FeatureValueFactory(statement="Old.")
    data = opened(desk, value) | {"statement": "A new statement.", "_effect": "1"}
    page = text_of(desk.post(admin_path(value), data))
    assert f'href="{value.get_absolute_url()}"' in page
    assert "Nothing was saved" in page
    assert not Change.objects.exists()


# --- history --------------------------------------------------------------------------------------


def test_any_two_versions_are_compared_and_any_is_restored_with_a_reason(desk, reviewer):
    value = FeatureValueFactory(statement="One.")
    for statement in ("Two.", "Three."):
        desk.post(admin_path(value), opened(desk, value) | {"statement": statement})
    history = admin_path(value, "history")
    rows = desk.get(f"{history}?from=2&to=0").context["rows"]
    assert [(row.old[0].text, row.new[0].text) for row in rows] == [("One.", "Three.")]
    assert "say what you learned" in text_of(desk.post(history, {"version": "2"}))
    desk.post(history, {"version": "2", "reason": "It was right before."})
    value.refresh_from_db()
    assert value.statement == "One."
    newest = Change.objects.latest("pk")
    assert (newest.reason, newest.undoes) == ("It was right before.", None)
    desk.post(history, {"version": "1", "reason": "Back again."})
    assert Change.objects.latest("pk").undoes is not None
    assert "There is no such version." in text_of(desk.post(history, {"version": "99"}))
    assert desk.get(f"{history}?from=x&to=99").status_code == 200


def test_an_editor_restores_by_proposing(drafting, desk):
    value = FeatureValueFactory(statement="One.")
    desk.post(admin_path(value), opened(desk, value) | {"statement": "Two."})
    drafting.post(admin_path(value, "history"), {"version": "1", "reason": "Not so."})
    change = Change.objects.proposed().get()
    assert change.fields == {"statement": ["Two.", "One."]}


# --- checked, still true --------------------------------------------------------------------------


def test_a_statement_is_confirmed_with_the_source_that_was_opened(desk, reviewer):
    value = FeatureValueFactory(checked_on="2026-01-01")
    source = value.sources.get()
    path = admin_path(value, "checked")
    assert str(source) in text_of(desk.get(path))
    assert "Tick which source you opened" in text_of(desk.post(path, {"confirmed": "1"}))
    other = SourceFactory()
    name = f"opened-{value.pk}"
    assert "Tick which" in text_of(desk.post(path, {"confirmed": "1", name: other.pk}))
    desk.post(path, {"confirmed": "1", name: source.pk})
    change = Change.objects.get()
    assert change.fields.keys() == {"checked_on"}
    assert (change.made_by, list(change.opened.all())) == (reviewer, [source])


def test_several_are_confirmed_at_once_and_what_is_not_ticked_stays(desk):
    values = [FeatureValueFactory(checked_on="2026-01-01") for _ in range(3)]
    chosen = {"action": "checked_still_true", "_selected_action": [v.pk for v in values]}
    assert text_of(desk.post(list_path(FeatureValue), chosen)).count("I opened") == 3
    ticked = {f"opened-{v.pk}": v.sources.get().pk for v in values[:2]}
    desk.post(list_path(FeatureValue), chosen | ticked | {"confirmed": "1"})
    assert Change.objects.count() == 2
    values[2].refresh_from_db()
    assert str(values[2].checked_on) == "2026-01-01"


def test_an_editor_confirms_by_proposing_and_parts_one_by_one(drafting):
    framework = FrameworkFactory()
    facts = [
        FrameworkFactFactory(framework=framework, topic=topic, checked_on="2026-01-01")
        for topic in ("licence", "steward")
    ]
    name = f"opened-{framework.pk}-facts-licence"
    ticked = {"confirmed": "1", name: facts[0].sources.get().pk}
    drafting.post(admin_path(framework, "checked"), ticked)
    change = Change.objects.proposed().get()
    old, new = change.fields["facts"]
    assert [o["checked_on"] == n["checked_on"] for o, n in zip(old, new, strict=True)] == [
        False,
        True,
    ]
    days = FrameworkFact.objects.values_list("checked_on", flat=True)
    assert {str(day) for day in days} == {"2026-01-01"}


# --- archiving ------------------------------------------------------------------------------------


def test_what_others_refer_to_is_not_archived_and_says_by_what(desk):
    claim = ClaimFactory()
    prediction = PredictionFactory(statement="It will.")
    prediction.claims.add(claim)
    path = admin_path(claim, "delete")
    assert f'<a href="{admin_path(prediction)}">It will.</a>' in text_of(desk.get(path))
    page = text_of(desk.post(path, {"confirmed": "1", "reason": "Old"}))
    assert "Others refer to it" in page
    claim.refresh_from_db()
    assert claim.status == Status.PUBLISHED


def test_what_is_archived_is_gone_for_readers_and_can_be_restored(desk, client):
    value = FeatureValueFactory()
    path = admin_path(value, "delete")
    assert "say what you learned" in text_of(desk.post(path, {"confirmed": "1"}))
    desk.post(path, {"confirmed": "1", "reason": "No longer asked"})
    value.refresh_from_db()
    assert value.status == Status.ARCHIVED
    page = text_of(Client().get(value.get_absolute_url()))
    assert value.statement not in page
    desk.post(admin_path(value, "history"), {"version": "1", "reason": "It is asked"})
    value.refresh_from_db()
    assert value.status == Status.PUBLISHED


def test_several_are_archived_together(desk):
    claims = [ClaimFactory() for _ in range(2)]
    chosen = {"action": "archive", "_selected_action": [claim.pk for claim in claims]}
    desk.post(list_path(Claim), chosen | {"confirmed": "1", "reason": "Said once"})
    assert set(Claim.objects.values_list("status", flat=True)) == {Status.ARCHIVED}


def test_what_has_no_status_is_removed_and_comes_back_from_its_change(desk):
    source = SourceFactory(slug="walrus", title="A walrus")
    desk.post(admin_path(source, "delete"), {"confirmed": "1", "reason": "Unused"})
    assert not Source.objects.filter(slug="walrus").exists()
    change = Change.objects.get()
    assert change.is_removal
    assert "Bring it back" in text_of(desk.get(change.get_absolute_url()))
    again = {"_restore": "1", "reason": "It is used"}
    desk.post(change.get_absolute_url(), again)
    assert Source.objects.get(slug="walrus").title == "A walrus"
    assert Change.objects.latest("pk").undoes == change


def test_the_address_of_what_readers_see_does_not_change(desk):
    tool = ToolFactory(slug="walrus")
    data = opened(desk, tool) | {"slug": "seal", "name": "Seal"}
    desk.post(admin_path(tool), data)
    assert Tool.objects.get().slug == "walrus"
    draft = ToolFactory(slug="otter", status=Status.DRAFT)
    desk.post(admin_path(draft), opened(desk, draft) | {"slug": "seal"})
    desk.post(admin_path(draft), opened(desk, draft) | {"name": "Otter"})
    draft.refresh_from_db()
    assert draft.slug == "seal"
    assert Change.objects.of("tool", "seal").count() == 2


@pytest.mark.parametrize("page", ["change", "history", "delete", "checked", "open"])
def test_what_is_not_there_is_no_error(desk, page):
    framework = FrameworkFactory()
    path = admin_path(framework, page).replace(f"/{framework.pk}/", "/{}/")
    for pk in ("99999", "9" * 30, "nonsense"):
        assert desk.get(path.format(pk)).status_code in {302, 404}
    assert desk.get(f"/admin/editorial/change/{'9' * 30}/change/").status_code == 404
    assert Framework.objects.count() == 1
