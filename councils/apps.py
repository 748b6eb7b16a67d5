"""What the room tells the others at start-up: its line of « Mon vendredi », its doors, its news, what it forgets."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilsConfig(AppConfig):
    name = "councils"

    def ready(self) -> None:
        from councils import data_map, doors, offshoots, register_doors
        from councils.friday import adults_line, council_line, left_open_line
        from councils.held import OURS, of_councils
        from councils.services.adults import CALLED
        from councils.services.slips import GIVEN, forget_pupil
        from members.departures import register_departure
        from members.friday import register_line
        from members.held import register_holding
        from members.models import ClassJob
        from members.notifications import register
        from members.pupil_doors import (
            register_door,
            register_gathering,
            register_plate_door,
            register_today,
            register_wait,
        )

        data_map.declare()
        register_holding(OURS, of_councils, order=20)
        register_departure(forget_pupil)
        register_line(left_open_line, order=9)
        register_line(council_line, order=10)
        register(GIVEN, _("{council}\u00a0: un enfant vous a laissé un petit mot, pour vous seulement."))
        register_line(adults_line, order=46)
        register(CALLED, _("{cooperative}\u00a0: le conseil des adultes se réunit le {day}."))
        register_door(doors.have_an_idea)
        register_plate_door(doors.keep_our_choice)
        register_door(doors.the_sitting)
        register_door(doors.the_agenda)
        register_wait(doors.what_i_missed)
        register_wait(doors.vote_waits)
        register_gathering(doors.vote_together)
        register_wait(doors.the_box_was_opened)
        register_today(ClassJob.Kind.PRESIDENT, doors.the_table)
        register_today(ClassJob.Kind.PRESIDENT, doors.agenda_to_order)
        register_today(ClassJob.Kind.SECRETARY, doors.the_table)
        register_door(register_doors.what_we_decided)
        register_wait(register_doors.what_i_do)
        register_today(ClassJob.Kind.PRESIDENT, register_doors.what_to_sign)
        offshoots.register_offshoot("job", _("Un métier"), offshoots.job_address, icon="person", order=90)
