"""The room of projects. What it tells the others at start-up is in `registering`."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self) -> None:
        from projects import registering

        registering.register_room()
