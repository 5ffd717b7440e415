"""What the three roles may do with the career guide."""

from importlib import import_module

from django.db import migrations

roles = import_module('editorial.migrations.0003_roles')

MODELS = {
    'skill': roles.ALL,
    'role': roles.ALL,
    'rolefit': roles.PARTS,
    'rolestatement': roles.PARTS,
    'jobtrend': roles.ALL,
    'jobshare': roles.PARTS,
    'jobpair': roles.PARTS,
    'jobseries': roles.ALL,
    'jobseriespoint': roles.VIEW,
    'salaryobservation': roles.ALL,
    'finding': roles.ALL,
    'resource': roles.ALL,
    'learningstep': roles.ALL,
    'learningpath': roles.ALL,
    'pathentry': roles.PARTS,
    'criterion': roles.ALL,
    'option': roles.PARTS,
    'musthave': roles.ALL,
    'goal': roles.ALL,
    'reader': roles.ALL,
    # The site writes these down itself.
    'release': roles.VIEW,
    'readerresult': roles.VIEW,
}


def allow_roles(apps, schema_editor):
    roles.allow(apps, 'careers', MODELS)


class Migration(migrations.Migration):

    replaces = [('careers', '0002_editors'), ('careers', '0005_roles')]

    dependencies = [('careers', '0001_schema'), ('editorial', '0003_roles')]

    operations = [migrations.RunPython(allow_roles, migrations.RunPython.noop)]
