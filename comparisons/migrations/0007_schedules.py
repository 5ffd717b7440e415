"""When published content appears and disappears, and a date for every statement."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comparisons", "0006_observation_indexes"),
        ("editorial", "0011_upkeep"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddField(
            model_name="comparison",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="comparison",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddField(
            model_name="featurevalue",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="featurevalue",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddField(
            model_name="metric",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="metric",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddField(
            model_name="milestone",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="milestone",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddField(
            model_name="prediction",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="prediction",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddField(
            model_name="successstory",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="successstory",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddField(
            model_name="tool",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="tool",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of", ""), _negated=True),
                name="claim_says_as_of_when",
                violation_error_message="Say which date it speaks of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="claim_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
        migrations.AddConstraint(
            model_name="comparison",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="comparison_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
        migrations.AddConstraint(
            model_name="comparisonsection",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of", ""), _negated=True),
                name="comparisonsection_says_as_of_when",
                violation_error_message="Say which date it speaks of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="featurevalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of", ""), _negated=True),
                name="featurevalue_says_as_of_when",
                violation_error_message="Say which date it speaks of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="featurevalue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="featurevalue_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
        migrations.AddConstraint(
            model_name="framework",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="framework_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
        migrations.AddConstraint(
            model_name="frameworkfact",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of", ""), _negated=True),
                name="frameworkfact_says_as_of_when",
                violation_error_message="Say which date it speaks of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="metric",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of", ""), _negated=True),
                name="metric_says_as_of_when",
                violation_error_message="Say which date it speaks of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="metric",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="metric_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of", ""), _negated=True),
                name="milestone_says_as_of_when",
                violation_error_message="Say which date it speaks of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="milestone_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
        migrations.AddConstraint(
            model_name="prediction",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of", ""), _negated=True),
                name="prediction_says_as_of_when",
                violation_error_message="Say which date it speaks of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="prediction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="prediction_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
        migrations.AddConstraint(
            model_name="successstory",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of", ""), _negated=True),
                name="successstory_says_as_of_when",
                violation_error_message="Say which date it speaks of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="successstory",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="successstory_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tool",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of", ""), _negated=True),
                name="tool_says_as_of_when",
                violation_error_message="Say which date it speaks of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tool",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="tool_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
    ]
