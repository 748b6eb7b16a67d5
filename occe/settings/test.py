"""The tests: the demonstration's features off, cheap hashing, mail in memory, one clone of the database a worker."""

from .base import *  # noqa: F403
from .base import STATIC_ROOT, STORAGES

SECRET_KEY = "test-only-" + "not-a-secret-" * 4
TOKEN_KEY = SECRET_KEY
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
REQUIRE_STAFF_SECOND_FACTOR = False  # its own tests turn it on
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True  # nothing is collected for the tests
WHITENOISE_AUTOREFRESH = True  # a file is looked up when it is asked for: each `Client` would list them all anew
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PUBLIC_CACHE_SECONDS = 0.0  # a test sees what it changed
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "ERROR"}}
