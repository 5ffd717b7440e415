"""The group of editors: they may read, add and change content, and read the record of changes."""

from django.db import migrations

GROUP = "Editors"
MODELS = {"source": ("view", "add", "change"), "change": ("view",)}


def allow(apps, app_label, models, name=GROUP):
    """Give the group these permissions; they are made here if `migrate` has not come to it yet."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    group, _ = Group.objects.get_or_create(name=name)
    for model, actions in models.items():
        content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
        verbose_name = apps.get_model(app_label, model)._meta.verbose_name
        for action in actions:
            permission, _ = Permission.objects.get_or_create(
                codename=f"{action}_{model}",
                content_type=content_type,
                defaults={"name": f"Can {action} {verbose_name}"},
            )
            group.permissions.add(permission)


def add_editors(apps, schema_editor):
    allow(apps, "editorial", MODELS)


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(add_editors, migrations.RunPython.noop)]
