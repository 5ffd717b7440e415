"""Find the readings of a framework, and keep no index that another one begins with."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('comparisons', '0005_also_called'),
        ('editorial', '0005_import_origin'),
    ]

    operations = [
        migrations.AlterField(
            model_name='observation',
            name='framework',
            field=models.ForeignKey(blank=True, db_index=False, help_text='If the series is of one of our frameworks.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='comparisons.framework'),
        ),
        migrations.AlterField(
            model_name='observation',
            name='metric',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='observations', to='comparisons.metric'),
        ),
        migrations.AddIndex(
            model_name='observation',
            index=models.Index(fields=['framework', 'metric', 'on'], name='observation_of_framework'),
        ),
    ]
