"""What the group of editors may do here."""

from importlib import import_module

from django.db import migrations

allow = import_module("editorial.migrations.0002_editors").allow

ALL = ("view", "add", "change")
# Facts and sections belong to what they stand in: editors may remove them there.
PARTS = (*ALL, "delete")
MODELS = {
    "framework": ALL,
    "frameworkfact": PARTS,
    "tool": ALL,
    "featurecategory": ALL,
    "feature": ALL,
    "featurevalue": ALL,
    "comparison": ALL,
    "comparisonsection": PARTS,
}


def allow_editors(apps, schema_editor):
    allow(apps, "comparisons", MODELS)


class Migration(migrations.Migration):
    dependencies = [
        ("comparisons", "0001_tables"),
        ("editorial", "0002_editors"),
    ]
    operations = [migrations.RunPython(allow_editors, migrations.RunPython.noop)]
