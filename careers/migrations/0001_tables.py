"""The first tables, each made with its constraints: added one by one they took seconds for every new database."""

import django.db.models.deletion
import editorial.models
import editorial.partial_dates
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("careers", "0001_initial")]

    dependencies = [
        ("comparisons", "0002_editors"),
        ("editorial", "0002_editors"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True)),
                ("slug", models.SlugField(max_length=20, unique=True)),
                (
                    "worst",
                    models.CharField(
                        help_text="The low end of its range, in words.", max_length=100
                    ),
                ),
                (
                    "best",
                    models.CharField(
                        help_text="The high end of its range, in words.", max_length=100
                    ),
                ),
                (
                    "question",
                    models.CharField(
                        blank=True,
                        help_text="Empty if there are no options to choose from.",
                        max_length=120,
                    ),
                ),
                (
                    "help",
                    models.CharField(
                        blank=True, help_text="Shown under the question.", max_length=240
                    ),
                ),
                (
                    "coverage",
                    models.BooleanField(
                        default=False,
                        help_text="On if someone who knows two frameworks has the better of both, as with jobs.",
                        verbose_name="better of two",
                    ),
                ),
                (
                    "exclusive",
                    models.BooleanField(
                        default=False, help_text="On if exactly one option can be chosen."
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(help_text="Its place in the form.")),
            ],
            options={
                "verbose_name_plural": "criteria",
                "ordering": ["position", "slug"],
            },
        ),
        migrations.CreateModel(
            name="LearningStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("goal", models.CharField(help_text="What one can do afterwards.", max_length=100)),
                (
                    "hours_low",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="As a source states. Empty: no source says how long.",
                        null=True,
                        verbose_name="hours from",
                    ),
                ),
                (
                    "hours_high",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="to"),
                ),
                (
                    "hours_note",
                    models.CharField(
                        blank=True,
                        help_text="What the hours are of.",
                        max_length=160,
                        verbose_name="note on the hours",
                    ),
                ),
                ("project", models.CharField(help_text="What to build.", max_length=300)),
                (
                    "acceptance",
                    models.CharField(
                        help_text="How one knows that it is done.",
                        max_length=400,
                        verbose_name="done when",
                    ),
                ),
                (
                    "hardware",
                    models.CharField(
                        blank=True,
                        help_text="What it takes beyond an ordinary computer.",
                        max_length=120,
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=20, unique=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("digest", models.CharField(max_length=64)),
                ("data", models.JSONField()),
            ],
            options={
                "verbose_name": "data release",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Skill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True)),
                ("slug", models.SlugField(max_length=40, unique=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="JobSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "as_of",
                    editorial.partial_dates.PartialDateField(
                        help_text="The date that the statement speaks of: 2024, 2024-09 or 2024-09-04.",
                        verbose_name="as of",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(
                        help_text="The day on which a person last read the sources and agreed.",
                        verbose_name="checked on",
                    ),
                ),
                (
                    "good_for",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (30, "a month"),
                            (90, "three months"),
                            (180, "six months"),
                            (365, "a year"),
                            (1825, "five years"),
                        ],
                        default=180,
                        help_text="How long after the check readers may rely on it.",
                        verbose_name="good for",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120, unique=True)),
                (
                    "unit",
                    models.CharField(
                        help_text="What is counted, such as “hiring posts”.", max_length=60
                    ),
                ),
                (
                    "measures",
                    models.CharField(
                        help_text="In full sentences, under the chart.",
                        max_length=300,
                        verbose_name="how it is counted",
                    ),
                ),
                (
                    "cannot_show",
                    models.CharField(
                        help_text="In full sentences, under the chart.",
                        max_length=400,
                        verbose_name="what it cannot show",
                    ),
                ),
                (
                    "population",
                    models.CharField(help_text="Who or what could be in it.", max_length=160),
                ),
                ("region", models.CharField(max_length=80)),
                ("sources", editorial.models.SourcesField(related_name="%(class)ss")),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "job series",
                "ordering": ["slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("good_for__in", [30, 90, 180, 365, 1825])),
                        name="jobseries_good_for_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "in-review", "published", "archived"])
                        ),
                        name="jobseries_status_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobSeriesPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", editorial.partial_dates.PartialDateField()),
                ("count", models.PositiveIntegerField()),
                ("base", models.PositiveIntegerField(help_text="How many there were in all.")),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="comparisons.framework",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="careers.jobseries",
                    ),
                ),
            ],
            options={
                "ordering": ["series", "period", "framework"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("series", "period", "framework"),
                        name="jobseriespoint_one_for_each_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("base__gt", 0), ("count__lte", models.F("base"))),
                        name="jobseriespoint_part_of_its_base",
                        violation_error_message="The count can't be more than the base.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobTrend",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "as_of",
                    editorial.partial_dates.PartialDateField(
                        help_text="The date that the statement speaks of: 2024, 2024-09 or 2024-09-04.",
                        verbose_name="as of",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(
                        help_text="The day on which a person last read the sources and agreed.",
                        verbose_name="checked on",
                    ),
                ),
                (
                    "good_for",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (30, "a month"),
                            (90, "three months"),
                            (180, "six months"),
                            (365, "a year"),
                            (1825, "five years"),
                        ],
                        default=180,
                        help_text="How long after the check readers may rely on it.",
                        verbose_name="good for",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("slug", models.SlugField(max_length=60, unique=True)),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("names-framework", "Names the framework"),
                            ("names-which", "Names which of the two"),
                            ("names-term", "Names another word"),
                            ("uses-framework", "Uses the framework"),
                            ("growth", "Growth"),
                            ("other", "Other"),
                        ],
                        db_index=True,
                        help_text="Tables and the recommendation take only what “names the framework”.",
                        max_length=20,
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        help_text="What was measured, such as “Share of adverts that name it”.",
                        max_length=120,
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        blank=True,
                        help_text="Of what: a group of adverts, a word, an occupation.",
                        max_length=160,
                    ),
                ),
                (
                    "grouping",
                    models.CharField(
                        choices=[
                            ("all", "All of them"),
                            ("title", "By job title"),
                            ("word", "By a word in the text"),
                            ("level", "By level"),
                            ("place", "By place"),
                            ("kind", "By kind of work"),
                            ("employer", "By employer"),
                        ],
                        default="all",
                        help_text="By what these adverts were singled out of the population.",
                        max_length=10,
                    ),
                ),
                (
                    "population",
                    models.CharField(help_text="Who or what could be in it.", max_length=160),
                ),
                ("region", models.CharField(blank=True, max_length=80)),
                ("period", models.CharField(help_text="As the source gives it.", max_length=60)),
                (
                    "sample",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="How many were looked at. Empty: the source doesn't say.",
                        null=True,
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="A number that is no share, such as a growth.",
                        max_digits=12,
                        null=True,
                    ),
                ),
                (
                    "unit",
                    models.CharField(blank=True, help_text="What the value is in.", max_length=60),
                ),
                (
                    "text",
                    models.CharField(
                        blank=True, help_text="A value that is no number.", max_length=300
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "reliability",
                    models.CharField(
                        choices=[
                            ("published", "Printed in the source"),
                            ("counted", "Counted by us from the source"),
                            ("weak", "Weak or second-hand"),
                        ],
                        max_length=10,
                    ),
                ),
                ("sources", editorial.models.SourcesField(related_name="%(class)ss")),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "job observation",
                "ordering": ["-as_of", "slug"],
            },
        ),
        migrations.CreateModel(
            name="JobShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "label",
                    models.CharField(
                        blank=True, help_text="What it is, if no framework.", max_length=80
                    ),
                ),
                (
                    "count",
                    models.PositiveIntegerField(
                        blank=True, help_text="How many of the sample name it.", null=True
                    ),
                ),
                (
                    "percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Where no count is known.",
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "framework",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="job_shares",
                        to="comparisons.framework",
                    ),
                ),
                (
                    "trend",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="careers.jobtrend",
                    ),
                ),
            ],
            options={
                "ordering": ["trend", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trend", "position"), name="jobshare_one_at_each_position"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("framework", None), models.Q(("label", ""), _negated=True)),
                            models.Q(("framework__isnull", False), ("label", "")),
                            _connector="OR",
                        ),
                        name="jobshare_is_of_one_thing",
                        violation_error_message="A share is of a framework or of what its label says.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("count", None),
                                ("percent__gte", 0),
                                ("percent__isnull", False),
                                ("percent__lte", 100),
                            ),
                            models.Q(("count__isnull", False), ("percent", None)),
                            _connector="OR",
                        ),
                        name="jobshare_count_or_percent",
                        violation_error_message="Give the count, or the percentage where none is known.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobPair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("both", models.PositiveIntegerField(help_text="How many name both of them.")),
                (
                    "first_only",
                    models.PositiveIntegerField(
                        help_text="How many name the first without the other."
                    ),
                ),
                (
                    "second_only",
                    models.PositiveIntegerField(
                        help_text="How many name the second without the other."
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="comparisons.framework",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="comparisons.framework",
                    ),
                ),
                (
                    "trend",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pairs",
                        to="careers.jobtrend",
                    ),
                ),
            ],
            options={
                "ordering": ["trend", "first", "second"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trend", "first", "second"), name="jobpair_one_for_each_pair"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first", models.F("second")), _negated=True),
                        name="jobpair_of_two_frameworks",
                        violation_error_message="A pair is of two different frameworks.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LearningPath",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=80, unique=True)),
                (
                    "prerequisites",
                    models.CharField(help_text="What one must know beforehand.", max_length=160),
                ),
                (
                    "why",
                    models.CharField(
                        help_text="Why one should take this path, or not.", max_length=200
                    ),
                ),
                (
                    "stop",
                    models.CharField(
                        blank=True, help_text="The good place to stop, if any.", max_length=160
                    ),
                ),
                (
                    "framework",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="path",
                        to="comparisons.framework",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stop_after",
                    models.ForeignKey(
                        blank=True,
                        help_text="The last step of working knowledge. Empty: all of them.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.learningstep",
                    ),
                ),
            ],
            options={
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="MustHave",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                ("slug", models.SlugField(max_length=20, unique=True)),
                (
                    "partial_counts",
                    models.BooleanField(
                        default=False,
                        help_text="On if “partial” means a route by way of export; the note of the value names it.",
                        verbose_name="“partial” is enough",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(help_text="Its place in the form.")),
                (
                    "feature",
                    models.OneToOneField(
                        help_text="The row of the comparison that says who has it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="must_have",
                        to="comparisons.feature",
                    ),
                ),
            ],
            options={
                "verbose_name": "must-have",
                "ordering": ["position", "slug"],
            },
        ),
        migrations.CreateModel(
            name="Option",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("slug", models.SlugField(max_length=30)),
                ("name", models.CharField(max_length=80)),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="options",
                        to="careers.criterion",
                    ),
                ),
                (
                    "features",
                    models.ManyToManyField(
                        help_text="The mean of their ratings counts.",
                        related_name="options",
                        to="comparisons.feature",
                    ),
                ),
            ],
            options={
                "ordering": ["criterion", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("criterion", "position"), name="option_one_at_each_position"
                    ),
                    models.UniqueConstraint(
                        fields=("criterion", "slug"), name="option_one_of_each_slug"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PathEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "path",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="careers.learningpath",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="careers.learningstep",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "path entries",
                "ordering": ["path", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("path", "position"), name="pathentry_one_at_each_position"
                    ),
                    models.UniqueConstraint(
                        fields=("path", "step"),
                        name="pathentry_each_step_once",
                        violation_error_message="A step stands only once in a path.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reader",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=60, unique=True)),
                (
                    "situation",
                    models.CharField(
                        help_text="Who they are, what they do and what they want.", max_length=300
                    ),
                ),
                (
                    "answers",
                    models.CharField(
                        help_text="What follows the “?” in the address of the answered form.",
                        max_length=500,
                    ),
                ),
                (
                    "advice",
                    models.CharField(
                        blank=True,
                        help_text="What the founding article would tell them.",
                        max_length=200,
                    ),
                ),
                (
                    "support",
                    models.CharField(
                        choices=[
                            ("supported", "The evidence supports it"),
                            ("partly", "The evidence supports it in part"),
                            ("not-supported", "The evidence does not support it"),
                            ("silent", "The founding article says nothing of it"),
                        ],
                        help_text="Whether the evidence bears that advice out.",
                        max_length=20,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        help_text="Why the answer is, or is not, that advice.", max_length=400
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="Their place among the readers."),
                ),
                (
                    "expected",
                    models.ManyToManyField(
                        help_text="Which frameworks may come first. Another one is a result to look into.",
                        related_name="+",
                        to="comparisons.framework",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "reference reader",
                "ordering": ["position", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "in-review", "published", "archived"])
                        ),
                        name="reader_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("support__in", ["supported", "partly", "not-supported", "silent"])
                        ),
                        name="reader_support_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReaderResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("engine", models.CharField(max_length=10)),
                (
                    "answers",
                    models.CharField(help_text="What the reader answered then.", max_length=500),
                ),
                ("verdict", models.CharField(max_length=20)),
                ("pick", models.CharField(blank=True, max_length=60)),
                (
                    "first",
                    models.CharField(
                        blank=True,
                        help_text="In how many of 100 readings the pick came first.",
                        max_length=20,
                    ),
                ),
                ("headline", models.CharField(max_length=200)),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="careers.reader",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="careers.release",
                    ),
                ),
            ],
            options={
                "verbose_name": "result of a reference reader",
                "verbose_name_plural": "results of reference readers",
                "ordering": ["reader", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reader", "release", "engine"),
                        name="readerresult_one_for_each_release",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "as_of",
                    editorial.partial_dates.PartialDateField(
                        help_text="The date that the statement speaks of: 2024, 2024-09 or 2024-09-04.",
                        verbose_name="as of",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(
                        help_text="The day on which a person last read the sources and agreed.",
                        verbose_name="checked on",
                    ),
                ),
                (
                    "good_for",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (30, "a month"),
                            (90, "three months"),
                            (180, "six months"),
                            (365, "a year"),
                            (1825, "five years"),
                        ],
                        default=180,
                        help_text="How long after the check readers may rely on it.",
                        verbose_name="good for",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=160)),
                ("provider", models.CharField(max_length=120)),
                ("url", models.URLField(max_length=300, verbose_name="address")),
                (
                    "kind",
                    models.CharField(
                        help_text="In a word, such as “course” or “book”.", max_length=30
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        help_text="Such as “beginner” or “intermediate”.", max_length=40
                    ),
                ),
                (
                    "hours",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="As it states. Empty: it doesn't say.", null=True
                    ),
                ),
                (
                    "length",
                    models.CharField(
                        blank=True, help_text="As it states, in words.", max_length=120
                    ),
                ),
                ("covers", models.CharField(help_text="What one learns from it.", max_length=200)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "frameworks",
                    models.ManyToManyField(
                        blank=True, related_name="resources", to="comparisons.framework"
                    ),
                ),
                ("sources", editorial.models.SourcesField(related_name="%(class)ss")),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["title", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("good_for__in", [30, 90, 180, 365, 1825])),
                        name="resource_good_for_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "in-review", "published", "archived"])
                        ),
                        name="resource_status_is_known",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="learningstep",
            name="resources",
            field=models.ManyToManyField(blank=True, related_name="steps", to="careers.resource"),
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("name", models.CharField(max_length=60, unique=True)),
                (
                    "slug",
                    models.SlugField(
                        help_text="Its name in addresses. Changing it breaks links.",
                        max_length=60,
                        unique=True,
                    ),
                ),
                (
                    "also_called",
                    models.CharField(
                        blank=True,
                        help_text="Other titles, with commas between them.",
                        max_length=160,
                    ),
                ),
                ("summary", models.CharField(help_text="What such a person does.", max_length=300)),
                (
                    "occupation_code",
                    models.CharField(
                        blank=True,
                        help_text="Its nearest code in O*NET, such as 15-2051.00.",
                        max_length=12,
                    ),
                ),
                ("occupation_title", models.CharField(blank=True, max_length=120)),
                (
                    "occupation_fit",
                    models.CharField(
                        blank=True,
                        choices=[("close", "Close"), ("partial", "Partial"), ("weak", "Weak")],
                        max_length=10,
                    ),
                ),
                ("occupation_note", models.CharField(blank=True, max_length=200)),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="Its place in lists of roles."),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "skills",
                    models.ManyToManyField(blank=True, related_name="roles", to="careers.skill"),
                ),
            ],
            options={
                "ordering": ["position", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "in-review", "published", "archived"])
                        ),
                        name="role_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("occupation_code", ""),
                                ("occupation_fit", ""),
                                ("occupation_title", ""),
                            ),
                            models.Q(
                                models.Q(("occupation_code", ""), _negated=True),
                                models.Q(("occupation_title", ""), _negated=True),
                                models.Q(("occupation_fit", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="role_occupation_is_whole",
                        violation_error_message="An occupation has a code, a title and how well it fits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("occupation_fit", ""),
                            ("occupation_fit__in", ["close", "partial", "weak"]),
                            _connector="OR",
                        ),
                        name="role_occupation_fit_is_known",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="learningpath",
            name="role",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="path",
                to="careers.role",
            ),
        ),
        migrations.AddField(
            model_name="jobtrend",
            name="role",
            field=models.ForeignKey(
                blank=True,
                help_text="The role that these adverts stand for. The recommendation counts them for it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="job_trends",
                to="careers.role",
            ),
        ),
        migrations.CreateModel(
            name="RoleFit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fit",
                    models.PositiveSmallIntegerField(
                        help_text="3: the usual choice; 2: often asked for; 1: sometimes; 0: hardly ever."
                    ),
                ),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_fits",
                        to="comparisons.framework",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fits",
                        to="careers.role",
                    ),
                ),
            ],
            options={
                "ordering": ["role", "-fit", "framework"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("role", "framework"), name="rolefit_one_for_each_framework"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fit__lte", 3)),
                        name="rolefit_within_scale",
                        violation_error_message="A fit goes from 0 to 3.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "as_of",
                    editorial.partial_dates.PartialDateField(
                        help_text="The date that the statement speaks of: 2024, 2024-09 or 2024-09-04.",
                        verbose_name="as of",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(
                        help_text="The day on which a person last read the sources and agreed.",
                        verbose_name="checked on",
                    ),
                ),
                (
                    "good_for",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (30, "a month"),
                            (90, "three months"),
                            (180, "six months"),
                            (365, "a year"),
                            (1825, "five years"),
                        ],
                        default=180,
                        help_text="How long after the check readers may rely on it.",
                        verbose_name="good for",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("frameworks", "Which frameworks it asks for"),
                            ("entry", "How people get in"),
                            ("outlook", "Outlook"),
                            ("founding", "What the founding article says of it"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.CharField(max_length=400)),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="careers.role",
                    ),
                ),
                ("sources", editorial.models.SourcesField(related_name="%(class)ss")),
            ],
            options={
                "ordering": ["role", "position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("good_for__in", [30, 90, 180, 365, 1825])),
                        name="rolestatement_good_for_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("role", "position"), name="rolestatement_one_at_each_position"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("topic__in", ["frameworks", "entry", "outlook", "founding"])
                        ),
                        name="rolestatement_topic_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SalaryObservation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "as_of",
                    editorial.partial_dates.PartialDateField(
                        help_text="The date that the statement speaks of: 2024, 2024-09 or 2024-09-04.",
                        verbose_name="as of",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(
                        help_text="The day on which a person last read the sources and agreed.",
                        verbose_name="checked on",
                    ),
                ),
                (
                    "good_for",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (30, "a month"),
                            (90, "three months"),
                            (180, "six months"),
                            (365, "a year"),
                            (1825, "five years"),
                        ],
                        default=180,
                        help_text="How long after the check readers may rely on it.",
                        verbose_name="good for",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("group", models.CharField(help_text="Whose pay it is.", max_length=120)),
                (
                    "population",
                    models.CharField(help_text="Who or what could be in it.", max_length=200),
                ),
                ("region", models.CharField(max_length=80)),
                ("period", models.CharField(help_text="As the source gives it.", max_length=60)),
                (
                    "statistic",
                    models.CharField(
                        choices=[
                            ("median", "Median"),
                            ("median-of-middles", "Median of the middles of advertised ranges"),
                            ("median-in-bands", "Median, interpolated inside pay bands"),
                            ("mean", "Mean"),
                            ("average", "Average, of a kind not stated"),
                            ("range", "Range as quoted"),
                            ("not-stated", "Not stated"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="The median or mean.",
                        max_digits=12,
                        null=True,
                    ),
                ),
                (
                    "low",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="range from",
                    ),
                ),
                (
                    "high",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="to"
                    ),
                ),
                (
                    "range_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("10-90", "10th and 90th percentile"),
                            ("25-75", "25th and 75th percentile"),
                            ("ends", "low and high"),
                        ],
                        max_length=10,
                        verbose_name="ends of the range",
                    ),
                ),
                (
                    "interval_low",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="95% interval of the median.",
                        max_digits=12,
                        null=True,
                        verbose_name="interval from",
                    ),
                ),
                (
                    "interval_high",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="to"
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        choices=[
                            ("USD", "US dollar"),
                            ("GBP", "Pound sterling"),
                            ("EUR", "Euro"),
                            ("CAD", "Canadian dollar"),
                            ("INR", "Indian rupee"),
                        ],
                        max_length=3,
                    ),
                ),
                (
                    "per",
                    models.CharField(
                        choices=[
                            ("year", "a year"),
                            ("month", "a month"),
                            ("day", "a day"),
                            ("hour", "an hour"),
                        ],
                        default="year",
                        max_length=5,
                    ),
                ),
                (
                    "sample",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="How many were counted. Of fewer than 10, no figure is shown.",
                        null=True,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "reliability",
                    models.CharField(
                        choices=[
                            ("published", "Printed in the source"),
                            ("counted", "Counted by us from the source"),
                            ("weak", "Weak or second-hand"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="salaries",
                        to="careers.role",
                    ),
                ),
                ("sources", editorial.models.SourcesField(related_name="%(class)ss")),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["population", "region", "-period", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("good_for__in", [30, 90, 180, 365, 1825])),
                        name="salaryobservation_good_for_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "in-review", "published", "archived"])
                        ),
                        name="salaryobservation_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "statistic__in",
                                [
                                    "median",
                                    "median-of-middles",
                                    "median-in-bands",
                                    "mean",
                                    "average",
                                    "range",
                                    "not-stated",
                                ],
                            )
                        ),
                        name="salaryobservation_statistic_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("currency__in", ["USD", "GBP", "EUR", "CAD", "INR"])),
                        name="salaryobservation_currency_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("per__in", ["year", "month", "day", "hour"])),
                        name="salaryobservation_per_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reliability__in", ["published", "counted", "weak"])),
                        name="salaryobservation_reliability_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("high", None), ("low", None), ("range_kind", "")),
                            models.Q(
                                ("high__gte", models.F("low")),
                                ("high__isnull", False),
                                ("low__isnull", False),
                                ("range_kind__in", ["10-90", "25-75", "ends"]),
                            ),
                            _connector="OR",
                        ),
                        name="salaryobservation_range_is_whole",
                        violation_error_message="A range has a low, a high that is no less, and a kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("interval_high", None), ("interval_low", None)),
                            models.Q(
                                ("interval_high__gte", models.F("interval_low")),
                                ("interval_high__isnull", False),
                                ("interval_low__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="salaryobservation_interval_is_whole",
                        violation_error_message="An interval has a low and a high that is no less.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__isnull", False), ("low__isnull", False), _connector="OR"
                        ),
                        name="salaryobservation_says_something",
                        violation_error_message="Give an amount or a range.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "as_of",
                    editorial.partial_dates.PartialDateField(
                        help_text="The date that the statement speaks of: 2024, 2024-09 or 2024-09-04.",
                        verbose_name="as of",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(
                        help_text="The day on which a person last read the sources and agreed.",
                        verbose_name="checked on",
                    ),
                ),
                (
                    "good_for",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (30, "a month"),
                            (90, "three months"),
                            (180, "six months"),
                            (365, "a year"),
                            (1825, "five years"),
                        ],
                        default=180,
                        help_text="How long after the check readers may rely on it.",
                        verbose_name="good for",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("slug", models.SlugField(max_length=60, unique=True)),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("jobs", "What adverts ask for"),
                            ("hybrid", "Roles that ask for both"),
                            ("jobs-limits", "What these numbers cannot tell"),
                            ("hiring", "What people who hire say"),
                            ("pay", "What is known of pay"),
                            ("both", "Does knowing both pay?"),
                            ("pay-limits", "What figures of pay cannot tell"),
                        ],
                        max_length=20,
                    ),
                ),
                ("heading", models.CharField(max_length=100)),
                ("text", models.CharField(max_length=500)),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        help_text="Its place in its part of the page."
                    ),
                ),
                ("sources", editorial.models.SourcesField(related_name="%(class)ss")),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["position", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("good_for__in", [30, 90, 180, 365, 1825])),
                        name="finding_good_for_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "in-review", "published", "archived"])
                        ),
                        name="finding_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "topic__in",
                                [
                                    "jobs",
                                    "hybrid",
                                    "jobs-limits",
                                    "hiring",
                                    "pay",
                                    "both",
                                    "pay-limits",
                                ],
                            )
                        ),
                        name="finding_topic_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "as_of",
                    editorial.partial_dates.PartialDateField(
                        help_text="The date that the statement speaks of: 2024, 2024-09 or 2024-09-04.",
                        verbose_name="as of",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(
                        help_text="The day on which a person last read the sources and agreed.",
                        verbose_name="checked on",
                    ),
                ),
                (
                    "good_for",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (30, "a month"),
                            (90, "three months"),
                            (180, "six months"),
                            (365, "a year"),
                            (1825, "five years"),
                        ],
                        default=180,
                        help_text="How long after the check readers may rely on it.",
                        verbose_name="good for",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=80, unique=True)),
                (
                    "summary",
                    models.CharField(help_text="Whose goal it is, in a few words.", max_length=200),
                ),
                (
                    "answers",
                    models.CharField(
                        help_text="What follows the “?” in the address of the answered form.",
                        max_length=500,
                    ),
                ),
                (
                    "reason",
                    models.CharField(help_text="Why we assume these answers.", max_length=300),
                ),
                (
                    "advice",
                    models.CharField(
                        help_text="What the founding article advises.", max_length=200
                    ),
                ),
                (
                    "support",
                    models.CharField(
                        choices=[
                            ("supported", "The evidence supports it"),
                            ("partly", "The evidence supports it in part"),
                            ("not-supported", "The evidence does not support it"),
                            ("silent", "The founding article says nothing of it"),
                        ],
                        help_text="Whether the evidence bears that advice out.",
                        max_length=20,
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        help_text="What the evidence says of that advice.", max_length=400
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="Its place among the goals."),
                ),
                ("sources", editorial.models.SourcesField(related_name="%(class)ss")),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "career goal",
                "ordering": ["position", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("good_for__in", [30, 90, 180, 365, 1825])),
                        name="goal_good_for_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "in-review", "published", "archived"])
                        ),
                        name="goal_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("support__in", ["supported", "partly", "not-supported", "silent"])
                        ),
                        name="goal_support_is_known",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="learningstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hours_high", None), ("hours_low", None)),
                    models.Q(
                        ("hours_high__gte", models.F("hours_low")),
                        ("hours_high__isnull", False),
                        ("hours_low__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="learningstep_hours_are_whole",
                violation_error_message="Hours have a low and a high that is no less, or neither.",
            ),
        ),
        migrations.AddConstraint(
            model_name="learningpath",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "in-review", "published", "archived"])),
                name="learningpath_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="learningpath",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("framework", None), ("role__isnull", False)),
                    models.Q(("framework__isnull", False), ("role", None)),
                    _connector="OR",
                ),
                name="learningpath_leads_to_one_thing",
                violation_error_message="A path leads to a framework or to a role.",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobtrend",
            constraint=models.CheckConstraint(
                condition=models.Q(("good_for__in", [30, 90, 180, 365, 1825])),
                name="jobtrend_good_for_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobtrend",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "in-review", "published", "archived"])),
                name="jobtrend_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobtrend",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "measure__in",
                        [
                            "names-framework",
                            "names-which",
                            "names-term",
                            "uses-framework",
                            "growth",
                            "other",
                        ],
                    )
                ),
                name="jobtrend_measure_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobtrend",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("grouping__in", ["all", "title", "word", "level", "place", "kind", "employer"])
                ),
                name="jobtrend_grouping_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobtrend",
            constraint=models.CheckConstraint(
                condition=models.Q(("reliability__in", ["published", "counted", "weak"])),
                name="jobtrend_reliability_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobtrend",
            constraint=models.CheckConstraint(
                condition=models.Q(("sample__isnull", True), ("sample__gt", 0), _connector="OR"),
                name="jobtrend_sample_not_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobtrend",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("value", None), models.Q(("unit", ""), _negated=True), _connector="OR"
                ),
                name="jobtrend_value_has_a_unit",
                violation_error_message="A value needs a unit.",
            ),
        ),
    ]
