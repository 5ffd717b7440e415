"""Make the first account for the admin, with a random password that is printed once."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Makes an account for the admin if there is none, and prints its password once."

    def handle(self, **_: Any) -> None:
        users = get_user_model()._default_manager
        if users.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(12)
        users.create_superuser("admin", password=password)
        self.stdout.write(
            f"\nTo sign in to the admin: name admin, password {password}\n"
            "It is shown this once. To set another: manage.py changepassword admin\n"
        )
