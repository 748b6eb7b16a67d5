from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "councils"

    def ready(self) -> None:
        from councils.doors import have_an_idea, keep_our_choice, the_sitting, the_table, what_i_missed
        from councils.friday import council_line
        from councils.services.slips import forget_pupil
        from members.departures import register_departure
        from members.friday import register_line
        from members.models import ClassJob
        from members.pupil_doors import register_door, register_today, register_wait

        register_departure(forget_pupil)
        register_line(council_line, order=10)
        register_door(have_an_idea)
        register_door(keep_our_choice)
        register_door(the_sitting)
        register_wait(what_i_missed)
        register_today(ClassJob.Kind.PRESIDENT, the_table)
        register_today(ClassJob.Kind.SECRETARY, the_table)
