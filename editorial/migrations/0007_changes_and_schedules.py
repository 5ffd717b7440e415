"""Changes that wait for a decision, and content that appears and disappears by time alone."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def date_older_changes(apps, schema_editor):
    """What there is was never proposed: it took effect at once."""
    Change = apps.get_model("editorial", "Change")
    Change.objects.update(proposed_at=models.F("made_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0006_link_checks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangeSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(choices=[('editor', 'An editor'), ('content', 'The content files'), ('import', 'An imported file'), ('refresh', 'A public interface'), ('reader', "A reader's note")], max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('made_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='OpenRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('key', models.CharField(max_length=200)),
                ('seen_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='ScheduledMoment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('kind', models.CharField(max_length=30)),
                ('key', models.CharField(max_length=200)),
            ],
        ),
        migrations.AlterModelOptions(
            name='change',
            options={'ordering': ['-made_at', '-pk'], 'permissions': [('publish_change', 'Can publish change')]},
        ),
        migrations.RemoveConstraint(
            model_name='change',
            name='change_origin_is_known',
        ),
        migrations.AddField(
            model_name='change',
            name='decided_by',
            field=models.ForeignKey(help_text='Empty: the author could publish, and did.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reviewer'),
        ),
        migrations.AddField(
            model_name='change',
            name='decision',
            field=models.CharField(blank=True, max_length=300, verbose_name='why it was declined'),
        ),
        migrations.AddField(
            model_name='change',
            name='flip_reason',
            field=models.CharField(blank=True, help_text='Why the first places changed, for readers.', max_length=300),
        ),
        migrations.AddField(
            model_name='change',
            name='flips',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='change',
            name='is_removal',
            field=models.BooleanField(default=False, help_text='The record was removed.'),
        ),
        migrations.AddField(
            model_name='change',
            name='opened',
            field=models.ManyToManyField(help_text='What the author read for it.', related_name='+', to='editorial.source', verbose_name='sources opened'),
        ),
        migrations.AddField(
            model_name='change',
            name='proposed_at',
            field=models.DateTimeField(db_index=True, default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name='change',
            name='state',
            field=models.CharField(choices=[('proposed', 'Proposed'), ('applied', 'Applied'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='applied', max_length=10),
        ),
        migrations.AddField(
            model_name='change',
            name='undoes',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.change'),
        ),
        migrations.AddField(
            model_name='correction',
            name='expire_at',
            field=models.DateTimeField(blank=True, help_text='Readers no longer see it from then on. Empty: it stays.', null=True, verbose_name='disappears'),
        ),
        migrations.AddField(
            model_name='correction',
            name='publish_at',
            field=models.DateTimeField(blank=True, help_text='Once it is published, readers see it from then on. Empty: at once.', null=True, verbose_name='appears'),
        ),
        migrations.AlterField(
            model_name='change',
            name='made_at',
            field=models.DateTimeField(db_index=True, default=django.utils.timezone.now, help_text='When it took effect, or was declined; the moment of proposing until then.', verbose_name='decided at'),
        ),
        migrations.AlterField(
            model_name='change',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='author'),
        ),
        migrations.AlterField(
            model_name='change',
            name='origin',
            field=models.CharField(choices=[('editor', 'An editor'), ('content', 'The content files'), ('import', 'An imported file'), ('refresh', 'A public interface'), ('reader', "A reader's note")], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(('publish_at', None), ('expire_at', None), ('expire_at__gt', models.F('publish_at')), _connector='OR'), name='correction_appears_before_it_disappears', violation_error_message='It must appear before it disappears.'),
        ),
        migrations.AddField(
            model_name='changeset',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='changeset',
            name='undoes',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='editorial.changeset'),
        ),
        migrations.AddField(
            model_name='change',
            name='change_set',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='editorial.changeset'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(condition=models.Q(('state', 'proposed')), fields=['proposed_at'], name='change_waiting'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['editor', 'content', 'import', 'refresh', 'reader'])), name='change_origin_is_known'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'applied', 'declined', 'withdrawn'])), name='change_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'applied'), ('is_listed', False), _connector='OR'), name='change_listed_once_applied'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('decision', ''), _negated=True), _connector='OR'), name='change_declined_with_a_reason', violation_error_message='Say why it is declined.'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), ('made_by', None), models.Q(('decided_by', models.F('made_by')), _negated=True), _connector='OR'), name='change_decided_by_another', violation_error_message='Nobody decides what they proposed themselves.'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'applied'), _negated=True), ('flips', []), models.Q(('flip_reason', ''), _negated=True), _connector='OR'), name='change_flip_has_a_reason', violation_error_message='Say why the first places change.'),
        ),
        migrations.AddField(
            model_name='openrecord',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='scheduledmoment',
            constraint=models.UniqueConstraint(fields=('kind', 'key', 'at'), name='scheduledmoment_unique'),
        ),
        migrations.AddConstraint(
            model_name='changeset',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['editor', 'content', 'import', 'refresh', 'reader'])), name='changeset_origin_is_known'),
        ),
        migrations.AddConstraint(
            model_name='openrecord',
            constraint=models.UniqueConstraint(fields=('kind', 'key', 'user'), name='openrecord_unique'),
        ),
        migrations.RunPython(date_older_changes, migrations.RunPython.noop),
    ]
