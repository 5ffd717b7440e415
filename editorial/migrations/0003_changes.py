"""The public list of changes, and the corrections of our own mistakes."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

allow = import_module("editorial.migrations.0002_editors").allow


def say_what_older_changes_were(apps, schema_editor):
    """Mark what was added, and list the changes of editors, as the first page did."""
    Change = apps.get_model("editorial", "Change")
    Change.objects.filter(fields={}).update(is_new=True)
    Change.objects.filter(origin="editor").update(is_listed=True)


def allow_editors(apps, schema_editor):
    allow(apps, "editorial", {"correction": ("view", "add", "change")})


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0002_editors'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangeSubject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('key', models.CharField(max_length=200)),
                ('change', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subjects', to='editorial.change')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('kind', 'key', 'change'), name='changesubject_unique'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('in-review', 'In review'), ('published', 'Published'), ('archived', 'Archived')], db_index=True, default='draft', max_length=10)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('what', models.CharField(help_text='The page or figure, in words.', max_length=120, verbose_name='where')),
                ('path', models.CharField(help_text='Of the page on this site, beginning with “/”.', max_length=200, verbose_name='address')),
                ('mistake', models.CharField(help_text='What it says or said, and what is so.', max_length=300)),
                ('found_on', models.DateField(help_text='The day on which it was noticed.')),
                ('found_by', models.CharField(choices=[('editor', 'An editor'), ('reader', 'A reader')], max_length=10)),
                ('mended_on', models.DateField(blank=True, help_text='Empty: it is still open.', null=True)),
                ('remedy', models.CharField(blank=True, help_text='What was done about it.', max_length=300)),
                ('updated_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-found_on', 'slug'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'in-review', 'published', 'archived'])), name='correction_status_is_known'),
                    models.CheckConstraint(condition=models.Q(('found_by__in', ['editor', 'reader'])), name='correction_found_by_is_known'),
                    models.CheckConstraint(condition=models.Q(('path__startswith', '/')), name='correction_is_on_this_site', violation_error_message='The address begins with “/”.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('mended_on', None), ('remedy', '')), models.Q(('mended_on__gte', models.F('found_on')), ('mended_on__isnull', False), models.Q(('remedy', ''), _negated=True)), _connector='OR'), name='correction_mended_with_a_remedy', violation_error_message='Once it is mended, say when (not before it was found) and how; until then leave both empty.'),
                ],
            },
        ),
        migrations.AddField(
            model_name='change',
            name='is_listed',
            field=models.BooleanField(default=False, help_text='Readers find it in the list of changes: they could see the page.'),
        ),
        migrations.AddField(
            model_name='change',
            name='is_new',
            field=models.BooleanField(default=False, help_text='The record was added.'),
        ),
        migrations.AlterField(
            model_name='change',
            name='key',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['is_listed', '-made_at', '-id'], name='change_in_order'),
        ),
        migrations.RunPython(say_what_older_changes_were, migrations.RunPython.noop),
        migrations.RunPython(allow_editors, migrations.RunPython.noop),
    ]
