"""All that a site needs, in a folder: python -m tests.browser.preparing FOLDER."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
EDITOR = "anna"  # of every group
# Everybody's password is their name.
PEOPLE = {"anna": None, "bea": "Editors", "carl": "Editors", "rosa": "Reviewers"}
# One process for all of it: each start of Django costs a second.
FILL = f"""
from django.contrib.auth.models import Group, User
from django.core.management import call_command

call_command("migrate", verbosity=0)
call_command("loadcontent")
for name, group in {PEOPLE!r}.items():
    user = User.objects.create_user(name, password=name, is_staff=True)
    user.groups.set(Group.objects.filter(name=group) if group else Group.objects.all())
"""


def environment_of(folder):
    return {
        **os.environ,
        "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-only-for-tests-0123456789",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "HTTPS": "false",
        "DEBUG": "false",
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "STATIC_ROOT_OF_TESTS": str(folder / "static"),
        "SCORE_TABLES_DIR": str(folder / "score-tables"),
    }


def prepare(folder):
    """Make the database with the shipped content and an editor, and collect the static files."""

    def manage(*arguments):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment_of(folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def finished(process):
        said, _ = process.communicate()
        assert process.returncode == 0, said.decode()

    folder.mkdir()
    collecting = manage("collectstatic", "--no-input")
    filling = manage("shell", "--command", FILL)
    finished(filling)
    finished(collecting)


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
