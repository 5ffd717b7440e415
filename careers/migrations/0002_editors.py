"""What the group of editors may do here."""

from importlib import import_module

from django.db import migrations

allow = import_module("editorial.migrations.0002_editors").allow

VIEW = ("view",)
ALL = (*VIEW, "add", "change")
# Parts belong to what they stand in: editors may remove them there.
PARTS = (*ALL, "delete")
MODELS = {
    "skill": ALL,
    "role": ALL,
    "rolefit": PARTS,
    "rolestatement": PARTS,
    "jobtrend": ALL,
    "jobshare": PARTS,
    "jobpair": PARTS,
    "jobseries": ALL,
    "jobseriespoint": VIEW,
    "salaryobservation": ALL,
    "finding": ALL,
    "resource": ALL,
    "learningstep": ALL,
    "learningpath": ALL,
    "pathentry": PARTS,
    "criterion": ALL,
    "option": PARTS,
    "musthave": ALL,
    "goal": ALL,
    "reader": ALL,
    # The site writes these down itself.
    "release": VIEW,
    "readerresult": VIEW,
}


def allow_editors(apps, schema_editor):
    allow(apps, "careers", MODELS)


class Migration(migrations.Migration):
    dependencies = [
        ("careers", "0001_tables"),
        ("editorial", "0002_editors"),
    ]
    operations = [migrations.RunPython(allow_editors, migrations.RunPython.noop)]
