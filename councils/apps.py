from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "councils"

    def ready(self) -> None:
        from councils.doors import have_an_idea, keep_our_choice
        from councils.services.slips import forget_pupil
        from members.departures import register_departure
        from members.pupil_doors import register_door

        register_departure(forget_pupil)
        register_door(have_an_idea)
        register_door(keep_our_choice)
