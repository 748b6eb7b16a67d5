"""The demonstration: this machine only, plain HTTP, an invented department, mail in a mailbox page."""

import os

from ..kit.embedded import data_folder

os.environ.setdefault("OCCE_DATA", str(data_folder()))

from .base import *  # noqa: F403
from .base import CONTENT_SECURITY_POLICY, CSRF_COOKIE_HTTPONLY, LOGGING, env  # noqa: F401

DEMO = True
REQUIRE_STAFF_SECOND_FACTOR = False
SESSION_LIMITS = {}
# The demonstration holds invented data only and never leaves the loopback address: this key protects nothing.
SECRET_KEY = "demo-only-" + "not-a-secret-" * 4
TOKEN_KEY = SECRET_KEY
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
LOGGING["root"]["level"] = env.str("OCCE_LOG_LEVEL", "WARNING")
LOGGING["loggers"]["occe.access"] = {"level": env.str("OCCE_LOG_LEVEL", "WARNING")}
DELIVERY_BACKEND = "website.demo.mailbox.MailboxBackend"
EMAIL_FILE_PATH = DATA_FOLDER / "mailbox"  # noqa: F405
