"""The compose file, the Dockerfile and .dockerignore obey our rules, and the check sees when they do not."""

from copy import deepcopy

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command

from occe.kit.deployment import faults

COMPOSE = yaml.safe_load((settings.CHECKOUT / "docker-compose.yml").read_text())
DOCKERFILE = (settings.CHECKOUT / "Dockerfile").read_text()
DOCKERIGNORE = (settings.CHECKOUT / ".dockerignore").read_text()


def changed(service: str, **changes) -> dict:
    compose = deepcopy(COMPOSE)
    compose["services"][service] |= changes
    return compose


def test_what_is_deployed_breaks_no_rule(capsys):
    call_command("check_compose")

    assert faults(COMPOSE, DOCKERFILE, DOCKERIGNORE) == []


def test_the_web_process_and_the_worker_know_nothing_of_the_tables_owner():
    known = {
        name: sorted(set(service.get("environment", {})) | set(service.get("secrets", [])))
        for name, service in COMPOSE["services"].items()
    }

    assert [name for name, names in known.items() if any("owner" in one.lower() for one in names)] == ["db", "migrate"]


@pytest.mark.parametrize("name", [".git", ".env", ".data", "secrets"])
def test_the_check_sees_what_would_be_copied_into_the_image(name):
    lines = "\n".join(line for line in DOCKERIGNORE.split() if line != name)

    assert faults(COMPOSE, DOCKERFILE, lines) == [f".dockerignore lets {name} into the image"]


@pytest.mark.parametrize("user", ["", "USER root", "USER 0"])
def test_the_check_sees_an_image_that_runs_as_root(user):
    dockerfile = DOCKERFILE.replace("USER occe", user)

    assert faults(COMPOSE, dockerfile, DOCKERIGNORE) == ["Dockerfile: the image runs as root"]


@pytest.mark.parametrize(
    ("service", "changes", "fault"),
    [
        ("web", {"user": "root"}, "it runs as root"),
        ("web", {"user": "0:0"}, "it runs as root"),
        ("web", {"privileged": True}, "it may do more than it needs (read_only, cap_drop: [ALL], never privileged)"),
        ("web", {"healthcheck": {"disable": True}}, "it stays, and nothing asks for its health"),
        ("worker", {"healthcheck": {"disable": True}}, "it stays, and nothing asks for its health"),
        ("db", {"healthcheck": None}, "it stays, and nothing asks for its health"),
        ("proxy", {"healthcheck": None}, "it stays, and nothing asks for its health"),
        ("proxy", {"env_file": ".env"}, "it is given all of .env"),
        ("web", {"environment": {"SECRET_KEY": "abc"}}, "SECRET_KEY is written in the file"),
        ("web", {"environment": {"DATABASE_OWNER_URL": "x"}}, "DATABASE_OWNER_URL is for migrations alone"),
        ("worker", {"secrets": ["owner_password"]}, "owner_password is for migrations alone"),
        ("worker", {"secrets": ["nothing"]}, "secret nothing is not declared"),
    ],
)
def test_the_check_sees_a_service_that_breaks_a_rule(service, changes, fault):
    assert faults(changed(service, **changes), DOCKERFILE, DOCKERIGNORE) == [f"{service}: {fault}"]


def test_the_check_sees_an_image_without_a_health_check():
    dockerfile = DOCKERFILE.replace("HEALTHCHECK --interval", "# --interval")

    assert faults(COMPOSE, dockerfile, DOCKERIGNORE) == ["web: it stays, and nothing asks for its health"]


def test_the_image_asks_the_address_that_the_portal_answers_first():
    assert "http://127.0.0.1:8000/health/live" in DOCKERFILE
