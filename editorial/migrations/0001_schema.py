"""Every table, each made with its constraints in one step.

Added one by one, each would make the state of all models anew: two thirds of a new database's time.
"""

import django.db.models.deletion
import django.utils.timezone
import editorial.partial_dates
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ('editorial', '0001_initial'),
        ('editorial', '0003_changes'),
        ('editorial', '0005_import_origin'),
        ('editorial', '0006_link_checks'),
        ('editorial', '0007_changes_and_schedules'),
        ('editorial', '0009_fetched_pages'),
        ('editorial', '0010_imported_files'),
        ('editorial', '0011_upkeep'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FetchedPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=500, unique=True, verbose_name='address')),
                ('etag', models.CharField(blank=True, max_length=200)),
                ('last_modified', models.CharField(blank=True, max_length=200)),
                ('content', models.JSONField()),
                ('fetched_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=30)),
                ('path', models.CharField(max_length=300)),
                ('title', models.TextField()),
                ('also', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('name_words', models.TextField(blank=True)),
                ('title_words', models.TextField(blank=True)),
                ('also_words', models.TextField(blank=True)),
                ('text_words', models.TextField(blank=True)),
            ],
            options={
                'verbose_name_plural': 'search entries',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=40, unique=True)),
                ('backwards', models.CharField(db_index=True, max_length=40)),
                ('stem', models.CharField(db_index=True, max_length=40)),
                ('entries', models.PositiveIntegerField(help_text='How many entries have it.')),
            ],
            options={
                'ordering': ['-entries', 'text'],
            },
        ),
        migrations.CreateModel(
            name='ChangeSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(choices=[('editor', 'An editor'), ('content', 'The content files'), ('import', 'An imported file'), ('refresh', 'A public interface'), ('reader', "A reader's note")], max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('made_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undoes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='editorial.changeset')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('origin__in', ['editor', 'content', 'import', 'refresh', 'reader'])), name='changeset_origin_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('title', models.CharField(max_length=300)),
                ('publisher', models.CharField(db_index=True, max_length=200)),
                ('url', models.URLField(blank=True, help_text='Leave empty only for a document that has no address.', max_length=500, verbose_name='address')),
                ('kind', models.CharField(choices=[('documentation', 'Official documentation'), ('release-notes', 'Release notes'), ('repository', 'Source repository'), ('issue', 'Issue or pull request'), ('announcement', 'Announcement'), ('paper', 'Paper'), ('survey', 'Survey'), ('statistics', 'Official statistics'), ('data', 'Data set'), ('report', 'Report'), ('news', 'News'), ('blog', 'Blog or essay'), ('talk', 'Talk'), ('forum', 'Forum'), ('course', 'Course material'), ('reference', 'Encyclopaedia')], db_index=True, max_length=20)),
                ('published', editorial.partial_dates.PartialDateField(blank=True, help_text='As the source gives it: 2024, 2024-09 or 2024-09-04. Empty: undated.')),
                ('accessed_on', models.DateField(help_text='The day on which a person last read it.', verbose_name='read on')),
                ('link_state', models.CharField(choices=[('unchecked', 'Not checked yet'), ('works', 'Works'), ('moved', 'Moved'), ('broken', 'Broken')], default='unchecked', max_length=10, verbose_name='link')),
                ('link_checked_at', models.DateTimeField(blank=True, null=True, verbose_name='last visited')),
                ('link_status', models.CharField(blank=True, max_length=200, verbose_name='answer')),
                ('link_moved_to', models.URLField(blank=True, max_length=500, verbose_name='moved to')),
                ('quote', models.CharField(blank=True, help_text='Its own words that matter most, at most twenty.', max_length=300)),
                ('caveat', models.CharField(blank=True, help_text='What a reader should know before trusting it.', max_length=400)),
            ],
            options={
                'ordering': ['publisher', 'title', 'slug'],
                'indexes': [models.Index(fields=['link_state', 'slug'], name='source_by_link')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('url', ''), _negated=True), fields=('url',), name='source_unique_address', violation_error_message='There is a source with this address already.'), models.CheckConstraint(condition=models.Q(('kind__in', ['documentation', 'release-notes', 'repository', 'issue', 'announcement', 'paper', 'survey', 'statistics', 'data', 'report', 'news', 'blog', 'talk', 'forum', 'course', 'reference'])), name='source_kind_is_known'), models.CheckConstraint(condition=models.Q(('link_state__in', ['unchecked', 'works', 'moved', 'broken'])), name='source_link_state_is_known'), models.CheckConstraint(condition=models.Q(('link_moved_to', ''), ('link_state', 'moved'), _connector='OR'), name='source_new_address_only_if_moved')],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('key', models.CharField(blank=True, max_length=200)),
                ('title', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('applied', 'Applied'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='applied', max_length=10)),
                ('proposed_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('made_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, help_text='When it took effect, or was declined; the moment of proposing until then.', verbose_name='decided at')),
                ('decision', models.CharField(blank=True, max_length=300, verbose_name='why it was declined')),
                ('origin', models.CharField(choices=[('editor', 'An editor'), ('content', 'The content files'), ('import', 'An imported file'), ('refresh', 'A public interface'), ('reader', "A reader's note")], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('is_new', models.BooleanField(default=False, help_text='The record was added.')),
                ('is_removal', models.BooleanField(default=False, help_text='The record was removed.')),
                ('is_listed', models.BooleanField(default=False, help_text='Readers find it in the list of changes: they could see the page.')),
                ('fields', models.JSONField(default=dict)),
                ('flips', models.JSONField(default=list)),
                ('flip_reason', models.CharField(blank=True, help_text='Why the first places changed, for readers.', max_length=300)),
                ('decided_by', models.ForeignKey(help_text='Empty: the author could publish, and did.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reviewer')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='author')),
                ('undoes', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.change')),
                ('change_set', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='editorial.changeset')),
                ('opened', models.ManyToManyField(help_text='What the author read for it.', related_name='+', to='editorial.source', verbose_name='sources opened')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'permissions': [('publish_change', 'Can publish change')],
                'indexes': [models.Index(fields=['kind', 'key', '-made_at'], name='change_of_record'), models.Index(fields=['is_listed', '-made_at', '-id'], name='change_in_order'), models.Index(condition=models.Q(('state', 'proposed')), fields=['proposed_at'], name='change_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('origin__in', ['editor', 'content', 'import', 'refresh', 'reader'])), name='change_origin_is_known'), models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'applied', 'declined', 'withdrawn'])), name='change_state_is_known'), models.CheckConstraint(condition=models.Q(('state', 'applied'), ('is_listed', False), _connector='OR'), name='change_listed_once_applied'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('decision', ''), _negated=True), _connector='OR'), name='change_declined_with_a_reason', violation_error_message='Say why it is declined.'), models.CheckConstraint(condition=models.Q(('decided_by', None), ('made_by', None), models.Q(('decided_by', models.F('made_by')), _negated=True), _connector='OR'), name='change_decided_by_another', violation_error_message='Nobody decides what they proposed themselves.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'applied'), _negated=True), ('flips', []), models.Q(('flip_reason', ''), _negated=True), _connector='OR'), name='change_flip_has_a_reason', violation_error_message='Say why the first places change.')],
            },
        ),
        migrations.CreateModel(
            name='ChangeSubject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('key', models.CharField(max_length=200)),
                ('change', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subjects', to='editorial.change')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'key', 'change'), name='changesubject_unique')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('in-review', 'In review'), ('published', 'Published'), ('archived', 'Archived')], db_index=True, default='draft', max_length=10)),
                ('publish_at', models.DateTimeField(blank=True, help_text='Once it is published, readers see it from then on. Empty: at once.', null=True, verbose_name='appears')),
                ('expire_at', models.DateTimeField(blank=True, help_text='Readers no longer see it from then on. Empty: it stays.', null=True, verbose_name='disappears')),
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
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'in-review', 'published', 'archived'])), name='correction_status_is_known'), models.CheckConstraint(condition=models.Q(('publish_at', None), ('expire_at', None), ('expire_at__gt', models.F('publish_at')), _connector='OR'), name='correction_appears_before_it_disappears', violation_error_message='It must appear before it disappears.'), models.CheckConstraint(condition=models.Q(('found_by__in', ['editor', 'reader'])), name='correction_found_by_is_known'), models.CheckConstraint(condition=models.Q(('path__startswith', '/')), name='correction_is_on_this_site', violation_error_message='The address begins with “/”.'), models.CheckConstraint(condition=models.Q(models.Q(('mended_on', None), ('remedy', '')), models.Q(('mended_on__gte', models.F('found_on')), ('mended_on__isnull', False), models.Q(('remedy', ''), _negated=True)), _connector='OR'), name='correction_mended_with_a_remedy', violation_error_message='Once it is mended, say when (not before it was found) and how; until then leave both empty.')],
            },
        ),
        migrations.CreateModel(
            name='ImportedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('name', models.CharField(max_length=150)),
                ('uploaded_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('table', models.JSONField(help_text='The rows, as `editorial.importing.reading` reads them.')),
                ('preview', models.JSONField(help_text='What its editor was shown last.')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
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
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='keptrecord_unique')],
            },
        ),
        migrations.CreateModel(
            name='LoadedRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('key', models.CharField(max_length=200)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='loadedrecord_unique')],
            },
        ),
        migrations.CreateModel(
            name='OpenRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('key', models.CharField(max_length=200)),
                ('seen_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'key', 'user'), name='openrecord_unique')],
            },
        ),
        migrations.CreateModel(
            name='ScheduledMoment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('kind', models.CharField(max_length=30)),
                ('key', models.CharField(max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'key', 'at'), name='scheduledmoment_unique')],
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
                'indexes': [models.Index(condition=models.Q(('stale_on__isnull', False)), fields=['-weight', 'stale_on', 'id', 'ageing_on'], name='upkeep_by_weight'), models.Index(condition=models.Q(('stale_on__isnull', False)), fields=['ageing_on', 'stale_on'], name='upkeep_by_day'), models.Index(condition=models.Q(('due_on__isnull', False)), fields=['due_on', 'id'], name='upkeep_due'), models.Index(fields=['readers', 'kind', 'key'], name='upkeep_of_readers'), models.Index(fields=['kind', 'key'], name='upkeep_of_record')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'record', 'part', 'part_record'), name='upkeep_unique')],
            },
        ),
    ]
