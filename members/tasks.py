"""The room's background jobs."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from procrastinate.contrib.django import app

from members.queries import adults_waiting_for_a_digest
from members.services.class_sessions import forget_closed_classes
from members.services.forgetting import forget_left_behind
from members.services.notifications import send_digest
from members.services.pupil_sign_in import forget_wrong_codes
from members.services.rota import turn_rotas
from occe.kit.dates import today


@app.periodic(cron="30 4 * * *")  # UTC: half past six in summer, half past five in winter, before the school day
@app.task(queue="mail", queueing_lock="members.digests", pass_context=False)
def send_digests(timestamp: int) -> None:
    """Once a day, one mail to each adult who has something unread that was not yet mailed."""
    for user in adults_waiting_for_a_digest():
        send_digest(user)


@app.periodic(cron="10 2 * * *")
@app.task(queue="default", queueing_lock="members.sessions", pass_context=False)
def forget_ended_sessions(timestamp: int) -> None:
    """Once a night: sessions whose time is over, and the address and browser that were noted beside each."""
    call_command("clearsessions")
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


@app.periodic(cron="20 2 * * *")
@app.task(queue="retention", queueing_lock="members.classes", pass_context=False)
def forget_traces_of_classes(timestamp: int) -> None:
    """Once a night: who was at which device in classes closed three days ago, and counts of mistyped codes."""
    forget_closed_classes()
    forget_wrong_codes()


@app.periodic(cron="30 2 * * *")
@app.task(queue="retention", queueing_lock="members.last_year", pass_context=False)
def forget_children_of_last_year(timestamp: int) -> None:
    """From 30 November on, each night: the children of last year whom nobody moved to a class of this one."""
    forget_left_behind(on=today())


@app.periodic(cron="40 3 * * *")
@app.task(queue="default", queueing_lock="members.rotas", pass_context=False)
def turn_jobs(timestamp: int) -> None:
    """Once a night: jobs that go round and whose weeks are over."""
    turn_rotas(on=today())
