"""The first tables, each made with its constraints: added one by one they took seconds for every new database."""

import django.db.models.deletion
import django.db.models.functions.comparison
import editorial.models
import editorial.partial_dates
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    replaces = [('comparisons', '0001_initial')]

    dependencies = [
        ('editorial', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FeatureCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('slug', models.SlugField(max_length=40, unique=True)),
                ('position', models.PositiveSmallIntegerField()),
            ],
            options={
                'verbose_name_plural': 'feature categories',
                'ordering': ['position', 'slug'],
            },
        ),
        migrations.CreateModel(
            name='Comparison',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('in-review', 'In review'), ('published', 'Published'), ('archived', 'Archived')], db_index=True, default='draft', max_length=10)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('featured', models.BooleanField(default=False, help_text='Shown on the first page. Only one is.')),
                ('updated_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['first', 'second'],
            },
        ),
        migrations.CreateModel(
            name='Feature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('slug', models.SlugField(max_length=40, unique=True)),
                ('question', models.CharField(help_text='To be answered with yes, partial or no.', max_length=160)),
                ('position', models.PositiveSmallIntegerField(help_text='Its place in the category.')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='features', to='comparisons.featurecategory')),
            ],
            options={
                'ordering': ['category', 'position', 'slug'],
            },
        ),
        migrations.CreateModel(
            name='Framework',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('in-review', 'In review'), ('published', 'Published'), ('archived', 'Archived')], db_index=True, default='draft', max_length=10)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(max_length=60, unique=True)),
                ('slug', models.SlugField(help_text='Its name in addresses. Changing it breaks links.', max_length=60, unique=True)),
                ('kind', models.CharField(help_text='Two to five words, such as “Array library”.', max_length=60)),
                ('trains_models', models.BooleanField(default=True, help_text='Off for what only runs finished models: it is compared, but never recommended as the first thing to learn.')),
                ('mark', models.CharField(help_text='One to three letters that stand for it in tables.', max_length=3)),
                ('colour', models.CharField(choices=[('vermilion', 'Vermilion'), ('blue', 'Blue'), ('violet', 'Violet'), ('rose', 'Rose'), ('green', 'Green'), ('ochre', 'Ochre'), ('sky', 'Sky'), ('slate', 'Slate')], max_length=20)),
                ('homepage', models.URLField()),
                ('repository', models.URLField()),
                ('documentation', models.URLField()),
                ('updated_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['slug'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'in-review', 'published', 'archived'])), name='framework_status_is_known'),
                    models.CheckConstraint(condition=models.Q(('slug__contains', '-vs-'), _negated=True), name='framework_slug_is_no_comparison', violation_error_message="A framework's slug must not contain “-vs-”."),
                    models.CheckConstraint(condition=models.Q(('colour__in', ['vermilion', 'blue', 'violet', 'rose', 'green', 'ochre', 'sky', 'slate'])), name='framework_colour_is_known'),
                    models.UniqueConstraint(condition=models.Q(('status', 'published')), fields=('colour',), name='framework_colour_is_its_own', violation_error_message='Another published framework has this colour.'),
                    models.UniqueConstraint(condition=models.Q(('status', 'published')), fields=('mark',), name='framework_mark_is_its_own', violation_error_message='Another published framework has this mark.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FeatureValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', editorial.partial_dates.PartialDateField(help_text='The date that the statement speaks of: 2024, 2024-09 or 2024-09-04.', verbose_name='as of')),
                ('checked_on', models.DateField(help_text='The day on which a person last read the sources and agreed.', verbose_name='checked on')),
                ('good_for', models.PositiveSmallIntegerField(choices=[(30, 'a month'), (90, 'three months'), (180, 'six months'), (365, 'a year'), (1825, 'five years')], default=180, help_text='How long after the check readers may rely on it.', verbose_name='good for')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('in-review', 'In review'), ('published', 'Published'), ('archived', 'Archived')], db_index=True, default='draft', max_length=10)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('state', models.CharField(choices=[('yes', 'Yes'), ('partial', 'Partial'), ('no', 'No'), ('planned', 'Planned'), ('removed', 'Removed'), ('not_applicable', 'Not applicable'), ('unknown', 'Unknown')], db_index=True, help_text='The answer to the question.', max_length=20)),
                ('statement', models.CharField(help_text='The facts that the sources support, in one or two sentences.', max_length=400)),
                ('note', models.CharField(blank=True, help_text='What is missing or on what it depends. “Partial” must have one.', max_length=300)),
                ('low', models.PositiveSmallIntegerField(blank=True, help_text='The lowest rating that the evidence allows.', null=True)),
                ('rating', models.PositiveSmallIntegerField(blank=True, help_text='Our rating: 5 among the strongest, 1 not offered.', null=True)),
                ('high', models.PositiveSmallIntegerField(blank=True, help_text='The highest rating that the evidence allows.', null=True)),
                ('reason', models.CharField(blank=True, help_text='Why this rating. Shown as our judgement.', max_length=300)),
                ('feature', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='comparisons.feature')),
                ('sources', editorial.models.SourcesField(related_name='%(class)ss')),
                ('updated_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('framework', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='comparisons.framework')),
            ],
            options={
                'ordering': ['framework', 'feature'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('good_for__in', [30, 90, 180, 365, 1825])), name='featurevalue_good_for_is_known'),
                    models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'in-review', 'published', 'archived'])), name='featurevalue_status_is_known'),
                    models.UniqueConstraint(fields=('framework', 'feature'), name='featurevalue_one_for_each_cell'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['yes', 'partial', 'no', 'planned', 'removed', 'not_applicable', 'unknown'])), name='featurevalue_state_is_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'partial'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='featurevalue_partial_has_a_note', violation_error_message='“Partial” needs a note: what is missing?'),
                    models.CheckConstraint(condition=models.Q(models.Q(('high', None), ('low', None), ('rating', None)), models.Q(('high__isnull', False), ('low__isnull', False), ('rating__isnull', False), ('high__gte', models.F('rating')), ('high__lte', 5), ('low__gte', 1), ('rating__gte', models.F('low'))), _connector='OR'), name='featurevalue_rating_within_bounds', violation_error_message='Ratings go from 1 to 5, with low ≤ rating ≤ high; give all three or none.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('rating', None), ('reason', '')), models.Q(('rating__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='featurevalue_rating_has_a_reason', violation_error_message='A rating needs its reason, and a reason needs a rating.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['unknown', 'not_applicable']), _negated=True), ('rating', None), _connector='OR'), name='featurevalue_nothing_to_rate', violation_error_message='What is unknown or not applicable has no rating.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ComparisonSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', editorial.partial_dates.PartialDateField(help_text='The date that the statement speaks of: 2024, 2024-09 or 2024-09-04.', verbose_name='as of')),
                ('checked_on', models.DateField(help_text='The day on which a person last read the sources and agreed.', verbose_name='checked on')),
                ('good_for', models.PositiveSmallIntegerField(choices=[(30, 'a month'), (90, 'three months'), (180, 'six months'), (365, 'a year'), (1825, 'five years')], default=180, help_text='How long after the check readers may rely on it.', verbose_name='good for')),
                ('position', models.PositiveSmallIntegerField()),
                ('part', models.CharField(choices=[('answer', 'Short answer'), ('overview', 'Overview of a framework'), ('chart', 'Row of the short chart'), ('choose', 'Choose this one if'), ('takeaway', 'Takeaway'), ('bottom_line', 'Bottom line for a goal')], max_length=20)),
                ('heading', models.CharField(blank=True, help_text='For takeaways, rows of the chart and bottom lines.', max_length=80)),
                ('text', models.TextField(help_text='Plain text. Under “choose this one if”, each line is one reason.')),
                ('comparison', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='comparisons.comparison')),
                ('sources', editorial.models.SourcesField(related_name='%(class)ss')),
                ('framework', models.ForeignKey(blank=True, help_text='For an overview, a row of the chart and “choose this one if”.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='comparisons.framework')),
            ],
            options={
                'ordering': ['comparison', 'position'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('good_for__in', [30, 90, 180, 365, 1825])), name='comparisonsection_good_for_is_known'),
                    models.UniqueConstraint(fields=('comparison', 'position'), name='comparisonsection_one_at_each_position'),
                    models.CheckConstraint(condition=models.Q(('part__in', ['answer', 'overview', 'chart', 'choose', 'takeaway', 'bottom_line'])), name='comparisonsection_part_is_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('part__in', ['overview', 'chart', 'choose']), ('framework__isnull', False)), models.Q(models.Q(('part__in', ['overview', 'chart', 'choose']), _negated=True), ('framework__isnull', True)), _connector='OR'), name='comparisonsection_framework_where_needed', violation_error_message='An overview, a row of the chart and “choose this one if” name one framework; other parts name none.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('part__in', ['chart', 'takeaway', 'bottom_line']), models.Q(('heading', ''), _negated=True)), models.Q(models.Q(('part__in', ['chart', 'takeaway', 'bottom_line']), _negated=True), ('heading', '')), _connector='OR'), name='comparisonsection_heading_where_needed', violation_error_message='A takeaway, a row of the chart and a bottom line have a heading; other parts have none.'),
                ],
            },
        ),
        migrations.AddField(
            model_name='comparison',
            name='first',
            field=models.ForeignKey(help_text='The one whose slug comes first in the alphabet.', on_delete=django.db.models.deletion.PROTECT, related_name='comparisons_as_first', to='comparisons.framework'),
        ),
        migrations.AddField(
            model_name='comparison',
            name='second',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comparisons_as_second', to='comparisons.framework'),
        ),
        migrations.CreateModel(
            name='FrameworkFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', editorial.partial_dates.PartialDateField(help_text='The date that the statement speaks of: 2024, 2024-09 or 2024-09-04.', verbose_name='as of')),
                ('checked_on', models.DateField(help_text='The day on which a person last read the sources and agreed.', verbose_name='checked on')),
                ('good_for', models.PositiveSmallIntegerField(choices=[(30, 'a month'), (90, 'three months'), (180, 'six months'), (365, 'a year'), (1825, 'five years')], default=180, help_text='How long after the check readers may rely on it.', verbose_name='good for')),
                ('topic', models.CharField(choices=[('description', 'What it is'), ('steward', 'Steward'), ('creator', 'Created by'), ('first_release', 'First release'), ('latest_version', 'Latest version'), ('licence', 'Licence'), ('languages', 'Written in'), ('upkeep', 'Upkeep'), ('execution', 'How code runs'), ('hardware', 'Hardware'), ('distributed', 'Many devices'), ('server', 'To a server'), ('mobile', 'To phones'), ('browser', 'To the browser'), ('embedded', 'To embedded devices')], max_length=20)),
                ('text', models.CharField(max_length=400)),
                ('note', models.CharField(blank=True, help_text='A limit, a contradiction or a caveat.', max_length=300)),
                ('framework', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='comparisons.framework')),
                ('sources', editorial.models.SourcesField(related_name='%(class)ss')),
            ],
            options={
                'ordering': ['framework', 'topic'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('good_for__in', [30, 90, 180, 365, 1825])), name='frameworkfact_good_for_is_known'),
                    models.UniqueConstraint(fields=('framework', 'topic'), name='frameworkfact_one_for_each_topic'),
                    models.CheckConstraint(condition=models.Q(('topic__in', ['description', 'steward', 'creator', 'first_release', 'latest_version', 'licence', 'languages', 'upkeep', 'execution', 'hardware', 'distributed', 'server', 'mobile', 'browser', 'embedded'])), name='frameworkfact_topic_is_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Tool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', editorial.partial_dates.PartialDateField(help_text='The date that the statement speaks of: 2024, 2024-09 or 2024-09-04.', verbose_name='as of')),
                ('checked_on', models.DateField(help_text='The day on which a person last read the sources and agreed.', verbose_name='checked on')),
                ('good_for', models.PositiveSmallIntegerField(choices=[(30, 'a month'), (90, 'three months'), (180, 'six months'), (365, 'a year'), (1825, 'five years')], default=180, help_text='How long after the check readers may rely on it.', verbose_name='good for')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('in-review', 'In review'), ('published', 'Published'), ('archived', 'Archived')], db_index=True, default='draft', max_length=10)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(max_length=80, unique=True)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('role', models.CharField(help_text='What it is for, in a few words.', max_length=100)),
                ('owner', models.CharField(help_text='Who keeps it.', max_length=80)),
                ('state', models.CharField(choices=[('active', 'Active'), ('low_change', 'Maintained, few changes'), ('stalled', 'Stalled'), ('seeking_maintainer', 'Seeks a maintainer'), ('to_be_replaced', 'To be replaced'), ('renamed', 'Renamed'), ('deprecated', 'Deprecated'), ('unmaintained', 'No longer maintained'), ('ended', 'Ended')], db_index=True, max_length=20)),
                ('since', editorial.partial_dates.PartialDateField(blank=True, help_text='The date from which that state holds.')),
                ('successor_note', models.CharField(blank=True, help_text='What replaces it and is not a tool in this list.', max_length=200)),
                ('description', models.CharField(help_text='What it is and what happened to it.', max_length=400)),
                ('advice', models.CharField(help_text='What this means for someone who learns it now. Our judgement.', max_length=300)),
                ('frameworks', models.ManyToManyField(blank=True, related_name='tools', to='comparisons.framework', verbose_name='works with')),
                ('sources', editorial.models.SourcesField(related_name='%(class)ss')),
                ('successors', models.ManyToManyField(blank=True, related_name='predecessors', to='comparisons.tool', verbose_name='replaced by')),
                ('updated_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('good_for__in', [30, 90, 180, 365, 1825])), name='tool_good_for_is_known'),
                    models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'in-review', 'published', 'archived'])), name='tool_status_is_known'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['active', 'low_change', 'stalled', 'seeking_maintainer', 'to_be_replaced', 'renamed', 'deprecated', 'unmaintained', 'ended'])), name='tool_state_is_known'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['active', 'low_change']), models.Q(('since', ''), _negated=True), _connector='OR'), name='tool_state_has_a_date', violation_error_message='Say since when: only an active tool may leave that open.'),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name='comparison',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'in-review', 'published', 'archived'])), name='comparison_status_is_known'),
        ),
        migrations.AddConstraint(
            model_name='comparison',
            constraint=models.UniqueConstraint(django.db.models.functions.comparison.Least('first', 'second'), django.db.models.functions.comparison.Greatest('first', 'second'), name='comparison_one_for_each_pair', violation_error_message='These two have a comparison already.'),
        ),
        migrations.AddConstraint(
            model_name='comparison',
            constraint=models.UniqueConstraint(condition=models.Q(('featured', True)), fields=('featured',), name='comparison_only_one_featured', violation_error_message='Another comparison is on the first page.'),
        ),
        migrations.AddConstraint(
            model_name='comparison',
            constraint=models.CheckConstraint(condition=models.Q(('first', models.F('second')), _negated=True), name='comparison_of_two_frameworks', violation_error_message='A comparison needs two different frameworks.'),
        ),
    ]
