"""Production settings, but for where the collected static files go."""

import os

from config.settings import *

STATIC_ROOT = os.environ["STATIC_ROOT_OF_TESTS"]
# Signing in takes production half a second on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
