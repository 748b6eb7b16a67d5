"""What the room tells the other rooms at start-up, part by part; `apps.ready` calls `register_room`.

Everything is imported inside the functions: models are there only once all rooms are loaded.
"""

from django.utils.translation import gettext_lazy as _


def register_room() -> None:
    """All parts. Sections, acts and lines carry their order; what waits for a child is asked as registered here."""
    from projects import data_map

    data_map.declare()
    _register_children()
    _register_thread()
    _register_looking_back()
    _register_life()
    _register_journal()
    _register_story()
    _register_consents()
    _register_report()


def _register_children() -> None:
    """What is held about a child, and what goes when it leaves."""
    from members.departures import register_departure
    from members.held import register_holding
    from projects.held import OURS, of_projects
    from projects.services.retention import forget_pupil

    register_holding(OURS, of_projects, order=25)
    register_departure(forget_pupil)


def _register_thread() -> None:
    """The room's part of a decision's thread, and what a decision may begin here."""
    from councils.offshoots import register_offshoot
    from councils.thread import register_events
    from projects import thread

    register_events(thread.events_of)
    register_offshoot("project", _("Commencer un projet"), thread.start_address, icon="sprout")
    register_offshoot("report", _("Approuver le compte rendu d’activité"), thread.report_address, icon="star", order=80)


def _register_life() -> None:
    """Sections and acts of a project's page, the pupils' doors, the jobs' day, invitations."""
    from members.friday import register_line
    from members.notifications import register
    from members.pupil_doors import register_door, register_doors, register_today
    from projects import doors, friday
    from projects.queries import council, life, plan, tasks
    from projects.sections import register_next_act, register_pupil_door, register_section
    from projects.services.invitations import ANSWERED, INVITED

    register_section("council", council.council_section, order=5)
    register_section("aims", plan.aims_section, order=10)
    register_section("tasks", tasks.tasks_section, order=20)
    register_section("plan", plan.plan_section, order=30)
    register_section("money", plan.budget_section, order=35)
    register_section("path", life.path_section, order=90)
    register_next_act(tasks.tasks_act, order=10)
    register_next_act(life.plan_act, order=20)
    register_next_act(life.state_act, order=50)
    register_door(doors.our_projects)
    register_doors(doors.project_cards)
    register_pupil_door(doors.the_board)
    register_pupil_door(doors.to_the_box)
    tasks.register_jobs(register_today)
    register_line(friday.invitation_line, order=40)
    register_line(friday.ideas_line, order=42)
    register_line(friday.looking_back_line, order=22)  # children wait to hear what they said
    register_line(friday.tasks_line, order=70)
    register(INVITED, _("{cooperative} invite la classe {classroom} au projet « {project} »."))
    register(ANSWERED, _("{classroom} a répondu à l’invitation au projet « {project} »."))


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


def _register_looking_back() -> None:
    """Looking back: the door that waits for a child, its section, the next act."""
    from members.pupil_doors import register_wait
    from projects.queries import reflection
    from projects.sections import register_next_act, register_pupil_door, register_section

    register_wait(reflection.looking_back_wait)
    register_pupil_door(reflection.looking_back_door)
    register_section("looking-back", reflection.looking_back_section, order=70)
    register_next_act(reflection.looking_back_act, order=60)


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
