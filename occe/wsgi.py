"""The web application. The settings must be named: nothing is guessed in production."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

if "DJANGO_SETTINGS_MODULE" not in os.environ:
    raise ImproperlyConfigured("Set DJANGO_SETTINGS_MODULE (occe.settings.production, or occe.settings.demo).")

application = get_wsgi_application()
