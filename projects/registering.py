"""What the life and the plan of projects tell the other rooms at start-up; `apps.ready` calls it."""

from django.utils.translation import gettext_lazy as _


def register_life() -> None:
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
    register_line(friday.looking_back_line, order=45)
    register_line(friday.tasks_line, order=70)
    register(INVITED, _("{cooperative} invite la classe {classroom} au projet « {project} »."))
    register(ANSWERED, _("{classroom} a répondu à l’invitation au projet « {project} »."))
