"""What a public interface last answered: see `editorial.refreshing.asking`."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editorial", "0008_roles")]
    operations = [
        migrations.CreateModel(
            name="FetchedPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.URLField(max_length=500, unique=True, verbose_name="address")),
                ("etag", models.CharField(blank=True, max_length=200)),
                ("last_modified", models.CharField(blank=True, max_length=200)),
                ("content", models.JSONField()),
                ("fetched_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
    ]
