"""What needs looking after, by weight, and what the last load kept."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0010_imported_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('key', models.CharField(max_length=200)),
                ('title', models.CharField(max_length=300)),
                ('fields', models.JSONField(default=list)),
                ('snapshot', models.JSONField(help_text='The record as the content files have it.')),
                ('loaded_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['kind', 'key'],
            },
        ),
        migrations.CreateModel(
            name='Upkeep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('key', models.CharField(max_length=200)),
                ('record', models.PositiveBigIntegerField(help_text='The primary key of the record.')),
                ('part', models.CharField(blank=True, max_length=30)),
                ('part_record', models.PositiveBigIntegerField(default=0)),
                ('title', models.CharField(max_length=300)),
                ('topic', models.CharField(blank=True, max_length=120)),
                ('pages', models.PositiveIntegerField(help_text='How many public pages show it. Only counted for statements and sources.')),
                ('readers', models.PositiveIntegerField(default=0, help_text="How many reference readers' answers rest on it.")),
                ('weight', models.PositiveIntegerField()),
                ('checked_on', models.DateField(null=True)),
                ('ageing_on', models.DateField(null=True)),
                ('stale_on', models.DateField(null=True)),
                ('due_on', models.DateField(help_text='From then on it waits to be closed.', null=True)),
            ],
            options={
                'verbose_name_plural': 'upkeep',
                'ordering': ['kind', 'record', 'part', 'part_record'],
            },
        ),
        migrations.AddIndex(
            model_name='source',
            index=models.Index(fields=['link_state', 'slug'], name='source_by_link'),
        ),
        migrations.AddConstraint(
            model_name='keptrecord',
            constraint=models.UniqueConstraint(fields=('kind', 'key'), name='keptrecord_unique'),
        ),
        migrations.AddIndex(
            model_name='upkeep',
            index=models.Index(condition=models.Q(('stale_on__isnull', False)), fields=['-weight', 'stale_on', 'id', 'ageing_on'], name='upkeep_by_weight'),
        ),
        migrations.AddIndex(
            model_name='upkeep',
            index=models.Index(condition=models.Q(('stale_on__isnull', False)), fields=['ageing_on', 'stale_on'], name='upkeep_by_day'),
        ),
        migrations.AddIndex(
            model_name='upkeep',
            index=models.Index(condition=models.Q(('due_on__isnull', False)), fields=['due_on', 'id'], name='upkeep_due'),
        ),
        migrations.AddIndex(
            model_name='upkeep',
            index=models.Index(fields=['readers', 'kind', 'key'], name='upkeep_of_readers'),
        ),
        migrations.AddIndex(
            model_name='upkeep',
            index=models.Index(fields=['kind', 'key'], name='upkeep_of_record'),
        ),
        migrations.AddConstraint(
            model_name='upkeep',
            constraint=models.UniqueConstraint(fields=('kind', 'record', 'part', 'part_record'), name='upkeep_unique'),
        ),
    ]
