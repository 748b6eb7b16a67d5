"""Production: refuses to start on a missing or weak secret, a wrong host, or debug. See .env.example."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import AS_OWNER, CONTENT_SECURITY_POLICY, DATABASES, env

PUBLISHED = "not-a-secret"


def secret(name: str) -> str:
    """A secret from NAME, or from the file that NAME_FILE names (container secrets); 50 characters or more.

    The keys of the demonstration and of the tests are published with the source, so they are no secrets.
    """
    path = os.environ.get(f"{name}_FILE")
    value = Path(path).read_text(encoding="utf-8").strip() if path else os.environ.get(name, "")
    if len(value) < 50 or len(set(value)) < 10 or PUBLISHED in value:
        raise ImproperlyConfigured(
            f"{name} is missing or weak: give it 50 random characters or more, for instance the output of "
            "`python -c 'import secrets; print(secrets.token_urlsafe(50))'`."
        )
    return value


def hosts(name: str) -> list[str]:
    """Exact host names; a wildcard would let any name in."""
    names = env.list(name, [])
    if not names or any("*" in host or host.startswith(".") for host in names):
        raise ImproperlyConfigured(f"{name} must list the exact host names of the portal, separated by commas.")
    return names


if env.bool("DJANGO_DEBUG", False):
    raise ImproperlyConfigured("DJANGO_DEBUG is not for production: unset it.")
if "DATABASE_URL" not in os.environ:
    raise ImproperlyConfigured("DATABASE_URL is missing: postgresql://occe_app:…@host/occe")

SECRET_KEY = secret("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])
TOKEN_KEY = secret("TOKEN_KEY")
if TOKEN_KEY in (SECRET_KEY, *SECRET_KEY_FALLBACKS):
    raise ImproperlyConfigured("TOKEN_KEY must be another secret than SECRET_KEY: the one changes, the other never.")
ALLOWED_HOSTS = hosts("ALLOWED_HOSTS")

PASSWORD_FILE = env.str("DATABASE_OWNER_PASSWORD_FILE" if AS_OWNER else "DATABASE_PASSWORD_FILE", "")
if PASSWORD_FILE:
    DATABASES["default"]["PASSWORD"] = Path(PASSWORD_FILE).read_text(encoding="utf-8").strip()
DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 2, "max_size": env.int("OCCE_POOL_SIZE", 8), "timeout": 3}

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
if env.bool("BEHIND_PROXY", False):  # only where the proxy strips the header that comes in
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # else all readers share the proxy's address, and its limits
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 63072000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True

MAIL = env.dj_email_url("EMAIL_URL", "smtp://localhost:25")
EMAIL_HOST, EMAIL_PORT = MAIL["EMAIL_HOST"], MAIL["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL["EMAIL_HOST_USER"], MAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.get("EMAIL_USE_TLS", False), MAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
