"""Who may do what at the desk: every address and every action, for every role."""

import re
from unittest import mock

import pytest
from django.contrib import admin, auth
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from editorial.models import Change, ChangeSet, ChangeState, Origin
from tests import factories
from tests.admin_pages import admin_path, list_path, not_drawn
from tests.factories import FeatureValueFactory

pytestmark = pytest.mark.django_db

STRANGER, MEMBER, EDITOR, REVIEWER, ADMINISTRATOR = (
    *("a stranger", "staff without a role"),
    *("Editors", "Reviewers", "Administrators"),
)
ROLES = (STRANGER, MEMBER, EDITOR, REVIEWER, ADMINISTRATOR)
# Pages of a record that alter it: who may change a record may open them.
CHANGING = {"add", "delete", "checked", "open"}
READING = {"changelist", "change", "history"}


@pytest.fixture(params=ROLES)
def role(request):
    return request.param


@pytest.fixture
def somebody(role):
    return client_of(role)


def client_of(role):
    client = Client()
    if role != STRANGER:
        user = get_user_model().objects.create_user(f"zoe, {role}", is_staff=True)
        if role != MEMBER:
            user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
    return client


def content_models():
    """Yield the models whose pages editors work on."""
    from editorial.desk.records import ContentAdmin

    return [model for model, page in admin.site._registry.items() if isinstance(page, ContentAdmin)]


def addresses():
    """Yield the name of every address of the admin."""
    for pattern in get_resolver("config.urls").url_patterns:
        if isinstance(pattern, URLResolver) and pattern.namespace == "admin":
            yield from _names(pattern)


def _names(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield pattern.name
        else:
            yield from _names(pattern)


def path_or_none(name, args):
    try:
        return reverse(f"admin:{name}", args=args)
    except NoReverseMatch:
        return None


def test_every_page_of_content_asks_for_rights():
    """Editors and above read and change every kind; nobody else sees anything."""
    people = {role: client_of(role) for role in ROLES}
    users = {role: auth.get_user(client) for role, client in people.items()}
    every = [*addresses()]
    wrong = []
    for model in content_models():
        record = getattr(factories, f"{model.__name__}Factory")()
        label = f"{model._meta.app_label}_{model._meta.model_name}"
        names = {
            match.group(1) for name in every if (match := re.fullmatch(rf"{label}_([a-z_]+)", name))
        }
        assert names >= CHANGING | READING
        for name in sorted(names):
            args = [] if name in {"changelist", "add"} or "import" in name else [record.pk]
            path = path_or_none(f"{label}_{name}", args) or reverse(f"admin:{label}_{name}")
            for role, client in people.items():
                refused = {STRANGER: 302, MEMBER: 403}.get(role)
                # Rights are asked before a page is drawn, and are the same for all these pages.
                with not_drawn(), mock.patch.object(auth, "get_user", return_value=users[role]):
                    status = client.get(path).status_code
                    posted = refused and client.post(path, {"confirmed": "1"}).status_code
                if (status, posted) != (refused or 200, refused):
                    wrong.append((role, path, status, posted))
        assert model.objects.filter(pk=record.pk).exists()
    assert not wrong


@pytest.mark.parametrize("action", ["checked_still_true", "archive"])
def test_actions_on_content_propose_for_editors_and_apply_for_reviewers(somebody, role, action):
    value = FeatureValueFactory(checked_on="2026-01-01")
    chosen = {
        "action": action,
        "_selected_action": [value.pk],
        "confirmed": "1",
        "reason": "So it is",
        f"opened-{value.pk}": value.sources.get().pk,
    }
    somebody.post(list_path(type(value)), chosen)
    made = list(Change.objects.values_list("state", flat=True))
    assert (
        made
        == {
            STRANGER: [],
            MEMBER: [],
            EDITOR: [ChangeState.PROPOSED],
            REVIEWER: [ChangeState.APPLIED],
            ADMINISTRATOR: [ChangeState.APPLIED],
        }[role]
    )


@pytest.mark.parametrize("button", ["_apply", "_decline", "apply_several", "decline_several"])
def test_only_reviewers_and_administrators_decide(somebody, role, editor, button):
    value = FeatureValueFactory(statement="Old.")
    key = f"{value.framework.slug}/{value.feature.slug}"
    change = Change.objects.create(
        kind="value",
        key=key,
        title="A value",
        origin=Origin.EDITOR,
        fields={"statement": ["Old.", "New."]},
        state=ChangeState.PROPOSED,
        made_by=editor,
    )
    said = {"reason": "Because", "confirmed": "1"}
    if button.startswith("_"):
        somebody.post(change.get_absolute_url(), {button: "1", **said})
    else:
        chosen = {"action": button, "_selected_action": [change.pk]}
        somebody.post(list_path(Change), chosen | said)
    change.refresh_from_db()
    value.refresh_from_db()
    may = role in {REVIEWER, ADMINISTRATOR}
    applied = may and "apply" in button
    assert value.statement == ("New." if applied else "Old.")
    assert (change.state == ChangeState.PROPOSED) == (not may)


def test_a_proposal_is_read_and_withdrawn_by_its_author_alone(somebody, role, editor):
    change = Change.objects.create(
        kind="value",
        key="a/b",
        title="A value",
        origin=Origin.EDITOR,
        fields={},
        state=ChangeState.PROPOSED,
        made_by=editor,
    )
    expected = {STRANGER: 302, MEMBER: 403}.get(role, 200)
    assert somebody.get(change.get_absolute_url()).status_code == expected
    somebody.post(change.get_absolute_url(), {"_withdraw": "1"})
    change.refresh_from_db()
    assert change.state == ChangeState.PROPOSED


def test_users_are_the_business_of_administrators(somebody, role):
    status = somebody.get(reverse("admin:auth_user_changelist")).status_code
    assert status == {STRANGER: 302, ADMINISTRATOR: 200}.get(role, 403)


def test_no_other_address_of_the_desk_is_open(somebody, role):
    """What is not a page of content: the first page, reports, the queue, change sets, …"""
    change_set = ChangeSet.objects.create(origin=Origin.IMPORT, title="A file")
    labels = tuple(
        f"{model._meta.app_label}_{model._meta.model_name}_" for model in content_models()
    )
    ours = {"login", "logout", "jsi18n", "autocomplete", "view_on_site", "app_list"}
    open_to_strangers = []
    for name in addresses():
        if name.startswith(labels) or name in ours:
            continue
        for args in ([], [change_set.pk], ["stale"], ["ageing"]):
            path = path_or_none(name, args)
            if path is None:
                continue
            status = somebody.get(path).status_code
            if role == STRANGER and status not in {302, 404}:
                open_to_strangers.append(path)
            if role == MEMBER and name not in {"index", "password_change", "password_change_done"}:
                assert status in {302, 403, 404}, path
    assert not open_to_strangers


def test_a_record_is_not_changed_by_who_may_only_look(client, db):
    user = get_user_model().objects.create_user("leo", password="leo", is_staff=True)
    from django.contrib.auth.models import Permission

    user.user_permissions.add(Permission.objects.get(codename="view_featurevalue"))
    client.force_login(user)
    value = FeatureValueFactory(statement="Old.")
    assert client.get(admin_path(value)).status_code == 200
    assert client.get(admin_path(value, "history")).status_code == 200
    for page in ("change", "history", "delete", "checked"):
        said = {"statement": "New.", "confirmed": "1", "version": "1", "reason": "So"}
        assert client.post(admin_path(value, page), said).status_code == 403
    assert not Change.objects.exists()
