"""`python -m occe.build`: what an image needs made beforehand — the English catalogue and the hashed static files.

It runs without a database and without secrets, hence with settings of its own making.
"""

import os
import secrets

import django
from django.core.management import call_command

if __name__ == "__main__":
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "occe.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "TOKEN_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "build.invalid",
        "DATABASE_URL": "postgresql://nobody@/none",
    }
    django.setup()
    call_command("translations", "compile")
    call_command("collectstatic", interactive=False, verbosity=0)
