"""The demonstration's settings, with the addresses of the references beside the portal's own."""

from occe.settings.demo import *  # noqa: F403
from occe.settings.demo import CACHES

ROOT_URLCONF = "website.bench.urls"
CACHES |= {"bench": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
