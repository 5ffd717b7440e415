"""A site to look at: all that it needs in a folder, and serving it.

python -m tests.browser.preparing FOLDER makes the folder.
"""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
START_MUST_TAKE_AT_MOST = 60  # seconds
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page lives for seconds here: making its scripts faster costs more than it saves.
    "--js-flags=--no-turbofan",
]
EDITOR = "anna"  # of every group
# Everybody's password is their name.
PEOPLE = {"anna": None, "bea": "Editors", "carl": "Editors", "rosa": "Reviewers"}
# One process for all of it: each start of Django costs a second.
FILL = f"""
import json, os
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client

call_command("migrate", verbosity=0)
call_command("loadcontent")
cookies = {{}}
for name, group in {PEOPLE!r}.items():
    user = User.objects.create_user(name, password=name, is_staff=True)
    user.groups.set(Group.objects.filter(name=group) if group else Group.objects.all())
    client = Client()
    client.force_login(user)
    key = settings.SESSION_COOKIE_NAME
    cookies[name] = {{"name": key, "value": client.cookies[key].value}}
with open(os.environ["COOKIES_OF_TESTS"], "w") as file:
    json.dump(cookies, file)
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
        "COOKIES_OF_TESTS": str(folder / "cookies.json"),
    }


def prepare(folder):
    """Make the database with the shipped content and people, and collect the static files."""

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


def sign_in(context, folder, name, address):
    """Let a context of the browser be signed in, without the two pages that it takes a person."""
    cookie = json.loads((folder / "cookies.json").read_text())[name]
    context.add_cookies([{**cookie, "url": address}])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(folder):
    """Serve what was prepared as production does, and give the address."""
    port = free_port()
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--preload"),
            *("--threads", "4", "--log-level", "error", "config.wsgi"),
        ],
        cwd=ROOT,
        env=environment_of(folder),
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/tools/", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(address, server):
    until = time.monotonic() + START_MUST_TAKE_AT_MOST
    while time.monotonic() < until:
        assert server.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  # our own address
                return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise TimeoutError("the server did not start")


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
