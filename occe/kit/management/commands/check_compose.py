"""`manage.py check_compose`: docker-compose.yml against the compose schema, and against our own rules for it."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from occe.kit.deployment import faults


class Command(BaseCommand):
    help = "Checks how the portal is deployed: the compose file's shape, and the rules of occe/kit/deployment.py."
    requires_system_checks: list[str] = []

    def handle(self, **options) -> None:
        import jsonschema  # development tools: the portal itself runs without them
        import yaml

        compose = yaml.safe_load(self._read("docker-compose.yml"))
        validator = jsonschema.Draft7Validator(json.loads(self._read("deploy/compose-spec.json")))
        found = [error.message for error in validator.iter_errors(compose)]
        found += faults(compose, self._read("Dockerfile"), self._read(".dockerignore"))
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write(f"{len(compose['services'])} services in order")

    def _read(self, name: str) -> str:
        return (settings.CHECKOUT / name).read_text(encoding="utf-8")
