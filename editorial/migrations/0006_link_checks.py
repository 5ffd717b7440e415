"""What visiting the link of a source showed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0005_import_origin'),
    ]

    operations = [
        migrations.AddField(
            model_name='source',
            name='link_checked_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='last visited'),
        ),
        migrations.AddField(
            model_name='source',
            name='link_moved_to',
            field=models.URLField(blank=True, max_length=500, verbose_name='moved to'),
        ),
        migrations.AddField(
            model_name='source',
            name='link_status',
            field=models.CharField(blank=True, max_length=200, verbose_name='answer'),
        ),
        migrations.AlterField(
            model_name='source',
            name='link_state',
            field=models.CharField(choices=[('unchecked', 'Not checked yet'), ('works', 'Works'), ('moved', 'Moved'), ('broken', 'Broken')], default='unchecked', max_length=10, verbose_name='link'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('link_moved_to', ''), ('link_state', 'moved'), _connector='OR'), name='source_new_address_only_if_moved'),
        ),
    ]
