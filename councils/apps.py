from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "councils"

    def ready(self) -> None:
        from councils.services.slips import forget_pupil
        from members.departures import register_departure

        register_departure(forget_pupil)
