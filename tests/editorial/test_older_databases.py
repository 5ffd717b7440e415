import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from editorial.older_databases import in_part

pytestmark = pytest.mark.django_db


def test_a_database_with_some_of_the_older_migrations_is_told_the_way():
    MigrationRecorder(connection).record_unapplied("editorial", "0011_upkeep")
    (error,) = in_part(["default"])
    assert "lacks editorial.0011_upkeep, for which editorial.0001_schema stands now" in error.msg


def test_a_database_with_all_of_the_older_migrations_has_nothing_to_do(capsys):
    recorder = MigrationRecorder(connection)
    for name in ("0001_schema", "0002_roles"):
        recorder.record_unapplied("careers", name)
    assert not in_part(["default"])
    call_command("migrate")
    assert "No migrations to apply" in capsys.readouterr().out
