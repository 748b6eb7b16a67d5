"""Settings shared by every way of running. What differs between machines comes from the environment (.env.example)."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

env = Env()
CHECKOUT = Path(__file__).resolve().parents[2]

DEBUG = False
DEMO = False
SILENCED_SYSTEM_CHECKS: list[str] = []

# --- rooms -----------------------------------------------------------------------------------------------------------

ROOMS = ["cooperatives", "members", "councils", "projects", "finance", "support", "desk", "website"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",  # the renderer below looks for its widgets among the templates
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "occe.kit",
    *ROOMS,
]

ROOT_URLCONF = "occe.urls"
WSGI_APPLICATION = "occe.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "members.User"

MIDDLEWARE = [
    "occe.kit.middleware.request_context",
    "occe.kit.health.health",
    "website.cache.public_cache",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "occe.kit.middleware.security_headers",
    "csp.middleware.CSPMiddleware",
    "occe.kit.faults.spare_threads",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "members.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "members.middleware.actor",
    "members.middleware.session_end",
    "members.middleware.SecondFactor",
    "members.middleware.AccountPages",
    "occe.kit.access.ClosedByDefault",
    "occe.kit.audit.history_context",
]

# Views of other packages, and the few of ours, that need no mark of `occe.kit.access`.
OPEN_VIEWS = ["account_*", "mfa_*", "socialaccount_*", "openid_connect_*", "usersessions_*"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [CHECKOUT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "occe.kit.context.page",
                "members.context.who",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "occe.kit.templatetags.look",
                         "occe.kit.templatetags.euros", "occe.kit.templatetags.quotes",
                         "occe.kit.templatetags.scripts"],
        },
    }
]  # fmt: skip
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- database --------------------------------------------------------------------------------------------------------

AS_OWNER = env.str("OCCE_DATABASE_ROLE", "app") == "owner"
DATABASES = {
    "default": env.dj_db_url("DATABASE_OWNER_URL" if AS_OWNER else "DATABASE_URL", default="postgresql:///occe")
}
STATEMENT_TIMEOUT = env.str("OCCE_STATEMENT_TIMEOUT", "0" if AS_OWNER else "5s")
DATABASES["default"].setdefault("OPTIONS", {})
DATABASES["default"]["OPTIONS"] |= {
    "options": f"-c statement_timeout={STATEMENT_TIMEOUT} -c lock_timeout=2s "
    "-c idle_in_transaction_session_timeout=10s -c timezone=UTC "
    # Data lies on solid state, where a page anywhere costs about as much as the next one. With PostgreSQL's default of
    # four, a book of ten thousand lines is found by reading the whole ledger of a million.
    "-c random_page_cost=1.1"
}
DATABASES["default"]["ATOMIC_REQUESTS"] = False

# --- people ----------------------------------------------------------------------------------------------------------

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = ["members.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [  # Django's own rules, in our words
    {"NAME": "members.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "members.passwords.UnlikeTheirOwner"},
    {"NAME": "members.passwords.NotEverybodys"},
    {"NAME": "members.passwords.NotOnlyFigures"},
]
# Without one, the rights of staff do not begin: they are sent to set it up (members.middleware).
REQUIRE_STAFF_SECOND_FACTOR = True
# Seconds of rest, and seconds in all, before one says again who one is. What was being typed is kept (members.sitting).
SESSION_LIMITS: dict[str, tuple[int, int]] = {"staff": (3600, 8 * 3600), "teacher": (4 * 3600, 12 * 3600)}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "members:home"
ACCOUNT_ADAPTER = "members.adapters.AccountAdapter"
MFA_ADAPTER = "members.adapters.MFAAdapter"
SOCIALACCOUNT_ADAPTER = "members.adapters.SocialAccountAdapter"
ACCOUNT_FORMS = {
    "login": "members.forms.LoginForm",
    "signup": "members.forms.SignupForm",
    "add_email": "members.forms.AddressForm",
    "change_password": "members.forms.ChangePasswordForm",
    "set_password": "members.forms.SetPasswordForm",
    "reset_password": "members.forms.ResetPasswordForm",
    "reset_password_from_key": "members.forms.NewPasswordForm",
    "reauthenticate": "members.forms.AskPasswordForm",
}
MFA_FORMS = {
    "authenticate": "members.forms_factor.CodeForm",
    "reauthenticate": "members.forms_factor.AskCodeForm",
    "activate_totp": "members.forms_factor.FirstCodeForm",
    "add_webauthn": "members.forms_factor.AddKeyForm",
    "edit_webauthn": "members.forms_factor.RenameKeyForm",
    "authenticate_webauthn": "members.forms_factor.KeyForm",
    "login_webauthn": "members.forms_factor.LoginKeyForm",
    "reauthenticate_webauthn": "members.forms_factor.AskKeyForm",
}
SOCIALACCOUNT_FORMS = {"signup": "members.forms.OutsideSignupForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "website:home"
ACCOUNT_SESSION_REMEMBER = False  # the cookie goes with the browser: a school's computer serves several people
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a change of password or factor is told by mail
# A whole school signs in from one address on a Friday evening: the limit by account is strict, that by address is not.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,5/5m/key", "reset_password": "20/m/ip,3/h/key"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
PASSWORD_RESET_TIMEOUT = 24 * 3600
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TRUST_ENABLED = True
MFA_TRUST_COOKIE_AGE = 30 * 24 * 3600
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # never by the address alone: linked from the profile, once signed in
if env.str("OIDC_SERVER", ""):  # an identity given elsewhere (an academy, ProConnect), for adults
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "identity",
                    "name": env.str("OIDC_NAME", "OpenID Connect"),
                    "client_id": env.str("OIDC_CLIENT_ID"),
                    "secret": env.str("OIDC_CLIENT_SECRET", ""),
                    "settings": {"server_url": env.str("OIDC_SERVER"), "oauth_pkce_enabled": True},
                }
            ],
        }
    }

# --- language, time --------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("français")), ("en", _("anglais"))]
LOCALE_PATHS = [CHECKOUT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Paris"
FORMAT_MODULE_PATH = ["occe.formats"]

# --- files -----------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [CHECKOUT / "static"]
DATA_FOLDER = Path(env.str("OCCE_DATA", str(CHECKOUT / ".data")))
# Where the nightly drill restores the backup, and throws it away again: twice the size of the database and files.
SCRATCH_FOLDER = Path(env.str("OCCE_SCRATCH", str(DATA_FOLDER / "scratch")))
STATIC_ROOT = DATA_FOLDER / "static"
MEDIA_ROOT = DATA_FOLDER / "files"
# Of all that is stored, only the pictures of the public site have an address; `website-picture` gives them.
MEDIA_URL = "/pictures/"
STORAGES = {
    "default": {"BACKEND": "occe.kit.whole_files.WholeFileStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# --- cache, sessions, mail -------------------------------------------------------------------------------------------

# In the database, for the limits of allauth must hold over several workers.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "occe_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
# Pages for everybody are kept in each process's memory; how old they may be, in seconds (see website/cache.py).
PUBLIC_CACHE_SECONDS = 1.0
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "occe.kit.views.csrf_failure"
EMAIL_BACKEND = "occe.kit.mail.QueuedBackend"
DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = env.str("OCCE_MAIL_FROM", "portail@occe15.example")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- browser policy --------------------------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
REPORTS_PATH = "/browser-report/"
CONTENT_SECURITY_POLICY: dict[str, dict[str, Any]] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],  # the sounds of the journals
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default"],  # static/js/markup.js, on the pages that use htmx
        "report-to": ["policy"],
        "report-uri": [REPORTS_PATH],  # for browsers that do not know report-to yet
    }
}

if env.str("OIDC_SERVER", ""):  # browsers check where a form is sent on to, too
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(
        "{0.scheme}://{0.netloc}".format(urlsplit(env.str("OIDC_SERVER")))
    )

# --- logs ------------------------------------------------------------------------------------------------------------

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "context": {"()": "occe.kit.logs.ContextFilter"},
        "discretion": {"()": "occe.kit.logs.DiscretionFilter"},
    },
    "formatters": {"json": {"()": "occe.kit.logs.JsonFormatter"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["context", "discretion"]}},
    "root": {"handlers": ["out"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": [], "propagate": False},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "procrastinate": {"level": "WARNING"},
    },
}
