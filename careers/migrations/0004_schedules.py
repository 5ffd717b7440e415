"""When published content appears and disappears, and a date for every statement."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("careers", "0003_role_ledgers"),
        ("comparisons", "0006_observation_indexes"),
        ("editorial", "0011_upkeep"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddField(
            model_name="jobseries",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="jobseries",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddField(
            model_name="jobtrend",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="jobtrend",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddField(
            model_name="learningpath",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="learningpath",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddField(
            model_name="reader",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="reader",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddField(
            model_name="resource",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="resource",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddField(
            model_name="role",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="role",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddField(
            model_name="salaryobservation",
            name="expire_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers no longer see it from then on. Empty: it stays.",
                null=True,
                verbose_name="disappears",
            ),
        ),
        migrations.AddField(
            model_name="salaryobservation",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Once it is published, readers see it from then on. Empty: at once.",
                null=True,
                verbose_name="appears",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of", ""), _negated=True),
                name="finding_says_as_of_when",
                violation_error_message="Say which date it speaks of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="finding_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of", ""), _negated=True),
                name="goal_says_as_of_when",
                violation_error_message="Say which date it speaks of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="goal_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobseries",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of", ""), _negated=True),
                name="jobseries_says_as_of_when",
                violation_error_message="Say which date it speaks of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobseries",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="jobseries_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobtrend",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of", ""), _negated=True),
                name="jobtrend_says_as_of_when",
                violation_error_message="Say which date it speaks of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobtrend",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="jobtrend_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
        migrations.AddConstraint(
            model_name="learningpath",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="learningpath_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reader",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="reader_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of", ""), _negated=True),
                name="resource_says_as_of_when",
                violation_error_message="Say which date it speaks of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="resource_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="role_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolestatement",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of", ""), _negated=True),
                name="rolestatement_says_as_of_when",
                violation_error_message="Say which date it speaks of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="salaryobservation",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of", ""), _negated=True),
                name="salaryobservation_says_as_of_when",
                violation_error_message="Say which date it speaks of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="salaryobservation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at", None),
                    ("expire_at", None),
                    ("expire_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="salaryobservation_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ),
    ]
