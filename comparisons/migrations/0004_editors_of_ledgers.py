"""What the group of editors may do with the ledgers."""

from importlib import import_module

from django.db import migrations

allow = import_module("editorial.migrations.0002_editors").allow

ALL = ("view", "add", "change")
MODELS = {
    "claim": ALL,
    "prediction": ALL,
    "metric": ALL,
    # A wrong reading is removed: there is nothing to archive in it.
    "observation": (*ALL, "delete"),
    "milestone": ALL,
    "successstory": ALL,
}


def allow_editors(apps, schema_editor):
    allow(apps, "comparisons", MODELS)


class Migration(migrations.Migration):
    dependencies = [
        ("comparisons", "0003_ledgers"),
        ("editorial", "0002_editors"),
    ]
    operations = [migrations.RunPython(allow_editors, migrations.RunPython.noop)]
