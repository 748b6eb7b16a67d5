"""`manage.py check_compose`: docker-compose.yml against the compose schema, and against our own rules for it."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Checks docker-compose.yml: shape, no secret inside, our services not root and with a health check."
    requires_system_checks: list[str] = []

    def handle(self, **options) -> None:
        import jsonschema  # development tools: the portal itself runs without them
        import yaml

        compose = yaml.safe_load((settings.CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8"))
        schema = json.loads((settings.CHECKOUT / "deploy" / "compose-spec.json").read_text(encoding="utf-8"))
        faults = [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(compose)]
        faults += [
            f"{name}: {key} is written in the file"
            for name, service in compose["services"].items()
            for key, value in service.get("environment", {}).items()
            if ("PASSWORD" in key or "SECRET" in key or "KEY" in key) and not str(value).startswith("/run/secrets/")
        ]
        declared = set(compose["secrets"])
        used = {secret for service in compose["services"].values() for secret in service.get("secrets", [])}
        faults += [f"secret {name} is not declared" for name in sorted(used - declared)]
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(f"{len(compose['services'])} services in order")
