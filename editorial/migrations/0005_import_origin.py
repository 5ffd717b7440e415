"""Changes that come from an imported file."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0004_search'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='change',
            name='change_origin_is_known',
        ),
        migrations.AlterField(
            model_name='change',
            name='origin',
            field=models.CharField(choices=[('editor', 'An editor'), ('content', 'The content files'), ('import', 'An imported file')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['editor', 'content', 'import'])), name='change_origin_is_known'),
        ),
    ]
