"""Three roles: editors propose, reviewers decide and publish, administrators manage accounts too."""

from django.db import migrations

EDITORS, REVIEWERS, ADMINISTRATORS = 'Editors', 'Reviewers', 'Administrators'
VIEW = ('view',)
ALL = (*VIEW, 'add', 'change')
# Parts belong to what they stand in: they may be removed there.
PARTS = (*ALL, 'delete')


def allow(apps, app_label, models, roles=(EDITORS, REVIEWERS, ADMINISTRATORS)):
    """Give the roles these permissions; they are made here if `migrate` has not come to it yet."""
    Group = apps.get_model('auth', 'Group')
    Permission = apps.get_model('auth', 'Permission')
    ContentType = apps.get_model('contenttypes', 'ContentType')
    permissions = []
    for model, actions in models.items():
        content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
        verbose_name = apps.get_model(app_label, model)._meta.verbose_name
        for action in actions:
            permission, _ = Permission.objects.get_or_create(
                codename=f'{action}_{model}',
                content_type=content_type,
                defaults={'name': f'Can {action} {verbose_name}'},
            )
            permissions.append(permission)
    for role in roles:
        Group.objects.get_or_create(name=role)[0].permissions.add(*permissions)


def add_roles(apps, schema_editor):
    allow(apps, 'editorial', {'source': ALL, 'correction': ALL, 'change': VIEW})
    allow(apps, 'editorial', {'change': ('publish',)}, (REVIEWERS, ADMINISTRATORS))
    allow(apps, 'auth', {'user': PARTS, 'group': VIEW}, (ADMINISTRATORS,))


class Migration(migrations.Migration):

    replaces = [('editorial', '0002_editors'), ('editorial', '0008_roles')]

    dependencies = [
        ('editorial', '0002_search_index'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [migrations.RunPython(add_roles, migrations.RunPython.noop)]
