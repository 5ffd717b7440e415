"""What reviewers and administrators may do here."""

from importlib import import_module

from django.db import migrations

share_rights = import_module("editorial.migrations.0008_roles").share_rights


def add_roles(apps, schema_editor):
    share_rights(apps, "comparisons")


class Migration(migrations.Migration):
    dependencies = [("comparisons", "0007_schedules"), ("editorial", "0008_roles")]
    operations = [migrations.RunPython(add_roles, migrations.RunPython.noop)]
