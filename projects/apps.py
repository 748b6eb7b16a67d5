"""What the room tells the others at start-up: its part of a decision's thread."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self) -> None:
        from councils.offshoots import register_offshoot
        from councils.thread import register_events
        from members.departures import register_departure
        from members.held import register_holding
        from members.pupil_doors import register_wait
        from projects import data_map, thread
        from projects.held import OURS, of_projects
        from projects.queries import reflection
        from projects.registering import register_life
        from projects.sections import register_next_act, register_pupil_door, register_section
        from projects.services.retention import forget_pupil

        register_wait(reflection.looking_back_wait)
        register_pupil_door(reflection.looking_back_door)
        register_section("looking-back", reflection.looking_back_section, order=70)
        register_next_act(reflection.looking_back_act, order=60)
        data_map.declare()
        register_holding(OURS, of_projects, order=25)
        register_departure(forget_pupil)
        register_events(thread.events_of)
        register_offshoot("project", _("Commencer un projet"), thread.start_address, icon="sprout")
        register_offshoot(
            "report", _("Approuver le compte rendu d’activité"), thread.report_address, icon="star", order=80
        )
        register_life()
        _register_journal()
        _register_story()
        _register_consents()
        _register_report()


def _register_journal() -> None:
    """The journal: whose files they are, its line of « Mon vendredi », its section, its doors."""
    from cooperatives.services.files import register_owner
    from members.friday import register_line
    from members.pupil_doors import register_plate_door, register_wait
    from projects.models import Piece
    from projects.queries import journal
    from projects.sections import register_next_act, register_pupil_door, register_section

    register_owner("projects.Piece", lambda actor: Piece.objects.run_by(actor))
    register_line(journal.waiting_line, order=20)
    register_section("journal", journal.journal_section, order=40)
    register_next_act(journal.look_act, order=30)
    register_plate_door(journal.our_journal)
    register_pupil_door(journal.its_journal)
    register_wait(journal.page_came_back)


def _register_story() -> None:
    """The public story: its section, the next act, what its adults are told of a report."""
    from members import notifications
    from projects.queries.story import next_story_act, story_section
    from projects.sections import register_next_act, register_section
    from projects.services.publication import PIECE_OFF, STORY_OFF

    register_section("story", story_section, order=75)
    register_next_act(next_story_act, order=80)
    notifications.register(
        PIECE_OFF,
        _("« {project} » : l’association a retiré un morceau du récit. {words}"),
        url_name="projects:list",
    )
    notifications.register(
        STORY_OFF,
        _("« {project} » : l’association a retiré le récit du site. {words}"),
        url_name="projects:list",
    )


def _register_consents() -> None:
    """Who may be shown: on the page of a project, in « Mon vendredi », and the child's own door."""
    from members.friday import register_line
    from projects.friday import consent_line
    from projects.queries import consent
    from projects.sections import register_next_act, register_pupil_door, register_section

    register_section("consents", consent.consent_section, order=45)
    register_next_act(consent.consent_act, order=40)
    register_line(consent_line, order=60)
    register_pupil_door(consent.my_image)


def _register_report() -> None:
    """The activity report: its line of « Mon vendredi », and what the mandataires are told when it comes back."""
    from members import notifications
    from members.friday import register_line
    from projects.friday import report_line
    from projects.services.reports import RETURNED

    register_line(report_line, order=50)
    notifications.register(
        RETURNED, _("Le compte rendu d’activité {year} est à compléter\u00a0: {words}"), url_name="projects:list"
    )
