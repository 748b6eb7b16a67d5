"""Raises the whole invented department, once; later starts only keep the demonstration class open."""

from django.db import transaction

from cooperatives.models import Classroom, Federation
from members.models import User
from members.services.class_sessions import open_class
from occe.kit.actors import Adult

from .activity_reports import tell_activity_reports, tell_looking_back
from .aids import raise_aids
from .bank import raise_bank_accounts, tell_bank
from .children import raise_children
from .clock import Clock
from .consents import tell_consents, tell_consents_of_last_year
from .cooperatives import raise_cooperatives, settle_states
from .council import tell_council
from .everyday import tell_everyday
from .handover import tell_handover
from .journal import tell_journals
from .money import close_old_year, raise_current_accounts, raise_past_accounts, settle_books
from .news import raise_news
from .people import SLUG, raise_federation, raise_staff
from .plans import raise_plans
from .requests import raise_requests
from .stories import raise_stories
from .thread import Thread, tell_thread
from .told import open_stories, tell_stories
from .year_ends import tell_year_ends


@transaction.atomic
def plant(clock: Clock) -> bool:
    """Everything, in one transaction: a start that was interrupted leaves nothing half done. False when it stands."""
    if Federation.objects.filter(slug=SLUG).exists():
        return False
    federation = raise_federation(clock)
    staff = raise_staff(federation)
    cooperatives = raise_cooperatives(federation, clock)
    raise_stories(cooperatives, clock)
    raise_past_accounts(cooperatives, clock)
    raise_current_accounts(cooperatives, clock)
    settle_books(cooperatives, clock, staff["treasurer@demo.example"])
    close_old_year(federation, clock, staff["staff@demo.example"])
    raise_children(cooperatives, clock)
    tell_stories(cooperatives, clock)
    raise_aids(cooperatives)
    raise_plans(cooperatives, clock)
    keep_class_open()
    tell_thread(cooperatives[18], clock)
    raise_bank_accounts(cooperatives)
    tell_bank(cooperatives[18])
    tell_handover(cooperatives[7], clock)
    tell_everyday(Thread(cooperatives[18], clock), staff["staff@demo.example"])
    tell_council(Thread(cooperatives[18], clock))
    tell_journals(cooperatives, Thread(cooperatives[18], clock))
    tell_consents(Thread(cooperatives[18], clock))
    tell_consents_of_last_year(cooperatives)
    open_stories(cooperatives)
    tell_year_ends(cooperatives, clock, staff["treasurer@demo.example"])
    tell_activity_reports(cooperatives, clock)
    tell_looking_back(cooperatives[18])
    raise_requests(federation, clock, staff["staff@demo.example"])
    settle_states(cooperatives)
    raise_news(federation, clock, staff["staff@demo.example"])
    return True


def keep_class_open() -> None:
    """The class of the demonstration is open with the code 123456, whatever the hour."""
    classroom = Classroom.objects.filter(
        cooperative__federation__slug=SLUG, cooperative__number=18, name="CP-CE1-CE2", year__closed_at__isnull=True
    ).latest("year__starts")
    teacher = User.objects.get(email="teacher@demo.example")
    open_class(classroom, by=Adult(teacher.pk, classroom.cooperative.federation_id), any_device=True)
