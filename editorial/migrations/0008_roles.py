"""Three roles: editors propose, reviewers decide and publish, administrators manage accounts too."""

from django.db import migrations

from importlib import import_module

editors = import_module("editorial.migrations.0002_editors")

REVIEWERS, ADMINISTRATORS = "Reviewers", "Administrators"


def share_rights(apps, app_label):
    """Give the others what editors may do with an app."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    own = Permission.objects.filter(
        group__name=editors.GROUP, content_type__app_label=app_label
    )
    for name in (REVIEWERS, ADMINISTRATORS):
        Group.objects.get_or_create(name=name)[0].permissions.add(*own)


def add_roles(apps, schema_editor):
    share_rights(apps, "editorial")
    for name in (REVIEWERS, ADMINISTRATORS):
        editors.allow(apps, "editorial", {"change": ("publish",)}, name)
    users = {"user": ("view", "add", "change", "delete"), "group": ("view",)}
    editors.allow(apps, "auth", users, ADMINISTRATORS)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0007_changes_and_schedules")]
    operations = [migrations.RunPython(add_roles, migrations.RunPython.noop)]
