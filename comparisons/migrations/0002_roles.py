"""What the three roles may do with comparisons and ledgers."""

from importlib import import_module

from django.db import migrations

roles = import_module('editorial.migrations.0003_roles')

MODELS = {
    'framework': roles.ALL,
    'frameworkfact': roles.PARTS,
    'tool': roles.ALL,
    'featurecategory': roles.ALL,
    'feature': roles.ALL,
    'featurevalue': roles.ALL,
    'comparison': roles.ALL,
    'comparisonsection': roles.PARTS,
    'claim': roles.ALL,
    'prediction': roles.ALL,
    'metric': roles.ALL,
    # A wrong reading is removed: there is nothing to archive in it.
    'observation': roles.PARTS,
    'milestone': roles.ALL,
    'successstory': roles.ALL,
}


def allow_roles(apps, schema_editor):
    roles.allow(apps, 'comparisons', MODELS)


class Migration(migrations.Migration):

    replaces = [
        ('comparisons', '0002_editors'),
        ('comparisons', '0004_editors_of_ledgers'),
        ('comparisons', '0008_roles'),
    ]

    dependencies = [('comparisons', '0001_schema'), ('editorial', '0003_roles')]

    operations = [migrations.RunPython(allow_roles, migrations.RunPython.noop)]
