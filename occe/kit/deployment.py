"""Our rules for docker-compose.yml, the Dockerfile and .dockerignore; `manage.py check_compose` applies them."""

import re
from collections.abc import Iterator
from typing import Any

PRIVATE = {".git", ".env", ".data", "secrets"}
"""What must never be copied into the image."""
SECRET_NAME = re.compile("PASSWORD|SECRET|KEY")
MAY_KNOW_THE_OWNER = {"migrate", "db"}
"""The services that may know the password of the tables' owner: docs/decisions/0003."""


def faults(compose: dict[str, Any], dockerfile: str, dockerignore: str) -> list[str]:
    """What breaks a rule, one sentence each; nothing when all is well.

    "Ours" are the services that are built here; the database and the proxy are other people's images.
    """
    found = [f".dockerignore lets {name} into the image" for name in sorted(PRIVATE - set(dockerignore.split()))]
    if _user(dockerfile) in ("", "root", "0"):
        found.append("Dockerfile: the image runs as root")
    declared = set(compose.get("secrets", {}))
    for name, service in compose["services"].items():
        found += [f"{name}: {fault}" for fault in _faults_of(name, service, dockerfile)]
        found += [f"{name}: secret {secret} is not declared" for secret in _secrets(service) if secret not in declared]
    return found


def _faults_of(name: str, service: dict[str, Any], dockerfile: str) -> Iterator[str]:
    environment = service.get("environment", {})
    for key, value in environment.items():
        if SECRET_NAME.search(key) and not str(value).startswith("/run/secrets/"):
            yield f"{key} is written in the file"
    if name not in MAY_KNOW_THE_OWNER:
        owners = [known for known in (*environment, *_secrets(service)) if "owner" in known.lower()]
        yield from (f"{known} is for migrations alone" for known in owners)
    is_ours = "build" in service
    if is_ours and str(service.get("user", "")).split(":")[0] in ("root", "0"):
        yield "it runs as root"
    if is_ours and (service.get("privileged") or service.get("cap_drop") != ["ALL"] or not service.get("read_only")):
        yield "it may do more than it needs (read_only, cap_drop: [ALL], never privileged)"
    if not is_ours and "env_file" in service:
        yield "it is given all of .env"
    if service.get("restart") != "no" and not _is_asked_for_its_health(service, dockerfile if is_ours else ""):
        yield "it stays, and nothing asks for its health"


def _is_asked_for_its_health(service: dict[str, Any], dockerfile: str) -> bool:
    check = service.get("healthcheck")
    if check is None:
        return bool(re.search(r"^HEALTHCHECK (?!NONE)", dockerfile, re.MULTILINE))
    return bool(check.get("test")) and not check.get("disable")


def _user(dockerfile: str) -> str:
    """Who runs what the image starts: the last USER of its last stage."""
    last_stage = re.split(r"^FROM ", dockerfile, flags=re.MULTILINE)[-1]
    return next(iter(re.findall(r"^USER (\w+)", last_stage, re.MULTILINE)[::-1]), "")


def _secrets(service: dict[str, Any]) -> list[str]:
    return [secret["source"] if isinstance(secret, dict) else secret for secret in service.get("secrets", [])]
