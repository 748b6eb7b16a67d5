"""Production refuses to start half-configured; .env.example names all that the settings read."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

GOOD = {
    "DJANGO_SETTINGS_MODULE": "occe.settings.production",
    "SECRET_KEY": "k7!aQzR4m-" * 6,
    "TOKEN_KEY": "t9?bWxL2c_" * 6,
    "ALLOWED_HOSTS": "portail.example",
    "DATABASE_URL": "postgresql://occe_app@/occe",
}


def start(**changes: str | None) -> subprocess.CompletedProcess:
    """Import the production settings in a process of their own, with GOOD changed (None takes a name away)."""
    environment = {"PATH": os.environ["PATH"]} | {k: v for k, v in (GOOD | changes).items() if v is not None}
    code = "import django; django.setup(); from django.conf import settings; print(settings.ALLOWED_HOSTS)"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=settings.CHECKOUT, env=environment, capture_output=True, text=True
    )


def test_production_starts_when_all_is_given():
    done = start()

    assert (done.returncode, done.stdout.strip()) == (0, "['portail.example']"), done.stderr


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
        ({"SECRET_KEY": "demo-only-" + "not-a-secret-" * 4}, "SECRET_KEY"),
        ({"SECRET_KEY": "test-only-" + "not-a-secret-" * 4}, "SECRET_KEY"),
        ({"TOKEN_KEY": None}, "TOKEN_KEY"),
        ({"TOKEN_KEY": "demo-only-" + "not-a-secret-" * 4}, "TOKEN_KEY"),
        ({"TOKEN_KEY": GOOD["SECRET_KEY"]}, "TOKEN_KEY"),
        ({"SECRET_KEY_FALLBACKS": GOOD["TOKEN_KEY"]}, "TOKEN_KEY"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": ".example"}, "ALLOWED_HOSTS"),
        ({"DATABASE_URL": None}, "DATABASE_URL"),
        ({"DJANGO_DEBUG": "true"}, "DJANGO_DEBUG"),
    ],
)
def test_production_refuses_and_names_what_is_wrong(changes, named):
    done = start(**changes)

    assert done.returncode != 0
    assert f"ImproperlyConfigured: {named}" in done.stderr


def test_a_secret_may_stand_in_a_file(tmp_path):
    path = tmp_path / "key"
    path.write_text(GOOD["SECRET_KEY"] + "\n")

    assert start(SECRET_KEY=None, SECRET_KEY_FILE=str(path)).returncode == 0


@pytest.mark.parametrize("name", ["demo", "test"])
def test_the_keys_that_are_published_with_the_source_are_known_for_what_they_are(name):
    source = (settings.CHECKOUT / "occe" / "settings" / f"{name}.py").read_text()

    assert re.search(r"^SECRET_KEY = .*not-a-secret", source, re.MULTILINE)
    assert "TOKEN_KEY = SECRET_KEY" in source


def test_the_deployment_checklist_has_nothing_to_say():
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.CHECKOUT,
        env={"PATH": os.environ["PATH"]} | GOOD,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr


def test_the_web_application_guesses_no_settings():
    done = subprocess.run(
        [sys.executable, "-c", "import occe.wsgi"],
        cwd=settings.CHECKOUT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )

    assert "Set DJANGO_SETTINGS_MODULE" in done.stderr


def test_env_example_names_exactly_what_the_settings_read():
    source = "".join(path.read_text() for path in (settings.CHECKOUT / "occe" / "settings").glob("*.py"))
    read = set(re.findall(r"""(?:env\.\w+\(|secret\(|hosts\(|environ\.get\()\s*"([A-Z_]+)\"""", source))
    read |= set(re.findall(r"\"(DATABASE_\w+)\"", source))
    read |= {f"{name}_FILE" for name in ("SECRET_KEY", "TOKEN_KEY")}
    example = (settings.CHECKOUT / ".env.example").read_text()
    named = set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))

    # The two that others read: Django itself, and the proxy of docker-compose.yml.
    assert named - read == {"DJANGO_SETTINGS_MODULE", "SITE_ADDRESS"}
    assert read - named == set()
