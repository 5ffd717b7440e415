"""A missing or malformed setting stops the start with one clear line."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

KEY = "k" * 50


def start(**environment):
    # Without the .env of this checkout, which could help.
    code = """
import environs
environs.Env.read_env = lambda *args, **kwargs: None
from config import settings
print(settings.HTTPS, settings.SESSION_COOKIE_SECURE, settings.SECURE_HSTS_SECONDS)
"""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, **environment},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({}, "SECRET_KEY"),
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": KEY, "DEBUG": "maybe"}, "DEBUG"),
        ({"SECRET_KEY": KEY, "HTTPS": "maybe"}, "HTTPS"),
        ({"SECRET_KEY": KEY, "DATABASE_URL": "nonsense"}, "DATABASE_URL"),
        ({"SECRET_KEY": KEY, "DATABASE_URL": "oracle9://x/y"}, "DATABASE_URL"),
    ],
)
def test_a_wrong_setting_stops_the_start_in_one_line_that_names_it(environment, named):
    result = start(**environment)
    assert result.returncode == 1
    (line,) = result.stderr.strip().splitlines()
    assert named in line


def test_all_wrong_settings_are_named_at_once():
    result = start(DEBUG="maybe", DATABASE_URL="nonsense")
    assert all(name in result.stderr for name in ("DEBUG", "DATABASE_URL", "SECRET_KEY"))


def test_production_is_the_default_and_safe():
    assert start(SECRET_KEY=KEY).stdout.split() == ["True", "True", str(365 * 24 * 3600)]
