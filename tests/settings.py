"""The site's settings, with the little that tests need."""

import os

# Before the settings read it. script/test says which database; without it, SQLite in memory.
os.environ.update(
    SECRET_KEY="only-for-tests-only-for-tests-only-for-tests-only-for-tests",
    DEBUG="false",
    HTTPS="false",
    BEHIND_PROXY="false",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
)
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from config.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Nothing is collected for tests, and WhiteNoise wants a folder that exists.
STATIC_ROOT = BASE_DIR / "static"
# Fingerprinted files need `collectstatic`; the browser tests run the real thing.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
